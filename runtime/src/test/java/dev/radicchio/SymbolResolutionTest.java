package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.Region;
import dev.radicchio.link.plan.RelocationModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What imports, weak references and symbols that linkers define mean in a program. */
final class SymbolResolutionTest {
  private static LinkedProgram run(String... namesAndFixtures) {
    return LinkedProgram.instantiate(image(namesAndFixtures));
  }

  private static Image image(String... namesAndFixtures) {
    Linker linker = Linker.create();
    for (int i = 0; i < namesAndFixtures.length; i += 2) {
      linker.add(namesAndFixtures[i], Fixture.wasm(namesAndFixtures[i + 1]));
    }
    return linker.link();
  }

  private static int call(LinkedProgram program, String instance, String function, long... args) {
    return (int) program.function(instance, function).call(args)[0];
  }

  @ParameterizedTest
  @CsvSource({
    "even.relocs, odd.relocs",
    "even.relocs, odd.dylink",
    "even.dylink, odd.relocs",
    "even.dylink, odd.dylink"
  })
  void twoModulesImportEachOther(String even, String odd) {
    try (LinkedProgram program = run("even", even, "odd", odd)) {
      assertThat(call(program, "even", "is_even", 10)).isEqualTo(1);
      assertThat(call(program, "even", "is_even", 7)).isZero();
      assertThat(call(program, "odd", "is_odd", 7)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "even.relocs, odd.relocs",
    "even.relocs, odd.dylink",
    "even.dylink, odd.relocs",
    "even.dylink, odd.dylink"
  })
  void aFunctionHasOneAddressInAllModules(String even, String odd) {
    try (LinkedProgram program = run("even", even, "odd", odd)) {
      int ofImporter = call(program, "even", "odd_pointer_of_even");
      int ofOwner = call(program, "odd", "odd_pointer_of_odd");
      assertThat(ofImporter).isEqualTo(ofOwner).isNotZero();
      assertThat(call(program, "even", "pointers_are_equal")).isEqualTo(1);
      assertThat(call(program, "even", "apply", ofOwner, 5)).isEqualTo(1);
      assertThat(call(program, "even", "apply", call(program, "odd", "even_pointer"), 5)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "dylink"})
  void constructorsRunOnceAndAfterThoseTheyNeed(String model) {
    try (LinkedProgram program = run("user", "logged." + model, "log", "log")) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        order.add(call(program, "log", "entry", i));
      }
      assertThat(order).containsExactly(1, 20, -1, -1);
      assertThat(call(program, "user", "times_constructed")).isEqualTo(20);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "exported_data.relocs, uses_data.relocs",
    "exported_data.relocs, uses_data.dylink",
    "exported_data.dylink, uses_data.relocs",
    "exported_data.dylink, uses_data.dylink"
  })
  void dataOfOneModuleIsUsedByAnother(String owner, String user) {
    try (LinkedProgram program = run("user", user, "owner", owner)) {
      assertThat(call(program, "user", "shared_number", 3)).isEqualTo(40);
      assertThat(call(program, "user", "through_pointer")).isEqualTo(30);
      int address = call(program, "user", "address");
      InstanceLayout layout = program.layout().instance("owner");
      assertThat((long) address).isBetween(layout.dataStart(), layout.dataEnd());
      program.memory().writeInt(address - 4, 99);
      assertThat(call(program, "owner", "first")).isEqualTo(99);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"linker_symbols.relocs", "linker_symbols.pic-relocs"})
  void symbolsThatLinkersDefineAreTheProgramsOwn(String fixture) {
    Image image = image("before", "large.relocs", "tested", fixture);
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      Layout layout = image.layout();
      InstanceLayout tested = layout.instance("tested");
      Region arena =
          layout.regions().stream()
              .filter(region -> region.kind() == Region.Kind.RESERVED)
              .findFirst()
              .orElseThrow();
      List<Long> found = new ArrayList<>();
      for (int i = 0; i <= 10; i++) {
        found.add((long) call(program, "tested", "symbol", i));
      }
      assertThat(found)
          .containsExactly(
              arena.start(),
              arena.end(),
              tested.dataEnd(),
              tested.dataStart(),
              layout.stackLow(),
              layout.stackHigh(),
              tested.dataStart(),
              0L, // weak and undefined
              0L,
              arena.start(),
              layout.stackHigh());
    }
  }

  @Test
  void theFirstInstanceInOrderSatisfiesEnvImports() {
    try (LinkedProgram program =
        run("even", "even.relocs", "odd1", "odd.relocs", "odd2", "odd.relocs")) {
      assertThat(call(program, "even", "odd_pointer_of_even"))
          .isEqualTo(call(program, "odd1", "odd_pointer_of_odd"))
          .isNotEqualTo(call(program, "odd2", "odd_pointer_of_odd"));
    }
  }

  @Test
  void anAllocatorWithoutDataGetsTheHeap() {
    Image image = image("data", "large.relocs", "allocator", "allocator");
    assertThat(image.layout().instance("allocator").model())
        .isEqualTo(RelocationModel.POSITION_FREE);
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      long base = image.layout().heapBase();
      assertThat((long) call(program, "allocator", "allocate", 48)).isEqualTo(base);
      assertThat((long) call(program, "allocator", "allocate", 1)).isEqualTo(base + 48);
    }
  }

  @Test
  void weakReferencesThatNothingDefinesAreZero() {
    try (LinkedProgram program = run("data", "large.relocs", "weak", "weak")) {
      assertThat(call(program, "weak", "found")).isEqualTo(11);
    }
  }

  @Test
  void constructorsThatALibraryDoesNotExportRunToo() {
    try (LinkedProgram program = run("data", "large.relocs", "library", "constructed")) {
      assertThat(call(program, "library", "get")).isEqualTo(42);
    }
  }

  @Test
  void theOwnerOfTheHeapGetsTheMemoryItWasLinkedWith() {
    try (LinkedProgram program = run("data", "large.relocs", "arena", "arena")) {
      long base = program.layout().heapBase();
      assertThat((long) call(program, "arena", "allocate", 900_000)).isEqualTo(base);
      assertThat(call(program, "arena", "allocate", 900_000)).isZero();
    }
  }
}
