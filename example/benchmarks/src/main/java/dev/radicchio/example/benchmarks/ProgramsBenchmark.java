package dev.radicchio.example.benchmarks;

import dev.radicchio.Executable;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Linker;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Many programs of one image. */
@State(Scope.Thread)
public class ProgramsBenchmark {
  /** Programs that an operation makes. */
  static final int PROGRAMS = 1000;

  private static final int NUMBER = 1;
  private static final int CALLS = 10;

  private final Executable executable =
      Executable.of(
          Linker.create()
              .add("caller", Guests.file("caller"))
              .add("callee", Guests.file("callee"))
              .link());

  @Benchmark
  public List<LinkedProgram> thousand() {
    List<LinkedProgram> programs = new ArrayList<>();
    for (int i = 0; i < PROGRAMS; i++) {
      LinkedProgram program = executable.instantiate();
      program.function("caller", "cross").call(NUMBER, CALLS);
      programs.add(program);
    }
    return programs;
  }

  /** What they keep the garbage collector from having. */
  @TearDown(Level.Iteration)
  public void measureMemory() {
    long before = usedBytes();
    List<LinkedProgram> programs = thousand();
    Parts.note("bytes_per_idle_program", (usedBytes() - before) / (double) programs.size());
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
