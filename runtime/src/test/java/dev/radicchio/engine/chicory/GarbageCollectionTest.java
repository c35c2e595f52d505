package dev.radicchio.engine.chicory;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import dev.radicchio.IfEngineHas;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.fixture.ModuleBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@IfEngineHas(Shortcoming.COLLECTION)
final class GarbageCollectionTest {
  /** A global by its type and the heap type of the null that it holds. */
  @ParameterizedTest
  @CsvSource({
    "anyref, 6E, 6E, true",
    "eqref, 6D, 6D, true",
    "i31ref, 6C, 6C, true",
    "structref, 6B, 6B, false",
    "funcref, 70, 70, false",
    "externref, 6F, 6F, false",
    "(ref null 0), 6300, 00, false"
  })
  void isNeededForGlobalsThatMayHoldNumbers(
      String type, String code, String heapType, boolean needed) {
    WasmWriter global = new WasmWriter();
    hex(global, code).u8(0).u8(0xD0);
    hex(global, heapType).u8(0x0B);
    byte[] module = new ModuleBytes().types().section(Section.GLOBAL, global).toByteArray();

    assertThat(GarbageCollection.isNeeded(Parser.parse(module))).as(type).isEqualTo(needed);
  }

  /** Chicory's own test of types asserts that no such reference is ever one that may be null. */
  @Test
  void isNotNeededForAGlobalOfAFunctionThatIsNeverNull() {
    WasmWriter global = hex(new WasmWriter(), "640000D2000B");
    byte[] module =
        new ModuleBytes()
            .types()
            .section(Section.FUNCTION, new WasmWriter().u32(0))
            .section(Section.GLOBAL, global)
            .section(Section.EXPORT, new WasmWriter().name("f").u8(ModuleBytes.FUNCTION).u32(0))
            .code(new WasmWriter())
            .toByteArray();

    assertThat(GarbageCollection.isNeeded(Parser.parse(module))).isFalse();
  }

  private static WasmWriter hex(WasmWriter out, String bytes) {
    for (int i = 0; i < bytes.length(); i += 2) {
      out.u8(Integer.parseInt(bytes.substring(i, i + 2), 16));
    }
    return out;
  }
}
