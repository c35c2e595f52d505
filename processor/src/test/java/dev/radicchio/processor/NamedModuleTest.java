package dev.radicchio.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in a named module; on disk, for compile-testing keeps sources in the unnamed one. */
class NamedModuleTest {
  private static final String REQUIRED =
      "requires dev.radicchio.annotations; requires dev.radicchio.runtime;";

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

  /** The source of the program's class. */
  private String compile(String directives, String... moreOptions) throws IOException {
    Path module = sources.resolve("module-info.java");
    Files.writeString(module, "module test { " + directives + " }");
    List<String> options =
        new ArrayList<>(
            List.of(
                "--module-path",
                System.getProperty("java.class.path"),
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
              files.getJavaFileObjects(module, sources.resolve("test/P.java")));
      task.setProcessors(List.of(new RadicchioProcessor()));

      assertThat(task.call()).as(problems.toString()).isTrue();
    }
    return Files.readString(output.resolve("test/LinkedP.java"));
  }
}
