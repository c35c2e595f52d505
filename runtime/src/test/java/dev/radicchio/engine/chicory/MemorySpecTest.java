package dev.radicchio.engine.chicory;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ByteBufferMemory;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.radicchio.spec.SpecScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The memory tests of the WebAssembly specification, with the flat memory and with Chicory's own in
 * its place: nothing else differs.
 */
@Tag("slow")
@Tag("cargo")
final class MemorySpecTest {
  /** An empty run must not pass. */
  private static final int LEAST_ASSERTIONS = 7000;

  private static final Path DIRECTORY = Path.of("target", "spec");

  private static List<SpecScript> scripts;

  @BeforeAll
  static void convertScripts() throws IOException, InterruptedException {
    Process build =
        new ProcessBuilder(
                "bash",
                Path.of("..", "corpus", "spec", "build").toString(),
                DIRECTORY.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(output).isZero();
    scripts = SpecScript.in(DIRECTORY);
  }

  private static SpecRun run(SpecRun.Engine engine, Function<MemoryLimits, Memory> memories) {
    Class<?> memory = memories.apply(new MemoryLimits(0, 0)).getClass();
    SpecRun run = SpecRun.of(scripts, engine, memories);
    System.out.printf(
        "spec: %s (%s) %d of %d%n",
        memory == ChicoryMemory.class ? "FlatMemory" : memory.getSimpleName(),
        engine.name().toLowerCase(Locale.ROOT),
        run.passed(),
        run.assertions());
    return run;
  }

  @ParameterizedTest
  @EnumSource(SpecRun.Engine.class)
  void theFlatMemoryPassesWhatChicorysMemoriesPass(SpecRun.Engine engine) {
    SpecRun flat = run(engine, ChicoryMemory::new);
    SpecRun buffers = run(engine, ByteBufferMemory::new);
    SpecRun arrays = run(engine, ByteArrayMemory::new);

    System.out.printf("spec: %d assertions about the parser left out%n", flat.leftOut());
    assertThat(flat.assertions()).isGreaterThan(LEAST_ASSERTIONS);
    assertThat(buffers.assertions()).isEqualTo(flat.assertions());
    assertThat(arrays.assertions()).isEqualTo(flat.assertions());
    // Chicory's pass everything; should that change, the flat memory may fail where both do
    Map<String, String> onlyFlat = new TreeMap<>(flat.failures());
    Set<String> engines = new HashSet<>(buffers.failures().keySet());
    engines.retainAll(arrays.failures().keySet());
    onlyFlat.keySet().removeAll(engines);
    assertThat(onlyFlat).isEmpty();
  }
}
