package dev.radicchio.engine.chicory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.radicchio.Executable;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.engine.Engine;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Functions of very many exception handlers are compiled, however small the caller's stack is. */
final class DeepStackTest {
  /** Of these, each needs more than 50 bytes of a stack if they are gone through by recursion. */
  static final int HANDLERS = 10_000;

  private static final long SMALL_STACK_BYTES = 256 << 10;
  private static final int RESULT = 7;

  /** A function that throws and catches, again and again. */
  static byte[] module(int handlers) {
    WasmWriter code = new WasmWriter();
    for (int i = 0; i < handlers; i++) {
      // block; try_table (catch_all 0); throw 0; end; end
      code.append(ModuleBytes.bytes(0x02, 0x40, 0x1F, 0x40, 1, 2, 0, 0x08, 0, 0x0B, 0x0B));
    }
    return new ModuleBytes()
        .types()
        .section(Section.FUNCTION, ModuleBytes.bytes(2))
        .section(Section.TAG, ModuleBytes.bytes(0, 0))
        .section(Section.EXPORT, ModuleBytes.export("caught", ModuleBytes.FUNCTION, 0))
        .code(code.append(ModuleBytes.constant(RESULT)))
        .toByteArray();
  }

  /** Calls it on a small stack. */
  static <T> T onSmallStack(Callable<T> callable) throws Exception {
    FutureTask<T> task = new FutureTask<>(callable);
    new Thread(null, task, "small", SMALL_STACK_BYTES).start();
    return task.get();
  }

  private static Image image() {
    return Linker.create().add("module", WasmFile.read("module.wasm", module(HANDLERS))).link();
  }

  @Test
  void compilesWhenLoaded() throws Exception {
    Executable executable = onSmallStack(() -> Executable.of(image()));
    try (LinkedProgram program = executable.instantiate()) {
      assertThat(program.function("module", "caught").call()).containsExactly(RESULT);
    }
  }

  @Test
  void compilesAheadOfTime() throws Exception {
    assumeTrue(Machines.COMPILER_PRESENT);
    assertThat(
            onSmallStack(() -> Engine.installed().validate(image()).compile("Machine"))
                .interpreted())
        .containsExactly("module!caught");
  }

  @Test
  void throwsWhatTheCompilerThrows() {
    RuntimeException exception = new IllegalStateException();
    Error error = new AssertionError();

    assertThatThrownBy(() -> DeepStack.call(() -> raise(exception))).isSameAs(exception);
    assertThatThrownBy(() -> DeepStack.call(() -> raise(error))).isSameAs(error);
  }

  private static Object raise(RuntimeException exception) {
    throw exception;
  }

  private static Object raise(Error error) {
    throw error;
  }
}
