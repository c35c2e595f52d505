package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.generated;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sources of struct views. */
class StructSourcesTest {
  private static final JavaFileObject SCENE =
      source(
          "Scene",
          """
          public interface Scene {
            enum LineStyle { SOLID, DOTTED }

            @WasmStruct(name = "struct point")
            interface Point {
              int x();
              void x(int x);
              int y();
              void y(int y);
            }

            @WasmStruct
            interface Node {
              byte tag();
              void tag(byte tag);
              short level();
              void level(short level);
              char letter();
              void letter(char letter);
              boolean isVisible();
              void isVisible(boolean isVisible);
              int memoryLimit();
              void memoryLimit(int memory);
              long id();
              void id(long address);
              float width();
              void width(float width);
              double weight();
              void weight(double weight);
              LineStyle lineStyle();
              void lineStyle(LineStyle lineStyle);
              Point origin();
              @Pointer Node next();
              void next(Node next);
              @Length(16) int samples(int index);
              void samples(int index, int sample);
              @Length(3) boolean flags(int i);
              void flags(int i, boolean flag);
              @Length(2) LineStyle borders(int index);
              void borders(int index, LineStyle border);
              @Length(4) Point corners(int index);
              @Length(2) @Pointer Node children(int index);
              void children(int index, Node child);
              @Offset(0) int header();
              void header(int header);

              default double area() { return width() * weight(); }
              static Node none() { return null; }
            }
          }
          """);

  @Test
  void writesAViewWithEachKindOfField() {
    String generated = generated(compile(SCENE), "Scene_NodeStruct");
    assertThat(generated).isEqualTo(Golden.source("Scene_NodeStruct", generated));
  }

  @Test
  void writesCodeThatCompilesWithoutAWarning() {
    assertThat(warningsOfGenerated(SCENE)).isEmpty();
  }

  @Test
  void writesCodeThatCompilesWithoutAWarningForDeprecatedInterfaces() {
    assertThat(
            warningsOfGenerated(
                source(
                    "S",
                    """
                    @WasmStruct
                    interface S {
                      int x();
                      @Deprecated void x(int v);
                      T t();
                      @Pointer U u();
                      void u(U u);
                      E e();
                      void e(E e);

                      @WasmStruct @Deprecated interface T { int x(); void x(int v); }
                      @WasmStruct @Deprecated(forRemoval = true) interface U {
                        int x(); void x(int v);
                      }
                      @Deprecated enum E { A }
                    }
                    """)))
        .isEmpty();
  }

  @Test
  void raisesNoWarningOfItsOwn() {
    assertThat(
            problems(compile(List.of("-Xlint:all,-path,-classfile,-processing", "-Werror"), SCENE)))
        .isEmpty();
  }

  /** Names that the generated code uses too, or that Java gives a meaning. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "interface S { int size(); void size(int SIZE); int align(); void align(int memory); }",
        "interface S { int value(); void value(int X_OFFSET);"
            + " @Length(2) int index(int address); void index(int value, int index); }",
        "interface S { int pointer(); void pointer(int p); int ordinal(); void ordinal(int o);"
            + " int at(); void at(int a); int array(); void array(int a);"
            + " int allocate(); void allocate(int a); int length(); void length(int l); }",
        "interface S { int $(); void $(int v); int __(); void __(int v); int ü(); void ü(int v); }",
        "interface S { Array array(); @Pointer Array next(); void next(Array v);"
            + " @WasmStruct interface Array { int x(); void x(int v); } }",
        "interface Array { @Pointer Array array(); void array(Array v);"
            + " @Length(2) int x(int i); void x(int i, int v); }",
        "interface S { One.E one(); void one(One.E e); Two.E two(); void two(Two.E e); }"
            + " class One { enum E { A } } class Two { enum E { A } }",
        "interface S { Objects o(); Heap h(); @Pointer StructView v(); void v(StructView v);"
            + " @Length(2) Slice s(int index); Integer i(); void i(Integer i); }"
            + " @WasmStruct interface Objects { byte x(); void x(byte v); }"
            + " @WasmStruct interface Heap { byte x(); void x(byte v); }"
            + " @WasmStruct interface StructView { byte x(); void x(byte v); }"
            + " @WasmStruct interface Slice { byte x(); void x(byte v); }"
            + " enum Integer { ONE }",
        "interface S extends T, U {} interface T { int x(); void x(int v); }"
            + " interface U { int x(); void x(int w); String toString(); }",
        "interface S extends T<E> {} enum E { A }"
            + " interface T<X> { X x(); void x(X v); @Length(2) X y(int i); void y(int i, X v); }",
        "interface S extends dev.radicchio.memory.StructView { int x(); void x(int v); }",
        "interface S extends dev.radicchio.memory.StructView { int x(); void x(int v);"
            + " @Override int address(); }",
        "interface S { int x(); void x(int v); private int clone() { return 0; }"
            + " static int address() { return 0; } }",
        "interface S { @A @Pointer S s(); void s(@A S s); @A int x(); void x(@A int v); }"
            + " @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)"
            + " @interface A {}",
      })
  void writesCodeThatCompilesWhateverTheNames(String types) {
    assertThat(problems(compile(source("Any", "@WasmStruct " + types)))).isEmpty();
  }

  @Test
  void keepsAGetterThatIsDeclaredAgainWhereItWas() {
    Compilation compilation =
        compile(
            source(
                "S",
                "@WasmStruct interface S extends T { short x(); void y(byte v); byte y(); }",
                "interface T { byte y(); short x(); void x(short v); }"));

    assertThat(generated(compilation, "SStruct")).contains("Y_OFFSET = 0;", "X_OFFSET = 2;");
  }

  @Test
  void writesAPackagePrivateClassForAnInterfaceInsideAPackagePrivateType() {
    Compilation compilation =
        compile(
            source(
                "Hidden",
                "class Hidden { @WasmStruct public interface S { int x(); void x(int v); } }"),
            source(
                "Open",
                "public class Open {",
                "@WasmStruct public interface S { int x(); void x(int v); } }"));

    assertThat(generated(compilation, "Hidden_SStruct")).contains("\nfinal class Hidden_SStruct");
    assertThat(generated(compilation, "Open_SStruct")).contains("\npublic final class Open_SStr");
  }

  @Test
  void namesTheStructAndThoseInsideItAsOrigin() {
    RecordingProcessor processor = new RecordingProcessor();
    Compilation compilation =
        Compiler.javac()
            .withProcessors(processor)
            .compile(
                source(
                    "S",
                    "@WasmStruct interface S { T t(); @Pointer S s(); void s(S v); }",
                    "@WasmStruct interface T { int x(); void x(int v); }"));

    assertThat(problems(compilation)).isEmpty();
    assertThat(processor.originatingElements())
        .containsOnly(
            entry("test.SStruct", List.of("test.S", "test.T")),
            entry("test.TStruct", List.of("test.T")));
  }

  /** All that javac's lint has to say about the generated sources, as sources like any other. */
  private static List<String> warningsOfGenerated(JavaFileObject... sources) {
    Compilation compilation = compile(sources);
    assertThat(problems(compilation)).isEmpty();
    List<JavaFileObject> all = new ArrayList<>(List.of(sources));
    all.addAll(compilation.generatedSourceFiles());
    Compilation again =
        Compiler.javac()
            // path, classfile: about the jars of the test's class path.
            .withOptions("-Xlint:all,-path,-classfile", "-Xdoclint:all/protected", "-proc:none")
            .compile(all);
    return problems(again).stream().filter(problem -> problem.contains("Struct.java:")).toList();
  }
}
