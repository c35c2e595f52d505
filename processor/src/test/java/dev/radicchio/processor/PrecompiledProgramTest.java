package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.generated;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same with programs that are compiled to bytecode, and what only those have. */
final class PrecompiledProgramTest extends GeneratedProgramTest {
  @BeforeAll
  static void precompile() {
    Compile.precompile(true);
  }

  @AfterAll
  static void precompileNoMore() {
    Compile.precompile(false);
  }

  @Override
  String changed(String module, String program) {
    return "Linked" + program + ".image is not the file that was written together with";
  }

  @Override
  String missing(String module, String program) {
    return "Linked" + program + ".image: not found";
  }

  private static List<String> files(Compilation compilation) {
    return compilation.generatedFiles().stream().map(JavaFileObject::getName).sorted().toList();
  }

  private static Compilation counters(String annotation) {
    return compile(
        source(
            "Counter",
            "@WasmModule(\"wasm/counter.wasm\") interface Counter { int step(int by); }"),
        source("Counters", annotation + " interface Counters { Counter one(); Counter two(); }"));
  }

  @Test
  void writesTheSameFilesEachTime() {
    Stream.of(counters("@SharedMemory"), counters("@SharedMemory"))
        .map(PrecompiledProgramTest::files)
        .forEach(
            files ->
                assertThat(files)
                    .contains(
                        "/CLASS_OUTPUT/test/LinkedCounters.image",
                        "/CLASS_OUTPUT/test/LinkedCountersCode.class",
                        "/CLASS_OUTPUT/META-INF/native-image/test.LinkedCounters/resource-config.json"));
  }

  @Test
  void callsTheFunctionsOfEachInstance() {
    String linked = generated(counters("@SharedMemory"), "LinkedCounters");

    assertThat(linked)
        .contains("implements Counter", "LinkedCountersCodeFuncGroup_0.func_")
        .doesNotContain("GuestFunction", "Linker");
  }
}
