package dev.radicchio.link.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.wat.WatModule;
import org.junit.jupiter.api.Test;

/** Which modules leave the program's table, since others have their slots. */
final class FixedSlotsTest {
  private static String at(int slot) {
    return """
        (module
          (import "env" "__indirect_function_table" (table 2 funcref))
          (func $f)
          (elem (i32.const %d) func $f $f))
        """
        .formatted(slot);
  }

  private static InputModule pinned(int slot) {
    return Modules.of("pinned.wasm", WatModule.encode(at(slot)), RelocationModel.ABSOLUTE);
  }

  private static boolean shares(Stages stages, String instance) {
    return FixedSlots.of(stages.instances()).stream()
        .filter(decided -> decided.name().equals(instance))
        .allMatch(decided -> decided.module().relocatability().sharesTable(0));
  }

  @Test
  void whoHasSlotsThatAreFreeStays() {
    Stages stages = new Stages().add("one", at(1)).add("two", at(3));

    assertThat(shares(stages, "one")).isTrue();
    assertThat(shares(stages, "two")).isTrue();
  }

  @Test
  void theSecondLeaves() {
    Stages stages = new Stages().add("one", at(1)).add("two", at(2)).add("three", at(3));

    assertThat(shares(stages, "one")).isTrue();
    assertThat(shares(stages, "two")).isFalse();
    assertThat(shares(stages, "three")).isTrue();
  }

  @Test
  void whoMustStayComesFirst() {
    Stages stages = new Stages().add("one", at(1)).add("two", pinned(2));

    assertThat(shares(stages, "one")).isFalse();
    assertThat(shares(stages, "two")).isTrue();
  }

  @Test
  void whoHasATableOfItsOwnTakesNoSlots() {
    String own = "(module (table 3 funcref) (func $f) (elem (i32.const 1) func $f $f))";
    Stages stages = new Stages().add("own", own).add("one", at(1));

    assertThat(shares(stages, "one")).isTrue();
  }
}
