package dev.radicchio.link.place;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.Functions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which function has which slot of the program's table. */
final class TableLayoutTest {
  private static final int EMPTY = -1;

  private static final String LIBRARY =
      """
      (module
        (@dylink.0 (mem-info (memory 0 0) (table 2 1)))
        (import "env" "__indirect_function_table" (table 0 funcref))
        (import "env" "__table_base" (global $table_base i32))
        (func $f)
        (elem (global.get $table_base) func $f))
      """;

  private static final String RELOCATED =
      """
      (module
        (table 3 funcref)
        (func $first)
        (func $second (export "second"))
        (func $address (export "address") (result i32) (i32.const 1 (@reloc functable $first)))
        (elem (i32.const 1) func $first $second))
      """;

  private static final String HEAP_FUNCTIONS =
      """
      (module
        (import "env" "malloc" (func $malloc (param i32) (result i32)))
        (table 2 funcref)
        (func $address (export "address") (result i32) (i32.const 1 (@reloc functable $malloc)))
        (elem (i32.const 1) func $malloc))
      """;

  private static String fixed(int slot) {
    return """
        (module
          (import "env" "__indirect_function_table" (table 0 funcref))
          (func $f)
          (elem (i32.const %d) func $f))
        """
        .formatted(slot);
  }

  private static Functions functions(Stages stages) {
    return stages.resolution().functions();
  }

  private static Table layout(Stages stages) {
    return TableLayout.of(stages.instances(), functions(stages));
  }

  @Test
  void slot0IsEmpty() {
    assertThat(layout(new Stages().add("one", RELOCATED)).slots().get(0)).isEqualTo(EMPTY);
    assertThat(layout(new Stages()).slots()).containsExactly(EMPTY);
  }

  @Test
  void fixedSlotsStayAndThoseBeforeThemAreEmpty() {
    Table table = layout(new Stages().add("fixed", fixed(2)));

    assertThat(table.slots()).containsExactly(EMPTY, EMPTY, 0);
    assertThat(table.problems()).isEmpty();
  }

  @Test
  void fixedSlotsComeBeforeBlocksAndBlocksBeforeOthers() {
    Stages stages =
        new Stages().add("relocated", RELOCATED).add("library", LIBRARY).add("fixed", fixed(2));
    Table table = layout(stages);

    assertThat(table.slotOf(stages.instance("fixed"), 0)).isEqualTo(2);
    assertThat(table.of(stages.instance("library"))).isEqualTo(new TablePlace(4, 4, 6));
    assertThat(table.of(stages.instance("relocated"))).isEqualTo(new TablePlace(0, 6, 8));
  }

  @Test
  void aBlockIsAlignedAndKeepsSlotsThatNoSegmentFills() {
    Stages stages = new Stages().add("library", LIBRARY);

    assertThat(layout(stages).slots()).containsExactly(EMPTY, EMPTY, 0, EMPTY);
  }

  @Test
  void aFunctionHasOneSlotWhoeverTakesItsAddress() {
    Stages stages =
        new Stages()
            .add("one", RELOCATED)
            .add(
                "two",
                """
                (module
                  (import "env" "second" (func $second))
                  (table 2 funcref)
                  (func $address (export "other") (result i32)
                    (i32.const 1 (@reloc functable $second)))
                  (elem (i32.const 1) func $second))
                """);
    Table table = layout(stages);

    assertThat(table.slots()).hasSize(3);
    assertThat(table.slotOf(stages.instance("two"), 0))
        .isEqualTo(table.slotOf(stages.instance("one"), 1))
        .isEqualTo(2);
    assertThat(table.of(stages.instance("two"))).isEqualTo(new TablePlace(0, 3, 3));
  }

  @Test
  void anEntryOfTheGotGetsASlot() {
    Stages stages =
        new Stages()
            .add("owner", "(module (func $f (export \"f\")))")
            .add(
                "library",
                """
                (module
                  (@dylink.0 (mem-info (memory 0 0) (table 0 0)))
                  (import "GOT.func" "f" (global $f (mut i32))))
                """);

    assertThat(layout(stages).slots()).containsExactly(EMPTY, 0);
  }

  @Test
  void aFunctionWhoseAddressNobodyTakesHasNone() {
    Stages stages = new Stages().add("one", RELOCATED);

    assertThat(layout(stages).slotOf(stages.instance("one"), 2)).isZero();
  }

  @Test
  void pointersToTheHeapAreEqualWhoeverHasThem() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Host())
            .add("one", HEAP_FUNCTIONS)
            .add("two", HEAP_FUNCTIONS);
    Functions functions = functions(stages);
    Table table = layout(stages);

    assertThat(functions.of(stages.instance("one"), 0))
        .as("each calls one of its own")
        .isNotEqualTo(functions.of(stages.instance("two"), 0));
    assertThat(table.slots()).hasSize(2);
    assertThat(table.slotOf(stages.instance("two"), 0))
        .isEqualTo(table.slotOf(stages.instance("one"), 0))
        .isEqualTo(1);
  }

  @Test
  void twoInOneSlotAreAProblemOfTheSecond() {
    Table table = layout(new Stages().add("one", fixed(1)).add("two", fixed(1)));

    assertThat(table.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.SLOT_TAKEN);
              assertThat(problem.instance()).isEqualTo("two");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "at_slot_1048576, SLOT_TOO_HIGH",
    "at_some_slot, ELEMENT_OFFSET_NOT_CONSTANT",
    "slots_outside, ELEMENTS_OUTSIDE_LIBRARY"
  })
  void slotsThatCannotBeAreProblems(String crafted, ProblemCode code) {
    Stages stages = new Stages().host("host").addCrafted("one", crafted);

    assertThat(codes(layout(stages).problems())).containsExactly(code);
  }

  @Test
  void blocksThatTakeTooManySlotsAreAProblem() {
    Stages stages =
        new Stages().addCrafted("one", "slots_524288").addCrafted("two", "slots_524288");

    assertThat(codes(layout(stages).problems())).isEqualTo(List.of(ProblemCode.TABLE_FULL));
  }
}
