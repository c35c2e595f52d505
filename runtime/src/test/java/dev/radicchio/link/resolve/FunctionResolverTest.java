package dev.radicchio.link.resolve;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Allocators;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** Which function of the image each function is. */
final class FunctionResolverTest {
  private static final String OWNER = "(module (func $g) (func (export \"f\")))";
  private static final String USER = "(module (import \"env\" \"f\" (func)) (func $own))";
  private static final String LOGS = "(module (import \"host\" \"log\" (func)) (func $own))";

  private static int function(Stages stages, String instance, int function) {
    return stages.resolution().functions().of(stages.instance(instance), function);
  }

  private static String passesOn(String from) {
    return """
        (module
          (import "%s" "f" (func $f))
          (export "f" (func $f)))
        """
        .formatted(from);
  }

  @Test
  void functionsOfInstancesAreNumberedInOrder() {
    Stages stages = new Stages().add("one", OWNER).add("two", OWNER);

    assertThat(function(stages, "one", 1)).isEqualTo(1);
    assertThat(function(stages, "two", 0)).isEqualTo(2);
  }

  @Test
  void whatStaysAnImportComesFirst() {
    Stages stages = new Stages().host("host").add("one", OWNER).add("two", LOGS);

    assertThat(function(stages, "two", 0)).isZero();
    assertThat(function(stages, "one", 0)).isEqualTo(1);
    assertThat(function(stages, "two", 1)).isEqualTo(3);
  }

  @Test
  void anImportIsTheFunctionThatItMeans() {
    Stages stages = new Stages().add("user", USER).add("owner", OWNER);

    assertThat(function(stages, "user", 0)).isEqualTo(function(stages, "owner", 1));
  }

  @Test
  void anImportIsFollowedThroughInstancesThatPassItOn() {
    Stages stages =
        new Stages()
            .add("user", passesOn("between"))
            .add("between", passesOn("owner"))
            .add("owner", OWNER);

    assertThat(function(stages, "user", 0)).isEqualTo(function(stages, "owner", 1));
    assertThat(stages.resolution().imports())
        .as("it comes from whom it is imported from")
        .contains(
            new ResolvedImport(
                "user",
                ResolvedImport.Kind.FUNCTION,
                "between",
                "f",
                new ResolvedImport.Origin.Instance("between", "f")));
  }

  @Test
  void whatIsPassedOnInACircleIsNothing() {
    Stages stages = new Stages().add("one", passesOn("two")).add("two", passesOn("one"));

    assertThat(codes(stages.resolution().problems()))
        .containsExactly(ProblemCode.EXPORT_MISSING, ProblemCode.EXPORT_MISSING);
  }

  @Test
  void whatIsNowhereIsAProblem() {
    assertThat(codes(new Stages().add("user", USER).resolution().problems()))
        .containsExactly(ProblemCode.UNRESOLVED_IMPORT);
  }

  @Test
  void aWeakImportThatIsNowhereTraps() {
    Stages stages =
        new Stages()
            .add(
                "user",
                """
                (module
                  (@dylink.0 (mem-info (memory 0 0) (table 0 0))
                    (import-info "env" "f" binding-weak))
                  (import "env" "f" (func))
                  (func $own))
                """)
            .add("other", "(module (func $g))");
    Functions functions = stages.resolution().functions();

    assertThat(stages.resolution().problems()).isEmpty();
    assertThat(functions.traps()).hasSize(1);
    assertThat(function(stages, "user", 0)).isEqualTo(functions.firstTrap()).isEqualTo(2);
  }

  @Test
  void anotherTypeIsAProblem() {
    Stages stages =
        new Stages()
            .add("user", "(module (import \"env\" \"f\" (func (param i32))))")
            .add("owner", OWNER);

    assertThat(codes(stages.resolution().problems()))
        .containsExactly(ProblemCode.FUNCTION_TYPE_MISMATCH);
  }

  @Test
  void aFunctionOfTheHostIsOneForAll() {
    Stages stages = new Stages().host("host").add("one", LOGS).add("two", LOGS);

    assertThat(function(stages, "two", 0)).isEqualTo(function(stages, "one", 0));
    assertThat(stages.resolution().functions().hosts()).hasSize(1);
    assertThat(stages.resolution().hostImports())
        .extracting(HostImport::instance)
        .containsExactly("one", "two");
  }

  @Test
  void aFunctionOfAHeapInJavaIsOneForEachInstance() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Host())
            .add("one", Allocators.USER)
            .add("two", Allocators.USER);
    Functions functions = stages.resolution().functions();

    assertThat(functions.hosts())
        .extracting(HostFunction::name)
        .containsExactly("one!malloc", "one!free", "two!malloc", "two!free");
    assertThat(functions.usesHeap()).isTrue();
    assertThat(functions.pointee(2)).as("a pointer does not tell").isZero();
  }

  @Test
  void anAllocatorThatIsReplacedIsTheHeaps() {
    Stages stages = new Stages().heap(new HeapPolicy.Host()).add("one", Allocators.replaceable());

    assertThat(stages.resolution().functions().hosts())
        .extracting(HostFunction::name)
        .containsExactly("one!malloc", "one!free");
    assertThat(function(stages, "one", 0)).isZero();
  }

  @Test
  void anAllocatorThatAGuestReplacesIsTheGuests() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Guest("manager", "take", "give"))
            .add("one", Allocators.replaceable())
            .add("manager", Allocators.MANAGER);

    assertThat(function(stages, "one", 0)).isEqualTo(function(stages, "manager", 0));
    assertThat(stages.resolution().functions().usesHeap()).isFalse();
  }

  @Test
  void anEntryOfTheGotIsAFunctionOfTheImage() {
    Stages stages =
        new Stages()
            .add(
                "library",
                """
                (module
                  (@dylink.0 (mem-info (memory 0 0) (table 0 0)))
                  (import "GOT.func" "f" (global (mut i32)))
                  (import "GOT.func" "nothing" (global (mut i32))))
                """)
            .add("owner", OWNER);
    Functions functions = stages.resolution().functions();

    assertThat(functions.entry(stages.instance("library"), "f"))
        .hasValue(function(stages, "owner", 1));
    assertThat(functions.entry(stages.instance("library"), "nothing")).isEmpty();
  }

  @Test
  void anEntryOfTheGotMayBeTheHeaps() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Host())
            .add(
                "library",
                """
                (module
                  (@dylink.0 (mem-info (memory 0 0) (table 0 0)))
                  (import "GOT.func" "free" (global (mut i32))))
                """);
    Functions functions = stages.resolution().functions();

    assertThat(functions.entry(stages.instance("library"), "free")).hasValue(0);
    assertThat(functions.hosts()).extracting(HostFunction::name).containsExactly("library!free");
  }
}
