package dev.radicchio.example.benchmarks;

import dev.radicchio.GuestFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.memory.Heap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The heap in Java and one in a guest, each serving another guest and Java. */
public class HeapBenchmark {
  /** A program whose heap is Java's. */
  @State(Scope.Thread)
  public static class InJava extends Program implements AllocationTrace.Allocator {
    private final Heap heap = program.heap();

    public InJava() {
      super(Linker.create());
    }

    @Override
    public int allocate(int size) {
      return heap.allocate(size);
    }

    @Override
    public void free(int address) {
      heap.free(address);
    }
  }

  /** A program whose heap is that of a module with wasi-libc's allocator. */
  @State(Scope.Thread)
  public static class InGuest extends Program implements AllocationTrace.Allocator {
    private final GuestFunction malloc = program.function("manager", "malloc");
    private final GuestFunction free = program.function("manager", "free");

    public InGuest() {
      super(
          Linker.create()
              .add("manager", Guests.file("dlmalloc"))
              .heap(new HeapPolicy.Guest("manager", "malloc", "free")));
    }

    @Override
    public int allocate(int size) {
      return (int) malloc.call(size)[0];
    }

    @Override
    public void free(int address) {
      free.call(address);
    }
  }

  /** A guest that runs the trace, and Java's own. */
  public abstract static class Program {
    final LinkedProgram program;
    final GuestFunction run;
    final AllocationTrace trace = new AllocationTrace();

    Program(Linker linker) {
      program = LinkedProgram.instantiate(linker.add("user", Guests.file("trace")).link());
      run = program.function("user", "run");
    }

    int runInGuest() {
      return (int) run.call(AllocationTrace.OPERATIONS)[0];
    }

    @TearDown
    public void close() {
      program.close();
    }
  }

  @Benchmark
  public int guestOnHeap(InJava program) {
    return program.runInGuest();
  }

  @Benchmark
  public int guestOnDlmalloc(InGuest program) {
    return program.runInGuest();
  }

  @Benchmark
  public int javaOnHeap(InJava program) {
    return program.trace.run(program);
  }

  @Benchmark
  public int javaOnDlmalloc(InGuest program) {
    return program.trace.run(program);
  }
}
