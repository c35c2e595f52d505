package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about bytes that change hands; each test shows all that is said. */
class OwnedDiagnosticsTest {
  private static final String ALLOCATOR = "malloc = \"obtain\", free = \"release\"";
  private static final String EXPORTS =
      "\"live\", \"calls\", \"obtain\", \"obtain_aligned\", \"release\", \"release_sized\","
          + " \"release_aligned\", \"cabi_realloc\", \"take\", \"take_c\" and 4 more";

  private static List<String> problemsOf(String settings, String... methods) {
    return problems(
        compile(
            source(
                "Guest",
                "import dev.radicchio.memory.Slice; import java.nio.ByteBuffer; @WasmModule(",
                "value = \"wasm/owned.wasm\"" + (settings.isEmpty() ? "" : ", ") + settings,
                ") interface Guest {",
                String.join("\n", methods),
                "}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int take(@Owned Slice bytes);             | int take(Slice) takes Slice bytes",
        "int take(@Owned int a, int b);            | int take(int, int) takes int a",
        "@Owned @WasmExport(\"take_c\") int c(int a); | int c(int) returns int",
        "@Owned @WasmExport(\"give\") Slice g(int a); | Slice g(int) returns Slice",
        "@Owned void trap(int a, int b);           | void trap(int, int) returns void",
      })
  void reportsWhatIsNotCopied(String method, String what) {
    assertThat(problemsOf(ALLOCATOR, method))
        .containsExactly(
            "Guest.java:5: "
                + what
                + " with @Owned, which says who frees the bytes of a copy; remove it, or "
                + (what.contains("takes")
                    ? "take a String, byte[] or ByteBuffer"
                    : "return a String or byte[]"));
  }

  @ParameterizedTest
  @CsvSource({"'', malloc", "'malloc = \"obtain\"', free", "'free = \"release\"', malloc"})
  void reportsWhatHasNoAllocator(String settings, String missing) {
    assertThat(
            problemsOf(
                settings,
                "int take(@Owned byte[] bytes);",
                "@Owned @Utf8 String give(int which);",
                "int live();"))
        .containsExactly(
            "Guest.java:5: int take(byte[])" + needed(missing),
            "Guest.java:6: String give(int)" + needed(missing));
  }

  private static String needed(String missing) {
    return " has @Owned, and the bytes are in a block of the module's own; name the exports that"
        + " allocate and free it, malloc and free of @WasmModule: "
        + missing
        + " is missing";
  }

  @Test
  void reportsAFunctionThatIsNotThere() {
    assertThat(problemsOf("malloc = \"malloc\",\nfree = \"memory\""))
        .containsExactly(
            "Guest.java:3: malloc = \"malloc\", and wasm/owned.wasm exports no function of"
                + " that name; it exports "
                + EXPORTS
                + ". Export it (C: -Wl,--export=malloc), or correct the name",
            "Guest.java:4: free = \"memory\", and wasm/owned.wasm exports no function of"
                + " that name; it exports "
                + EXPORTS
                + ". Export it (C: -Wl,--export=memory), or correct the name");
  }

  @Test
  void reportsAFunctionOfAnotherShape() {
    assertThat(problemsOf("malloc = \"release\",\nfree = \"obtain\""))
        .containsExactly(
            "Guest.java:3: export \"release\" of wasm/owned.wasm is of type (i32) -> ();"
                + " malloc is a function of one of the types (i32) -> i32, (i32, i32) -> i32,"
                + " (i32, i32, i32, i32) -> i32",
            "Guest.java:4: export \"obtain\" of wasm/owned.wasm is of type (i32) -> i32; free"
                + " is a function of one of the types (i32) -> (), (i32, i32) -> (), (i32, i32, i32)"
                + " -> (), (i32, i32, i32, i32) -> i32");
  }

  @Test
  void reportsWhatAHostIsPassed() {
    assertThat(
            problems(
                compile(
                    source(
                        "Host",
                        "@WasmHost(\"env\") interface Host {",
                        "void log(@Owned @Utf8 String text);",
                        "}"))))
        .containsExactly(
            "Host.java:3: @Owned belongs on bytes of an abstract method of a @WasmModule interface;"
                + " log is none, so remove it");
  }

  @Test
  void saysNothingOfAnAllocatorThatIsNotUsed() {
    assertThat(problemsOf("malloc = \"obtain\"", "int live();")).isEmpty();
  }
}
