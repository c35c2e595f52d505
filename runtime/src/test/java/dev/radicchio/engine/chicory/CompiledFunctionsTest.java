package dev.radicchio.engine.chicory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.Export;
import dev.radicchio.GuestFunction;
import dev.radicchio.GuestTrapException;
import dev.radicchio.IfEngineHas;
import dev.radicchio.LinkedProgram;
import dev.radicchio.corpus.Corpus;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.limits.NumberReferences;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An image with more functions than one method can switch over. */
final class CompiledFunctionsTest {
  private static final String MODULE = "standard.rustc1.63.0.relocs.wasm";

  private final LinkedProgram program = program();
  private final Instance instance = ((ChicoryInstance) program.instance()).instance();

  private static LinkedProgram program() {
    byte[] bytes =
        Corpus.rows().stream()
            .filter(row -> row.module().equals(MODULE))
            .map(Corpus::bytes)
            .findFirst()
            .orElseThrow();
    return LinkedProgram.instantiate(Linker.create().add("a", WasmFile.read(MODULE, bytes)).link());
  }

  private int index(String export) {
    for (int i = 0; i < instance.module().exportSection().exportCount(); i++) {
      Export candidate = instance.module().exportSection().getExport(i);
      if (candidate.name().equals(export)) {
        return candidate.index();
      }
    }
    throw new AssertionError("no export " + export);
  }

  @Test
  @IfEngineHas(Shortcoming.ONE_SWITCH)
  void functionsAreCalledByTheirOwnMethods() {
    ExportFunction found =
        new CompiledFunctions(instance.module()).find(instance, index("a!operate"));

    assertThat(instance.functionCount()).isGreaterThan(CompiledFunctions.MOST_SWITCHED);
    assertThat(found).isNotNull();
    assertThat(found.apply(1, 6, 7)).isEqualTo(instance.export("a!operate").apply(1, 6, 7));
    assertThat(program.function("a", "operate").call(1, 6, 7)).containsExactly(42);
  }

  @Test
  void trapsAreReported() {
    GuestFunction area = program.function("a", "area");

    assertThatThrownBy(() -> area.call(99)).isInstanceOf(GuestTrapException.class);
    assertThat(Double.longBitsToDouble(area.call(0)[0])).isEqualTo(12);
  }

  /** Chicory makes an object of each, and lets go of it where a call through an export returns. */
  @ParameterizedTest
  @EnumSource
  @IfEngineHas(Shortcoming.COLLECTION)
  void referencesToNumbersAreCollected(NumberReferences references) {
    try (LinkedProgram program = LinkedProgram.instantiate(references.image())) {
      Instance running = ((ChicoryInstance) program.instance()).instance();

      assertThat(running.functionCount()).isGreaterThan(CompiledFunctions.MOST_SWITCHED);
      assertThat(references.isFirstCollected(program)).isTrue();
    }
  }
}
