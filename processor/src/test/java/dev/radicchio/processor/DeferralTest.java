package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.codes;
import static dev.radicchio.processor.Compile.generated;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other processors generate is there only a round later. */
class DeferralTest {
  private static final JavaFileObject MODULE =
      source("M", "@WasmModule(\"wasm/scalars.wasm\") interface M extends Base {}");
  private static final JavaFileObject PROGRAM = source("P", "@SharedMemory interface P { M m(); }");

  private static final String NEVER_CAME =
      ", which does not exist; if another annotation processor generates it, see what kept it from"
          + " doing so, otherwise put it on the class path or correct its name";

  @Test
  void waitsForASuperinterfaceOfAModule() {
    Compilation compilation =
        compile("package test; interface Base { int add(int a, int b); }", MODULE, PROGRAM);

    assertThat(problems(compilation)).isEmpty();
    assertThat(generated(compilation, "LinkedP")).contains("public int add(int a, int b)");
  }

  @Test
  void checksWhatCameLater() {
    Compilation compilation =
        compile("package test; interface Base { int sub(int a, int b); }", MODULE, PROGRAM);

    assertThat(problems(compilation))
        .singleElement()
        .asString()
        .startsWith("M.java:2: int sub(int, int) (from Base): wasm/scalars.wasm has no export");
  }

  @Test
  void waitsForASuperinterfaceOfASuperinterface() {
    Compilation compilation =
        compile(
            "package test; interface Base { int add(int a, int b); }",
            source("Between", "interface Between extends Base {}"),
            source("M", "@WasmModule(\"wasm/scalars.wasm\") interface M extends Between {}"),
            PROGRAM);

    assertThat(problems(compilation)).isEmpty();
    assertThat(generated(compilation, "LinkedP")).contains("public int add(int a, int b)");
  }

  @Test
  void waitsForAModule() {
    Compilation compilation =
        compile(
            "package test; @dev.radicchio.annotations.WasmModule(\"wasm/scalars.wasm\")"
                + " interface Base { int add(int a, int b); }",
            source("P", "@SharedMemory interface P { Base base(); }"));

    assertThat(problems(compilation)).isEmpty();
    assertThat(generated(compilation, "LinkedP")).contains("public int add(int a, int b)");
  }

  @Test
  void waitsForARecord() {
    Compilation compilation =
        compile(
            "package test; record Base(int quotient, int remainder) {}",
            source(
                "M",
                "@WasmModule(\"wasm/scalars.wasm\") interface M { Base divide(int a, int b); }"),
            PROGRAM);

    assertThat(problems(compilation)).isEmpty();
    assertThat(generated(compilation, "LinkedP")).contains("new Base(");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@dev.radicchio.annotations.WasmHost(\"env\") interface Base { double twice(double x); }",
        "interface Base { double twice(double x); }",
        "record Base(double x) {}",
        "class Base {}",
      })
  void waitsForAHost(String type) {
    Compilation compilation =
        compile(
            "package test; " + type,
            source(
                "M",
                "@WasmModule(\"wasm/hosted.wasm\") interface M { double quadruple(double x); }"),
            source("Env", "@WasmHost(\"env\") interface Env extends " + host(type)),
            source("Maths", "@WasmHost(\"math\") interface Maths { float half(float x); }"),
            source("Plain", "interface Plain { double twice(double x); }"),
            source("Recorded", "interface Recorded { @WasmImport(\"twice\") Base f(double x); }"),
            source(
                "P",
                "@Region(importName = \"mem.data_offset\", bytes = 4)",
                "@SharedMemory(hosts = {Maths.class, "
                    + (type.contains("@") ? "Base" : "Env")
                    + ".class}) interface P { M m(); }"));

    assertThat(problems(compilation)).allMatch(problem -> problem.contains("never called"));
    assertThat(generated(compilation, "LinkedP")).contains("hosts.add(\"env\", \"twice\"");
  }

  private static String host(String type) {
    return type.contains("interface Base")
        ? "Base {}"
        : type.contains("record") ? "Recorded {}" : "Plain { default void f(Base b) {} }";
  }

  @Test
  void waitsForAStructAndAFunctionThatAModuleTakes() {
    Compilation compilation =
        compile(
            "package test; class Base { @dev.radicchio.annotations.WasmStruct interface Point {"
                + " int x(); void x(int x); double weight(); void weight(double weight); }"
                + " @dev.radicchio.annotations.WasmFunction interface Measure {"
                + " double of(Point point); } }",
            source(
                "M",
                "@WasmModule(\"wasm/exchange.wasm\") interface M {"
                    + " double total(Base.Point points, int n, Base.Measure of); }"),
            source("P", "@SharedMemory(importValues = \"env\") interface P { M m(); }"));

    assertThat(problems(compilation)).isEmpty();
    assertThat(generated(compilation, "LinkedP")).contains("Base_MeasureFunction.lend(");
  }

  @Test
  void waitsForWhatAFunctionTakes() {
    Compilation compilation =
        compile(
            "package test; @dev.radicchio.annotations.WasmStruct"
                + " interface Base { int x(); void x(int x); }",
            source("F", "@WasmFunction interface F extends java.util.Comparator<Base> {}"));

    assertThat(problems(compilation)).isEmpty();
    assertThat(generated(compilation, "FFunction")).contains("compare(Base ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interface S extends Base { byte s(); void s(byte v); }",
        "interface S { Base base(); byte s(); void s(byte v); }",
        "interface S { @Length(1) Base base(int i); byte s(); void s(byte v); }",
        "interface S { Inner inner(); byte s(); void s(byte v); }"
            + " @WasmStruct interface Inner { Base base(); }",
        "interface S { @Pointer S next(); void next(S v); @Pointer Base b(); void b(Base v);"
            + " byte s(); void s(byte v); }",
      })
  void waitsForWhatAStructConsistsOf(String struct) {
    Compilation compilation =
        compile(
            "package test; @dev.radicchio.annotations.WasmStruct"
                + " interface Base { double x(); void x(double x); }",
            source("S", "@WasmStruct " + struct));

    assertThat(problems(compilation)).isEmpty();
    assertThat(generated(compilation, "SStruct")).contains("S_OFFSET = 8;");
  }

  @Test
  void comparesStructsWithTheGuestsOnceTheyAreComplete() {
    Compilation compilation =
        compile(
            "package test; interface Base { double x(); void x(double x); }",
            source("S", "@WasmStruct(name = \"point\") interface S extends Base {}"),
            source(
                "M", "@WasmModule(\"wasm/dwarf/gained.wasm\") interface M { int usePoint(S s); }"),
            PROGRAM);

    assertThat(problems(compilation))
        .singleElement()
        .asString()
        .startsWith("S.java:2: S differs from struct point of wasm/dwarf/gained.wasm:");
  }

  @Test
  void waitsForAnEnumOfAStruct() {
    Compilation compilation =
        compile(
            "package test; enum Base { ONE }",
            source("S", "@WasmStruct interface S { Base base(); void base(Base v); }"));

    assertThat(problems(compilation)).isEmpty();
    assertThat(generated(compilation, "SStruct")).contains("Base.values()");
  }

  @Test
  void namesWhatNeverComes() {
    Compilation compilation = compile("package test; interface Other {}", MODULE, PROGRAM);

    assertThat(problems(compilation))
        .satisfiesExactly(
            problem -> assertThat(problem).startsWith("M.java:2: cannot find symbol"),
            problem -> assertThat(problem).isEqualTo("M.java:2: M needs Base" + NEVER_CAME),
            problem ->
                assertThat(problem)
                    .isEqualTo("P.java:2: P needs Base (named by test.M)" + NEVER_CAME));
    assertThat(codes(compilation)).contains("M.java:2: RAD106", "P.java:2: RAD106");
  }

  @ParameterizedTest
  @CsvSource({
    "'@WasmModule(\"m\") interface T { R r(); } record R(int a, Base b) {}', Base (named by test.R)",
    "'@WasmModule(\"m\") interface T { java.util.List<? extends Base[]> f(); }', Base",
    "'@WasmHost(\"m\") interface T { void f(Base<T> b); }', a type that it names or Base<test.T>",
    "'@WasmFunction interface T { void f() throws Base; }', Base",
    "'@WasmStruct interface T { @Pointer S s(); void s(S s); }"
        + " @WasmStruct interface S extends Base {}', Base (named by test.S)",
    "'@SharedMemory(hosts = Base.class) interface T {}', a type that it names",
  })
  void namesWhatNeverComesWhereverItIs(String source, String missing) {
    // Compilers differ in how much they know of a type that does not exist.
    assertThat(problems(compile("package test; interface Other {}", source("T", source))))
        .containsAnyElementsOf(
            Arrays.stream(missing.split(" or ", -1))
                .map(name -> "T.java:2: T needs " + name + NEVER_CAME)
                .toList());
  }

  @Test
  void namesWhatALibraryLacks(@TempDir Path library) throws IOException {
    Compile.library(
        library,
        source("M", "@WasmModule(\"wasm/scalars.wasm\") public interface M extends Base {}"),
        source("Base", "interface Base { int add(int a, int b); }"));
    Files.delete(library.resolve("test/Base.class"));

    assertThat(problems(Compile.compileAgainst(library, PROGRAM)))
        .containsExactly("P.java:2: P needs test.Base (named by test.M)" + NEVER_CAME);
  }

  private static Compilation compile(String generatedSource, JavaFileObject... sources) {
    return Compiler.javac()
        .withProcessors(new RadicchioProcessor(), new Generator(generatedSource))
        .compile(sources);
  }

  /** Writes one source, named Base or not, in the first round. */
  private static final class Generator extends AbstractProcessor {
    private final String source;
    private boolean done;

    Generator(String source) {
      this.source = source;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        String name = source.contains("Base") ? "test.Base" : "test.Other";
        try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
          writer.write(source);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }
}
