package dev.radicchio.binary.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BodyWriterTest {
  private final WasmBinary module =
      OneFunction.of(
          new WasmWriter().u8(Opcode.I32_CONST).s64(7).u8(Opcode.I32_LOAD).u32(2).u32(4));

  private final FunctionBody body = FunctionBody.read(module, 0);
  private final BodyWriter writer = new BodyWriter(module, body);
  private final List<String> moves = new ArrayList<>();

  private FunctionBody written() {
    WasmWriter out = new WasmWriter();
    int base = body.span().start();
    writer.write(
        out,
        (start, end, target) -> moves.add((start - base) + " to " + (end - base) + ": " + target));
    return FunctionBody.read(module, module.functionType(0), new WasmReader(out.toByteArray()));
  }

  @Test
  void writesInstructionsBetweenThoseThatItCopies() {
    int local = writer.addLocal(ValType.I32);
    writer.copy(0, 1).op(Opcode.LOCAL_TEE, local).instead(1).i32(65536).op(Opcode.I32_ADD);
    writer.access(Opcode.I32_LOAD, 2, 0, 4).copy(2, 3);
    FunctionBody written = written();
    assertThat(written.locals().count()).isEqualTo(6);
    assertThat(written.locals().type(local)).isEqualTo(ValType.I32);
    List<Integer> opcodes = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      opcodes.add(written.opcode(i));
    }
    assertThat(opcodes)
        .containsExactly(
            Opcode.I32_CONST,
            Opcode.LOCAL_TEE,
            Opcode.I32_CONST,
            Opcode.I32_ADD,
            Opcode.I32_LOAD,
            Opcode.END);
    assertThat(written.immediate(1)).isEqualTo(local);
    assertThat(written.immediate(4, 2)).isEqualTo(4);
  }

  @Test
  void tellsWhereInstructionsAreAfterwards() {
    writer.copy(0, 1).op(Opcode.NOP).instead(1).op(Opcode.NOP).copy(1, 3);
    FunctionBody written = written();
    assertThat(moves)
        .containsExactly(
            "5 to 7: " + written.offset(0),
            "7 to 10: " + written.offset(2),
            "7 to 11: " + written.offset(3));
  }
}
