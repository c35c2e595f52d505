package dev.radicchio.example.benchmarks;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import dev.radicchio.GuestFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Linker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Calls from one module to another, and inside one; each operation makes as many. */
public class CallBenchmark {
  /** Calls in an operation, but in those from Java, which make one. */
  static final int CALLS = 10_000;

  private static final int NUMBER = 0x12345678;

  /** Both modules in one image. */
  @State(Scope.Thread)
  public static class Linked {
    private final LinkedProgram program =
        LinkedProgram.instantiate(
            Linker.create()
                .add("caller", Guests.file("caller"))
                .add("callee", Guests.file("callee"))
                .link());
    final GuestFunction inner = program.function("caller", "inner");
    final GuestFunction cross = program.function("caller", "cross");
    final GuestFunction gray = program.function("callee", "gray");
  }

  /** An instance of Chicory for each, and the export of one given to the other. */
  @State(Scope.Thread)
  public static class Two {
    final ExportFunction cross;

    public Two() {
      Instance callee = Guests.chicory(Guests.bytes("callee")).build();
      ImportFunction gray = ImportFunction.exportAsImport("env", "gray", callee, "gray");
      ImportValues imports = ImportValues.builder().addFunction(gray).build();
      cross =
          Guests.chicory(Guests.bytes("caller")).withImportValues(imports).build().export("cross");
    }
  }

  @Benchmark
  public int inner(Linked linked) {
    return (int) linked.inner.call(NUMBER, CALLS)[0];
  }

  @Benchmark
  public int cross(Linked linked) {
    return (int) linked.cross.call(NUMBER, CALLS)[0];
  }

  @Benchmark
  public int betweenInstances(Two two) {
    return (int) two.cross.apply(NUMBER, CALLS)[0];
  }

  @Benchmark
  public int fromJava(Linked linked) {
    return (int) linked.gray.call(NUMBER)[0];
  }
}
