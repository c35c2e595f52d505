package dev.radicchio.example.benchmarks;

import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.annotations.WasmModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongBinaryOperator;
import org.openjdk.jmh.annotations.Benchmark;

/** From the start of a JVM to the first result of a program of 600 kB; each operation is a JVM. */
public class StartBenchmark {
  private static final String RESULT = "42";
  private static final int TIMES = 1;

  /** A module in Rust with its standard library, of 549 kB. */
  @WasmModule("corpus/standard.rustc1.63.0.relocs.wasm")
  interface Standard {
    long operate(int which, long a, long b);
  }

  /** 67 kB more. */
  @WasmModule("wasm/sieve.wasm")
  interface Sieve {}

  /** Linked and compiled when it starts. */
  @SharedMemory
  interface Linked {
    Standard standard();

    Sieve sieve();
  }

  /** The same as classes. */
  @SharedMemory(precompile = true)
  interface Precompiled {
    Standard standard();

    Sieve sieve();
  }

  /** Starts the first. */
  static final class LinkedMain {
    private LinkedMain() {}

    public static void main(String[] arguments) {
      System.out.println(LinkedStartBenchmark_Linked.link().standard().operate(TIMES, 6, 7));
    }
  }

  /** Starts the second. */
  static final class PrecompiledMain {
    private PrecompiledMain() {}

    public static void main(String[] arguments) {
      System.out.println(LinkedStartBenchmark_Precompiled.link().standard().operate(TIMES, 6, 7));
    }
  }

  /** The same work in Java. */
  static final class JavaMain {
    private static final List<LongBinaryOperator> OPERATIONS =
        List.of(Long::sum, (a, b) -> a * b, (a, b) -> a - b);

    private JavaMain() {}

    public static void main(String[] arguments) {
      System.out.println(OPERATIONS.get(TIMES).applyAsLong(6, 7));
    }
  }

  @Benchmark
  public void compiledAtRunTime() throws IOException, InterruptedException {
    start(LinkedMain.class);
  }

  @Benchmark
  public void precompiled() throws IOException, InterruptedException {
    start(PrecompiledMain.class);
  }

  @Benchmark
  public void java() throws IOException, InterruptedException {
    start(JavaMain.class);
  }

  private static void start(Class<?> main) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            main.getName());
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // A JVM tells of them.
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0 || !output.strip().equals(RESULT)) {
      throw new IllegalStateException(main.getName() + " said: " + output);
    }
  }
}
