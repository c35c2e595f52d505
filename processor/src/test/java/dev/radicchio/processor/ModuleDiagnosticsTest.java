package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about a module interface, and where; each test shows all that is said. */
class ModuleDiagnosticsTest {
  private static final String SCALARS = "@WasmModule(\"wasm/scalars.wasm\")";

  @ParameterizedTest
  @CsvSource({
    "abstract class M {}, a class",
    "enum M {}, an enum",
    "record M(int x) {}, a record",
    "@interface M {}, an annotation"
  })
  void reportsAnAnnotatedTypeThatIsNoInterface(String declaration, String kind) {
    assertThat(problemsOf(SCALARS, declaration))
        .containsExactly(
            "M.java:3: @WasmModule belongs on an interface, and M is "
                + kind
                + "; declare it as an interface");
  }

  @Test
  void reportsAPrivateInterface() {
    assertThat(problemsOf("class M {", SCALARS + " private interface Inner {}", "}"))
        .containsExactly(
            "M.java:3: Inner is private or inside a private type, so no generated class can"
                + " implement it; make it at least package-private");
  }

  @Test
  void reportsAnInterfaceInsideAPrivateType() {
    assertThat(
            problemsOf(
                "class M {", "private static class C {", SCALARS, "interface Inner {}", "} }"))
        .containsExactly(
            "M.java:5: Inner is private or inside a private type, so no generated class can"
                + " implement it; make it at least package-private");
  }

  @Test
  void reportsTypeParametersOfAnInterface() {
    assertThat(problemsOf(SCALARS, "interface M<T> {}"))
        .containsExactly(
            "M.java:3: M has type parameters, and a @WasmModule interface has none; remove them");
  }

  @Test
  void reportsASealedInterface() {
    assertThat(problemsOf(SCALARS, "sealed interface M {}", "non-sealed interface N extends M {}"))
        .containsExactly(
            "M.java:3: M is sealed, so no generated class can implement it; remove sealed");
  }

  @Test
  void reportsAMissingFileWithWhereItWasLookedForAndNothingElse() {
    assertThat(problemsOf("@WasmModule(\"wasm/none.wasm\")", "interface M { int f(); }"))
        .containsExactly(
            "M.java:2: wasm/none.wasm was not found; looked in the class output, the source path,"
                + " the class path. Put it among the resources (Maven and Gradle:"
                + " src/main/resources/wasm/none.wasm) or name the directory that wasm/none.wasm"
                + " is relative to with -Aradicchio.path=<directory>");
  }

  @Test
  void reportsTheDirectoriesOfThePathOption(@TempDir Path directory) {
    Path missing = directory.resolve("missing");
    Compilation compilation =
        compile(
            List.of(pathOption(directory, missing)),
            source("M", "@WasmModule(\"wasm/none.wasm\") interface M {}"));

    assertThat(problems(compilation))
        .singleElement()
        .asString()
        .contains(
            "looked in the class output, the source path, the class path, -Aradicchio.path "
                + directory
                + ", -Aradicchio.path "
                + missing
                + " (not a directory). Put it");
  }

  @Test
  void findsAFileInADirectoryOfThePathOption(@TempDir Path directory) throws IOException {
    Files.write(directory.resolve("elsewhere.wasm"), scalars());
    Compilation compilation =
        compile(
            List.of(pathOption(directory.resolve("missing"), directory)),
            source("M", "@WasmModule(\"elsewhere.wasm\") interface M { int add(int a, int b); }"));

    assertThat(problems(compilation)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/wasm/scalars.wasm", "wasm//scalars.wasm", "../m.wasm", "a\\\\b"})
  void reportsAPathThatIsNoResourceName(String path) {
    assertThat(problemsOf("@WasmModule(\"" + path + "\")", "interface M {}"))
        .containsExactly(
            "M.java:2: \""
                + path.replace("\\\\", "\\")
                + "\" is not the path of a class-path resource; write it with / between its parts,"
                + " without a leading /, . or .., for example \"wasm/module.wasm\"");
  }

  @Test
  void reportsAFileThatIsNotWasm(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("m.wasm"), "#!/bin/sh\necho not a module\n");

    assertThat(problemsWithFileIn(directory))
        .singleElement()
        .asString()
        .startsWith("M.java:2: m.wasm: not a Wasm file");
  }

  @Test
  void reportsATruncatedFile(@TempDir Path directory) throws IOException {
    byte[] whole = scalars();
    Files.write(directory.resolve("m.wasm"), Arrays.copyOf(whole, whole.length - 20));

    assertThat(problemsWithFileIn(directory))
        .singleElement()
        .asString()
        .startsWith("M.java:2: m.wasm: ");
  }

  @Test
  void reportsAnEmptyFile(@TempDir Path directory) throws IOException {
    Files.write(directory.resolve("m.wasm"), new byte[0]);

    assertThat(problemsWithFileIn(directory))
        .singleElement()
        .asString()
        .startsWith("M.java:2: m.wasm is empty");
  }

  @Test
  void neverFailsOnACorruptFile(@TempDir Path directory) throws IOException {
    byte[] whole = scalars();
    List<String> interfaces = new ArrayList<>();
    for (int i = 0; i < whole.length; i++) {
      byte[] corrupt = whole.clone();
      corrupt[i] ^= (byte) 0xFF;
      Files.write(directory.resolve(i + ".wasm"), corrupt);
      interfaces.add(
          "@WasmModule(\"%d.wasm\") interface M%d { int add(int a, int b); }".formatted(i, i));
      interfaces.add("@SharedMemory interface P%d { M%d m(); }".formatted(i, i));
    }

    Compilation compilation =
        compile(
            List.of(pathOption(directory), "-Xmaxerrs", "1000"),
            source("M", interfaces.toArray(String[]::new)));

    assertThat(problems(compilation))
        .hasSizeGreaterThan(whole.length / 2)
        .allSatisfy(problem -> assertThat(problem).startsWith("M.java:").doesNotContain("a bug"));
  }

  @Test
  void reportsAMissingExportWithTheNearestName() {
    assertThat(problemsOf(SCALARS, "interface M {", "  int ad(int a, int b);", "}"))
        .containsExactly(
            "M.java:4: int ad(int, int): wasm/scalars.wasm has no export \"ad\"; did you mean"
                + " \"add\"? Say so with @WasmExport(\"add\")");
  }

  @Test
  void reportsAMissingExportUnderBothNamesThatWereTried() {
    assertThat(problemsOf(SCALARS, "interface M {", "  long addLonk(long a, long b);", "}"))
        .containsExactly(
            "M.java:4: long addLonk(long, long): wasm/scalars.wasm has no export \"addLonk\" or"
                + " \"add_lonk\"; did you mean \"add_long\"? Say so with"
                + " @WasmExport(\"add_long\")");
  }

  @Test
  void listsTheExportsWhenNoNameIsNear() {
    assertThat(problemsOf(SCALARS, "interface M {", "  void compress();", "}"))
        .containsExactly(
            "M.java:4: void compress(): wasm/scalars.wasm has no export \"compress\"; it exports"
                + " \"add\", \"add_long\", \"half\", \"twice\", \"not\", \"store\", \"divide\","
                + " \"mix\", \"fail\". Name one with @WasmExport, or export the function where it"
                + " is written (C: __attribute__((export_name(\"compress\"))); Rust: #[no_mangle]"
                + " pub extern \"C\")");
  }

  @Test
  void reportsANameThatTheAnnotationGivesAtTheAnnotation() {
    assertThat(
            problemsOf(
                SCALARS,
                "interface M {",
                "  @WasmExport(",
                "  \"twise\")",
                "  double add(double x);",
                "}"))
        .containsExactly(
            "M.java:5: double add(double): wasm/scalars.wasm has no export \"twise\"; did you mean"
                + " \"twice\"? Say so with @WasmExport(\"twice\")");
  }

  @Test
  void reportsAnExportThatIsNoFunction() {
    assertThat(problemsOf(SCALARS, "interface M {", "  int memory();", "}"))
        .containsExactly(
            "M.java:4: int memory(): export \"memory\" of wasm/scalars.wasm is neither a function"
                + " nor a global; name one with @WasmExport");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int addLong(long a, long b); | int addLong(long, long) | (i64, i64) -> i32 | add_long"
            + " | (i64, i64) -> i64 | long addLong(long, long)",
        "void add(int a); | void add(int) | (i32) -> () | add | (i32, i32) -> i32"
            + " | int add(int, int)",
        "boolean not(double x); | boolean not(double) | (f64) -> i32 | not | (i32) -> i32"
            + " | boolean not(int)",
        "int not(boolean x, float f); | int not(boolean, float) | (i32, f32) -> i32 | not"
            + " | (i32) -> i32 | int not(boolean)",
        "int divide(int a, int b); | int divide(int, int) | (i32, i32) -> i32 | divide"
            + " | (i32, i32) -> (i32, i32)"
            + " | Results divide(int, int), with record Results(int result0, int result1)",
        "R divide(int a, int b); record R(boolean q, long r) {} | R divide(int, int)"
            + " | (i32, i32) -> (i32, i64) | divide | (i32, i32) -> (i32, i32)"
            + " | R divide(int, int), with record R(boolean q, int r)",
        "long store(int at, long value); | long store(int, long) | (i32, i64) -> i64 | store"
            + " | (i32, i64) -> () | void store(int, long)"
      })
  void reportsATypeMismatchWithTheDeclarationThatFits(
      String method, String java, String needs, String export, String is, String fix) {
    assertThat(problemsOf(SCALARS, "interface M {", method, "}"))
        .containsExactly(
            "M.java:4: "
                + java
                + " needs "
                + needs
                + ", but export \""
                + export
                + "\" of wasm/scalars.wasm is "
                + is
                + "; declare it as: "
                + fix);
  }

  @Test
  void reportsAnExportWithATypeThatJavaLacks() {
    assertThat(
            problemsOf(
                "@WasmModule(\"wasm/vector.wasm\")",
                "interface M {",
                "  int splat(int x);",
                "  int same(int x);",
                "}"))
        .containsExactly(
            "M.java:4: int splat(int) needs (i32) -> i32, but export \"splat\" of wasm/vector.wasm"
                + " is (i32) -> v128, and no Java type stands for v128; export a function without"
                + " it",
            "M.java:5: int same(int) needs (i32) -> i32, but export \"same\" of wasm/vector.wasm is"
                + " (externref) -> externref, and no Java type stands for externref; export a"
                + " function without it");
  }

  @Test
  void reportsAParameterTypeThatWasmLacksAtTheParameter() {
    assertThat(problemsOf(SCALARS, "interface M {", "  int add(int a,", "    Object b);", "}"))
        .containsExactly(
            "M.java:5: int add(int, Object) takes Object b, which no Wasm type stands for; take"
                + " int, boolean, long, float or double (an address in the memory is an int), a"
                + " String with @Utf8 or @CString, byte[], ByteBuffer, Slice, or a @WasmStruct or"
                + " @WasmFunction interface");
  }

  @Test
  void reportsAResultTypeThatWasmLacks() {
    assertThat(problemsOf(SCALARS, "interface M {", "  int[] add(int a, int b);", "}"))
        .containsExactly(
            "M.java:4: int[] add(int, int) returns int[], which no Wasm type stands for; return"
                + " void, int, boolean, long, float or double (an address in the memory is an"
                + " int), a String with @Utf8 or @CString, byte[], Slice, or a @WasmStruct or"
                + " @WasmFunction interface, or a record of numbers for several results");
  }

  @Test
  void reportsARecordComponentThatWasmLacks() {
    assertThat(
            problemsOf(
                SCALARS,
                "interface M {",
                "  record R(int q, Integer r) {}",
                "  R divide(int a, int b);",
                "}"))
        .containsExactly(
            "M.java:5: R divide(int, int) returns record R, whose component Integer r no Wasm type"
                + " stands for; use int, boolean, long, float or double");
  }

  @Test
  void reportsAGenericRecord() {
    assertThat(
            problemsOf(
                SCALARS,
                "interface M {",
                "  record R<T>(int q, int r) {}",
                "  R<String> divide(int a, int b);",
                "}"))
        .containsExactly(
            "M.java:5: R divide(int, int) returns a record with type parameters; use one without");
  }

  @Test
  void reportsAPrivateRecord() {
    assertThat(
            problemsOf(
                "class M {",
                "  private record R(int q, int r) {}",
                SCALARS,
                "  interface Scalars { R divide(int a, int b); }",
                "}"))
        .containsExactly(
            "M.java:5: R divide(int, int) returns record R, which Scalars cannot see from its"
                + " package; make the record, and the types around it, at least"
                + " package-private");
  }

  @Test
  void reportsAGenericMethod() {
    assertThat(problemsOf(SCALARS, "interface M {", "  <T> int add(int a, T b);", "}"))
        .containsExactly(
            "M.java:4: int add(int, T) has type parameters, and a Wasm function has none; remove"
                + " them");
  }

  @Test
  void acceptsOverloadsThatBothFitTheExport() {
    assertThat(problemsOf(SCALARS, "interface M { int not(int x); boolean not(boolean x); }"))
        .isEmpty();
  }

  @Test
  void reportsAnOverloadThatDoesNotFitTheExport() {
    assertThat(
            problemsOf(
                SCALARS,
                "interface M {",
                "  int add(int a, int b);",
                "  long add(long a, long b);",
                "}"))
        .containsExactly(
            "M.java:5: long add(long, long) needs (i64, i64) -> i64, but export \"add\" of"
                + " wasm/scalars.wasm is (i32, i32) -> i32; declare it as: int add(int, int)");
  }

  @Test
  void reportsAllProblemsAtOnce() {
    assertThat(
            problemsOf(
                SCALARS,
                "interface M<T> {",
                "  int add(String a, int b);",
                "  float half(double x);",
                "  void trice();",
                "}"))
        .extracting(problem -> problem.substring(0, "M.java:3:".length()))
        .containsExactly("M.java:3:", "M.java:4:", "M.java:5:", "M.java:6:");
  }

  @Test
  void ignoresMethodsWithABodyAndThoseOfObject() {
    assertThat(
            problemsOf(
                SCALARS,
                "interface M {",
                "  default String name() { return \"\"; }",
                "  static <T> T any() { return null; }",
                "  private void nothing() {}",
                "  @Override boolean equals(Object other);",
                "  @Override int hashCode();",
                "  @Override String toString();",
                "}"))
        .isEmpty();
  }

  @Test
  void reportsAnInheritedMethodAtTheModuleInterface() {
    assertThat(
            problemsOf(
                "interface Sum { long add(long a, long b); }",
                SCALARS,
                "interface M extends Sum {}"))
        .containsExactly(
            "M.java:4: long add(long, long) (from Sum) needs (i64, i64) -> i64, but export \"add\""
                + " of wasm/scalars.wasm is (i32, i32) -> i32; declare it as: int add(int, int)");
  }

  @Test
  void fillsInTypeArgumentsOfSuperinterfaces() {
    assertThat(
            problemsOf(
                "interface Division<R> { R divide(int a, int b); }",
                SCALARS,
                "interface M extends Division<M.Quotient> { record Quotient(int q, int r) {} }"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class M { @WasmExport(\"add\") int plus(int a, int b) { return a + b; } }",
        "interface M { @WasmExport(\"add\") default int plus(int a, int b) { return a + b; } }",
        "interface M { @WasmExport(\"add\") static int plus(int a, int b) { return a + b; } }"
      })
  void reportsAnExportNameOnAnythingButAnAbstractMethod(String type) {
    assertThat(problemsOf(type))
        .containsExactly(
            "M.java:2: @WasmExport belongs on an abstract method of a @WasmModule interface; plus"
                + " is none, so remove it");
  }

  @Test
  void leavesAnAnnotationWithoutAPathToTheCompiler() {
    assertThat(problemsOf("@WasmModule", "interface M { int f(); }"))
        .singleElement()
        .asString()
        .contains("missing a default value for the element 'value'");
  }

  @Test
  void leavesAPathThatIsNoStringToTheCompiler() {
    assertThat(problemsOf("@WasmModule(42)", "interface M { int f(); }"))
        .singleElement()
        .asString()
        .startsWith("M.java:2: incompatible types");
  }

  @Test
  void leavesAnExportNameThatIsNoStringToTheCompiler() {
    assertThat(problemsOf(SCALARS, "interface M { @WasmExport(42) int add(int a, int b); }"))
        .singleElement()
        .asString()
        .startsWith("M.java:3: incompatible types");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interface M { @WasmModule(\"wasm/scalars.wasm\") int f(); }",
        "interface M { @SharedMemory int f(); }",
        "@WasmExport(\"add\") interface M { int f(); }",
        "interface M { int f(@WasmModule(\"wasm/scalars.wasm\") int x); }"
      })
  void leavesAnAnnotationOutOfPlaceToTheCompiler(String type) {
    assertThat(problemsOf(type)).singleElement().asString().contains("not applicable");
  }

  private static List<String> problemsOf(String... lines) {
    return problems(compile(source("M", lines)));
  }

  private static List<String> problemsWithFileIn(Path directory) {
    return problems(
        compile(
            List.of(pathOption(directory)),
            source("M", "@WasmModule(\"m.wasm\")", "interface M { int add(int a, int b); }")));
  }

  private static String pathOption(Path... directories) {
    return "-Aradicchio.path="
        + String.join(File.pathSeparator, Arrays.stream(directories).map(Path::toString).toList());
  }

  private static byte[] scalars() throws IOException {
    try (InputStream in = ModuleDiagnosticsTest.class.getResourceAsStream("/wasm/scalars.wasm")) {
      return in.readAllBytes();
    }
  }
}
