package dev.radicchio.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.Alone;
import dev.radicchio.GuestTrapException;
import dev.radicchio.Host;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.wat.WatModule;
import java.util.Random;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The size and the stack of a rebased module's memory. */
final class RebasedMemoryTest {
  private static final int PAGE_BYTES = 65536;
  private static final int GROWTHS = 400;

  private static byte[] growing(String limits) {
    return WatModule.encode(
        """
        (module
          (memory %s)
          (data (i32.const 0) "")
          (func (export "size") (result i32) (memory.size))
          (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
          (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
          (func (export "fill") (param i32 i32)
            (memory.fill (local.get 0) (i32.const 255) (local.get 1)))
          (func (export "malloc") (param i32) (result i32) (i32.const 0))
          (func (export "free") (param i32)))
        """
            .formatted(limits));
  }

  private static int call(LinkedProgram program, String function, long... arguments) {
    long[] results = program.function(Between.INSTANCE, function).call(arguments);
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  /** The limit is the smaller of the declared maximum and the window. */
  @ParameterizedTest
  @CsvSource({
    "1, -1, 257",
    "20, -1, 276",
    "1 5, -1, 5",
    "1 5, 3, 4",
    "1 5, 4, 5",
    "1 5, 100, 5",
    "1, 0, 1",
    "2 2, 7, 2",
    "0, 3, 3",
    "0 0, 3, 0"
  })
  void growsToItsLimitAsAloneWithThatMaximum(String limits, int growPages, int limit) {
    Random random = new Random(limit);
    String start = limits.split(" ", 2)[0];
    for (boolean reachesBelow : new boolean[] {true, false}) {
      Linker linker = new Between(2, reachesBelow).linker(growing(limits));
      if (growPages >= 0) {
        linker.growPages(Between.INSTANCE, growPages);
      }
      try (Host host = new Host();
          LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
        Alone alone = Alone.run(growing(start + " " + limit), host);
        int programBytes = program.memory().size();
        for (int i = 0; i < GROWTHS; i++) {
          int pages =
              random.nextInt(4) == 0
                  ? random.nextInt() >>> random.nextInt(Integer.SIZE)
                  : random.nextInt(limit + 2);
          assertThat(call(program, "grow", pages))
              .as("grow by %s", Integer.toUnsignedString(pages))
              .isEqualTo((int) alone.function("grow").apply(pages)[0]);
          assertThat(call(program, "size")).isEqualTo((int) alone.function("size").apply()[0]);
        }
        int rest = limit - call(program, "size");
        assertThat(call(program, "grow", rest + 1)).isEqualTo(-1);
        assertThat(call(program, "grow", rest)).isEqualTo(limit - rest);
        assertThat(call(program, "grow", 1)).isEqualTo(-1);
        assertThat(call(program, "grow", 0)).isEqualTo(limit);
        assertThat(program.memory().size()).as("the program's memory").isEqualTo(programBytes);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void newPagesAreZeroAndOfNoOneElse(boolean reachesBelow) {
    Linker linker = new Between(2, reachesBelow).linker(growing("1 4"));
    try (LinkedProgram program = LinkedProgram.instantiate(linker.growPages("a", 3).link())) {
      int own = 2 * PAGE_BYTES;
      call(program, "fill", 0, PAGE_BYTES);
      assertThat(call(program, "grow", 2)).isEqualTo(1);
      for (int address = PAGE_BYTES; address < 4 * PAGE_BYTES; address++) {
        assertThat(program.memory().readByte(own + address)).isZero();
      }
      call(program, "fill", 0, 4 * PAGE_BYTES);
      assertThat(call(program, "load", 4 * PAGE_BYTES - 1)).isEqualTo(255);
      FlatMemory memory = program.memory();
      for (int address = 0; address < memory.size(); address++) {
        boolean mine = address >= own && address < own + 4 * PAGE_BYTES;
        assertThat(memory.readByte(address))
            .as("byte %d", address)
            .isEqualTo((byte) (mine ? -1 : 0));
      }
    }
  }

  /** A memory that is imported may be larger than the import asks for. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void dataBeyondTheImportedMemoryHasRoom(boolean reachesBelow) {
    byte[] module =
        WatModule.encode(
            """
            (module
              (import "env" "memory" (memory 0))
              (data (i32.const 65530) "over the end")
              (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0))))
            """);
    Image image = new Between(1, reachesBelow).image(module);
    assertThat(image.layout().instance("above").base()).isEqualTo(3 * PAGE_BYTES);
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(call(program, "load", 65530)).isEqualTo('o');
      assertThat(call(program, "load", 65541)).isEqualTo('d');
    }
  }

  /** The heap's owner is at the end, where it grows the program's memory. */
  @ParameterizedTest
  @CsvSource({"true, 1 5, 5", "false, 1 5, 5", "false, 1, 32767"})
  void aMemoryThatIsOpenHasItsDeclaredMaximum(boolean reachesBelow, String limits, int limit) {
    WasmFile module = WasmFile.read("a.wasm", growing(limits));
    Linker linker =
        Linker.create()
            .add("below", module)
            .add("a", module)
            .heap(new HeapPolicy.Guest("a", "malloc", "free"));
    if (reachesBelow) {
      linker.reachBelow("a");
    }
    Image image = linker.link();
    assertThat(image.layout().instance("a").model()).isEqualTo(RelocationModel.REBASED);
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      int before = program.memory().size();
      assertThat(call(program, "size")).isEqualTo(1);
      assertThat(call(program, "grow", 0)).isEqualTo(1);
      assertThat(call(program, "grow", 2)).isEqualTo(1);
      assertThat(call(program, "size")).isEqualTo(3);
      assertThat(program.memory().size()).isEqualTo(before + 2 * PAGE_BYTES);
      assertThat(call(program, "grow", -1)).isEqualTo(-1);
      assertThat(call(program, "grow", limit - 2)).isEqualTo(-1);
      assertThat(call(program, "size")).isEqualTo(3);
      if (limit < 10) {
        assertThat(call(program, "grow", limit - 3)).isEqualTo(3);
        assertThat(call(program, "grow", 1)).isEqualTo(-1);
      }
      call(program, "fill", 3 * PAGE_BYTES - 1, 1);
      assertThat(call(program, "load", 3 * PAGE_BYTES - 1)).isEqualTo(255);
    }
  }

  /**
   * Its stack is below its data, as of programs that LLVM's linker makes. It recurses with frames
   * of a given size, and has a function that uses what is below the pointer.
   */
  private static byte[] recursive(String name) {
    return WatModule.encode(
        """
        (module
          (memory 2)
          (global %s (mut i32) (i32.const 16384))
          (global $depth (mut i32) (i32.const 0))
          (data (i32.const 16384) "data")
          (func $recurse (export "recurse") (param $times i32) (param $bytes i32) (result i32)
            (local $frame i32) (local $result i32)
            (global.set 0 (local.tee $frame (i32.sub (global.get 0) (local.get $bytes))))
            (global.set $depth (i32.sub (global.get $depth) (i32.const 1)))
            (i32.store (local.get $frame) (i32.const -1))
            (local.set $result
              (if (result i32) (local.get $times)
                (then (i32.add (i32.const 1)
                  (call $recurse (i32.sub (local.get $times) (i32.const 1)) (local.get $bytes))))
                (else (call $leaf))))
            (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
            (global.set 0 (i32.add (local.get $frame) (local.get $bytes)))
            (local.get $result))
          (func $leaf (result i32)
            (i64.store (i32.sub (global.get 0) (i32.const 112)) (i64.const -1))
            (i32.const 0))
          (func (export "reset") (global.set 0 (i32.const 16384)) (global.set $depth (i32.const 0))))
        """
            .formatted(name));
  }

  @ParameterizedTest
  @CsvSource({
    "true, $__stack_pointer",
    "true, $unnamed",
    "false, $__stack_pointer",
    "false, $unnamed",
  })
  void aStackThatOverflowsTrapsAsAloneAndChangesNobodyElse(boolean reachesBelow, String name) {
    byte[] module = recursive(name);
    try (Host host = new Host();
        LinkedProgram program =
            LinkedProgram.instantiate(new Between(2, reachesBelow).image(module))) {
      Alone alone = Alone.run(module, host);
      FlatMemory memory = program.memory();
      byte[] neighbours = new byte[2 * PAGE_BYTES];
      new Random(1).nextBytes(neighbours);
      memory.write(0, neighbours, 0, neighbours.length);
      for (int frame : new int[] {32, 48, 256, 4096, 20_000}) {
        int most = 16384 / frame;
        for (int times : new int[] {0, 1, most - 6, most - 2, most - 1, most, most + 1, 3 * most}) {
          if (times >= 0) {
            String expected =
                outcome((a, b) -> alone.function("recurse").apply(a, b)[0], times, frame);
            String found =
                outcome((a, b) -> program.function("a", "recurse").call(a, b)[0], times, frame);
            assertThat(found).as("%d times %d bytes", times, frame).isEqualTo(expected);
            alone.function("reset").apply();
            program.function("a", "reset").call();
          }
        }
      }
      byte[] after = new byte[2 * PAGE_BYTES];
      memory.read(0, after, 0, after.length);
      assertThat(after).isEqualTo(neighbours);
    }
  }

  private static String outcome(LongBinaryOperator function, int times, int bytes) {
    try {
      return "returned " + function.applyAsLong(times, bytes);
    } catch (GuestTrapException | com.dylibso.chicory.wasm.ChicoryException e) {
      return "trapped";
    }
  }

  @Test
  void anOverflowIsATrapThatSaysSo() {
    try (LinkedProgram program =
        LinkedProgram.instantiate(new Between(1, true).image(recursive("$__stack_pointer")))) {
      assertThatThrownBy(() -> program.function("a", "recurse").call(1000, 64))
          .isInstanceOf(GuestTrapException.class)
          .hasMessageContaining("a!recurse trapped: unreachable");
    }
  }
}
