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

/**
 * What is said about the types of methods that guests export or import, and where; each test shows
 * all that is said.
 */
class SignatureDiagnosticsTest {
  private static final JavaFileObject POINT =
      source("Point", "@WasmStruct interface Point { int x(); void x(int x); }");
  private static final JavaFileObject FUNCTION =
      source("Function", "@WasmFunction interface Function { int call(); }");
  private static final String MODULE = "@WasmModule(\"wasm/scalars.wasm\") interface C {";
  private static final String HOST = "@WasmHost(\"env\") interface C {";

  private static final String HOW_TO_PASS =
      ", and nothing says how it is passed; put @Utf8 on it (address and length) or @CString"
          + " (address of bytes with a NUL behind them)";
  private static final String BOTH =
      " with both @Utf8 (address and length) and @CString (address of bytes with a NUL behind them);"
          + " remove one";
  private static final String TO_BE_FREED =
      ", which would have to be in the memory and be freed by someone; return the address of what"
          + " Caller.heap() gave, as an int";
  private static final String TYPES =
      "int, boolean, long, float or double (an address in the memory is an int), a String with @Utf8"
          + " or @CString, byte[], ByteBuffer, Slice, or a @WasmStruct or @WasmFunction interface";

  @Test
  void reportsAStringThatIsNotSaidToPassAnyWay() {
    assertThat(problemsOf(MODULE, "  String add(", "      String text); }"))
        .containsExactly(
            "C.java:3: String add(String) returns String" + HOW_TO_PASS,
            "C.java:4: String add(String) takes String text" + HOW_TO_PASS);
  }

  @Test
  void reportsAStringThatIsSaidToPassBothWays() {
    assertThat(
            problemsOf(
                MODULE, "  @Utf8 @CString String add(", "      @Utf8 @CString String text); }"))
        .containsExactly(
            "C.java:3: String add(String) returns String" + BOTH,
            "C.java:4: String add(String) takes String text" + BOTH);
  }

  @ParameterizedTest
  @CsvSource({
    "@Utf8 int, @Utf8",
    "@CString byte[], @CString",
    "@Utf8 CharSequence, @Utf8",
    "@Utf8 @CString Point, @Utf8 and @CString"
  })
  void reportsThatAnythingElsePassesAsAString(String parameter, String annotations) {
    String type = parameter.substring(parameter.lastIndexOf(' ') + 1);
    assertThat(problemsOf(HOST, "  void f(", "    " + parameter + " it); }"))
        .containsExactly(
            "C.java:4: void f("
                + type
                + ") takes "
                + type
                + " it with "
                + annotations
                + ", which says how a String is passed; remove it, or make it a String");
  }

  @Test
  void takesNoTypeThatIsOnlyCalledStringForOne() {
    assertThat(problemsOf(HOST, "  void f(String text);", "  class String {} }"))
        .containsExactly(
            "C.java:3: void f(String) takes String text, which no Wasm type stands for; take "
                + TYPES);
    assertThat(problemsOf(HOST, "  void f(@Utf8 String text);", "  class String {} }"))
        .containsExactly(
            "C.java:3: void f(String) takes String text with @Utf8, which says how a String is"
                + " passed; remove it, or make it a String");
  }

  @Test
  void reportsThatNothingIsReturnedAsAString() {
    assertThat(problemsOf(HOST, "  @Utf8 void f(); }"))
        .containsExactly(
            "C.java:3: void f() returns void with @Utf8, which says how a String is passed; remove"
                + " it, or make it a String");
  }

  @ParameterizedTest
  @ValueSource(strings = {"String", "@Utf8 String", "@Utf8 @CString String", "byte[]", "Slice"})
  void reportsAResultOfAHostThatWouldHaveToBeFreed(String result) {
    String type = result.substring(result.lastIndexOf(' ') + 1);
    assertThat(problemsOf("import dev.radicchio.memory.Slice; " + HOST, "  " + result + " f(); }"))
        .containsExactly("C.java:3: " + type + " f() returns " + type + TO_BE_FREED);
  }

  @Test
  void reportsAFunctionAsTheResultOfAHost() {
    assertThat(problemsOf(HOST, "  Function f(); }"))
        .containsExactly(
            "C.java:3: Function f() returns Function, which guests could call only for as long as it"
                + " is lent; return the pointer() of what FunctionFunction.lend gave, as an int");
  }

  @Test
  void acceptsAStructAndARecordAsTheResultOfAHost() {
    assertThat(problemsOf(HOST, "  Point f(); R g(); record R(int a, boolean b) {} }")).isEmpty();
  }

  @Test
  void reportsABufferAsTheResultOfAModule() {
    assertThat(problemsOf(MODULE, "  java.nio.ByteBuffer add(int a, int b); }"))
        .contains(
            "C.java:3: ByteBuffer add(int, int) returns ByteBuffer, which would not share its bytes"
                + " any more once the memory grows; return Slice, which has asByteBuffer()");
  }

  @Test
  void reportsTypesThatWasmLacks() {
    assertThat(problemsOf(HOST, "  Object f(", "      Integer number); }"))
        .containsExactly(
            "C.java:3: Object f(Integer) returns Object, which no Wasm type stands for; return void,"
                + " int, boolean, long, float, double (an address in the memory is an int), a"
                + " @WasmStruct interface, or a record of numbers for several results",
            "C.java:4: Object f(Integer) takes Integer number, which no Wasm type stands for; take "
                + TYPES);
  }

  @Test
  void reportsTypeParameters() {
    assertThat(problemsOf(HOST, "  <T extends Exception> void f(T it) throws T; }"))
        .containsExactly(
            "C.java:3: void f(T) has type parameters, and a Wasm function has none; remove them");
  }

  @Test
  void reportsACallerThatDoesNotComeFirst() {
    assertThat(problemsOf(HOST, "  void f(int x,", "      dev.radicchio.Caller caller); }"))
        .containsExactly(
            "C.java:4: void f(int, Caller) takes Caller caller, which only the first parameter can"
                + " be; move it there, or remove it");
  }

  @Test
  void reportsACheckedExceptionOfAHost() {
    assertThat(problemsOf(HOST, "  void f() throws java.io.IOException; }"))
        .containsExactly(
            "C.java:3: void f() throws IOException, and a guest can neither catch it nor declare it;"
                + " throw unchecked exceptions, which reach the Java code that called the guest");
  }

  @Test
  void acceptsUncheckedExceptionsOfAHost() {
    assertThat(problemsOf(HOST, "  void f() throws IllegalStateException, AssertionError; }"))
        .isEmpty();
  }

  @Test
  void reportsAComponentThatWasmLacks() {
    assertThat(problemsOf(HOST, "  record R(int a, String b) {}", "  R f(); }"))
        .containsExactly(
            "C.java:4: R f() returns record R, whose component String b no Wasm type stands for; use"
                + " int, boolean, long, float or double");
  }

  @Test
  void reportsAGenericRecordAlone() {
    assertThat(problemsOf(HOST, "  record R<T>(T a) {}", "  R<Integer> f(); }"))
        .containsExactly("C.java:4: R f() returns a record with type parameters; use one without");
  }

  @Test
  void reportsAPrivateRecord() {
    assertThat(
            problemsOf("class Outer {", "  private record R(int a) {}", HOST, "  Outer.R f(); } }"))
        .containsExactly(
            "C.java:5: R f() returns record R, which C cannot see from its package; make the record,"
                + " and the types around it, at least package-private");
  }

  @Test
  void reportsWhatAHostInheritsAtTheHost() {
    assertThat(
            problemsOf(
                "interface Base<T> { void f(T one, int x, T other); }",
                "@WasmHost(\"env\")",
                "interface C extends Base<Object> {}"))
        .containsExactly(
            "C.java:4: void f(Object, int, Object) (from Base) takes Object one, which no Wasm type"
                + " stands for; take "
                + TYPES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class C { @Utf8 String f() { return null; } }",
        "class C { void f(@Utf8 String text) {} }",
        "class C { static class f { f(@Utf8 String text) {} } }",
        "class C { record f(@Utf8 String text) {} }",
        "interface C { default void f(@Utf8 String text) {} }",
        "@WasmModule(\"wasm/scalars.wasm\") interface C { default void f(@Utf8 String text) {} }",
        "@WasmModule(\"wasm/scalars.wasm\") interface C { static void f(@Utf8 String text) {} }",
      })
  void reportsAStringThatNoGuestGetsOrGives(String type) {
    assertThat(problemsOf(type))
        .containsExactly(
            "C.java:2: @Utf8 belongs on a String of an abstract method of a @WasmModule, @WasmHost or"
                + " @WasmFunction interface; f is none, so remove it");
  }

  @Test
  void reportsAStringThatNoGuestGetsOrGivesAtTheAnnotation() {
    assertThat(problemsOf("class C { void f(int x,", "    @CString String text) {} }"))
        .containsExactly(
            "C.java:3: @CString belongs on a String of an abstract method of a @WasmModule, @WasmHost"
                + " or @WasmFunction interface; f is none, so remove it");
  }

  @Test
  void acceptsMethodsThatOthersMayInherit() {
    assertThat(problemsOf("interface C { @Utf8 String f(@CString String text); }")).isEmpty();
  }

  private static List<String> problemsOf(String... lines) {
    return problems(compile(POINT, FUNCTION, source("C", lines)));
  }
}
