package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.codes;
import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.compileWithChicory;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static dev.radicchio.processor.Compile.sourceOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about hosts, and where; each test shows all that is said. */
class HostDiagnosticsTest {
  private static final JavaFileObject MODULES =
      source(
          "M",
          "interface M {",
          "  @WasmModule(\"wasm/hosted.wasm\") interface Hosted { double quadruple(double x); }",
          "  @WasmModule(\"wasm/limited.wasm\") interface Limited { long limitOf(); }",
          "  @WasmModule(\"wasm/both_names.wasm\") interface Both { int addTwo(int x); }",
          "  @WasmModule(\"wasm/caller.wasm\") interface Sums {}",
          "  @WasmModule(\"wasm/scalars.wasm\") interface Scalars { int add(int a, int b); }",
          "  @WasmModule(\"wasm/copies.wasm\") interface Copies {}",
          "  @WasmModule(\"wasm/exchange.wasm\") interface Exchange {}",
          "  @WasmModule(\"wasm/hello.wasm\") interface Hello { void greet(); }",
          "}");
  private static final JavaFileObject MATHS =
      source("Maths", "@WasmHost(\"math\") interface Maths { float half(float x); }");
  private static final JavaFileObject ENV =
      source("Env", "@WasmHost(\"env\") interface Env { double twice(double x); }");

  @Test
  void acceptsHostsThatHaveWhatGuestsImport() {
    assertThat(problems(compile(MODULES, ENV, MATHS, hosted("Env.class")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "abstract class Env {}, a class",
    "enum Env {}, an enum",
    "record Env(int x) {}, a record",
    "@interface Env {}, an annotation"
  })
  void reportsAHostThatIsNoInterface(String declaration, String kind) {
    assertThat(problemsOfEnv("@WasmHost(\"env\")", declaration))
        .containsExactly(
            "Env.java:3: @WasmHost belongs on an interface, and Env is "
                + kind
                + "; declare it as an interface");
  }

  @Test
  void reportsAGenericHost() {
    assertThat(problemsOfEnv("@WasmHost(\"env\")", "interface Env<T> { double twice(T x); }"))
        .containsExactly(
            "Env.java:3: Env has type parameters, and a @WasmHost interface has none; remove"
                + " them");
  }

  @Test
  void reportsASealedHost() {
    assertThat(
            problemsOfEnv(
                "@WasmHost(\"env\")",
                "sealed interface Env {} non-sealed interface F extends Env {}"))
        .containsExactly(
            "Env.java:3: Env is sealed, so no generated class can implement it; remove sealed");
  }

  @Test
  void reportsAPrivateHost() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    MATHS,
                    source(
                        "Outer",
                        "class Outer {",
                        "  @WasmHost(\"env\") private interface Env { double twice(double x); }",
                        "  @Region(importName = \"mem.data_offset\", bytes = 64)",
                        "  @SharedMemory(hosts = {Env.class, Maths.class})",
                        "  interface P { M.Hosted hosted(); } }"))))
        .containsExactly(
            "Outer.java:3: Env is private or inside a private type, so no generated class can"
                + " implement it; make it at least package-private");
  }

  @ParameterizedTest
  @CsvSource({
    "int.class, int",
    "void.class, void",
    "int[].class, int[]",
    "Env[].class, Env[]",
    "Override.class, Override",
    "Thread.State.class, State",
    "String.class, String"
  })
  void reportsATypeThatIsNoHost(String type, String name) {
    assertThat(problems(compile(MODULES, ENV, MATHS, hosted("Env.class,\n" + type))))
        .containsExactly(
            "P.java:4: "
                + name
                + " is no host; hosts are @WasmHost interfaces and classes with the engine's"
                + " @HostModule");
  }

  @Test
  void reportsAnInterfaceThatIsNoHost() {
    assertThat(problems(compile(MODULES, ENV, MATHS, hosted("Env.class,\nRunnable.class"))))
        .containsExactly("P.java:4: Runnable is no host; put @WasmHost on it, or leave it out");
  }

  @Test
  void reportsAHostThatIsThereTwice() {
    assertThat(problems(compile(MODULES, ENV, MATHS, hosted("Env.class,\nEnv.class"))))
        .containsExactly("P.java:4: Env is there twice; name each host once");
  }

  @Test
  void leavesAHostThatDoesNotExistToTheCompiler() {
    assertThat(problems(compile(MODULES, ENV, MATHS, hosted("Env.class,\nNone.class"))))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("P.java:4: cannot find symbol");
  }

  @Test
  void leavesAHostThatThePackageCannotSeeToTheCompiler() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    MATHS,
                    sourceOf(
                        "other.Env",
                        "@WasmHost(\"env\") interface Env { double twice(double x); }"),
                    hosted("\nother.Env.class"))))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("P.java:4: other.Env is not public in other");
  }

  @Test
  void reportsWhatThePackageCannotSeeOfAHost() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    sourceOf(
                        "other.Env",
                        """
                        @WasmHost("env")
                        public interface Env {
                          void consoleLog(@Utf8 String s);
                          void note(@CString String s);
                          int takeBytes(byte[] b);
                          int viewBytes(byte[] b);
                          Point heavier(Point a, Point b);
                          boolean isEven(long n);
                          float half(float n);
                          int run(Comparator c, int a, int b);
                        }
                        @WasmStruct interface Point {
                          int x(); void x(int x); double weight(); void weight(double w);
                        }
                        @WasmFunction interface Comparator { int compare(int a, int b); }
                        """),
                    source(
                        "P",
                        "@SharedMemory(hosts =",
                        "  other.Env.class)",
                        "interface P { M.Exchange exchange(); }"))))
        .containsExactly(
            "P.java:3: LinkedP cannot see other.Point from package test; make it public",
            "P.java:3: LinkedP cannot see other.Comparator from package test; make it public");
  }

  @Test
  void acceptsMethodsWithABody() {
    assertThat(
            problemsOfEnv(
                "@WasmHost(\"env\") interface Env {",
                "  double twice(double x);",
                "  default Object a() { return 1; } static void b() {} private void c() {} }"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "float twice(float x);                      | float twice(float)",
        "@WasmImport(\"twice\") double other(double x); | double other(double)",
      })
  void reportsTwoMethodsForOneImport(String method, String signature) {
    assertThat(
            problemsOfEnv(
                "@WasmHost(\"env\") interface Env { double twice(double x);", method, "}"))
        .containsExactly(
            "Env.java:3: "
                + signature
                + " is for the import env.twice, as is double twice(double); name another import"
                + " with @WasmImport, or remove one");
  }

  @Test
  void reportsTwoMethodsThatBothMeanTheNameInSnakeCase() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    source(
                        "Env",
                        "@WasmHost(\"env\") interface Env { int addOne(int x);",
                        "  int add_one(int x); }"),
                    source("P", "@SharedMemory(hosts = Env.class) interface P { M.Both b(); }"))))
        .containsExactly(
            "Env.java:3: int add_one(int) is for the import env.add_one, as is int addOne(int);"
                + " name another import with @WasmImport, or remove one");
  }

  @Test
  void reportsAHostThatNoProgramUses() {
    assertThat(
            problems(
                compile(
                    source(
                        "Env",
                        "@WasmHost(\"env\") interface Env {",
                        "  void f(); void f(int x); }"))))
        .containsExactly(
            "Env.java:3: void f(int) is for the import env.f, as is void f(); name another import"
                + " with @WasmImport, or remove one");
  }

  @Test
  void reportsAnImportThatAHostHasByANameLikeIt() {
    assertThat(problemsOfEnv("@WasmHost(\"env\") interface Env {", "  double twise(double x); }"))
        .containsExactly(
            "P.java:4: wasm/hosted.wasm imports env.twice (f64) -> f64, and no other module of the"
                + " program exports twice, nor has Env a method for it; did you mean twise? Say so"
                + " with @WasmImport(\"twice\")");
  }

  @Test
  void reportsAnImportThatNoHostHasOnceForTwoInstances() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    source("Env", "@WasmHost(\"env\") interface Env { void f(); }"),
                    source("Env2", "@WasmHost(\"env\") interface Env2 { void g(); }"),
                    MATHS,
                    source(
                        "P",
                        "@Region(importName = \"mem.data_offset\", bytes = 64)",
                        "@SharedMemory(hosts = {Env.class, Env2.class, Maths.class})",
                        "interface P {",
                        "  M.Hosted one();",
                        "  M.Hosted two(); }"))))
        .containsExactly(
            "P.java:5: wasm/hosted.wasm imports env.twice (f64) -> f64, and no other module of the"
                + " program exports twice, nor has Env or Env2 a method for it; add one");
  }

  @Test
  void reportsAnImportOfAModuleThatNoHostStandsFor() {
    assertThat(problems(compile(MODULES, MATHS, hosted(""))))
        .containsExactly(
            "P.java:4: wasm/hosted.wasm imports env.twice (f64) -> f64, and no other module of the"
                + " program exports twice. Add a module that exports it, give it from Java (a host,"
                + " WASI or import values of @SharedMemory, Linker.host), or build this one without"
                + " the import");
  }

  @Test
  void reportsAMethodOfAnotherTypeOnceForTwoInstances() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    source(
                        "Env",
                        "@WasmHost(\"env\") interface Env {",
                        "  double twice(dev.radicchio.Caller caller, int x); }"),
                    MATHS,
                    source(
                        "P",
                        "@Region(importName = \"mem.data_offset\", bytes = 64)",
                        "@SharedMemory(hosts = {Env.class, Maths.class})",
                        "interface P { M.Hosted one(); M.Hosted two(); }"))))
        .containsExactly(
            "Env.java:3: double twice(int) of Env is (i32) -> f64 to guests, but wasm/hosted.wasm"
                + " imports env.twice as (f64) -> f64; declare it as: double twice(Caller,"
                + " double)");
  }

  @Test
  void warnsOfAMethodThatNoGuestImports() {
    assertThat(
            problemsOfEnv(
                "@WasmHost(\"env\") interface Env { double twice(double x);",
                "  void neverUsed(int x); }"))
        .containsExactly(
            "Env.java:3: warning: no module of P imports env.neverUsed or env.never_used, so"
                + " neverUsed is never called; remove it, or name the import with @WasmImport");
  }

  @Test
  void warnsOfAMethodWhoseImportAnotherModuleExports() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    source(
                        "Env", "@WasmHost(\"env\") interface Env {", "  int add(int a, int b); }"),
                    source(
                        "P",
                        "@SharedMemory(hosts = Env.class)",
                        "interface P { M.Sums sums(); M.Scalars s(); }"))))
        .containsExactly(
            "Env.java:3: warning: modules of P get env.add from wasm/scalars.wasm (s), which exports"
                + " it, so the host's method is never called; remove it");
  }

  @Test
  void warnsOfAMethodWhoseImportTheHeapServes() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    source(
                        "Env",
                        "@WasmHost(\"env\") interface Env { @WasmImport(\"malloc\")",
                        "  int allocate(int bytes); }"),
                    source("P", "@SharedMemory(hosts = Env.class) interface P { M.Copies c(); }"))))
        .containsExactly(
            "Env.java:3: warning: modules of P get env.malloc from the program's heap, which serves"
                + " it, so the host's method is never called; remove it");
  }

  @Test
  void acceptsHostsThatEachHaveAPartOfAModule() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    source("One", "@WasmHost(\"env\") interface One { int malloc(int bytes); }"),
                    source("Two", "@WasmHost(\"env\") interface Two { void free(int address); }"),
                    source(
                        "P",
                        "@SharedMemory(hosts = {One.class, Two.class}, heap = HeapPolicy.PRIVATE)",
                        "interface P { M.Copies c(); }"))))
        .isEmpty();
  }

  @Test
  void reportsHostsThatHaveOneImport() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    ENV,
                    MATHS,
                    source(
                        "Env2",
                        "@WasmHost(\"env\") interface Env2 {",
                        "  @WasmImport(\"twice\") double g(double x); }"),
                    hosted("Env.class,\nEnv2.class"))))
        .containsExactly(
            "P.java:4: Env2 has a method for the import env.twice, as has Env; leave one of the two"
                + " out");
  }

  @Test
  void reportsAGlobalOfAModuleThatAHostStandsFor() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    source("Env", "@WasmHost(\"env\") interface Env { int tick(int x); }"),
                    source(
                        "P",
                        "@SharedMemory(hosts = Env.class) interface P {",
                        "  M.Limited limited(); }"))))
        .containsExactly(
            "P.java:3: wasm/limited.wasm imports env.limit (a global), and no other module of the"
                + " program exports limit, nor can a host have it; give it an address with @Region,"
                + " or import it from another module and give its value with importValues");
  }

  @Test
  void reportsAHostForAModuleThatIsGivenAsImportValues() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    source("Env", "@WasmHost(\"env\") interface Env { int tick(int x); }"),
                    source(
                        "P",
                        "@SharedMemory(importValues = \"env\", hosts =",
                        "    Env.class)",
                        "interface P { M.Limited limited(); }"))))
        .containsExactly(
            "P.java:3: Env and importValues both stand for the module env; leave one of them out, or"
                + " let guests import them from two modules");
  }

  @Test
  void reportsAHostForWasiBesideWasi() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    source(
                        "Wasi",
                        "@WasmHost(\"wasi_snapshot_preview1\") interface Wasi { int fdClose(int x); }"),
                    source(
                        "P",
                        "@SharedMemory(wasi = true, hosts =",
                        "    Wasi.class)",
                        "interface P { M.Hello hello(); }"))))
        .containsExactly(
            "P.java:3: Wasi and wasi both stand for the module wasi_snapshot_preview1; leave one of"
                + " them out, or let guests import them from two modules");
  }

  @Test
  void reportsAModuleThatImportsWasiOnce() {
    assertThat(
            problems(
                compile(
                    MODULES,
                    source(
                        "P", "@SharedMemory interface P {", "  M.Hello a();", "  M.Hello b(); }"))))
        .containsExactly(
            "P.java:3: wasm/hello.wasm imports WASI (wasi_snapshot_preview1), and P does not allow"
                + " it; say @SharedMemory(wasi = true), or build it without");
  }

  @Test
  void reportsWasiThatIsNotOnTheClassPath() {
    Compilation compilation =
        Compile.compileWithout(
            Pattern.compile("wasi-"),
            MODULES,
            source("P", "@SharedMemory(wasi =", "    true)", "interface P { M.Hello hello(); }"));

    assertThat(problems(compilation))
        .filteredOn(problem -> !problem.contains("annotation type"))
        .containsExactly(
            "P.java:3: wasi = true needs Chicory's WASI, which LinkedP cannot see; add"
                + " com.dylibso.chicory:wasi to the class path (in a named module, also: requires"
                + " com.dylibso.chicory.wasi)");
    assertThat(codes(compilation)).contains("P.java:3: RAD810");
  }

  @Test
  void needsNoWasiForAProgramWithout() {
    assertThat(
            problems(
                Compile.compileWithout(
                    Pattern.compile("wasi-"), MODULES, ENV, MATHS, hosted("Env.class"))))
        .filteredOn(problem -> !problem.contains("annotation type"))
        .isEmpty();
  }

  @Test
  void reportsAHostOfALibraryWhereTheProgramNamesIt(@TempDir Path library) throws IOException {
    Compile.library(
        library,
        source("Env", "@WasmHost(\"env\") public interface Env { double twice(String x); }"));
    Compilation compilation =
        Compile.compileAgainst(library, MODULES, MATHS, hosted("\nEnv.class"));

    assertThat(problems(compilation))
        .containsExactly(
            "P.java:4: test.Env: double twice(String) takes String arg0, and nothing says how it is"
                + " passed; put @Utf8 on it (address and length) or @CString (address of bytes with"
                + " a NUL behind them)");
  }

  @Test
  void reportsAMethodOfALibraryWhereTheProgramNamesItsHost(@TempDir Path library)
      throws IOException {
    Compile.library(
        library,
        source(
            "Env",
            "@WasmHost(\"env\") public interface Env { double twice(int x); void unused(); }"));
    Compilation compilation =
        Compile.compileAgainst(library, MODULES, MATHS, hosted("\nEnv.class"));

    assertThat(problems(compilation))
        .containsExactly(
            "P.java:4: double twice(int) of Env is (i32) -> f64 to guests, but wasm/hosted.wasm"
                + " imports env.twice as (f64) -> f64; declare it as: double twice(double)");
  }

  @Test
  void reportsAMethodOfChicorysThatDoesNotFitWhereTheProgramNamesIt() {
    assertThat(
            problemsOfChicory("Env", "class Env { @WasmExport int twice(float x) { return 1; } }"))
        .containsExactly(
            "P.java:4: int twice(float) of Env is (f32) -> i32 to guests, but wasm/hosted.wasm"
                + " imports env.twice as (f64) -> f64; make it fit");
  }

  @Test
  void reportsWhatAClassOfChicorysLacks() {
    assertThat(
            problemsOfChicory("Env", "class Env { @WasmExport int twise(float x) { return 1; } }"))
        .containsExactly(
            "P.java:5: wasm/hosted.wasm imports env.twice (f64) -> f64, and no other module of the"
                + " program exports twice, nor has Env a method for it; add one");
  }

  @Test
  void leavesATypeThatChicoryCannotPassToChicory() {
    assertThat(
            problemsOfChicory(
                "Env", "class Env { @WasmExport boolean twice(double x) { return true; } }"))
        .singleElement()
        .asString()
        .contains("Unsupported WASM type: boolean");
  }

  @Test
  void reportsAClassOfChicorysThatIsPrivate() {
    Compile.needChicorysAnnotations();
    assertThat(
            problems(
                compile(
                    MODULES,
                    MATHS,
                    source(
                        "Outer",
                        "class Outer {",
                        "  @com.dylibso.chicory.annotations.HostModule(\"env\") private static class"
                            + " Env {",
                        "    @com.dylibso.chicory.annotations.WasmExport double twice(double x) {"
                            + " return x; } }",
                        "  @Region(importName = \"mem.data_offset\", bytes = 64)",
                        "  @SharedMemory(hosts = {Maths.class,",
                        "      Env.class})",
                        "  interface P { M.Hosted hosted(); } }"))))
        .containsExactly(
            "Outer.java:7: Env is private or inside a private type, so that LinkedOuter_P cannot see"
                + " it; make it at least package-private");
  }

  @Test
  void reportsAGenericClassOfChicorys() {
    Compile.needChicorysAnnotations();
    assertThat(
            problems(
                compile(
                    MODULES,
                    MATHS,
                    source(
                        "Env",
                        "@com.dylibso.chicory.annotations.HostModule(\"env\") class Env<T> {",
                        "  @com.dylibso.chicory.annotations.WasmExport double twice(double x) {"
                            + " return x; } }"),
                    hosted("\nEnv.class"))))
        .containsExactly("P.java:4: Env has type parameters, and a host has none; remove them");
  }

  @Test
  void takesTheRestOfAModuleOfChicorysFromImportValues() {
    assertThat(
            problems(
                compileWithChicory(
                    List.of(),
                    MODULES,
                    chicory("Env", "class Env { @WasmExport int tick(int x) { return 1; } }"),
                    source(
                        "P",
                        "@SharedMemory(hosts = Env.class, importValues = \"env\")",
                        "interface P { M.Limited limited(); }"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class C { @WasmImport(\"f\") void f() {} }",
        "@WasmHost(\"env\") interface C { @WasmImport(\"f\") default void f() {} }",
        "@WasmHost(\"env\") interface C { @WasmImport(\"f\") static void f() {} }",
        "@WasmFunction interface C { @WasmImport(\"f\") void f(); }",
      })
  void reportsAnImportNameWhereItMeansNothing(String type) {
    assertThat(problems(compile(source("C", type))))
        .containsExactly(
            "C.java:2: @WasmImport belongs on an abstract method of a @WasmHost interface; f is none,"
                + " so remove it");
  }

  @Test
  void reportsTheNameOfAnExportInAHost() {
    assertThat(
            problems(
                compile(
                    source(
                        "C", "@WasmHost(\"env\") interface C { @WasmExport(\"g\") void f(); }"))))
        .containsExactly(
            "C.java:2: @WasmExport belongs on an abstract method of a @WasmModule interface; f is"
                + " none, so remove it");
  }

  @Test
  void acceptsTheNameOfAnImportThatAHostInherits() {
    assertThat(
            problemsOfEnv(
                "interface Base<T> { @WasmImport(\"twice\") double f(double x); }",
                "@WasmHost(\"env\") interface Env extends Base<String> {}"))
        .isEmpty();
  }

  private static List<String> problemsOfEnv(String... lines) {
    return problems(compile(MODULES, MATHS, source("Env", lines), hosted("Env.class")));
  }

  private static List<String> problemsOfChicory(String name, String type) {
    return problems(
        compileWithChicory(
            List.of(), MODULES, MATHS, chicory(name, type), hosted("\n" + name + ".class")));
  }

  private static JavaFileObject chicory(String name, String type) {
    return JavaFileObjects.forSourceString(
        "test." + name,
        "package test; import com.dylibso.chicory.annotations.*;\n@HostModule(\"env\") " + type);
  }

  /** A program with Maths and other hosts. */
  private static JavaFileObject hosted(String hosts) {
    return source(
        "P",
        "@Region(importName = \"mem.data_offset\", bytes = 64)",
        "@SharedMemory(hosts = {Maths.class" + (hosts.isEmpty() ? "" : ", " + hosts) + "})",
        "interface P { M.Hosted hosted(); }");
  }
}
