package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about a struct, and where; each test shows all that is said. */
class StructDiagnosticsTest {
  private static final String X = "int x(); void x(int v);";

  @ParameterizedTest
  @CsvSource({"abstract class S {}, a class", "enum S {}, an enum", "record S(int x) {}, a record"})
  void reportsAnAnnotatedTypeThatIsNoInterface(String declaration, String kind) {
    assertThat(problemsOf("@WasmStruct", declaration))
        .containsExactly(
            "S.java:3: @WasmStruct belongs on an interface, and S is "
                + kind
                + "; declare it as an interface");
  }

  @Test
  void reportsAPrivateInterface() {
    assertThat(problemsOf("class S {", "@WasmStruct private interface Inner { " + X + " } }"))
        .containsExactly(
            "S.java:3: Inner is private or inside a private type, so no generated class can"
                + " implement it; make it at least package-private");
  }

  @Test
  void reportsTypeParametersOfAnInterface() {
    assertThat(problemsOf("@WasmStruct", "interface S<T> { " + X + " }"))
        .containsExactly(
            "S.java:3: S has type parameters, and a @WasmStruct interface has none; remove them");
  }

  @Test
  void reportsASealedInterface() {
    assertThat(
            problemsOf(
                "@WasmStruct sealed interface S { " + X + " }",
                "non-sealed interface N extends S {}"))
        .containsExactly(
            "S.java:2: S is sealed, so no generated class can implement it; remove sealed");
  }

  @Test
  void reportsAStructWithoutAField() {
    assertThat(problemsOf("@WasmStruct interface S { default int x() { return 1; } }"))
        .containsExactly(
            "S.java:2: S has no field, and C has no struct without any; declare a getter and a"
                + " setter for each, as in int x(); void x(int value)");
  }

  @Test
  void reportsAFieldWithoutASetter() {
    assertThat(problemsOf("@WasmStruct interface S {", "int x();", "@Length(2) long y(int i); }"))
        .containsExactly(
            "S.java:3: int x() is a field without a setter; declare void x(int value)",
            "S.java:4: long y(int) is a field without a setter; declare void y(int index, long"
                + " value)");
  }

  @Test
  void reportsASetterWithoutAGetter() {
    assertThat(
            problemsOf("@WasmStruct interface S {", "void x(int v);", "void y(int i, long v); }"))
        .containsExactly(
            "S.java:3: void x(int) sets a field that has no getter; declare int x()",
            "S.java:4: void y(int, long) sets a field that has no getter; declare"
                + " @Length(<elements>) long y(int index)");
  }

  @Test
  void reportsASetterThatTakesAnotherTypeThanTheGetterReturns() {
    assertThat(
            problemsOf(
                "@WasmStruct interface S { enum E { A } enum F { B }",
                "int x();",
                "void x(long v);",
                "E e();",
                "void e(F v);",
                "int y(); void y(int v);",
                "void y(int i, int v); }"))
        .containsExactly(
            "S.java:4: void x(long) does not fit the field int x(); declare void x(int value)",
            "S.java:6: void e(F) does not fit the field E e(); declare void e(E value)",
            "S.java:8: void y(int, int) does not fit the field int y(); declare void y(int"
                + " value)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"String", "Integer", "int[]", "Record"})
  void reportsATypeThatNoFieldHas(String type) {
    assertThat(problemsOf("@WasmStruct interface S {", type + " x(); void x(" + type + " v); }"))
        .containsExactly(
            "S.java:3: "
                + type
                + " x() has a type that no field of a C struct has; use byte, short, char (16 bits"
                + " without a sign), int, long, float, double, boolean, an enum or a @WasmStruct"
                + " interface (an address is an int, an array a getter with @Length and an int"
                + " index)");
  }

  @Test
  void reportsAnInheritedFieldAtTheStruct() {
    assertThat(
            problemsOf(
                "@WasmStruct", "interface S extends T {}", "interface T {", "", "int x(); }"))
        .containsExactly(
            "S.java:3: int x() (from T) is a field without a setter; declare void x(int value)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int f(int a, int b) | f(int, int)",
        "int f(long a) | f(long)",
        "void f() | f()",
        "void f(long i, int v) | f(long, int)",
        "<T> int f() | f()",
      })
  void reportsAMethodThatIsNeitherAGetterNorASetter(String method, String signature) {
    assertThat(problemsOf("@WasmStruct interface S { " + X, method + "; }"))
        .containsExactly(
            "S.java:3: "
                + signature
                + " is neither a getter nor a setter of a field; declare a field as in int x();"
                + " void x(int value), an array with an index before the value, or give the method"
                + " a body");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int address(); void address(int v); | address()",
        "int memory(); void memory(int v); | memory()",
        "long clone(); void clone(long v); | clone()",
        "default long address() { return 0; } | address()",
        "default Object allocate(dev.radicchio.memory.Heap h) { return h; } | allocate(Heap)",
        "default void array(dev.radicchio.memory.FlatMemory m, int a, int l) {}"
            + " | 'array(FlatMemory, int, int)'",
      })
  void reportsAMethodThatTheGeneratedClassHasForItself(String method, String signature) {
    assertThat(problemsOf("@WasmStruct interface S { " + X, method + " }"))
        .containsExactly(
            "S.java:3: "
                + signature
                + " would clash with the method that the generated SStruct has for itself; rename"
                + " it");
  }

  @Test
  void reportsAStructThatIsInsideItself() {
    assertThat(problemsOf("@WasmStruct interface S {", "S next(); }"))
        .containsExactly(
            "S.java:3: S next() puts S inside itself (S > S), so that its size has no end; make"
                + " one a pointer with @Pointer");
  }

  @Test
  void reportsStructsThatAreInsideEachOtherAndNotThoseThatContainThem() {
    assertThat(
            problemsOf(
                "@WasmStruct interface S {",
                "T t(); }",
                "@WasmStruct interface T {",
                "@Length(2) U us(int i); }",
                "@WasmStruct interface U {",
                "S s(); }",
                "@WasmStruct interface V { S s(); }"))
        .containsExactly(
            "S.java:3: T t() puts S inside itself (S > T > U > S), so that its size has no end;"
                + " make one a pointer with @Pointer",
            "S.java:5: U us(int) puts T inside itself (T > U > S > T), so that its size has no"
                + " end; make one a pointer with @Pointer",
            "S.java:7: S s() puts U inside itself (U > S > T > U), so that its size has no end;"
                + " make one a pointer with @Pointer");
  }

  @Test
  void reportsASetterOfAStructThatIsInside() {
    assertThat(
            problemsOf(
                "@WasmStruct interface S {",
                "T t();",
                "void t(T t);",
                "@Length(2) T ts(int i);",
                "void ts(int i, T t); }",
                "@WasmStruct interface T { " + X + " }"))
        .containsExactly(
            "S.java:4: void t(T) would replace a struct that is inside S; remove it and set the"
                + " fields of t() (if it is a pointer, mark the getter with @Pointer)",
            "S.java:6: void ts(int, T) would replace a struct that is inside S; remove it and set"
                + " the fields of ts(index) (if it is a pointer, mark the getter with @Pointer)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void reportsALengthThatIsNotPositive(int length) {
    assertThat(
            problemsOf(
                "@WasmStruct interface S {",
                "@Length(" + length + ")",
                "int x(int i); void x(int i, int v); }"))
        .containsExactly(
            "S.java:3: int x(int) has "
                + length
                + " elements; give at least 1 (for an array of open length behind the struct, use"
                + " an address)");
  }

  @Test
  void reportsAnArrayWithoutALength() {
    assertThat(problemsOf("@WasmStruct interface S {", "int x(int i); void x(int i, int v); }"))
        .containsExactly(
            "S.java:3: int x(int) is an array, and how many elements it has is not said; add"
                + " @Length(<elements>)");
  }

  @Test
  void reportsALengthWithoutAnIndex() {
    assertThat(problemsOf("@WasmStruct interface S {", "@Length(2)", X + " }"))
        .containsExactly(
            "S.java:3: int x() has @Length, but no index; declare int x(int index), or remove"
                + " @Length");
  }

  @ParameterizedTest
  @ValueSource(strings = {"int", "Thread", "byte"})
  void reportsAPointerToSomethingThatIsNoStruct(String type) {
    assertThat(
            problemsOf(
                "@WasmStruct interface S {",
                "@Pointer " + type + " x(); void x(" + type + " v); }"))
        .containsExactly(
            "S.java:3: "
                + type
                + " x() has @Pointer, but "
                + type
                + " is no @WasmStruct interface; return one, or an int without @Pointer for the"
                + " address of anything else");
  }

  @Test
  void reportsANegativeOffset() {
    assertThat(problemsOf("@WasmStruct interface S {", "@Offset(-4)", X + " }"))
        .containsExactly(
            "S.java:3: int x() has the offset -4, which is before the struct; give one from 0 on");
  }

  @Test
  void reportsAnAnnotationThatBelongsOnTheGetter() {
    assertThat(
            problemsOf(
                "@WasmStruct interface S {",
                "@Pointer S s();",
                "@Pointer void s(S v);",
                "int x();",
                "@Offset(4) void x(int v); }"))
        .containsExactly(
            "S.java:4: @Pointer belongs on the getter of a field; move it there from the setter s",
            "S.java:6: @Offset belongs on the getter of a field; move it there from the setter x");
  }

  @Test
  void reportsFieldsWhoseConstantsClash() {
    assertThat(
            problemsOf(
                "@WasmStruct interface S {",
                "int a_b(); void a_b(int v);",
                "int aB(); void aB(int v);",
                "long c(); void c(long v);",
                "@Length(2) int c(int i); void c(int i, int v); }"))
        .containsExactly(
            "S.java:4: int aB() and int a_b() would both have the constant A_B_OFFSET; rename one",
            "S.java:6: int c(int) and long c() would both have the constant C_OFFSET; rename one");
  }

  @Test
  void reportsTypesThatTheStructCannotSee() {
    assertThat(
            problems(
                compile(
                    source(
                        "S",
                        "@WasmStruct interface S extends other.T {}",
                        "@WasmStruct interface U {",
                        "Outer.E e(); void e(Outer.E v); }",
                        "class Outer { public enum E { A } }"),
                    JavaFileObjects.forSourceString(
                        "other.T",
                        """
                        package other;
                        import dev.radicchio.annotations.*;
                        public interface T {
                          Hidden hidden();
                          @Pointer Hidden next();
                          void next(Hidden v);
                          Kind kind();
                          void kind(Kind v);
                        }
                        @WasmStruct interface Hidden { int x(); void x(int v); }
                        enum Kind { A }
                        """))))
        .containsExactly(
            "S.java:2: Hidden hidden() (from T) is of the type Hidden, which S cannot see from its"
                + " package; make the type public",
            "S.java:2: Hidden next() (from T) is of the type Hidden, which S cannot see from its"
                + " package; make the type public",
            "S.java:2: Kind kind() (from T) is of the type Kind, which S cannot see from its"
                + " package; make the type public");
  }

  @Test
  void reportsTheFieldThatMakesAStructTooLarge() {
    assertThat(
            problemsOf(
                "@WasmStruct interface S {",
                "@Length(0x20000000) int x(int i); void x(int i, int v); }",
                "@WasmStruct interface T {",
                "@Length(0x7fffffff) U us(int i); }",
                "@WasmStruct interface U {",
                "@Length(0x7fffffff) byte x(int i); void x(int i, byte v); }",
                "@WasmStruct interface V {",
                "int x(); void x(int v);",
                "@Offset(0x7fffffff) byte y(); void y(byte v); }"))
        .containsExactly(
            "S.java:3: int x(int) makes S 2147483648 bytes large, and no memory has more than"
                + " 2147483647; give it fewer elements or a lower offset",
            "S.java:5: U us(int) makes T 4611686014132420609 bytes large, and no memory has more"
                + " than 2147483647; give it fewer elements or a lower offset",
            "S.java:10: byte y() makes V 2147483648 bytes large, and no memory has more than"
                + " 2147483647; give it fewer elements or a lower offset");
  }

  @Test
  void reportsAStructThatDoesNotBeginAsOneThatItExtends() {
    assertThat(
            problemsOf(
                "@WasmStruct interface A { int a(); void a(int v); }",
                "@WasmStruct interface B { int b(); void b(int v); }",
                "@WasmStruct interface S extends A, B {}",
                "@WasmStruct interface T extends A { default int a() { return 0; }",
                "  default void a(int v) {} int t(); void t(int v); }"))
        .containsExactly(
            "S.java:4: S extends the struct B, whose int b() is at offset 0, but here it is at 4,"
                + " so that it could not stand for one; have B as a field instead",
            "S.java:5: T extends the struct A, whose int a() is at offset 0, but here it is no"
                + " field, so that it could not stand for one; have A as a field instead");
  }

  @Test
  void reportsAClassThatExistsAlready() {
    assertThat(problemsOf("@WasmStruct interface S { " + X + " }", "class SStruct {}"))
        .containsExactly("S.java:2: test.SStruct exists already; rename it or S");
  }

  private static List<String> problemsOf(String... lines) {
    return problems(compile(source("S", lines)));
  }
}
