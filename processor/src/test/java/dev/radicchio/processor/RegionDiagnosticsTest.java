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

/** What is said about regions, and where; each test shows all that is said. */
class RegionDiagnosticsTest {
  private static final JavaFileObject SCALARS =
      source("S", "@WasmModule(\"wasm/scalars.wasm\") interface S { int add(int a, int b); }");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "importName = \"x\", bytes = 1    | x is no import; give both names of one, with a dot"
            + " between them (mem.data_offset)",
        "importName = \"x.\", bytes = 1   | x. is no import; give both names of one, with a dot"
            + " between them (mem.data_offset)",
        "importName = \".x\", bytes = 1   | .x is no import; give both names of one, with a dot"
            + " between them (mem.data_offset)",
        "importName = \"x.y\", bytes = 0  | x.y has 0 bytes; give it at least one",
        "importName = \"x.y\", bytes = -1 | x.y has -1 bytes; give it at least one",
        "importName = \"x.y\", bytes = 1, alignment = 3 | x.y is aligned to 3; give a power of two",
        "importName = \"x.y\", bytes = 1, alignment = 0 | x.y is aligned to 0; give a power of two",
        "importName = \"x.1y\", bytes = 1 | x.1y would have the constant 1Y, which is no Java name;"
            + " rename the import",
        "importName = \"x._\", bytes = 1  | x._ would have the constant _, which is no Java name;"
            + " rename the import",
        "importName = \"x.heapBase\", bytes = 1 | x.heapBase would have the constant HEAP_BASE,"
            + " which every layout has; rename the import",
        "importName = \"x.s\", bytes = 1  | x.s would have the constant S, and accessor s the class"
            + " of that name in PLayout; rename one",
      })
  void reportsARegionThatCannotBeAtTheRegion(String region, String problem) {
    assertThat(problemsOf("@Region(" + region + ")", "@SharedMemory", "interface P { S s(); }"))
        .containsExactly("P.java:2: the region " + problem);
  }

  /** javac knows no place of one of several annotations of a kind. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.y       | x.y       | x.y is there twice; remove one",
        "x.y       | z.Y       | z.Y and x.y would both have the constant Y; rename one of the"
            + " imports",
        "x.y       | x.y_bytes | x.y_bytes and x.y would both have the constant Y_BYTES; rename one"
            + " of the imports",
        "x.y_bytes | x.y       | x.y and x.y_bytes would both have the constant Y_BYTES; rename one"
            + " of the imports",
      })
  void reportsRegionsThatShareAConstant(String one, String other, String problem) {
    assertThat(
            problemsOf(
                "@Region(importName = \"" + one + "\", bytes = 1)",
                "@Region(importName = \"" + other + "\", bytes = 1)",
                "@SharedMemory",
                "interface P { S s(); }"))
        .containsExactly("P.java:5: the region " + problem);
  }

  @Test
  void acceptsNamesThatJavaDoesNotHave() {
    assertThat(
            problemsOf(
                "@Region(importName = \"x.a-b c.d\", bytes = 1)",
                "@SharedMemory",
                "interface P { S s(); }"))
        .isEmpty();
  }

  @Test
  void reportsRegionsThatNoMemoryHolds() {
    assertThat(
            problemsOf(
                "@Region(importName = \"x.a\", bytes = Integer.MAX_VALUE)",
                "@Region(importName = \"x.b\", bytes = Integer.MAX_VALUE)",
                "@SharedMemory",
                "interface P { S s(); }"))
        .singleElement()
        .asString()
        .startsWith("P.java:5: the program needs 4294")
        .endsWith(" bytes; a 32-bit memory has at most 4294967296");
  }

  @Test
  void reportsARegionThatMaxPagesDoNotHold() {
    assertThat(
            problemsOf(
                "@Region(importName = \"x.a\", bytes = 100_000)",
                "@SharedMemory(maxPages = 1)",
                "interface P { S s(); }"))
        .containsExactly(
            "P.java:4: the program needs 2 pages of 64 KiB to start with and may have 1; raise"
                + " maxPages, or make the stack smaller");
  }

  @Test
  void reportsARegionOfWhatIsNoProgram() {
    assertThat(
            problemsOf(
                "@Region(importName = \"x.a\", bytes = 1)",
                "interface P {",
                "  @Region(importName = \"x.a\", bytes = 1)",
                "  @Region(importName = \"x.b\", bytes = 1)",
                "  class Q {} }"))
        .containsExactly(
            "P.java:2: @Region belongs on a @SharedMemory interface; P is none, so remove it",
            "P.java:6: @Region belongs on a @SharedMemory interface; Q is none, so remove it");
  }

  private static List<String> problemsOf(String... lines) {
    return problems(compile(SCALARS, source("P", lines)));
  }
}
