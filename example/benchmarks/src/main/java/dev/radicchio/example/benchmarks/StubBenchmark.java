package dev.radicchio.example.benchmarks;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExportSection;
import dev.radicchio.LinkedProgram;
import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.annotations.WasmModule;
import dev.radicchio.engine.chicory.DirectCalls;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Calls of one guest function from Java, in a precompiled program; each operation makes as many,
 * one after the other.
 */
@State(Scope.Thread)
public class StubBenchmark {
  /** What another module calls in {@link CallBenchmark}. */
  @WasmModule("wasm/callee.wasm")
  interface Callee {
    int gray(int number);
  }

  /** 600 kB: of a small program, HotSpot inlines everything, whichever way it is called. */
  @SharedMemory(precompile = true)
  interface Stubs {
    Callee callee();

    StartBenchmark.Standard standard();

    LinkedProgram program();
  }

  /** Calls in an operation. */
  static final int CALLS = 10_000;

  private static final LinkedStubBenchmark_Stubs PROGRAM = LinkedStubBenchmark_Stubs.link();
  private static final String EXPORT = "callee!gray";

  /** The method that the stub calls. */
  private static final MethodHandle METHOD = method();

  private final Callee stub = PROGRAM.callee();
  private final DirectCalls calls = DirectCalls.of(PROGRAM.program());
  private final Memory memory = calls.memory();
  private final Instance instance = calls.instance();
  private final ExportFunction export = instance.export(EXPORT);
  private int number = 0x12345678;

  private static MethodHandle method() {
    try {
      return MethodHandles.lookup()
          .findStatic(
              Class.forName(LinkedStubBenchmark_Stubs.class.getName() + "CodeFuncGroup_0"),
              "func_" + index(),
              MethodType.methodType(int.class, int.class, Memory.class, Instance.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int index() {
    ExportSection exports = DirectCalls.of(PROGRAM.program()).instance().module().exportSection();
    for (int i = 0; i < exports.exportCount(); i++) {
      Export candidate = exports.getExport(i);
      if (candidate.name().equals(EXPORT)) {
        return candidate.index();
      }
    }
    throw new IllegalStateException("no export " + EXPORT);
  }

  @Benchmark
  public int direct() throws Throwable {
    int code = number;
    for (int i = 0; i < CALLS; i++) {
      code = (int) METHOD.invokeExact(code + i, memory, instance);
    }
    return code;
  }

  @Benchmark
  public int stub() {
    int code = number;
    for (int i = 0; i < CALLS; i++) {
      code = stub.gray(code + i);
    }
    return code;
  }

  @Benchmark
  public int exportFunction() {
    int code = number;
    for (int i = 0; i < CALLS; i++) {
      code = (int) export.apply(code + i)[0];
    }
    return code;
  }
}
