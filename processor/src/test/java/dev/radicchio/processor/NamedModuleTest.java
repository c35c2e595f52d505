package dev.radicchio.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in a named module; on disk, for compile-testing keeps sources in the unnamed one. */
class NamedModuleTest {
  private static final String REQUIRED =
      "requires dev.radicchio.annotations; requires dev.radicchio.runtime;"
          + " requires com.dylibso.chicory.runtime;";

  @TempDir private Path sources;
  @TempDir private Path output;

  @BeforeEach
  void writeProgram() throws IOException {
    Files.createDirectory(sources.resolve("test"));
    Files.writeString(
        sources.resolve("test/P.java"),
        """
        package test;
        import dev.radicchio.annotations.*;

        @SharedMemory
        interface P {
          S s();

          @WasmModule("wasm/scalars.wasm")
          interface S { int add(int a, int b); }
        }
        """);
    Files.writeString(
        sources.resolve("test/Driver.java"),
        """
        package test;

        public class Driver {
          private Driver() {}

          public static int run() {
            try (LinkedP p = LinkedP.link()) {
              return p.s().add(40, 2);
            }
          }
        }
        """);
  }

  @Test
  void marksTheClassesAsGeneratedWhereTheModuleReadsTheAnnotation() throws IOException {
    assertThat(compile(REQUIRED + " requires static java.compiler;")).contains("@Generated");
  }

  @Test
  void leavesTheMarkOutWhereTheModuleDoesNotReadTheAnnotation() throws IOException {
    assertThat(compile(REQUIRED)).doesNotContain("@Generated");
  }

  @Test
  void leavesTheMarkOutWhereAnotherModuleAloneReadsTheAnnotation() throws IOException {
    assertThat(compile(REQUIRED, "--add-modules", "java.compiler")).doesNotContain("@Generated");
  }

  /** The module reads no more than others do, and its code is the engine's, in part. */
  @Test
  void runsAProgramThatWasCompiledToBytecode() throws Exception {
    compile(REQUIRED, "-Aradicchio.precompile=true");
    List<Path> path = new ArrayList<>(List.of(output));
    path.addAll(modulePath());
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolve(ModuleFinder.of(path.toArray(new Path[0])), ModuleFinder.of(), Set.of("test"));
    ModuleLayer layer = ModuleLayer.boot().defineModulesWithOneLoader(configuration, null);

    assertThat(layer.modules())
        .extracting(Module::getName)
        .doesNotContain("com.dylibso.chicory.compiler");
    Class<?> driver = layer.findLoader("test").loadClass("test.Driver");
    assertThat(driver.getMethod("run").invoke(null)).isEqualTo(42);
  }

  /** RAD185: Radicchio's own module requires no engine. */
  @Test
  void reportsAModuleThatDoesNotReadTheEngine() throws IOException {
    assertThat(
            problems(
                "requires dev.radicchio.annotations; requires dev.radicchio.runtime;",
                "-Aradicchio.precompile=true",
                "-Aradicchio.engine=chicory"))
        .contains("RAD185", "requires com.dylibso.chicory.runtime");
  }

  /** The class path without the tests, which share packages with what they test. */
  private static List<Path> modulePath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> !path.endsWith("test-classes") && !path.toString().endsWith("-tests.jar"))
        .toList();
  }

  /** The source of the program's class. */
  private String compile(String directives, String... moreOptions) throws IOException {
    assertThat(problems(directives, moreOptions)).isEmpty();
    return Files.readString(output.resolve("test/LinkedP.java"));
  }

  /** What the compiler says, which is nothing if it has nothing to complain about. */
  private String problems(String directives, String... moreOptions) throws IOException {
    Path module = sources.resolve("module-info.java");
    Files.writeString(module, "module test { " + directives + " exports test; }");
    List<String> options =
        new ArrayList<>(
            List.of(
                "--module-path",
                modulePath().stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator)),
                "-Xlint:all,-path,-classfile,-processing,-requires-automatic",
                "-Werror",
                "-d",
                output.toString()));
    options.addAll(List.of(moreOptions));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      JavaCompiler.CompilationTask task =
          javac.getTask(
              problems,
              files,
              null,
              options,
              null,
              files.getJavaFileObjects(
                  module, sources.resolve("test/P.java"), sources.resolve("test/Driver.java")));
      task.setProcessors(List.of(new RadicchioProcessor()));

      assertThat(task.call()).as(problems.toString()).isEqualTo(problems.toString().isEmpty());
    }
    return problems.toString();
  }
}
