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
