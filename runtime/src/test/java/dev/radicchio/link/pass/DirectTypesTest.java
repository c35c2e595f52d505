package dev.radicchio.link.pass;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.export;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.GuestTrapException;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Images of very many functions of one type, few of them in the table. */
final class DirectTypesTest {
  private static final int MANY = 3 * DirectTypes.MANY;

  /** Slots 1 to 50; function {@code MANY} is put into slot 51 by code. */
  private static final int IN_TABLE = 50;

  private static final int LOCAL_GET = 0x20;
  private static final int TABLE_SET = 0x26;
  private static final int CALL = 0x10;
  private static final int CALL_INDIRECT = 0x11;
  private static final int I32_CONST = 0x41;
  private static final int I32_ADD = 0x6A;
  private static final int REF_FUNC = 0xD2;

  /**
   * Function i adds i; then come {@code set()}, {@code call(x, slot)}, and {@code direct(x)} which
   * calls the last but one.
   */
  private static WasmFile file(int functions) {
    WasmWriter[] types = new WasmWriter[functions + 4];
    WasmWriter[] bodies = new WasmWriter[functions + 4];
    for (int i = 0; i <= functions; i++) {
      types[i] = new WasmWriter().u32(3);
      bodies[i] = bytes(LOCAL_GET, 0, I32_CONST).s64(i).u8(I32_ADD);
    }
    types[functions + 1] = new WasmWriter().u32(0);
    bodies[functions + 1] =
        bytes(I32_CONST, IN_TABLE + 1, REF_FUNC).u32(functions).u8(TABLE_SET).u32(0);
    types[functions + 2] = new WasmWriter().u32(4);
    bodies[functions + 2] = bytes(LOCAL_GET, 0, LOCAL_GET, 1, CALL_INDIRECT, 3, 0);
    types[functions + 3] = new WasmWriter().u32(3);
    bodies[functions + 3] = bytes(LOCAL_GET, 0, CALL).u32(functions - 1);
    WasmWriter element = bytes(0, I32_CONST, 1, 0x0B).u32(IN_TABLE);
    IntStream.range(0, IN_TABLE).forEach(element::u32);
    return new ModuleBytes()
        .section(
            Section.TYPE,
            bytes(0x60, 0, 0),
            bytes(0x60, 1, ModuleBytes.I32, 0),
            bytes(0x60, 0, 1, ModuleBytes.I32),
            bytes(0x60, 1, ModuleBytes.I32, 1, ModuleBytes.I32),
            bytes(0x60, 2, ModuleBytes.I32, ModuleBytes.I32, 1, ModuleBytes.I32))
        .section(Section.FUNCTION, types)
        .section(Section.TABLE, bytes(ModuleBytes.FUNCREF, 0, IN_TABLE + 10))
        .section(
            Section.EXPORT,
            export("last", ModuleBytes.FUNCTION, functions),
            export("set", ModuleBytes.FUNCTION, functions + 1),
            export("call", ModuleBytes.FUNCTION, functions + 2),
            export("direct", ModuleBytes.FUNCTION, functions + 3))
        .section(Section.ELEMENT, element)
        .code(bodies)
        .read("many.wasm");
  }

  private static Image image(int functions) {
    return Linker.create().add("a", file(functions)).link();
  }

  @Test
  void functionsWithoutAddressHaveATypeOfTheirOwn() {
    WasmBinary separated = WasmBinary.read(DirectTypes.rewrite(image(MANY).bytes()).bytes());
    int taken = separated.functions().get(0).typeIndex();

    assertThat(separated.functions().stream().filter(function -> function.typeIndex() == taken))
        .hasSize(IN_TABLE + 1);
    assertThat(separated.functionType(MANY - 1)).isEqualTo(separated.functionType(0));
  }

  @Test
  void fewFunctionsAreLeftAlone() {
    byte[] few = image(DirectTypes.MANY - 2).bytes();
    assertThat(DirectTypes.rewrite(few).bytes()).isSameAs(few);
    byte[] many = image(DirectTypes.MANY - 1).bytes();
    assertThat(DirectTypes.rewrite(many).bytes()).isNotEqualTo(many);
  }

  @Test
  void callsReachTheSameFunctions() {
    try (LinkedProgram program = LinkedProgram.instantiate(image(MANY))) {
      for (int slot = 1; slot <= IN_TABLE; slot++) {
        assertThat(program.function("a", "call").call(1000, slot)).containsExactly(999 + slot);
      }
      assertThat(program.function("a", "direct").call(1000)).containsExactly(1000 + MANY - 1);
      assertThat(program.function("a", "last").call(1000)).containsExactly(1000 + MANY);
    }
  }

  @Test
  void codeMayTakeTheAddressOfAnExport() {
    try (LinkedProgram program = LinkedProgram.instantiate(image(MANY))) {
      assertThatThrownBy(() -> program.function("a", "call").call(1000, IN_TABLE + 1))
          .isInstanceOf(GuestTrapException.class);
      program.function("a", "set").call();
      assertThat(program.function("a", "call").call(1000, IN_TABLE + 1))
          .containsExactly(1000 + MANY);
    }
  }

  @Test
  void codeIsFoundWhereItIsNow() {
    byte[] image = image(MANY).bytes();
    assertThat(MovedCode.of(image, DirectTypes.rewrite(image)).changed()).isEmpty();
  }
}
