package dev.radicchio.link.bind;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Allocators;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.Dependencies;
import dev.radicchio.link.resolve.Resolution;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Circles in which an instance may use what is not constructed yet. */
final class CircleCheckTest {
  private static final String SETS = "(global.set $own (i32.const 1)) (nop) (drop (i32.const 1))";

  /** Exports a function and imports another, and runs code to construct itself. */
  private static String module(String exported, String imported, String constructors) {
    return """
        (module
          (import "env" "%s" (func $other))
          (global $own (mut i32) (i32.const 0))
          (func (export "%s"))
          (func $calls (call $other))
          (func (export "_initialize") %s))
        """
        .formatted(imported, exported, constructors);
  }

  private static List<Problem> warnings(Stages stages) {
    Resolution resolution = stages.resolution();
    return CircleCheck.warnings(
        stages.allocation(),
        new Dependencies(stages.instances(), resolution.symbols()),
        resolution.functions());
  }

  @Test
  void aConstructorThatStaysInsideIsQuiet() {
    assertThat(
            warnings(
                new Stages().add("one", module("f", "g", SETS)).add("two", module("g", "f", SETS))))
        .isEmpty();
  }

  @Test
  void aConstructorThatCallsIntoTheCircleIsAWarning() {
    List<Problem> warnings =
        warnings(
            new Stages()
                .add("one", module("f", "g", SETS))
                .add("two", module("g", "f", SETS + "(call $calls)")));

    assertThat(codes(warnings)).containsExactly(ProblemCode.INITIALIZED_IN_A_CIRCLE);
    assertThat(warnings.get(0).instance()).isEqualTo("two");
  }

  @Test
  void aCallThroughAnAdapterIsOneIntoTheCircle() {
    String takes =
        "(memory 1) (data (i32.const 1024) \"x\") (func (export \"f\") (param i32)) (func $old)";
    String one = module("old", "g", SETS).replace("(func (export \"old\"))", takes);
    String two =
        module("g", "f", SETS + "(call $calls)")
            .replace("(func $other)", "(func $other (param i32))")
            .replace("(call $other)", "(call $other (i32.const 0))");
    Stages stages =
        new Stages()
            .addRebased("one", one)
            .add("two", two)
            .pointers("one", "f", Pointers.NONE.param(0, Pointers.Kind.ADDRESS));

    assertThat(stages.resolution().functions().adapters()).hasSize(1);
    assertThat(codes(warnings(stages))).containsExactly(ProblemCode.INITIALIZED_IN_A_CIRCLE);
  }

  @Test
  void theLastOfTheCircleMayCallWhomItLikes() {
    assertThat(
            warnings(
                new Stages()
                    .add("one", module("f", "g", SETS + "(call $calls)"))
                    .add("two", module("g", "f", SETS))))
        .isEmpty();
  }

  @Test
  void aConstructorThatCallsOutsideTheCircleIsQuiet() {
    String calling =
        module("g", "f", SETS + "(call $outside)")
            .replace("(global $own", "(import \"env\" \"outside\" (func $outside)) (global $own");

    assertThat(
            warnings(
                new Stages()
                    .add("one", module("f", "g", SETS))
                    .add("two", calling)
                    .add("three", "(module (func (export \"outside\")))")))
        .isEmpty();
  }

  /**
   * A constructor that allocates calls the instance that has the heap, where that replaces its
   * allocator: the function that is called in the image is not the module's own any more.
   */
  @Test
  void aConstructorThatAllocatesCallsWhoHasTheHeap() {
    String manager =
        """
        (module
          (import "env" "g" (func $g))
          (func (export "f"))
          (func (export "take") (param i32) (result i32) (i32.const 4096))
          (func (export "give") (param i32))
          (func (export "_initialize") (drop (i32.const 1))))
        """;
    String allocates =
        Allocators.replaceable(
            "(import \"env\" \"f\" (func $f))",
            """
            (func $g (export "g") (call $f))
            (func $_initialize (export "_initialize")
              (call $free (call $malloc (i32.const 16))))
            """);
    Stages stages = new Stages().add("manager", manager).add("user", allocates);

    assertThat(warnings(stages)).as("its own allocator is no other instance").isEmpty();
    List<Problem> warnings = warnings(stages.heap(new HeapPolicy.Guest("manager", "take", "give")));

    assertThat(codes(warnings)).containsExactly(ProblemCode.INITIALIZED_IN_A_CIRCLE);
    assertThat(warnings.get(0).instance()).isEqualTo("user");
  }
}
