package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about a function pointer, and where; each test shows all that is said. */
class FunctionDiagnosticsTest {
  private static final JavaFileObject POINT =
      source("Point", "@WasmStruct interface Point { int x(); void x(int x); }");

  @ParameterizedTest
  @CsvSource({
    "abstract class F {}, a class",
    "enum F {}, an enum",
    "record F(int x) {}, a record",
    "@interface F {}, an annotation"
  })
  void reportsAnAnnotatedTypeThatIsNoInterface(String declaration, String kind) {
    assertThat(problemsOf("@WasmFunction", declaration))
        .containsExactly(
            "F.java:3: @WasmFunction belongs on an interface, and F is "
                + kind
                + "; declare it as an interface");
  }

  @Test
  void reportsTypeParameters() {
    assertThat(problemsOf("@WasmFunction", "interface F<T> { int f(T t); }"))
        .containsExactly(
            "F.java:3: F has type parameters, and a @WasmFunction interface has none; remove them");
  }

  @Test
  void reportsAPrivateInterface() {
    assertThat(problemsOf("class F {", "  @WasmFunction private interface G { int g(); } }"))
        .containsExactly(
            "F.java:3: G is private or inside a private type, so no generated class can implement"
                + " it; make it at least package-private");
  }

  @Test
  void reportsAnInterfaceWithoutAMethod() {
    assertThat(problemsOf("@WasmFunction", "interface F { default int f() { return 1; } }"))
        .containsExactly(
            "F.java:3: F has no abstract method, and a function pointer stands for one; leave one,"
                + " and give the others a body (default)");
  }

  @Test
  void reportsAnInterfaceWithSeveralMethods() {
    assertThat(problemsOf("@WasmFunction", "interface F { int f(); int g(String s); }"))
        .containsExactly(
            "F.java:3: F has 2 abstract methods, and a function pointer stands for one; leave one,"
                + " and give the others a body (default)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"int pointer();", "int f(); default long pointer() { return 1; }"})
  void reportsAMethodThatTheGeneratedClassHasAlready(String methods) {
    assertThat(problemsOf("@WasmFunction interface F {", "  " + methods, "}"))
        .containsExactly(
            "F.java:3: pointer() would clash with the method of that name that FFunction has; rename"
                + " it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"int pointer(int x);", "int f(); static long pointer() { return 1; }"})
  void acceptsAMethodOfThatNameThatDoesNotClash(String methods) {
    assertThat(problemsOf("@WasmFunction interface F {", "  " + methods, "}")).isEmpty();
  }

  @Test
  void acceptsTheMethodOfAGenericSuperinterface() {
    assertThat(problemsOf("@WasmFunction", "interface F extends java.util.Comparator<Point> {}"))
        .isEmpty();
  }

  @Test
  void reportsATypeArgumentThatWasmLacksOnce() {
    assertThat(problemsOf("@WasmFunction", "interface F extends java.util.Comparator<Integer> {}"))
        .singleElement()
        .asString()
        .startsWith("F.java:3: int compare(Integer, Integer) (from Comparator) takes Integer ")
        .endsWith(
            ", which no Wasm type stands for; take int, boolean, long, float or double (an address in"
                + " the memory is an int), a String with @Utf8 or @CString, byte[], ByteBuffer,"
                + " Slice, or a @WasmStruct or @WasmFunction interface");
  }

  @Test
  void reportsAResultThatCannotPass() {
    assertThat(problemsOf("@WasmFunction interface F {", "  byte[] f(byte[] bytes); }"))
        .containsExactly(
            "F.java:3: byte[] f(byte[]) returns byte[], which would have to be in the memory and be"
                + " freed by someone; return the address of what the program's heap gave, as an"
                + " int");
  }

  @Test
  void reportsAFunctionThatReturnsOne() {
    assertThat(problemsOf("@WasmFunction interface F {", "  F f(F f); }"))
        .containsExactly(
            "F.java:3: F f(F) returns F, which guests could call only for as long as it is lent;"
                + " return the pointer() of what FFunction.lend gave, as an int");
  }

  @Test
  void reportsACheckedException() {
    assertThat(problemsOf("@WasmFunction interface F {", "  int f() throws Exception; }"))
        .containsExactly(
            "F.java:3: int f() throws Exception, and a guest can neither catch it nor declare it;"
                + " throw unchecked exceptions, which reach the Java code that called the guest");
  }

  @Test
  void reportsAGeneratedClassThatExistsAlready() {
    assertThat(problemsOf("@WasmFunction", "interface F { int f(); }", "class FFunction {}"))
        .containsExactly("F.java:3: test.FFunction exists already; rename it or F");
  }

  @Test
  void saysNothingOfModulesThatTakeAFunctionWithAnError() {
    assertThat(
            problemsOf(
                "@WasmFunction",
                "interface F {}",
                "@WasmModule(\"wasm/exchange.wasm\") interface M { boolean isNull(F f); }",
                "@SharedMemory(importValues = \"env\") interface P { M m(); }"))
        .containsExactly(
            "F.java:3: F has no abstract method, and a function pointer stands for one; leave one,"
                + " and give the others a body (default)");
  }

  @Test
  void saysNothingOfModulesThatTakeAPrivateFunction() {
    assertThat(
            problemsOf(
                "class C {",
                "  @WasmFunction private interface F { int f(); }",
                "  @WasmModule(\"wasm/exchange.wasm\") interface M { boolean isNull(F f); }",
                "  @SharedMemory(importValues = \"env\") interface P { M m(); } }"))
        .containsExactly(
            "F.java:3: F is private or inside a private type, so no generated class can implement"
                + " it; make it at least package-private");
  }

  private static List<String> problemsOf(String... lines) {
    return problems(compile(POINT, source("F", lines)));
  }
}
