package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.codes;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.radicchio.wat.WatModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What interfaces say of addresses reaches the linker, which asks for it where modules move. */
final class DeclaredPointersTest {
  private static final JavaFileObject POINT =
      source("Point", "@WasmStruct public interface Point { int x(); void x(int x); }");

  private static final JavaFileObject USER =
      source("User", "@WasmModule(\"user.wasm\") public interface User {}");

  private static final JavaFileObject PROGRAM =
      source(
          "Program", "@SharedMemory", "public interface Program { Codec codec(); User user(); }");

  @TempDir Path directory;

  @BeforeEach
  void writeModules() throws IOException {
    write("codec", "4000");
    write("user", "4000");
  }

  private void write(String name, String data) throws IOException {
    Files.write(directory.resolve(name + ".wasm"), WatModule.encode(text(name, data)));
  }

  private static String text(String name, String data) {
    StringBuilder functions = new StringBuilder();
    for (String function :
        List.of(
            "f (param i32 i32 i64) (result i32)",
            "g (param i32 i32) (result i64)",
            "h (param i32) (result i32 i32)")) {
      String[] parts = function.split(" ", 2);
      functions.append(
          name.equals("codec")
              ? "(func (export \"%s\") %s unreachable)".formatted(parts[0], parts[1])
              : "(import \"codec\" \"%s\" (func %s))".formatted(parts[0], parts[1]));
    }
    return "(module %s (memory 1) (data (i32.const %s) \"x\"))".formatted(functions, data);
  }

  private Compilation compile(String... methods) {
    JavaFileObject codec =
        source(
            "Codec",
            "import dev.radicchio.memory.*;",
            "@WasmModule(\"codec.wasm\") public interface Codec {",
            String.join("\n", methods),
            "}");
    return Compile.compile(
        List.of("-Aradicchio.path=" + directory, "-Aradicchio.warnings=RAD748=off"),
        codec,
        USER,
        POINT,
        PROGRAM);
  }

  /** The calls of the linker in generated code that say something of addresses. */
  private static List<String> said(Compilation compilation) {
    return compilation.generatedSourceFiles().stream()
        .flatMap(DeclaredPointersTest::lines)
        .map(String::strip)
        .filter(line -> line.startsWith(".pointers("))
        .toList();
  }

  private static Stream<String> lines(JavaFileObject file) {
    try {
      return new String(file.openInputStream().readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void typesThatAreAddressesAreTranslatedAndNumbersAreNot() {
    Compilation compilation =
        compile(
            "int f(Slice bytes, long number);",
            "byte[] g(Point point, int number);",
            "Slice h(@CString String text);");

    assertThat(codes(compilation)).isEmpty();
    assertThat(said(compilation))
        .containsExactly(
            ".pointers(\"codec\", \"f\", Pointers.NONE.param(0, Pointers.Kind.RANGE))",
            ".pointers(\"codec\", \"g\", Pointers.NONE.param(0, Pointers.Kind.ADDRESS)"
                + ".result(0, Pointers.Kind.HIGH_HALF))",
            ".pointers(\"codec\", \"h\", Pointers.NONE.param(0, Pointers.Kind.ADDRESS)"
                + ".result(0, Pointers.Kind.RANGE))");
  }

  @Test
  void methodsOfOneFunctionSayWhatAnyOfThemSays() {
    Compilation compilation =
        compile(
            "int f(int at, int length, long number);",
            "@WasmExport(\"f\") @Pointer int found(byte[] bytes, long number);",
            "long g(int one, int other);",
            "record Two(int one, @Pointer int other) {}",
            "Two h(int one);");

    assertThat(codes(compilation)).isEmpty();
    assertThat(said(compilation))
        .containsExactly(
            ".pointers(\"codec\", \"f\", Pointers.NONE.param(0, Pointers.Kind.RANGE)"
                + ".result(0, Pointers.Kind.ADDRESS))",
            ".pointers(\"codec\", \"g\", Pointers.NONE)",
            ".pointers(\"codec\", \"h\", Pointers.NONE.result(1, Pointers.Kind.ADDRESS))");
  }

  @Test
  void functionsThatNoInterfaceHasAreAWarning() {
    Compilation compilation = compile("int f(Slice bytes, long number);", "long g(int a, int b);");

    assertThat(codes(compilation)).containsExactly("Program.java:3: RAD350");
    assertThat(compilation.warnings().get(0).getMessage(null)).contains("as they are: h.");
  }

  @Test
  void whatNoOtherModuleImportsIsNotSaid() throws IOException {
    Files.write(
        directory.resolve("user.wasm"),
        WatModule.encode("(module (memory 1) (data (i32.const 4000) \"x\"))"));

    assertThat(said(compile("int f(Slice bytes, long number);"))).isEmpty();
  }
}
