package dev.radicchio.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor does under Eclipse's compiler what it does under javac. */
class EclipseCompilerTest {
  private static final String SCALARS =
      """
      package test;
      import dev.radicchio.annotations.*;
      @WasmModule("wasm/scalars.wasm")
      interface Scalars {
        record Quotient(int quotient, int remainder) {}
        int add(int a, int b);
        Quotient divide(int dividend, int divisor);
      }
      """;
  private static final String CALCULATOR =
      """
      package test;
      import dev.radicchio.annotations.*;
      @SharedMemory
      interface Calculator extends AutoCloseable {
        Scalars scalars();
        dev.radicchio.memory.Heap heap();
        @Override void close();
      }
      """;
  private static final String PAIR =
      """
      package test;
      import dev.radicchio.annotations.*;
      @WasmStruct
      interface Pair { int x(); void x(int x); double y(); void y(double y); }
      """;
  private static final String DRIVER =
      """
      package test;
      public class Driver implements java.util.concurrent.Callable<Object> {
        @Override public Object call() {
          try (Calculator c = LinkedCalculator.link()) {
            Pair pair = PairStruct.allocate(c.heap());
            pair.x(c.scalars().add(40, 2));
            return pair + " " + pair.x() + " " + c.scalars().divide(pair.x(), 10)
                + (CalculatorLayout.HEAP_BASE > 0);
          }
        }
      }
      """;

  @TempDir Path directory;
  private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();

  private boolean compile(String... sources) throws IOException {
    return compile(List.of(), sources);
  }

  private boolean compile(List<String> moreOptions, String... sources) throws IOException {
    JavaCompiler compiler = new EclipseCompiler();
    Path classes = Files.createDirectories(directory.resolve("classes"));
    List<Path> files = new ArrayList<>();
    for (String source : sources) {
      String name = source.replaceAll("(?s).*?(?:interface|class) (\\w+).*", "$1");
      Path file = directory.resolve("src/test/" + name + ".java");
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source));
    }
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options = new ArrayList<>(moreOptions);
      options.addAll(
          List.of(
              "-d",
              classes.toString(),
              "-s",
              classes.toString(),
              "-classpath",
              System.getProperty("java.class.path"),
              "--release",
              "17"));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              Writer.nullWriter(), // It prints what the diagnostics have.
              manager,
              diagnostics,
              options,
              null,
              manager.getJavaFileObjectsFromPaths(files));
      task.setProcessors(List.of(new RadicchioProcessor()));
      return task.call();
    }
  }

  private List<String> problems() {
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  @Test
  void programsAreGeneratedAndRun() throws Exception {
    assertThat(compile(SCALARS, CALCULATOR, PAIR, DRIVER)).as("%s", problems()).isTrue();
    try (Stream<Path> files = Files.list(directory.resolve("classes/test"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("LinkedCalculator.java", "CalculatorLayout.java", "PairStruct.java");
    }
    assertThat(runDriver()).endsWith(" 42 Quotient[quotient=4, remainder=2]true");
  }

  /** It does not find class files that are written while it compiles. */
  @Test
  void programsAreLinkedAtRunTimeWhereTheyAreToBeCompiledToBytecode() throws Exception {
    List<String> options = List.of("-Aradicchio.precompile=true");
    assertThat(compile(options, SCALARS, CALCULATOR, PAIR, DRIVER)).as("%s", problems()).isTrue();
    assertThat(diagnostics.getDiagnostics())
        .extracting(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .anyMatch(message -> message.endsWith("(RAD183)"));
    assertThat(runDriver()).endsWith(" 42 Quotient[quotient=4, remainder=2]true");
  }

  private String runDriver() throws Exception {
    URL[] path = {directory.resolve("classes").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
      Object driver = loader.loadClass("test.Driver").getDeclaredConstructor().newInstance();
      return String.valueOf(((Callable<?>) driver).call());
    }
  }

  @Test
  void problemsAreReportedWhereTheyAre() throws Exception {
    String wrong = SCALARS.replace("int add(int a, int b);", "long add(int a, int b);");
    assertThat(compile(wrong, CALCULATOR)).isFalse();
    assertThat(problems())
        .contains(
            "6: long add(int, int) needs (i32, i32) -> i64, but export \"add\" of"
                + " wasm/scalars.wasm is (i32, i32) -> i32; declare it as: int add(int, int)"
                + " (RAD123)");
  }

  @Test
  void missingModulesAreSaidSo() throws Exception {
    assertThat(compile(SCALARS.replace("scalars.wasm", "none.wasm"), CALCULATOR)).isFalse();
    assertThat(problems()).anyMatch(problem -> problem.contains("wasm/none.wasm was not found"));
  }
}
