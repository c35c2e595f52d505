package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.codes;
import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.generated;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about a program interface, and where; each test shows all that is said. */
class ProgramDiagnosticsTest {
  private static final JavaFileObject SCALARS =
      source("S", "@WasmModule(\"wasm/scalars.wasm\") interface S { int add(int a, int b); }");

  @ParameterizedTest
  @CsvSource({
    "abstract class P {}, a class",
    "enum P {}, an enum",
    "record P(S s) {}, a record",
    "@interface P {}, an annotation"
  })
  void reportsAnAnnotatedTypeThatIsNoInterface(String declaration, String kind) {
    assertThat(problemsOf("@SharedMemory", declaration))
        .containsExactly(
            "P.java:3: @SharedMemory belongs on an interface, and P is "
                + kind
                + "; declare it as an interface");
  }

  @Test
  void reportsAPrivateInterface() {
    assertThat(problemsOf("class P {", "@SharedMemory private interface Inner { S s(); }", "}"))
        .containsExactly(
            "P.java:3: Inner is private or inside a private type, so no generated class can"
                + " implement it; make it at least package-private");
  }

  @Test
  void reportsTypeParametersOfAnInterface() {
    assertThat(problemsOf("@SharedMemory", "interface P<T> { S s(); }"))
        .containsExactly(
            "P.java:3: P has type parameters, and a @SharedMemory interface has none; remove them");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interface P {}",
        "interface P extends AutoCloseable { void close(); }",
        "interface P { dev.radicchio.memory.FlatMemory memory(); }"
      })
  void reportsAProgramWithoutModules(String declaration) {
    assertThat(problemsOf("@SharedMemory", declaration))
        .containsExactly(
            "P.java:3: P has no module; add a method without parameters that returns a @WasmModule"
                + " interface");
  }

  @Test
  void reportsAnAccessorWithParameters() {
    assertThat(problemsOf("@SharedMemory interface P {", "  S s(int number);", "}"))
        .containsExactly(
            "P.java:3: s takes parameters, and a method of a program takes none: it returns an"
                + " instance or the memory; remove the parameters or give the method a body"
                + " (default)");
  }

  @Test
  void reportsAGenericAccessor() {
    assertThat(problemsOf("@SharedMemory interface P {", "  <T> S s();", "}"))
        .containsExactly(
            "P.java:3: s has type parameters, and a method of a program has none; remove them");
  }

  @ParameterizedTest
  @CsvSource({
    "int, change its type or give the method a body (default)",
    "void, change its type or give the method a body (default)",
    "String, change its type or give the method a body (default)",
    "Runnable, put @WasmModule on Runnable"
  })
  void reportsAnAccessorThatReturnsNoModule(String type, String fix) {
    assertThat(problemsOf("@SharedMemory interface P {", "  S s();", "  " + type + " t();", "}"))
        .containsExactly(
            "P.java:4: t returns "
                + type
                + ", and a method of a program returns a @WasmModule interface, or"
                + " dev.radicchio.memory.FlatMemory, dev.radicchio.memory.Heap or"
                + " dev.radicchio.LinkedProgram; "
                + fix);
  }

  @ParameterizedTest
  @CsvSource({
    "@WasmHost(\"env\"), list the host with @SharedMemory(hosts = T.class) instead",
    "@WasmFunction, change its type or give the method a body (default)",
    "@WasmStruct, change its type or give the method a body (default)"
  })
  void reportsAnAccessorThatReturnsWhatIsDescribedOtherwise(String annotation, String fix) {
    assertThat(
            problemsOf(
                annotation
                    + " interface T { int x(); "
                    + (annotation.equals("@WasmStruct") ? "void x(int x); }" : "}"),
                "@SharedMemory interface P {",
                "  S s(); T t(); }"))
        .containsExactly(
            "P.java:4: t returns T, and a method of a program returns a @WasmModule interface, or"
                + " dev.radicchio.memory.FlatMemory, dev.radicchio.memory.Heap or"
                + " dev.radicchio.LinkedProgram; "
                + fix);
  }

  @Test
  void reportsAnInheritedMethodAtTheProgram() {
    assertThat(
            problemsOf(
                "interface Base { int version(); }",
                "@SharedMemory",
                "interface P extends Base { S s(); }"))
        .containsExactly(
            "P.java:4: version (from Base) returns int, and a method of a program returns a"
                + " @WasmModule interface, or dev.radicchio.memory.FlatMemory,"
                + " dev.radicchio.memory.Heap or dev.radicchio.LinkedProgram; change its type or"
                + " give the method a body (default)");
  }

  @ParameterizedTest
  @CsvSource({"instance, Instance", "my_instance, myInstance", "ab, aB"})
  void reportsAccessorsThatShareAClassName(String one, String other) {
    assertThat(
            problemsOf(
                "@SharedMemory interface P {", "  S " + one + "();", "  S " + other + "();", "}"))
        .containsExactly(
            "P.java:4: accessors "
                + one
                + " and "
                + other
                + " would both have the class "
                + Character.toUpperCase(other.charAt(0))
                + other.substring(1)
                + " in PLayout (on file systems that ignore case); rename one");
  }

  @Test
  void reportsAnAccessorNamedAsTheLayout() {
    assertThat(problemsOf("@SharedMemory interface P {", "  S pLayout();", "}"))
        .containsExactly(
            "P.java:3: accessor pLayout would have the class PLayout inside the class PLayout;"
                + " rename it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"S link();", "default String link() { return null; }", "S close();"})
  void reportsAMethodThatTheGeneratedClassHasAlready(String method) {
    String name = method.contains("link") ? "link" : "close";
    assertThat(problemsOf("@SharedMemory interface P {", "  S s();", "  " + method, "}"))
        .containsExactly(
            "P.java:4: "
                + name
                + "() would clash with the method of that name that LinkedP has; rename it");
  }

  @ParameterizedTest
  @CsvSource({
    "stackBytes = -1, 'stackBytes is -1; give the size of the stack in bytes, or 0 to derive it"
        + " from the modules'",
    "maxPages = -2, 'maxPages is -2; give at most 65536 pages of 64 KiB, or 0 for no limit'",
    "maxPages = 65537, 'maxPages is 65537; give at most 65536 pages of 64 KiB, or 0 for no limit'"
  })
  void reportsASettingOutOfRangeAtItsValue(String setting, String problem) {
    assertThat(problemsOf("@SharedMemory(", setting + ")", "interface P { S s(); }"))
        .containsExactly("P.java:3: " + problem);
  }

  @Test
  void reportsAModuleThatThePackageCannotSee() {
    JavaFileObject hidden =
        JavaFileObjects.forSourceString(
            "other.Visible",
            """
            package other;
            public interface Visible {
              Hidden hidden();
            }
            @dev.radicchio.annotations.WasmModule("wasm/scalars.wasm")
            interface Hidden {}
            """);

    Compilation compilation =
        compile(hidden, source("P", "@SharedMemory", "interface P extends other.Visible {}"));

    assertThat(problems(compilation))
        .containsExactly(
            "P.java:3: LinkedP cannot see other.Hidden from package test; make it public");
    assertThat(codes(compilation)).containsExactly("P.java:3: RAD162");
  }

  @Test
  void reportsARecordThatThePackageCannotSee() {
    JavaFileObject divider =
        JavaFileObjects.forSourceString(
            "other.Divider",
            """
            package other;
            @dev.radicchio.annotations.WasmModule("wasm/scalars.wasm")
            public interface Divider {
              Quotient divide(int a, int b);
            }
            record Quotient(int q, int r) {}
            """);

    assertThat(
            problems(
                compile(
                    divider,
                    source("P", "@SharedMemory interface P {", "  other.Divider d();", "}"))))
        .containsExactly(
            "P.java:3: LinkedP cannot see other.Quotient from package test; make it public");
  }

  @Test
  void reportsStructsAndFunctionsThatThePackageCannotSee() {
    assertThat(
            problems(
                compile(
                    Compile.sourceOf(
                        "other.M",
                        """
                        @WasmModule("wasm/exchange.wasm")
                        public interface M {
                          void scale(Point point, double factor);
                          Point heaviest(Point points, int n);
                          Comparator order(int which);
                        }
                        @WasmStruct interface Point {
                          int x(); void x(int x); double weight(); void weight(double w);
                        }
                        @WasmFunction interface Comparator { int compare(int a, int b); }
                        """),
                    source(
                        "P",
                        "@SharedMemory(importValues = \"env\") interface P {",
                        "  other.M one();",
                        "  other.M two(); }"))))
        .containsExactly(
            "P.java:3: LinkedP cannot see other.Point from package test; make it public",
            "P.java:3: LinkedP cannot see other.Comparator from package test; make it public");
  }

  @Test
  void reportsAModuleOfThisCompilationAtTheModuleAlone() {
    Compilation compilation =
        compile(
            source("M", "@WasmModule(\"wasm/scalars.wasm\")", "interface M { int sum(int a); }"),
            source("P", "@SharedMemory interface P { M one(); M two(); }"));

    assertThat(problems(compilation))
        .singleElement()
        .asString()
        .startsWith("M.java:3: int sum(int): wasm/scalars.wasm has no export \"sum\"");
  }

  @Test
  void reportsAModuleOfALibraryAtTheFirstAccessorAlone(@TempDir Path library) throws IOException {
    Compile.library(
        library,
        source("M", "@WasmModule(\"wasm/scalars.wasm\") public interface M { void add(); }"));
    Compilation compilation =
        Compile.compileAgainst(
            library, source("P", "@SharedMemory interface P {", "  M one();", "  M two();", "}"));

    assertThat(problems(compilation))
        .containsExactly(
            "P.java:3: test.M: void add() needs () -> (), but export \"add\" of wasm/scalars.wasm"
                + " is (i32, i32) -> i32; declare it as: int add(int, int)");
  }

  @Test
  void doesNotLinkAProgramWithoutOneOfItsFiles() {
    Compilation compilation =
        compile(
            source("C", "@WasmModule(\"wasm/caller.wasm\")", "interface C {}"),
            source("N", "@WasmModule(\"wasm/none.wasm\")", "interface N {}"),
            source("P", "@SharedMemory interface P { C c(); N n(); }"));

    assertThat(problems(compilation))
        .singleElement()
        .asString()
        .startsWith("N.java:2: wasm/none.wasm was not found");
  }

  @Test
  void reportsAnUnresolvedImportAtTheAccessor() {
    Compilation compilation =
        compile(
            source("C", "@WasmModule(\"wasm/caller.wasm\")", "interface C {}"),
            source("P", "@SharedMemory interface P {", "  C caller();", "}"));

    assertThat(problems(compilation))
        .singleElement()
        .asString()
        .startsWith("P.java:3: wasm/caller.wasm imports env.add (i32, i32) -> i32, and no other");
  }

  @Test
  void reportsModulesThatOverlapAtTheAccessor() {
    Compilation compilation =
        compile(
            source(
                "F",
                "@WasmModule(value = \"wasm/fixed.wasm\", relocation = Relocation.ABSOLUTE)",
                "interface F { int first(); }"),
            source("P", "@SharedMemory interface P {", "  F one();", "  F two();", "}"));

    assertThat(problems(compilation))
        .filteredOn(problem -> !problem.contains("warning"))
        .singleElement()
        .asString()
        .startsWith("P.java:4: wasm/fixed.wasm is to stay where it was linked")
        .contains("overlaps");
  }

  @Test
  void warnsOfWhatTheLinkerWarnsOf() {
    Compilation compilation =
        compile(
            source("F", "@WasmModule(\"wasm/fixed.wasm\")", "interface F { int first(); }"),
            source("S", "@WasmModule(\"wasm/counter.wasm\") interface S {}"),
            source("P", "@SharedMemory interface P {", "  F fixed();", "  S s();", "}"));

    assertThat(problems(compilation))
        .singleElement()
        .asString()
        .startsWith("P.java:3: warning: ")
        .contains("the stack is above it");
    assertThat(generated(compilation, "LinkedP")).isNotEmpty();
  }

  @Test
  void reportsCodeThatIsNotWellTypedAtTheAccessor() {
    Compilation compilation =
        compile(
            source("M", "@WasmModule(\"wasm/mistyped.wasm\") interface M { int zero(); }"),
            source("P", "@SharedMemory interface P {", "  M m();", "}"));

    assertThat(problems(compilation))
        .singleElement()
        .asString()
        .startsWith("P.java:3: wasm/mistyped.wasm is not a valid module: ");
  }

  @Test
  void reportsWhatTheEngineDoesNotRun() {
    assertThat(
            problems(
                compile(
                    source(
                        "V", "@WasmModule(\"wasm/vectors.wasm\") interface V { int sum(int x); }"),
                    source("P", "@SharedMemory interface P {", "  V v();", "}"))))
        .containsExactly(
            "P.java:3: wasm/vectors.wasm uses vector instructions (SIMD), which the engine chicory does not"
                + " run; compile it without -msimd128");
  }

  @Test
  void reportsProblemsOfTheLinkAndOfTheMethodsAtOnce() {
    Compilation compilation =
        compile(
            source("C", "@WasmModule(\"wasm/caller.wasm\")", "interface C {", "  int f(); }"),
            source("P", "@SharedMemory interface P {", "  C caller();", "}"));

    assertThat(problems(compilation))
        .extracting(problem -> problem.substring(0, "P.java:3:".length()))
        .containsExactly("C.java:4:", "P.java:3:");
  }

  @Test
  void reportsAGeneratedClassThatExistsAlready() {
    assertThat(problemsOf("@SharedMemory", "interface P { S s(); }", "class PLayout {}"))
        .containsExactly("P.java:3: test.PLayout exists already; rename it or P");
  }

  @Test
  void writesNothingForAProgramWithAnErrorAndAllForOthers() {
    RecordingProcessor processor = new RecordingProcessor();
    Compilation compilation =
        Compiler.javac()
            .withProcessors(processor)
            .compile(
                SCALARS,
                source("P", "@SharedMemory(maxPages = -1) interface P { S s(); }"),
                source("Q", "@SharedMemory interface Q { S s(); }"));

    assertThat(problems(compilation)).hasSize(1);
    assertThat(processor.originatingElements())
        .containsOnlyKeys("test.LinkedQ", "test.QLayout", "test/Q.layout.html");
  }

  private static List<String> problemsOf(String... lines) {
    return problems(compile(SCALARS, source("P", lines)));
  }
}
