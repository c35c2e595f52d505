package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.WasmBinary;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.RelocationModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Modules for a memory that threads share, in a program that has one. */
final class SharedMemoryTest {
  private static Image image(boolean reachBelow) {
    Linker linker =
        Linker.create()
            .add("home", Fixture.wasm("shared_memory.absolute"))
            .add("numbers", Fixture.wasm("pointers.relocs"))
            .add("moved", Fixture.wasm("shared_memory.absolute"))
            .add("imported", Fixture.wasm("shared_memory.imported"));
    if (reachBelow) {
      linker.reachBelow("moved").reachBelow("imported");
    }
    return linker.link();
  }

  private static int call(LinkedProgram program, String instance, String name, long... values) {
    return (int) program.function(instance, name).call(values)[0];
  }

  @ParameterizedTest
  @EnumSource
  void eachInstanceHasItsDataAndItsThreadsData(Engine engine) {
    for (boolean reachBelow : new boolean[] {false, true}) {
      Image image = image(reachBelow);
      assertThat(image.layout().instance("home").model()).isEqualTo(RelocationModel.ABSOLUTE);
      assertThat(image.layout().instance("moved").model()).isEqualTo(RelocationModel.REBASED);
      assertThat(image.layout().instance("imported").model()).isEqualTo(RelocationModel.REBASED);

      try (LinkedProgram program = engine.executable(image).instantiate()) {
        for (String instance : new String[] {"home", "moved", "imported"}) {
          // a number, 30 behind the pointer, and what the three counters have by then
          assertThat(call(program, instance, "sum", 1)).isEqualTo(20 + 30 + 1 + 8 + 1);
          assertThat(call(program, instance, "sum", 2)).isEqualTo(30 + 30 + 3 + 10 + 2);
          assertThat(call(program, instance, "add", 5)).isZero();
          assertThat(call(program, instance, "add", 2)).isEqualTo(5);
          assertThat(call(program, instance, "add", 0)).isEqualTo(7);
        }
        assertThat(call(program, "numbers", "entry_apply", 1, 1000, 3)).isEqualTo(997);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nobodyIsWokenAndNobodyCanWait(Engine engine) {
    try (LinkedProgram program = engine.executable(image(false)).instantiate()) {
      for (String instance : new String[] {"home", "moved"}) {
        assertThat(call(program, instance, "wake")).isZero();
        assertThatThrownBy(() -> call(program, instance, "wait"))
            .isInstanceOf(GuestTrapException.class)
            .hasMessageContaining(
                "expected shared memory: the guest waits for another thread, and a program has one");
      }
    }
  }

  @Test
  void theProgramsMemoryIsNotShared() {
    assertThat(WasmBinary.read(image(false).bytes()).memories())
        .singleElement()
        .satisfies(memory -> assertThat(memory.limits().shared()).isFalse());
  }

  @ParameterizedTest
  @CsvSource({"relocs", "dylink"})
  void whatOnlyAStartFunctionCopiesIsNotMovedByRelocations(String model) {
    assertThatThrownBy(() -> Fixture.wasm("shared_memory." + model))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("has passive data segments")
        .hasMessageContaining("(RAD228)");
  }
}
