package dev.radicchio.link.resolve;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Import;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What imports mean, and the warnings that come of it. */
final class SymbolTableTest {
  private static String exports(String name) {
    return "(module (func (export \"%s\")))".formatted(name);
  }

  private static String importsBoth(String name, String more) {
    return """
        (module
          (import "env" "%s" (func $ambiguous))
          (import "env" "malloc" (func $malloc (param i32) (result i32)))
          %s)
        """
        .formatted(name, more);
  }

  private static SymbolTable table(Stages stages) {
    Allocation allocation = stages.allocation();
    BoundImports bound = BoundImports.of(stages.instances(), stages.bound());
    return SymbolTable.of(allocation, ExportLookupTest.lookup(allocation, stages.hosts(), bound));
  }

  private static List<Problem> of(Stages stages, String instance) {
    return table(stages).problems().stream()
        .filter(problem -> instance.equals(problem.instance()))
        .toList();
  }

  @Test
  void anImportMeansTheSameWhoeverAsks() {
    Stages stages =
        new Stages()
            .add("user", "(module (import \"env\" \"f\" (func)))")
            .add("owner", exports("f"));
    SymbolTable table = table(stages);
    Instance user = stages.instance("user");
    Import imported = user.binary().imports().get(0);

    assertThat(table.find(user, imported)).isPresent().isEqualTo(table.find(user, imported));
  }

  @Test
  void askingAddsNoProblem() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Host())
            .add("user", importsBoth("f", ""))
            .add("one", exports("f"))
            .add("two", exports("f"));
    SymbolTable table = table(stages);
    List<Problem> before = List.copyOf(table.problems());
    Instance user = stages.instance("user");

    for (int i = 0; i < 2; i++) {
      user.binary().imports().forEach(imported -> table.find(user, imported));
      table.findData(user, "f");
    }

    assertThat(codes(before)).containsExactly(ProblemCode.AMBIGUOUS_IMPORT);
    assertThat(table.problems()).isEqualTo(before);
  }

  @Test
  void aNameIsAmbiguousOnce() {
    Stages stages =
        new Stages()
            .add(
                "user",
                """
                (module
                  (@dylink.0 (mem-info (memory 0 0) (table 0 0)))
                  (import "env" "f" (func))
                  (import "GOT.func" "f" (global (mut i32))))
                """)
            .add("one", exports("f"))
            .add("two", exports("f"));

    assertThat(codes(of(stages, "user"))).containsExactly(ProblemCode.AMBIGUOUS_IMPORT);
  }

  @Test
  void twoThatImportItAreTwoProblems() {
    String user = "(module (import \"env\" \"f\" (func)))";
    Stages stages =
        new Stages()
            .add("a", user)
            .add("b", user)
            .add("one", exports("f"))
            .add("two", exports("f"));

    assertThat(table(stages).problems()).extracting(Problem::instance).containsExactly("a", "b");
  }

  /** A name of an import is no mark of what was warned of, whatever it is. */
  @Test
  void anAmbiguousImportNamedHeapSilencesNothing() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Host())
            .add("user", importsBoth("heap", ""))
            .add("one", exports("heap"))
            .add("two", exports("heap"))
            .add(
                "allocator",
                "(module (func (export \"malloc\") (param i32) (result i32) (i32.const 8)))");

    assertThat(codes(of(stages, "user")))
        .containsExactly(ProblemCode.AMBIGUOUS_IMPORT, ProblemCode.ALLOCATOR_NOT_USED);
  }

  @Test
  void anAmbiguousImportNamedOwnHeapSilencesNothing() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Host())
            .add("user", importsBoth("own heap", "(func (export \"free\") (param i32))"))
            .add("one", exports("own heap"))
            .add("two", exports("own heap"));

    assertThat(codes(of(stages, "user")))
        .containsExactly(ProblemCode.AMBIGUOUS_IMPORT, ProblemCode.ALLOCATORS_MIXED);
  }

  @Test
  void whatKeepsAnAllocatorBesideTheHeapIsToldOnce() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Host())
            .add("user", importsBoth("f", ""))
            .add("one", exports("f"))
            .add(
                "allocator",
                "(module (func (export \"malloc\") (param i32) (result i32) (i32.const 8)))");

    assertThat(table(stages).warnedOf()).containsExactly(stages.instance("allocator"));
  }

  @Test
  void dataIsAnotherInstances() {
    Stages stages =
        new Stages()
            .add(
                "user",
                """
                (module
                  (@sym.import.data $level name="level")
                  (memory 1)
                  (func $read (export "read") (result i32) (i32.const 0 (@reloc data $level))))
                """)
            .add("owner", "(module (global (export \"level\") i32 (i32.const 4)))");
    SymbolTable table = table(stages);
    Instance user = stages.instance("user");

    assertThat(table.findData(user, "level"))
        .map(FoundExport::instance)
        .hasValue(stages.instance("owner"));
    assertThat(table.findData(user, "nothing")).isEmpty();
  }

  @Test
  void whatNothingSatisfiesSaysWhereItWasLookedFor() {
    Stages stages =
        new Stages()
            .add(
                "user",
                """
                (module
                  (import "env" "f" (func))
                  (import "owner" "f" (func))
                  (import "nobody" "f" (func)))
                """)
            .add("owner", exports("g"));
    SymbolTable table = table(stages);
    Instance user = stages.instance("user");

    assertThat(user.binary().imports())
        .extracting(imported -> (Object) table.unresolved(user, imported, "() -> ()").code())
        .containsExactly(
            ProblemCode.UNRESOLVED_IMPORT, ProblemCode.EXPORT_MISSING, ProblemCode.UNKNOWN_MODULE);
  }
}
