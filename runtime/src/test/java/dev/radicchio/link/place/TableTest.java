package dev.radicchio.link.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.resolve.Functions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TableTest {
  private static final String USER =
      """
      (module
        (import "env" "free" (func $free (param i32)))
        (func (export "run") (call $free (i32.const 0))))
      """;

  private final Stages stages =
      new Stages().heap(new HeapPolicy.Host()).add("one", USER).add("two", USER);
  private final Functions functions = stages.resolution().functions();

  private Table table(Map<Integer, Integer> slots) {
    return new Table(functions, List.of(-1, 0), slots, List.of(), List.of());
  }

  @Test
  void aFunctionWithoutASlotHas0() {
    assertThat(table(Map.of()).slotOf(0)).isZero();
  }

  @Test
  void aFunctionOfTheHeapHasTheSlotOfTheFirstThatIsCalledSo() {
    Table table = table(Map.of(functions.of(stages.instance("one"), 0), 1));

    assertThat(table.slotOf(stages.instance("two"), 0)).isEqualTo(1);
  }

  @Test
  void aBlockOfNoSlotsHasABaseAllTheSame() {
    assertThat(TablePlace.block(4, 0)).isEqualTo(new TablePlace(4, 0, 0));
    assertThat(TablePlace.block(4, 2)).isEqualTo(new TablePlace(4, 4, 6));
  }
}
