package dev.radicchio.example.integration.instances;

import dev.radicchio.memory.Arena;
import dev.radicchio.memory.Slice;

/** Mixes three voices in one buffer, each of which remembers its own pitch. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    try (Chord chord = LinkedChord.link();
        Arena arena = chord.heap().arena()) {
      chord.bass().tune(1 << 29, 100); // a period of 8 samples
      chord.tenor().tune(1 << 30, 10); // of 4
      chord.treble().tune(1 << 31, 1); // of 2
      Slice samples = arena.allocate(8 * Integer.BYTES);
      samples.fill((byte) 0);
      chord.bass().sing(samples);
      chord.tenor().sing(samples);
      chord.treble().sing(samples);
      for (int i = 0; i < 8; i++) {
        System.out.println(samples.getInt(i * Integer.BYTES));
      }
    }
  }
}
