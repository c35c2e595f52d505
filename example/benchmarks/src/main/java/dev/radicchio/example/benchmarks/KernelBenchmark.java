package dev.radicchio.example.benchmarks;

import dev.radicchio.GuestFunction;
import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.engine.Engine;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/** Six small programs, linked into one image and on other engines, each a part. */
public class KernelBenchmark {
  /** So that asking Node takes no time worth mentioning. */
  private static final int RUNS = 10;

  /** Functions by the name of their kernel. */
  public abstract static class Functions {
    private final Map<String, GuestFunction> functions = new LinkedHashMap<>();

    abstract GuestFunction function(String kernel);

    void run() {
      if (functions.isEmpty()) {
        Kernels.RESULTS.keySet().forEach(kernel -> functions.put(kernel, function(kernel)));
      }
      functions.forEach(
          (kernel, function) ->
              Parts.time(kernel, () -> Kernels.check(kernel, (int) function.call()[0])));
    }
  }

  /** All in one image. */
  @State(Scope.Thread)
  public static class Linked extends Functions {
    private final LinkedProgram program;

    public Linked() {
      this("chicory");
    }

    Linked(String engine) {
      Linker linker = Linker.create();
      Kernels.RESULTS.keySet().forEach(kernel -> linker.add(kernel, Guests.file(kernel)));
      program = LinkedProgram.instantiate(linker.link(), Hosts.none(), Engine.named(engine));
    }

    @Override
    GuestFunction function(String kernel) {
      return program.function(kernel, "run");
    }
  }

  /** The same image on the other engine. */
  @State(Scope.Thread)
  public static class LinkedOnEndive extends Linked {
    public LinkedOnEndive() {
      super("endive");
    }
  }

  /** Each an image, as it would have been published. */
  public abstract static class Published extends Functions {
    private final RelocationModel model;
    private final boolean reachesBelow;

    Published(RelocationModel model, boolean reachesBelow) {
      this.model = model;
      this.reachesBelow = reachesBelow;
    }

    @Override
    GuestFunction function(String kernel) {
      byte[] module = Guests.published(Guests.bytes(kernel));
      Linker linker = Linker.create().add(kernel, WasmFile.readAs(kernel, module, model));
      if (reachesBelow) {
        linker.reachBelow(kernel);
      }
      return LinkedProgram.instantiate(linker.link()).function(kernel, "run");
    }
  }

  /** Where it was linked. */
  @State(Scope.Thread)
  public static class Absolute extends Published {
    public Absolute() {
      super(RelocationModel.ABSOLUTE, false);
    }
  }

  /** Elsewhere, with its base in the offsets of its accesses. */
  @State(Scope.Thread)
  public static class Rebased extends Published {
    public Rebased() {
      super(RelocationModel.REBASED, false);
    }
  }

  /** Elsewhere, with its base added to its addresses. */
  @State(Scope.Thread)
  public static class ReachingBelow extends Published {
    public ReachingBelow() {
      super(RelocationModel.REBASED, true);
    }
  }

  /** Each an instance of Chicory, with its default memory. */
  @State(Scope.Thread)
  public static class Chicory extends Functions {
    @Override
    GuestFunction function(String kernel) {
      return Guests.chicory(Guests.bytes(kernel)).build().export("run")::apply;
    }
  }

  /** Each an instance of Endive, which continues Chicory, with its default memory. */
  @State(Scope.Thread)
  public static class Endive extends Functions {
    @Override
    GuestFunction function(String kernel) {
      WasmModule module = Parser.parse(Guests.bytes(kernel));
      return Instance.builder(module)
              .withMachineFactory(MachineFactoryCompiler.compile(module))
              .build()
              .export("run")
          ::apply;
    }
  }

  /** Each an instance of GraalWasm. */
  @State(Scope.Thread)
  public static class Graal extends Functions {
    private final GraalKernels kernels = new GraalKernels();

    @Override
    GuestFunction function(String kernel) {
      return kernels.function(kernel);
    }

    @TearDown
    public void close() {
      kernels.close();
    }
  }

  /** Each an instance of V8. */
  @State(Scope.Thread)
  public static class Node {
    final NodeKernels kernels = new NodeKernels();

    @TearDown
    public void close() {
      kernels.close();
    }
  }

  @Benchmark
  public void linked(Linked kernels) {
    kernels.run();
  }

  @Benchmark
  public void linkedOnEndive(LinkedOnEndive kernels) {
    kernels.run();
  }

  @Benchmark
  public void absolute(Absolute kernels) {
    kernels.run();
  }

  @Benchmark
  public void rebased(Rebased kernels) {
    kernels.run();
  }

  @Benchmark
  public void reachingBelow(ReachingBelow kernels) {
    kernels.run();
  }

  @Benchmark
  public void chicory(Chicory kernels) {
    kernels.run();
  }

  @Benchmark
  public void endive(Endive kernels) {
    kernels.run();
  }

  @Benchmark
  public void graal(Graal kernels) {
    kernels.run();
  }

  @Benchmark
  public void node(Node node) {
    node.kernels.run(RUNS);
  }
}
