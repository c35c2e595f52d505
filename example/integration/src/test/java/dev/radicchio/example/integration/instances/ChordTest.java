package dev.radicchio.example.integration.instances;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.memory.Arena;
import dev.radicchio.memory.Slice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChordTest {
  private static final int SAMPLES = 1000;

  private final Chord chord = LinkedChord.link();
  private final Arena arena = chord.heap().arena();
  private final Slice samples = arena.allocate(SAMPLES * Integer.BYTES);

  @BeforeEach
  void clear() {
    samples.fill((byte) 0);
  }

  @AfterEach
  void close() {
    arena.close();
    assertThat(chord.heap().statistics().liveBlocks()).isZero();
    chord.close();
  }

  @Test
  void mixesWhatEachInstanceWasTunedTo() {
    chord.bass().tune(1 << 24, 100);
    chord.tenor().tune(3 << 24, 10);
    chord.treble().tune(7 << 24, 1);

    chord.treble().sing(samples);
    chord.bass().sing(samples);
    chord.tenor().sing(samples);

    for (int i = 0; i < SAMPLES; i++) {
      assertThat(samples.getInt(i * Integer.BYTES))
          .as("sample %s", i)
          .isEqualTo(wave(i << 24, 100) + wave(i * (3 << 24), 10) + wave(i * (7 << 24), 1));
    }
  }

  @Test
  void remembersInEachInstanceWhereItsWaveIs() {
    chord.bass().tune(1 << 30, 5);
    chord.tenor().tune(1 << 30, 5);
    chord.bass().sing(samples.slice(0, 2 * Integer.BYTES)); // now at half of its period

    chord.bass().sing(samples.slice(400, 2 * Integer.BYTES));
    chord.tenor().sing(samples.slice(800, 2 * Integer.BYTES));

    assertThat(samples.getInt(400)).isEqualTo(-5);
    assertThat(samples.getInt(800)).isEqualTo(5);
  }

  @Test
  void keepsStaticDataApart() {
    assertThat(ChordLayout.Bass.DATA_END).isLessThanOrEqualTo(ChordLayout.Tenor.DATA_START);
    assertThat(ChordLayout.Tenor.DATA_END).isLessThanOrEqualTo(ChordLayout.Treble.DATA_START);
  }

  @Test
  void writesNothingBehindTheSlice() {
    chord.bass().tune(1, 1);

    chord.bass().sing(samples.slice(8, 12));

    assertThat(samples.getInt(4)).isZero();
    assertThat(samples.getInt(8)).isEqualTo(1);
    assertThat(samples.getInt(16)).isEqualTo(1);
    assertThat(samples.getInt(20)).isZero();
  }

  private static int wave(int phase, int amplitude) {
    return phase < 0 ? -amplitude : amplitude;
  }
}
