package dev.radicchio.link.resolve;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Allocators;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Allocators that are kept beside the program's heap. */
final class KeptAllocatorsTest {
  private static final HeapPolicy JAVA = new HeapPolicy.Host();

  /** No relocations say where it is, so that nothing can replace it. */
  private static final String KEEPER =
      "(module (func (export \"malloc\") (param i32) (result i32) (i32.const 8)))";

  private static List<Problem> warnings(
      Stages stages, boolean javaAllocates, Instance... warnedOf) {
    Allocation allocation = stages.allocation();
    BoundImports bound = BoundImports.of(stages.instances(), List.of());
    return KeptAllocators.warnings(
        allocation,
        ExportLookupTest.lookup(allocation, stages.hosts(), bound),
        Set.of(warnedOf),
        javaAllocates);
  }

  @Test
  void oneDoesNoHarmWhereNobodyUsesTheHeap() {
    assertThat(warnings(new Stages().heap(JAVA).add("one", KEEPER), false)).isEmpty();
  }

  @Test
  void itDoesWhereJavaUsesTheHeap() {
    List<Problem> warnings = warnings(new Stages().heap(JAVA).add("one", KEEPER), true);

    assertThat(codes(warnings)).containsExactly(ProblemCode.ALLOCATOR_NOT_REPLACED);
    assertThat(warnings.get(0).message()).contains("while Java uses");
  }

  @Test
  void itDoesWhereAnotherInstanceUsesTheHeap() {
    List<Problem> warnings =
        warnings(new Stages().heap(JAVA).add("one", KEEPER).add("user", Allocators.USER), false);

    assertThat(codes(warnings)).containsExactly(ProblemCode.ALLOCATOR_NOT_REPLACED);
    assertThat(warnings.get(0).message()).contains("while user.wasm (user) uses");
  }

  @Test
  void twoThatAreKeptAreApart() {
    assertThat(
            codes(warnings(new Stages().heap(JAVA).add("one", KEEPER).add("two", KEEPER), false)))
        .containsExactly(ProblemCode.ALLOCATORS_APART);
  }

  @Test
  void whatWasWarnedOfIsNotSaidAgain() {
    Stages stages = new Stages().heap(JAVA).add("one", KEEPER);

    assertThat(warnings(stages, true, stages.instance("one"))).isEmpty();
  }

  @Test
  void oneThatCouldBeReplacedIsKeptBesideWhoManagesTheMemory() {
    Stages stages =
        new Stages()
            .heap(JAVA)
            .add("one", Allocators.replaceable())
            .add("two", Allocators.replaceable())
            .add("owner", Allocators.OWNER);
    List<Problem> warnings = warnings(stages, true);

    assertThat(codes(warnings)).containsExactly(ProblemCode.ALLOCATORS_APART);
    assertThat(warnings.get(0).message()).contains("owner.wasm (owner) manages the memory");
  }

  @Test
  void oneIsKeptBesideTheInstanceThatHasTheHeap() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Guest("manager", "take", "give"))
            .add("one", KEEPER)
            .add("manager", Allocators.MANAGER);

    assertThat(codes(warnings(stages, false))).containsExactly(ProblemCode.ALLOCATOR_NOT_REPLACED);
  }

  @Test
  void whoHasTheHeapKeepsItsOwn() {
    Stages stages =
        new Stages().heap(new HeapPolicy.Guest("one", "malloc", "free")).add("one", KEEPER);

    assertThat(warnings(stages, true)).isEmpty();
  }

  @Test
  void nothingIsSaidWhereEachHasItsOwn() {
    assertThat(warnings(new Stages().add("one", KEEPER).add("two", KEEPER), true)).isEmpty();
  }
}
