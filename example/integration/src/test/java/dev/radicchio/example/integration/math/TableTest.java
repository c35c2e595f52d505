package dev.radicchio.example.integration.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.memory.Slice;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void leavesResultsWhereTheLayoutSays() {
    try (Table table = LinkedTable.with(Math::sin).link()) {
      table.waves().sines(Table.ENTRIES, 0.1);

      Slice results = table.memory().slice(TableLayout.DATA_OFFSET, TableLayout.DATA_OFFSET_BYTES);
      for (int i = 0; i < Table.ENTRIES; i++) {
        assertThat(results.getDouble(i * Double.BYTES)).isEqualTo(Math.sin(i * 0.1));
      }
    }
  }

  @Test
  void reservesAsMuchAsTheTableNeeds() {
    assertThat(TableLayout.DATA_OFFSET_BYTES).isEqualTo(Table.ENTRIES * Double.BYTES);
    assertThat(TableLayout.DATA_OFFSET + TableLayout.DATA_OFFSET_BYTES)
        .isLessThanOrEqualTo(TableLayout.HEAP_BASE);
  }

  @Test
  void callsTheHostOfItsProgram() {
    try (Table zero = LinkedTable.with(x -> 0).link();
        Table same = LinkedTable.with(x -> x).link()) {
      zero.waves().sines(3, 0.5);
      same.waves().sines(3, 0.5);

      assertThat(zero.memory().readDouble(TableLayout.DATA_OFFSET + 16)).isZero();
      assertThat(same.memory().readDouble(TableLayout.DATA_OFFSET + 16)).isEqualTo(1);
    }
  }

  @Test
  void letsPassWhatTheHostThrows() {
    IllegalStateException thrown = new IllegalStateException("no sine today");
    Sine broken =
        x -> {
          throw thrown;
        };
    try (Table table = LinkedTable.with(broken).link()) {
      assertThatThrownBy(() -> table.waves().sines(1, 1)).isSameAs(thrown);
    }
  }
}
