package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.codes;
import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of instances that have addresses of their own. */
class AddressDiagnosticsTest {
  private static final JavaFileObject NODE =
      source(
          "Node",
          "@WasmStruct interface Node { int value(); void value(int v);",
          "@Pointer Node next(); void next(Node next); }");
  private static final String HOST =
      "@WasmHost(\"env\") interface Host { @Pointer int seen(@Pointer int n);"
          + " Node longer(Node a, Node b); }";
  private static final String UNTYPED =
      "@WasmHost(\"env\") interface Host { @Pointer int seen(@Pointer int n);"
          + " @SuppressWarnings(\"RAD747\") @Pointer int longer(@Pointer int a, @Pointer int b); }";

  private static Compilation program(String host, String accessors, String... modules) {
    List<JavaFileObject> sources = new ArrayList<>(List.of(NODE, source("Host", host)));
    for (int i = 0; i < modules.length; i++) {
      sources.add(source("M" + i, modules[i].replace("interface {", "interface M" + i + " {")));
    }
    sources.add(source("P", "@SharedMemory(hosts = Host.class) interface P {", accessors, "}"));
    return compile(sources.toArray(JavaFileObject[]::new));
  }

  private static String module(String settings, String methods) {
    return "@WasmModule(value = \"wasm/addresses.wasm\""
        + settings
        + ") interface { "
        + methods
        + "}";
  }

  private static final String REBASED = ", relocation = Relocation.REBASED";

  /** Of two, the first stays where it is. */
  @Test
  void namesTheMethodsOfAnInstanceThatWasMovedThatHaveNumbers() {
    String methods =
        "@Pointer int number(int which); boolean isMine(@Pointer int n);"
            + " byte[] atZero(int length); int ownAddress();";

    assertThat(problems(program(UNTYPED, "M0 one();\nM0 other();", module("", methods))))
        .singleElement()
        .asString()
        .startsWith(
            "P.java:4: warning: other (wasm/addresses.wasm) does not fit where it was linked, and"
                + " goes on using the addresses that it has there: 0x")
        .contains(
            "may be one in: int number(int), byte[] atZero(int), int ownAddress(). Put @Pointer");
  }

  @Test
  void namesTheMethodsOfHostsThatItCalls() {
    String host = UNTYPED.replace("@Pointer int seen", "int seen");

    assertThat(
            problems(
                program(
                    host, "M0 one();\nM0 other();", module("", "boolean isMine(@Pointer int n);"))))
        .singleElement()
        .asString()
        .contains("may be one in: int seen(int). Put @Pointer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                     | boolean isMine(@Pointer int n); @Pointer int number(boolean n);",
        ", relocation = Relocation.REBASED      | int ownAddress(); @Pointer int number(int n);",
      })
  void saysNothingWhereNoneHasAnyOrItWasAskedFor(String settings, String methods) {
    assertThat(codes(program(UNTYPED, "M0 one();\nM0 other();", module(settings, methods))))
        .isEmpty();
  }

  @Test
  void saysNothingOfAModuleThatStaysWhereItIs() {
    assertThat(codes(program(UNTYPED, "M0 one();", module("", "int ownAddress();")))).isEmpty();
  }

  @Test
  void refusesAStructWithPointersOfTwoBases() {
    assertThat(
            problems(
                program(
                    UNTYPED,
                    "M0 one();\nM1 other();",
                    module(REBASED, "int total(Node first);"),
                    module(REBASED, "Node chain(int n);"))))
        .singleElement()
        .asString()
        .matches(
            "P.java:4: Node has pointers inside and is passed to one and to other, which know the"
                + " same bytes by different addresses \\(bases 0x\\w+0000 and 0x\\w+0000\\).*");
  }

  /** What it gets knows which instance calls. */
  @Test
  void aHostMayTakeStructsOfSeveralBases() {
    assertThat(
            codes(
                program(
                    HOST,
                    "M0 one();\nM1 other();",
                    module(REBASED, "@Pointer int number(int which);"),
                    module(REBASED, "Node chain(int n);"))))
        .isEmpty();
  }

  @Test
  void refusesAStructThatACallbackOfAnotherBaseTakes() {
    String visit =
        "@SuppressWarnings(\"RAD747\") void visit(@Pointer int first, Visitor each);"
            + "@WasmFunction interface Visitor { void at(Node node); }";
    assertThat(
            codes(
                program(
                    UNTYPED,
                    "M0 one();\nM1 other();",
                    module(REBASED, visit),
                    module(REBASED, "int total(Node first);"))))
        .containsExactly("P.java:4: RAD750");
  }

  /** It means the same wherever it is. */
  @Test
  void aStructWithoutPointersMayBePassedToAll() {
    List<JavaFileObject> sources =
        List.of(
            source(
                "Point",
                "@WasmStruct interface Point { int x(); void x(int x); double weight();"
                    + " void weight(double w); }"),
            source(
                "M",
                "@WasmModule(value = \"wasm/exchange.absolute.wasm\", relocation = Relocation.REBASED)",
                "interface M { void scale(Point p, double factor); }"),
            source(
                "P", "@SharedMemory(importValues = \"env\") interface P { M one(); M other(); }"));

    assertThat(codes(compile(sources.toArray(JavaFileObject[]::new)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int sum(@Pointer byte[] bytes);    | int sum(byte[]) takes byte[] bytes",
        "void scale(@Pointer Point p, double f); | void scale(Point, double) takes Point p",
        "@Pointer double total(Point p, int n, Measure m); | double total(Point, int, Measure) returns double",
        "@Pointer void talk(int which);     | void talk(int) returns void",
      })
  void onlyAnIntIsSaidToBeAnAddress(String method, String found) {
    Compilation compilation =
        compile(
            source(
                "Point",
                "@WasmStruct interface Point { int x(); void x(int x); double weight();"
                    + " void weight(double w); }"),
            source("Measure", "@WasmFunction interface Measure { double of(Point point); }"),
            source("M", "@WasmModule(\"wasm/exchange.wasm\") interface M {", method, "}"));
    assertThat(problems(compilation))
        .containsExactly(
            "M.java:3: "
                + found
                + " with @Pointer, which says that an int is an address; remove it, or make it an"
                + " int");
  }

  @Test
  void onlyAnIntOfARecordIsSaidToBeAnAddress() {
    Compilation compilation =
        compile(
            source("R", "record R(@Pointer int from, @Pointer boolean count, int to) {}"),
            source(
                "M", "@WasmModule(\"wasm/addresses.wasm\") interface M { R span(int a, int b); }"));
    assertThat(problems(compilation))
        .containsExactly(
            "M.java:2: R span(int, int) returns boolean count with @Pointer, which says that an int"
                + " is an address; remove it, or make it an int");
  }
}
