package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.generated;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** The same with programs that are compiled to bytecode, and what only those have. */
final class PrecompiledProgramTest extends GeneratedProgramTest {
  @Override
  List<String> options() {
    return Compile.PRECOMPILE;
  }

  @Override
  String changed(String module, String program) {
    return "Linked" + program + ".image is not the file that was written together with";
  }

  @Override
  String missing(String module, String program) {
    return "Linked" + program + ".image: not found";
  }

  private static final JavaFileObject COUNTER =
      source(
          "Counter", "@WasmModule(\"wasm/counter.wasm\") interface Counter { int step(int by); }");

  /** The contents of all generated files. */
  private static Map<String, String> files(Compilation compilation) {
    Map<String, String> files = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (!file.getName().contains("/wasm/")) { // what was looked for among the classes in vain
        try (InputStream in = file.openInputStream()) {
          files.put(file.getName(), HexFormat.of().formatHex(in.readAllBytes()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return files;
  }

  private static Object call(Compilation compilation, String driver) throws Exception {
    Class<?> type = new CompiledClasses(compilation).loadClass(driver);
    return ((Callable<?>) type.getDeclaredConstructor().newInstance()).call();
  }

  private Compilation counters(String annotation, JavaFileObject... more) {
    return counters(options(), annotation, more);
  }

  private static Compilation counters(
      List<String> options, String annotation, JavaFileObject... more) {
    List<JavaFileObject> sources = new ArrayList<>(List.of(more));
    sources.add(COUNTER);
    sources.add(
        source("Counters", annotation + " interface Counters { Counter one(); Counter two(); }"));
    return compile(options, sources.toArray(new JavaFileObject[0]));
  }

  @Test
  void writesClassesAndFilesBesideTheSources() {
    assertThat(files(counters("@SharedMemory")).keySet())
        .contains(
            "/CLASS_OUTPUT/test/LinkedCounters.image",
            "/CLASS_OUTPUT/test/LinkedCountersCode.class",
            "/CLASS_OUTPUT/META-INF/native-image/test.LinkedCounters/resource-config.json");
  }

  @Test
  void writesTheSameBytesEachTime() {
    assertThat(files(counters("@SharedMemory"))).isEqualTo(files(counters("@SharedMemory")));
  }

  /** What the two write does not clash. */
  @Test
  void compilesTwoProgramsOfOnePackage() throws Exception {
    Compilation compilation =
        compile(
            options(),
            COUNTER,
            source("One", "@SharedMemory interface One { Counter c(); }"),
            source("OneMore", "@SharedMemory interface OneMore { Counter a(); Counter b(); }"),
            source(
                "Driver",
                "public class Driver implements java.util.concurrent.Callable<Object> {",
                "  @Override public Object call() {",
                "    try (LinkedOne p = LinkedOne.link(); LinkedOneMore q = LinkedOneMore.link()) {",
                "      return p.c().step(1) + q.a().step(2) * 100 + q.b().step(3) * 10000; } } }"));

    assertThat(problems(compilation)).isEmpty();
    assertThat(call(compilation, "test.Driver")).isEqualTo(141312);
  }

  @Test
  void compilesAnInnerProgramOfTheUnnamedPackage() throws Exception {
    Compilation compilation =
        compile(
            options(),
            JavaFileObjects.forSourceString(
                "Outer",
                """
                import dev.radicchio.annotations.*;
                class Outer {
                  @WasmModule("wasm/scalars.wasm") interface S { int add(int a, int b); }
                  @SharedMemory interface P { S s(); }
                }
                """),
            JavaFileObjects.forSourceString(
                "Driver",
                """
                public class Driver implements java.util.concurrent.Callable<Object> {
                  @Override public Object call() {
                    try (LinkedOuter_P p = LinkedOuter_P.link()) { return p.s().add(40, 2); }
                  }
                }
                """));

    assertThat(problems(compilation)).isEmpty();
    assertThat(call(compilation, "Driver")).isEqualTo(42);
    assertThat(files(compilation).keySet())
        .contains(
            "/CLASS_OUTPUT/LinkedOuter_P.image",
            "/CLASS_OUTPUT/META-INF/native-image/LinkedOuter_P/resource-config.json");
  }

  @Test
  void reportsAClassThatTheUserHasAlready() {
    for (String taken : List.of("LinkedCountersCode", "LinkedCountersCodeFuncGroup_0")) {
      assertThat(problems(counters("@SharedMemory", source(taken, "class " + taken + " {}"))))
          .contains("Counters.java:2: test." + taken + " exists already; rename it or Counters");
    }
  }

  @Test
  void reportsAProgramWhoseClassesAreThoseOfAnother() {
    Compilation compilation =
        counters(
            "@SharedMemory",
            source("CountersCode", "@SharedMemory interface CountersCode { Counter c(); }"));

    assertThat(problems(compilation))
        .contains("Counters.java:2: test.LinkedCountersCode exists already; rename it or Counters");
  }

  @Test
  void reportsAValueThatIsNeitherTrueNorFalse() {
    assertThat(problems(compile(List.of("-Aradicchio.precompile=maybe"), COUNTER)))
        .containsExactly("-Aradicchio.precompile is \"maybe\"; give it the value true or false");
  }

  @Test
  void compilesWhatAsksForItAlone() {
    assertThat(generated(counters(List.of(), "@SharedMemory"), "LinkedCounters"))
        .contains("Linker");
    assertThat(generated(counters(List.of(), "@SharedMemory(precompile = true)"), "LinkedCounters"))
        .doesNotContain("Linker");
  }

  /** Methods, parameters and accessors with the names that generated code has for itself. */
  @Test
  void keepsNamesApart() throws Exception {
    Compilation compilation =
        compile(
            options(),
            source(
                "S",
                "@WasmModule(\"wasm/scalars.wasm\") interface S {",
                "  int calls = 1; int memory = 2; int image = 3;",
                "  @WasmExport(\"add\") int func_0(int func_0, int calls);",
                "  @WasmExport(\"add\") int func_1(int before, int thrown);",
                "  @WasmExport(\"add\") int func_2(int p1, int p0);",
                "  @WasmExport(\"add\") int func_3(int memory, int image);",
                "  @WasmExport(\"add\") int func_4(int program, int instance);",
                "  @WasmExport(\"add\") int calls(int a, int b);",
                "  @WasmExport(\"not\") boolean memory(boolean memory);",
                "  class DirectCalls {} class Memory {} class Instance {} class Throwable {}",
                "}"),
            source(
                "P",
                "@SharedMemory interface P { S linkage(); S program(); S s(); S sStub(); class Machine {} class Executable {} class Linkage {} class SStub {} class Function {} }"),
            source(
                "Driver",
                "public class Driver implements java.util.concurrent.Callable<Object> {",
                "  @Override public Object call() {",
                "    try (LinkedP p = LinkedP.link()) {",
                "      return p.sStub().func_0(1, 2) + p.s().func_1(3, 4) + p.linkage().func_2(5, 6)",
                "          + p.program().func_3(7, 8) + p.s().func_4(9, 10) + p.s().calls(11, 12)",
                "          + \"\" + p.s().memory(true); } } }"));

    assertThat(problems(compilation)).isEmpty();
    assertThat(call(compilation, "test.Driver")).isEqualTo("78false");
  }

  @Test
  void callsTheFunctionsOfEachInstance() {
    String linked = generated(counters("@SharedMemory"), "LinkedCounters");

    assertThat(linked)
        .contains("implements Counter", "LinkedCountersCodeFuncGroup_0.func_")
        .doesNotContain("GuestFunction", "Linker");
  }
}
