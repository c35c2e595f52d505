package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about methods that mean globals; each test shows all that is said. */
final class GlobalDiagnosticsTest {
  private static List<String> problemsOf(String method) {
    return problems(
        compile(source("M", "@WasmModule(\"wasm/globals.wasm\") interface M {", method, "}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "long counter(); | long counter() | counter | i32 | int counter()",
        "boolean getScale(); | boolean getScale() | scale | f64 | double getScale()",
        "void ratio(double x); | void ratio(double) | ratio | f32 | void ratio(float)",
        "void counter(); | void counter() | counter | i32 | int counter(), or void counter(int)",
        "int counter(int x); | int counter(int) | counter | i32"
            + " | int counter(), or void counter(int)",
        "void limit(int a, int b); | void limit(int, int) | limit | i32 | int limit()",
        "@Utf8 String message(); | String message() | message | i32 | int message()",
      })
  void reportsAMethodThatDoesNotFitWithOneThatDoes(
      String method, String java, String export, String type, String fix) {
    assertThat(problemsOf(method))
        .containsExactly(
            "M.java:3: %s: export \"%s\" of wasm/globals.wasm is a global of type %s; declare it as: %s"
                .formatted(java, export, type, fix));
  }

  @Test
  void reportsATypeThatJavaHasNot() {
    assertThat(problemsOf("int handler();"))
        .containsExactly(
            "M.java:3: int handler(): export \"handler\" of wasm/globals.wasm is a global of type"
                + " funcref, which no Java type stands for; export a function that returns what is"
                + " in it");
  }

  @Test
  void reportsASetterOfWhatIsNotMutable() {
    assertThat(problemsOf("void setLimit(int limit);"))
        .containsExactly(
            "M.java:3: void setLimit(int): export \"limit\" of wasm/globals.wasm is a global that is"
                + " not mutable, so it cannot be set; remove the method");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@Pointer long maxTotal(); | long maxTotal() | max_total | i64",
        "void maxTotal(@Pointer long x); | void maxTotal(long) | max_total | i64",
        "@Pointer boolean open(); | boolean open() | open | i32",
      })
  void reportsAnAddressThatIsNoInt(String method, String java, String export, String type) {
    assertThat(problemsOf(method))
        .containsExactly(
            ("M.java:3: %s: export \"%s\" of wasm/globals.wasm is a global of type %s, and an"
                    + " address is an int; remove @Pointer, or declare the value as an int")
                .formatted(java, export, type));
  }

  @Test
  void reportsATableAndAMemory() {
    assertThat(problemsOf("int table();"))
        .containsExactly(
            "M.java:3: int table(): export \"table\" of wasm/globals.wasm is neither a function nor a"
                + " global; name one with @WasmExport");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"int getCount(); | counter", "@WasmExport(\"limits\") int x(); | limit"})
  void suggestsAGlobal(String method, String name) {
    assertThat(problemsOf(method)).singleElement().asString().contains("\"" + name + "\"?");
  }
}
