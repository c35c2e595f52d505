package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.codes;
import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes of diagnostics, and how warnings are silenced or made errors. */
class WarningDiagnosticsTest {
  private static final JavaFileObject MODULES =
      source(
          "M",
          "interface M {",
          "  @WasmModule(\"wasm/level_one.wasm\") interface One { int level(); }",
          "  @WasmModule(\"wasm/level_two.wasm\") interface Two { int level(); }",
          "  @WasmModule(\"wasm/uses_level.wasm\") interface User { int tenLevels(); }",
          "}");

  /** A program whose accessor {@code user} has an import that two others define. */
  private static final JavaFileObject AMBIGUOUS =
      source(
          "P", "@SharedMemory interface P {", "  M.One one(); M.Two two();", "  M.User user(); }");

  private static final String WARNING = "P.java:4: RAD320";

  private static List<String> codesOf(String... lines) {
    return codes(compile(MODULES, source("P", lines)));
  }

  private static Compilation compileWith(String warnings) {
    return compile(List.of("-Aradicchio.warnings=" + warnings), MODULES, AMBIGUOUS);
  }

  @Test
  void messagesEndWithTheirCode() {
    assertThat(compile(MODULES, AMBIGUOUS).warnings())
        .singleElement()
        .satisfies(
            warning ->
                assertThat(warning.getMessage(Locale.ROOT))
                    .endsWith("(@Link on the accessor, Linker.bind) (RAD320)"));
  }

  @Test
  void anAccessorSilencesItsWarnings() {
    assertThat(
            codesOf(
                "@SharedMemory interface P { M.One one(); M.Two two();",
                "  @SuppressWarnings(\"RAD320\") M.User user(); }"))
        .isEmpty();
  }

  @Test
  void aProgramSilencesWarningsOfSeveralCodes() {
    assertThat(
            codesOf(
                "@SuppressWarnings({\"RAD504\", \"RAD320\"})",
                "@SharedMemory interface P { M.One one(); M.Two two(); M.User user(); }"))
        .isEmpty();
  }

  @Test
  void anInterfaceAroundAProgramSilencesWarnings() {
    assertThat(
            codesOf(
                "@SuppressWarnings(\"RAD320\") interface Around {",
                "  @SharedMemory interface P { M.One one(); M.Two two(); M.User user(); } }"))
        .isEmpty();
  }

  @Test
  void otherCodesAndOtherElementsSilenceNothing() {
    assertThat(
            codesOf(
                "@SharedMemory interface P {",
                "  @SuppressWarnings(\"RAD320\") M.One one(); M.Two two();",
                "  @SuppressWarnings({\"RAD321\", \"all\"}) M.User user(); }"))
        .containsExactly("P.java:4: RAD320");
  }

  @Test
  void errorsCannotBeSilenced() {
    assertThat(
            codesOf(
                "@SharedMemory interface P {", "  @SuppressWarnings(\"RAD300\") M.User user(); }"))
        .containsExactly("P.java:3: RAD300");
  }

  @Test
  void theOptionSilencesAWarning() {
    assertThat(codes(compileWith("RAD320=off"))).isEmpty();
  }

  @Test
  void theOptionKeepsAWarning() {
    Compilation compilation = compileWith("RAD504=off, RAD320=warning");

    assertThat(codes(compilation)).containsExactly(WARNING);
    assertThat(compilation.errors()).isEmpty();
  }

  @Test
  void theOptionMakesAWarningAnError() {
    Compilation compilation = compileWith("RAD320=error");

    assertThat(codes(compilation)).containsExactly(WARNING);
    assertThat(compilation.errors()).hasSize(1);
  }

  @Test
  void whatAnAccessorSilencesTheOptionDoesNotReport() {
    assertThat(
            codes(
                compile(
                    List.of("-Aradicchio.warnings=RAD320=error"),
                    MODULES,
                    source(
                        "P",
                        "@SharedMemory interface P { M.One one(); M.Two two();",
                        "  @SuppressWarnings(\"RAD320\") M.User user(); }"))))
        .isEmpty();
  }

  @Test
  void anUnknownCodeIsAnError() {
    assertThat(problems(compileWith("RAD320=off,RAD999=off")))
        .containsExactly(
            "-Aradicchio.warnings has \"RAD999=off\": RAD999 is no code; write one as in RAD320=off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RAD320=of", "RAD320=", "RAD320"})
  void anUnknownWordIsAnError(String setting) {
    assertThat(problems(compileWith(setting + ",RAD504=off")))
        .startsWith(
            "-Aradicchio.warnings has \""
                + setting
                + "\": write RAD320=off, RAD320=warning or RAD320=error");
  }

  @Test
  void theCodeOfAnErrorIsAnError() {
    assertThat(problems(compileWith("RAD320=off,RAD300=off")))
        .containsExactly(
            "-Aradicchio.warnings has \"RAD300=off\": RAD300 is always an error; remove it");
  }
}
