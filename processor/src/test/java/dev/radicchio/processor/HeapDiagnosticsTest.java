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

/** What is said about who manages the heap, and where; each test shows all that is said. */
class HeapDiagnosticsTest {
  private static final JavaFileObject MODULES =
      source(
          "M",
          "interface M {",
          "  @WasmModule(\"wasm/hello.wasm\") interface Hello { void greet(); }",
          "  @WasmModule(\"wasm/copies.wasm\") interface Copies { @CString String twice(@Utf8"
              + " String text); }",
          "  @WasmModule(\"wasm/scalars.wasm\") interface Scalars { int add(int a, int b); }",
          "}");
  private static final String PRIVATE =
      "each module has an allocator of its own (heap policy PRIVATE); take HOST, or GUEST with the"
          + " instance whose malloc and free are to serve Java";

  @Test
  void acceptsAnOwner() {
    assertThat(
            problemsOf(
                "heap = HeapPolicy.GUEST, heapOwner = \"hello\"",
                "M.Hello hello(); M.Copies copies(); dev.radicchio.memory.Heap heap();"))
        .isEmpty();
  }

  @Test
  void reportsAHeapWithoutItsOwner() {
    assertThat(problemsOf("heap = HeapPolicy.GUEST", "M.Hello hello(); M.Copies copies();"))
        .containsExactly(
            "P.java:2: heap = HeapPolicy.GUEST needs heapOwner, the accessor of the instance that"
                + " manages the heap; it is one of hello, copies");
  }

  @Test
  void reportsAnOwnerThatIsNoInstance() {
    assertThat(
            problemsOf(
                "heap = HeapPolicy.GUEST, heapOwner = \"manager\"",
                "M.Hello hello(); M.Copies copies();"))
        .containsExactly("P.java:3: P has no instance manager; heapOwner is one of hello, copies");
  }

  @Test
  void reportsAnOwnerWithTheNearestName() {
    assertThat(
            problemsOf(
                "heap = HeapPolicy.GUEST, heapOwner = \"helo\"",
                "M.Hello hello(); M.Copies copies();"))
        .containsExactly("P.java:3: P has no instance helo; did you mean hello?");
  }

  @Test
  void saysNothingOfTheOwnerWhereThereIsNoModule() {
    assertThat(problemsOf("heap = HeapPolicy.GUEST", ""))
        .containsExactly(
            "P.java:4: P has no module; add a method without parameters that returns a @WasmModule"
                + " interface");
  }

  @Test
  void reportsAnOwnerThatExportsNoAllocator() {
    assertThat(
            problemsOf(
                "heap = HeapPolicy.GUEST, heapOwner = \"scalars\"",
                "M.Scalars scalars(); M.Copies copies();"))
        .containsExactly(
            "P.java:5: wasm/scalars.wasm is to manage the program's heap and exports no function"
                + " malloc. Export it (-Wl,--export=malloc), or name another one",
            "P.java:5: wasm/scalars.wasm is to manage the program's heap and exports no function"
                + " free. Export it (-Wl,--export=free), or name another one");
  }

  @Test
  void reportsAnAllocatorOfAnotherTypeAlone() {
    assertThat(
            problemsOf(
                "heap = HeapPolicy.GUEST, heapOwner = \"hello\", malloc = \"greet\"",
                "M.Hello hello(); M.Copies copies();"))
        .containsExactly(
            "P.java:5: wasm/hello.wasm is to manage the program's heap with greet, which is () -> ()"
                + " and must be one of (i32) -> i32, (i32, i32) -> i32, (i32, i32, i32, i32) -> i32");
  }

  @ParameterizedTest
  @CsvSource({
    "heapOwner = \"hello\", heapOwner",
    "malloc = \"get\", malloc",
    "free = \"put\", free"
  })
  void reportsWhatMeansNothingForTheHeapInJava(String setting, String name) {
    assertThat(problemsOf(setting, "M.Hello hello();"))
        .containsExactly(
            "P.java:3: "
                + name
                + " means nothing without heap = HeapPolicy.GUEST; add that, or remove it");
  }

  @Test
  void reportsAnAccessorOfAHeapThatJavaDoesNotHave() {
    assertThat(
            problemsOf(
                "heap = HeapPolicy.PRIVATE",
                "M.Hello hello();",
                "  dev.radicchio.memory.Heap heap();"))
        .containsExactly("P.java:6: the program has no heap for Java: " + PRIVATE);
  }

  @Test
  void reportsAnArgumentForWhichJavaHasNoHeapOnceForTwoInstances() {
    assertThat(
            problemsOf(
                "heap = HeapPolicy.PRIVATE",
                "M.Hello hello();",
                "  M.Copies one();",
                "  M.Copies two();"))
        .containsExactly(
            "P.java:6: String twice(String) copies an argument to the heap, and the program has none"
                + " for Java: "
                + PRIVATE);
  }

  private static List<String> problemsOf(String settings, String... accessors) {
    return problems(
        compile(
            MODULES,
            source(
                "P",
                "@SharedMemory(wasi = true,",
                "  " + settings + ")",
                "interface P {",
                String.join("\n", accessors),
                "}")));
  }
}
