package dev.radicchio.link.place;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.Region;
import dev.radicchio.link.problem.ProblemCode;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Where everything is in the memory. */
final class MemoryLayoutTest {
  private static final long GUARD_END = 1024;
  private static final int STACK_BYTES = 4096;

  private static final String ARENA =
      """
      (module
        (@sym.import.data $__heap_base name="__heap_base")
        (@sym.import.data $__heap_end name="__heap_end")
        (memory 3)
        (func $room (export "room") (result i32 i32)
          (i32.const 0 (@reloc data $__heap_base))
          (i32.const 0 (@reloc data $__heap_end))))
      """;

  private static String library(long bytes, int exponent) {
    return "(module (@dylink.0 (mem-info (memory %d %d) (table 0 0))))".formatted(bytes, exponent);
  }

  /** A module that occupies the memory from an address to the end of that page. */
  private static String fixed(int address) {
    return """
        (module
          (memory %d)
          (func (export "get") (result i32) (i32.load (i32.const %d)))
          (data (i32.const %d) "\\07\\00\\00\\00"))
        """
        .formatted(address / Layout.PAGE_BYTES + 1, address, address);
  }

  private static Memory layout(Stages stages) {
    return layout(stages, OptionalLong.empty());
  }

  private static Memory layout(Stages stages, OptionalLong firstData) {
    return MemoryLayout.of(stages.allocation(), STACK_BYTES, firstData, stages.regions());
  }

  private static DataPlace place(Stages stages, String name) {
    return layout(stages).of(stages.instance(name));
  }

  @Test
  void theStackFollowsTheGuard() {
    Memory memory = layout(new Stages().add("one", library(8, 0)));

    assertThat(memory.stack())
        .isEqualTo(new Region(Region.Kind.STACK, null, GUARD_END, GUARD_END + STACK_BYTES));
  }

  @Test
  void theStackIsAMultipleOfSixteenBytes() {
    Memory memory =
        MemoryLayout.of(
            new Stages().add("one", library(8, 0)).allocation(),
            STACK_BYTES - 15,
            OptionalLong.empty(),
            new Stages().regions());

    assertThat(memory.stack().size()).isEqualTo(STACK_BYTES);
  }

  @Test
  void withoutAWishTheStackHasAPageOf64KiB() {
    Memory memory =
        MemoryLayout.of(
            new Stages().add("one", library(8, 0)).allocation(),
            0,
            OptionalLong.empty(),
            new Stages().regions());

    assertThat(memory.stack().size()).isEqualTo(65536);
  }

  @Test
  void dataFollowsTheStackInTheOrderOfInstances() {
    Stages stages = new Stages().add("b", library(24, 0)).add("a", library(8, 0));
    long stackEnd = GUARD_END + STACK_BYTES;

    assertThat(place(stages, "b"))
        .isEqualTo(new DataPlace(stackEnd, stackEnd + 24, stackEnd, null));
    assertThat(place(stages, "a").start()).isEqualTo(stackEnd + 24);
  }

  @Test
  void dataIsAligned() {
    Stages stages = new Stages().add("odd", library(3, 0)).add("aligned", library(8, 6));

    assertThat(place(stages, "aligned").start()).isEqualTo(GUARD_END + STACK_BYTES + 64);
  }

  @Test
  void dataThatWasLinkedAtAnAddressMovesByAMultipleOfItsAlignment() {
    Stages stages =
        new Stages()
            .add("odd", library(3, 0))
            .add(
                "moved",
                """
                (module
                  (memory 1)
                  (data (i32.const 1028) (@sym $x name="x" size=4) "\\01\\00\\00\\00"))
                """);

    DataPlace moved = place(stages, "moved");
    assertThat(moved.start()).isEqualTo(GUARD_END + STACK_BYTES + 4);
    assertThat(moved.distance()).isEqualTo(moved.start() - 1028);
  }

  @Test
  void soDoesDataThatGoesAroundWhatCannotBeMoved() {
    Stages stages =
        new Stages()
            .add("large", library(0x1F000 - STACK_BYTES, 0))
            .add(
                "moved",
                """
                (module
                  (memory 2)
                  (data (i32.const 1028) (@sym $x name="x" size=4096) "%s"))
                """
                    .formatted("\\01".repeat(4096)))
            .add("fixed", fixed(0x20000));

    assertThat(place(stages, "moved").start()).isEqualTo(0x30004);
  }

  @Test
  void whatHasNoDataTakesNoRoom() {
    Stages stages = new Stages().add("empty", library(0, 0)).add("one", library(8, 0));

    assertThat(place(stages, "one").start()).isEqualTo(GUARD_END + STACK_BYTES);
    assertThat(layout(stages).occupied()).noneMatch(region -> "empty".equals(region.owner()));
  }

  @Test
  void whatCannotBeMovedStays() {
    Stages stages = new Stages().add("one", library(8, 0)).add("fixed", fixed(0x20000));

    assertThat(place(stages, "fixed")).isEqualTo(DataPlace.fixed(0x20000, 0x30000));
  }

  @Test
  void dataGoesAroundWhatCannotBeMoved() {
    Stages stages =
        new Stages()
            .add("large", library(0x20000, 4))
            .add("small", library(8, 0))
            .add("fixed", fixed(0x20000));

    assertThat(place(stages, "large").start()).isEqualTo(0x30000);
    assertThat(place(stages, "small").start()).as("the order is kept").isEqualTo(0x50000);
  }

  @Test
  void dataGoesBelowWhatCannotBeMovedIfItFits() {
    Stages stages = new Stages().add("small", library(0x1000, 4)).add("fixed", fixed(0x20000));

    assertThat(place(stages, "small").end()).isLessThan(0x20000);
    assertThat(layout(stages).problems()).isEmpty();
  }

  @Test
  void aStackThatDoesNotFitBelowGoesAboveAndThatIsAWarning() {
    Memory memory = layout(new Stages().add("fixed", fixed(0x1000)).add("one", library(8, 0)));

    assertThat(memory.stack().start()).isEqualTo(0x10000);
    assertThat(codes(memory.problems())).containsExactly(ProblemCode.BELOW_STACK);
  }

  @Test
  void aStackThatNobodyUsesIsLeftOutWhereOneTakesAllAboveIt() {
    Memory memory = layout(new Stages().addCrafted("rest", "rest_0x20000"));

    assertThat(memory.stack().size()).isZero();
    assertThat(memory.regions())
        .extracting(Region::kind)
        .containsExactly(Region.Kind.GUARD, Region.Kind.RESERVED, Region.Kind.HEAP);
  }

  @Test
  void itIsNotLeftOutWhereALibraryMayUseIt() {
    Memory memory =
        layout(new Stages().addCrafted("rest", "rest_0x20000").add("one", library(8, 0)));

    assertThat(memory.stack().size()).isEqualTo(STACK_BYTES);
  }

  @Test
  void twoInOnePlaceAreAProblemOfTheSecond() {
    Memory memory = layout(new Stages().add("one", fixed(0x20000)).add("two", fixed(0x20000)));

    assertThat(memory.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.OVERLAP);
              assertThat(problem.instance()).isEqualTo("two");
            });
  }

  @Test
  void theFirstInstanceCanBePinned() {
    Stages stages = new Stages().add("one", library(8, 4)).add("two", library(8, 0));
    Memory memory = layout(stages, OptionalLong.of(0x8000));

    assertThat(memory.of(stages.instance("one")).start()).isEqualTo(0x8000);
    assertThat(memory.of(stages.instance("two")).start()).isEqualTo(0x8008);
  }

  @Test
  void nothingCanBePinnedBelowTheEndOfTheStack() {
    Stages stages = new Stages().add("one", library(8, 4));
    Memory memory = layout(stages, OptionalLong.of(GUARD_END));

    assertThat(codes(memory.problems())).containsExactly(ProblemCode.ADDRESS_NOT_POSSIBLE);
  }

  @Test
  void nothingCanBePinnedWhereItWouldNotBeAligned() {
    Stages stages = new Stages().add("one", library(8, 4));

    assertThat(codes(layout(stages, OptionalLong.of(0x8008)).problems()))
        .containsExactly(ProblemCode.ADDRESS_NOT_POSSIBLE);
  }

  @Test
  void whatCannotBeMovedCannotBePinned() {
    Stages stages = new Stages().add("fixed", fixed(0x20000));

    assertThat(codes(layout(stages, OptionalLong.of(0x20000)).problems()))
        .containsExactly(ProblemCode.NOT_MOVABLE);
  }

  @Test
  void anAllocatorThatKeepsInsideHasAnArenaBehindAllData() {
    Stages stages = new Stages().add("arena", ARENA).add("one", library(8, 0));
    long dataEnd = place(stages, "one").end();

    assertThat(place(stages, "arena").arena())
        .isEqualTo(
            new Region(
                Region.Kind.RESERVED, "arena", dataEnd + 8, dataEnd + 8 + 3 * Layout.PAGE_BYTES));
  }

  @Test
  void regionsFollowTheArenas() {
    Stages stages =
        new Stages().add("arena", ARENA).region("mem.first", 3, 1).region("mem.second", 16, 256);
    Memory memory = layout(stages);
    Region arena = memory.of(stages.instance("arena")).arena();

    assertThat(memory.requested("mem.first")).hasValue((int) arena.end());
    assertThat(memory.requested("mem.second").orElseThrow() % 256).isZero();
    assertThat(memory.requested("mem.other")).isEmpty();
  }

  @Test
  void theHeapBeginsBehindEverythingAtAMultipleOfSixteen() {
    Memory memory = layout(new Stages().add("one", library(3, 0)));

    assertThat(memory.heapBase()).isEqualTo(GUARD_END + STACK_BYTES + 16);
  }

  @Test
  void theHeapIsAboveWhatCannotBeMoved() {
    Memory memory = layout(new Stages().add("fixed", fixed(0x20000)).add("one", library(8, 0)));

    assertThat(memory.heapBase()).isEqualTo(0x30000);
  }

  @Test
  void theMemoryStartsWithThePagesThatAreInUse() {
    assertThat(layout(new Stages().add("one", library(8, 0))).initialPages()).isEqualTo(1);
    assertThat(layout(new Stages().add("one", library(0x10000, 0))).initialPages()).isEqualTo(2);
  }

  @Test
  void whoAsksForTheSizeHearsNoLessThanItDeclares() {
    Stages stages =
        new Stages()
            .add(
                "rest", "(module (memory 9) (func (export \"pages\") (result i32) (memory.size)))");

    assertThat(layout(stages).initialPages()).isEqualTo(9);
  }

  @Test
  void whoDoesNotAskGetsNoMoreThanItNeeds() {
    Stages stages =
        new Stages()
            .add("nine", "(module (memory 9) (func (export \"none\") (result i32) (i32.const 1)))");

    assertThat(layout(stages).initialPages()).isEqualTo(1);
  }

  @Test
  void moreThanFourGibibytesAreAProblem() {
    Stages stages =
        new Stages()
            .add("one", library(Integer.MAX_VALUE, 0))
            .add("two", library(Integer.MAX_VALUE, 0));
    Memory memory = layout(stages);

    assertThat(codes(memory.problems())).containsExactly(ProblemCode.OVER_4_GIB);
    assertThat(memory.initialPages()).isEqualTo(Layout.MAX_PAGES);
  }

  @Test
  void regionsAreInTheOrderOfTheirAddresses() {
    Memory memory =
        layout(
            new Stages()
                .add("fixed", fixed(0x20000))
                .add("one", library(8, 0))
                .region("mem.x", 4, 4));

    assertThat(memory.regions())
        .extracting(Region::kind)
        .containsExactly(
            Region.Kind.GUARD,
            Region.Kind.STACK,
            Region.Kind.DATA,
            Region.Kind.RESERVED,
            Region.Kind.RESERVED,
            Region.Kind.HEAP);
    assertThat(memory.occupied()).isSortedAccordingTo((a, b) -> Long.compare(a.start(), b.start()));
  }
}
