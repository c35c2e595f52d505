package dev.radicchio.engine.chicory;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.runtime.Memory;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.wat.WatModule;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The memory as an instance addresses it that is not at home. */
final class CallerMemoryTest {
  private static final int PAGE = Memory.PAGE_SIZE;

  private static final WasmFile MODULE =
      WasmFile.read(
          "module.wasm",
          WatModule.encode(
              """
              (module
                (memory 1)
                (data (i32.const 8) "here")
                (func (export "grow") (param i32) (result i32)
                  (memory.grow (local.get 0)))
                (func (export "size") (result i32)
                  (memory.size)))
              """));

  private static final Image IMAGE =
      Linker.create()
          .add("one", MODULE)
          .add("two", MODULE)
          .growPages("one", 2)
          .growPages("two", 2)
          .link();
  private static final int BASE = (int) IMAGE.layout().instance("two").base();

  private final LinkedProgram program = LinkedProgram.instantiate(IMAGE);
  private final Memory memory = memory(program, "two");

  private static Memory memory(LinkedProgram program, String instance) {
    return CallerMemory.of(
        ChicoryImage.interpreted(IMAGE),
        IMAGE.layout().instance(instance),
        ((ChicoryInstance) program.instance()).instance());
  }

  @Test
  void itsAddressesAreThoseOfTheProgramLessTheBase() {
    assertThat(BASE).isPositive();
    LinkedProgram other = LinkedProgram.instantiate(IMAGE);
    for (int seed = 0; seed < 20_000; seed++) {
      Random same = new Random(seed);
      int size = program.memory().size() - BASE;
      Function<Memory, Object> inside = ChicoryMemoryTest.access(new Random(seed), size, 0);
      Function<Memory, Object> outside = ChicoryMemoryTest.access(same, size, BASE);
      assertThat(ChicoryMemoryTest.outcome(memory, inside))
          .as("seed %d", seed)
          .isEqualTo(ChicoryMemoryTest.outcome((Memory) other.memory(), outside));
    }
    assertThat(program.memory().slice(0, program.memory().size()).toByteArray())
        .isEqualTo(other.memory().slice(0, other.memory().size()).toByteArray());
  }

  @Test
  void itsPagesAreTheInstances() {
    assertThat(memory.pages()).isEqualTo(1);
    assertThat(memory.grow(1)).isEqualTo(1);
    assertThat(program.function("two", "size").call()[0]).isEqualTo(2);
    assertThat(program.function("two", "grow").call(1)[0]).isEqualTo(2);
    assertThat(memory.pages()).isEqualTo(3);
    assertThat(memory.grow(1)).isEqualTo(-1);
    assertThat(memory.initialPages()).isEqualTo(1);
    assertThat(memory.maximumPages()).isEqualTo(program.memory().maxPages() - BASE / PAGE);
    assertThat(program.function("one", "size").call()[0]).isEqualTo(1);
  }

  @Test
  void onlyItsPagesBecomeZeros() {
    program.memory().fill(0, program.memory().size(), (byte) 7);
    memory.grow(1);
    memory.zero();

    assertThat(program.memory().slice(0, BASE).toByteArray()).containsOnly(7);
    assertThat(program.memory().slice(BASE, 2 * PAGE).toByteArray()).containsOnly(0);
    assertThat(
            program
                .memory()
                .slice(BASE + 2 * PAGE, program.memory().size() - BASE - 2 * PAGE)
                .toByteArray())
        .containsOnly(7);
  }

  @Test
  void ofAnInstanceWithAMemoryOfItsOwnAtHomeItHasTheSameAddresses() {
    Memory home = memory(program, "one");

    assertThat(home.readString(8, 4)).isEqualTo("here");
    assertThat(home.pages()).isEqualTo(1);
    assertThat(home.grow(2)).isEqualTo(1);
    assertThat(home.grow(1)).isEqualTo(-1);
  }

  @Test
  void ofOneWithoutItIsTheProgramsMemory() {
    Image image =
        Linker.create()
            .add("one", WasmFile.read("none.wasm", WatModule.encode("(module (memory 1))")))
            .link();
    try (LinkedProgram one = LinkedProgram.instantiate(image)) {
      Memory shown =
          CallerMemory.of(
              ChicoryImage.interpreted(image),
              image.layout().instance("one"),
              ((ChicoryInstance) one.instance()).instance());

      assertThat(shown).isSameAs(one.memory());
    }
  }
}
