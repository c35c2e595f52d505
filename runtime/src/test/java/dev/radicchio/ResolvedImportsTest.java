package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.plan.ResolvedImport.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan tells about where imports come from. */
final class ResolvedImportsTest {
  private static Linker linker(String... namesAndFixtures) {
    Linker linker = Linker.create();
    for (int i = 0; i < namesAndFixtures.length; i += 2) {
      linker.add(namesAndFixtures[i], Fixture.wasm(namesAndFixtures[i + 1]));
    }
    return linker;
  }

  /** As in {@code user: FUNCTION env.level = strong!level}. */
  private static List<String> resolved(Linker linker) {
    return linker.plan().resolvedImports().stream().map(ResolvedImportsTest::line).toList();
  }

  private static String line(ResolvedImport resolved) {
    Origin origin = resolved.origin();
    String from =
        origin instanceof Origin.Instance instance
            ? instance.name() + "!" + instance.export()
            : origin.getClass().getSimpleName();
    return resolved.instance()
        + ": "
        + resolved.kind()
        + " "
        + resolved.qualifiedName()
        + " = "
        + from;
  }

  @Test
  void aFunctionComesFromTheInstanceThatExportsIt() {
    assertThat(
            resolved(
                linker(
                    "user", "uses_level",
                    "weak", "weak_definition.relocs",
                    "strong", "strong_definition.relocs")))
        .containsExactly(
            "user: FUNCTION env.level = strong!level", "weak: FUNCTION env.level = strong!level");
  }

  @Test
  void aBindingDecides() {
    assertThat(
            resolved(
                linker(
                        "user", "uses_level",
                        "weak", "weak_definition.relocs",
                        "strong", "strong_definition.relocs")
                    .bind("user", "env.level", "weak")))
        .containsExactly(
            "user: FUNCTION env.level = weak!level", "weak: FUNCTION env.level = strong!level");
  }

  @Test
  void anAddressOfAFunctionIsToldApartFromACall() {
    assertThat(resolved(linker("user", "address_of.dylink", "triple", "triple.relocs")))
        .containsExactly("user: FUNCTION_ADDRESS GOT.func.triple = triple!triple");
    assertThat(resolved(linker("user", "address_of.relocs", "triple", "triple.dylink")))
        .containsExactly("user: FUNCTION env.triple = triple!triple");
  }

  @Test
  void undefinedDataComesFromTheInstanceThatExportsIt() {
    assertThat(resolved(linker("user", "uses_data.relocs", "data", "exported_data.relocs")))
        .containsExactlyInAnyOrder(
            "user: DATA_ADDRESS env.shared_numbers = data!shared_numbers",
            "user: DATA_ADDRESS env.shared_pointer = data!shared_pointer");
    assertThat(resolved(linker("user", "uses_data.dylink", "data", "exported_data.dylink")))
        .containsExactlyInAnyOrder(
            "user: DATA_ADDRESS GOT.mem.shared_numbers = data!shared_numbers",
            "user: DATA_ADDRESS GOT.mem.shared_pointer = data!shared_pointer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "dylink"})
  void undefinedDataIsTheRegionOfThatName(String model) {
    String module = model.equals("relocs") ? "env" : "GOT.mem";
    assertThat(resolved(linker("a", "shared_buffer." + model).region("env.shared_buffer", 300, 16)))
        .containsExactly("a: DATA_ADDRESS " + module + ".shared_buffer = Region");
  }

  @Test
  void whatAHostHasIsListedByInstance() {
    assertThat(resolved(linker("one", "hosted", "two", "hosted").host("host").host("settings")))
        .containsExactly(
            "one: FUNCTION host.tick = Host",
            "one: GLOBAL settings.limit = Host",
            "one: GLOBAL settings.counter = Host",
            "two: FUNCTION host.tick = Host",
            "two: GLOBAL settings.limit = Host",
            "two: GLOBAL settings.counter = Host");
  }

  @Test
  void anAllocatorThatIsReplacedComesFromTheHeap() {
    assertThat(resolved(linker("user", "wasi_allocator")))
        .containsExactlyInAnyOrder(
            "user: FUNCTION env.malloc = Heap", "user: FUNCTION env.free = Heap");
    assertThat(resolved(linker("user", "wasi_allocator").heap(new HeapPolicy.Private()))).isEmpty();
  }

  @Test
  void theHeapOfAGuestIsThatInstance() {
    assertThat(
            resolved(
                linker("user", "wasi_allocator", "manager", "manager")
                    .heap(new HeapPolicy.Guest("manager", "malloc", "free"))))
        .contains("user: FUNCTION env.malloc = manager!malloc");
  }

  @Test
  void tagsAndFunctionsAreToldApart() {
    assertThat(resolved(linker("maker", "features/node_maker", "reader", "features/node_reader")))
        .containsExactly(
            "reader: FUNCTION env.make = maker!make",
            "reader: FUNCTION node_maker.make = maker!make",
            "reader: FUNCTION env.fail = maker!fail",
            "reader: TAG env.failure = maker!failure");
  }

  @Test
  void whatNothingDefinesIsNotListed() {
    assertThat(resolved(linker("user", "weak"))).isEmpty();
    assertThat(resolved(linker("user", "needs_missing"))).isEmpty();
  }
}
