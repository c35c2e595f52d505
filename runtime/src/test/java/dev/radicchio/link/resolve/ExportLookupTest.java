package dev.radicchio.link.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.fixture.Allocators;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.HeapPolicy;
import org.junit.jupiter.api.Test;

/** Which export an import means. */
final class ExportLookupTest {
  private static final String OWNER = "(module (func (export \"f\")))";
  private static final String USER = "(module (import \"env\" \"f\" (func)))";

  private static final String WEAK =
      """
      (module
        (@dylink.0 (mem-info (memory 0 0) (table 0 0)) (export-info "f" binding-weak))
        (func (export "f")))
      """;

  /** Imports what it defines itself. */
  private static final String LIBRARY =
      """
      (module
        (@dylink.0 (mem-info (memory 0 0) (table 0 0)))
        (import "env" "f" (func))
        (func (export "f")))
      """;

  private static ExportLookup lookup(Stages stages, HostModules hosts) {
    Allocation allocation = stages.allocation();
    BoundImports bound = BoundImports.of(stages.instances(), stages.bound());
    return lookup(allocation, hosts, bound);
  }

  static ExportLookup lookup(Allocation allocation, HostModules hosts, BoundImports bound) {
    ImageTypes types = ImageTypes.of(allocation.instances());
    return new ExportLookup(allocation, hosts, bound, Interposition.of(allocation, bound, types));
  }

  private static ExportLookup lookup(Stages stages) {
    return lookup(stages, stages.hosts());
  }

  private static Import firstImport(Stages stages, String name) {
    return stages.instance(name).binary().imports().get(0);
  }

  private static ExportLookup.Answer find(Stages stages, String name) {
    return lookup(stages).find(stages.instance(name), firstImport(stages, name));
  }

  /** The name of the instance whose export is found; empty for none. */
  private static String owner(ExportLookup.Answer answer) {
    return answer.found().map(found -> found.instance().name()).orElse("");
  }

  private static String owner(Stages stages, String importer) {
    return owner(find(stages, importer));
  }

  @Test
  void anyOtherInstanceMaySatisfyAnImportFromEnv() {
    assertThat(owner(new Stages().add("user", USER).add("owner", OWNER), "user"))
        .isEqualTo("owner");
  }

  @Test
  void anInstanceDoesNotSatisfyItself() {
    assertThat(
            owner(
                new Stages()
                    .add("user", "(module (import \"env\" \"f\" (func)) (func (export \"f\")))"),
                "user"))
        .isEmpty();
  }

  @Test
  void theFirstOfTwoIsFoundAndBothAreRivals() {
    ExportLookup.Answer answer =
        find(new Stages().add("user", USER).add("one", OWNER).add("two", OWNER), "user");

    assertThat(owner(answer)).isEqualTo("one");
    assertThat(answer.rivals()).hasSize(2);
  }

  @Test
  void whatIsNotWeakGoesFirstAndHasNoRival() {
    ExportLookup.Answer answer =
        find(new Stages().add("weak", WEAK).add("user", USER).add("strong", OWNER), "user");

    assertThat(owner(answer)).isEqualTo("strong");
    assertThat(answer.rivals()).isEmpty();
  }

  @Test
  void whatIsWeakIsTakenIfThereIsNothingElse() {
    assertThat(owner(new Stages().add("user", USER).add("weak", WEAK), "user")).isEqualTo("weak");
  }

  @Test
  void anExportOfAnotherKindIsAnother() {
    assertThat(
            owner(
                new Stages()
                    .add("user", USER)
                    .add("owner", "(module (global (export \"f\") i32 (i32.const 1)))"),
                "user"))
        .isEmpty();
  }

  @Test
  void aLibraryKeepsToWhatItDefinesItself() {
    Stages stages = new Stages().add("one", LIBRARY).add("two", LIBRARY);

    assertThat(owner(stages, "one")).isEqualTo("one");
    assertThat(owner(stages, "two")).isEqualTo("two");
  }

  @Test
  void whatALibraryImportsFromItselfGivesWay() {
    Stages stages = new Stages().add("other", OWNER).add("one", LIBRARY).add("two", LIBRARY);

    assertThat(owner(stages, "one")).isEqualTo("other");
    assertThat(owner(stages, "two")).isEqualTo("other");
  }

  @Test
  void whatIsBoundComesFromThere() {
    Stages stages =
        new Stages()
            .add("one", OWNER)
            .add("two", OWNER)
            .add("user", USER)
            .add("library", LIBRARY)
            .bind("user", "env.f", "two")
            .bind("library", "env.f", "two");

    assertThat(owner(stages, "user")).isEqualTo("two");
    assertThat(find(stages, "user").rivals()).isEmpty();
    assertThat(owner(stages, "library")).isEqualTo("two");
  }

  @Test
  void anyOtherModuleNameIsThatOfAnInstance() {
    Stages stages =
        new Stages()
            .add("other", OWNER)
            .add("owner", OWNER)
            .add("user", "(module (import \"owner\" \"f\" (func)))");

    assertThat(owner(stages, "user")).isEqualTo("owner");
  }

  @Test
  void anInstancesNameGoesBeforeThatOfAFile() {
    Instance file = new Stages().add("codec", OWNER).instance("codec");
    Stages stages = new Stages().add("first", file.module()).add("codec", OWNER);

    assertThat(lookup(stages).named("codec")).hasValue(stages.instance("codec"));
    assertThat(lookup(new Stages().add("first", file.module())).named("codec"))
        .map(Instance::name)
        .hasValue("first");
    assertThat(lookup(stages).named("nobody")).isEmpty();
  }

  @Test
  void nothingIsFoundWhereEverythingIsTheHosts() {
    Stages stages = new Stages().add("user", USER).add("owner", OWNER);

    assertThat(
            lookup(stages, HostModules.all())
                .find(stages.instance("user"), firstImport(stages, "user")))
        .isEqualTo(ExportLookup.Answer.NOTHING);
  }

  @Test
  void anEntryOfTheGotIsTheInstancesOwnFirst() {
    Stages stages = new Stages().add("other", OWNER).add("one", OWNER).add("none", "(module)");
    ExportLookup lookup = lookup(stages);

    assertThat(owner(lookup.findForGot(stages.instance("one"), "f", ExternType.Kind.FUNCTION)))
        .isEqualTo("one");
    assertThat(owner(lookup.findForGot(stages.instance("none"), "f", ExternType.Kind.FUNCTION)))
        .isEqualTo("other");
  }

  @Test
  void aHeapInJavaServesTheFunctionsOfC() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Host())
            .add("user", Allocators.USER)
            .add("manager", Allocators.MANAGER);
    ExportLookup.Answer answer = find(stages, "user");

    assertThat(answer.ofHeap()).isTrue();
    assertThat(answer.found()).isEmpty();
    assertThat(lookup(stages).usesHeap(stages.instance("user"))).isTrue();
    assertThat(lookup(stages).usesHeap(stages.instance("manager"))).isFalse();
  }

  @Test
  void aHeapOfAnInstanceServesThemByItsExports() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Guest("manager", "take", "give"))
            .add("user", Allocators.USER)
            .add("manager", Allocators.MANAGER);
    ExportLookup.Answer answer = find(stages, "user");

    assertThat(answer.ofHeap()).isTrue();
    assertThat(answer.found().orElseThrow().export().name()).isEqualTo("take");
  }

  @Test
  void theHeapServesNobodyWhereEachHasItsOwn() {
    assertThat(find(new Stages().add("user", Allocators.USER), "user").ofHeap()).isFalse();
  }

  @Test
  void theHeapDoesNotServeItsOwner() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Guest("user", "take", "give"))
            .add("user", Allocators.USER);

    assertThat(find(stages, "user").ofHeap()).isFalse();
  }

  @Test
  void aFunctionOfThatNameAndAnotherTypeIsNotTheHeaps() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Host())
            .add("user", "(module (import \"env\" \"malloc\" (func (param i32))))");

    assertThat(find(stages, "user").ofHeap()).isFalse();
  }

  @Test
  void whatIsBoundIsNotTheHeaps() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Host())
            .add("user", Allocators.USER)
            .add(
                "other",
                "(module (func (export \"malloc\") (param i32) (result i32) (i32.const 8)))")
            .bind("user", "env.malloc", "other");

    assertThat(owner(stages, "user")).isEqualTo("other");
    assertThat(find(stages, "user").ofHeap()).isFalse();
  }

  @Test
  void whatTheOwnerOfTheHeapLacksIsItsTask() {
    Stages stages =
        new Stages()
            .heap(new HeapPolicy.Guest("manager", "take", "give"))
            .add("user", Allocators.USER)
            .add("asks", "(module (import \"env\" \"calloc\" (func (param i32 i32) (result i32))))")
            .add("manager", Allocators.MANAGER);
    ExportLookup lookup = lookup(stages);

    assertThat(lookup.isOwnersTask(stages.instance("user"), firstImport(stages, "user"))).isTrue();
    assertThat(lookup.isOwnersTask(stages.instance("asks"), firstImport(stages, "asks"))).isFalse();
  }
}
