package dev.radicchio.binary.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OperandTypesTest {
  static List<Path> modules() {
    return WasmFiles.modules();
  }

  private static OperandTypes types(WasmWriter code) {
    return OperandTypes.of(OneFunction.of(code), OneFunction.body(code));
  }

  /** Of all that compilers write, whose validity is known. */
  @ParameterizedTest
  @MethodSource("modules")
  void findsOperandsOfTheTypesThatAreNeeded(Path file) {
    WasmBinary module = WasmFiles.read(file);
    WasmFiles.functions(module)
        .forEach(
            function -> {
              FunctionBody body = FunctionBody.read(module, function);
              assertThatCode(() -> OperandTypes.of(module, body))
                  .as("function %d", function)
                  .doesNotThrowAnyException();
            });
  }

  @Test
  void givesTheTypesBeforeAnInstruction() {
    WasmWriter code = new WasmWriter().u8(Opcode.I32_CONST).s64(0).u8(Opcode.I64_CONST).s64(1);
    code.u8(Opcode.I64_STORE).u32(3).u32(0).u8(Opcode.LOCAL_GET).u32(0);
    OperandTypes types = types(code);
    assertThat(types.depth(2)).isEqualTo(2);
    assertThat(types.operand(2, 0)).isEqualTo(ValType.I64);
    assertThat(types.operand(2, 1)).isEqualTo(ValType.I32);
    assertThat(types.operand(2, 2)).isNull();
    assertThat(types.depth(3)).isZero();
    assertThat(types.operand(4, 0)).isEqualTo(ValType.I32);
  }

  @Test
  void seesOperandsBelowABlock() {
    WasmWriter code = new WasmWriter().u8(Opcode.F32_CONST).bytes(new byte[4], 0, 4);
    code.u8(Opcode.LOCAL_GET).u32(0).u8(Opcode.LOCAL_GET).u32(0).u8(Opcode.BLOCK).s64(2);
    code.u8(Opcode.DROP).u8(Opcode.DROP).u8(Opcode.I64_CONST).s64(0).u8(Opcode.I64_CONST).s64(0);
    code.u8(Opcode.END).u8(Opcode.DROP).u8(Opcode.DROP).u8(Opcode.DROP);
    OperandTypes types = types(code.u8(Opcode.LOCAL_GET).u32(0));
    assertThat(types.depth(5)).isEqualTo(2);
    assertThat(types.operand(5, 1)).isEqualTo(ValType.F32);
    assertThat(types.operand(9, 0)).isEqualTo(ValType.I64);
    assertThat(types.depth(9)).isEqualTo(3);
  }

  @Test
  void knowsWhereNoPathLeads() {
    WasmWriter code = new WasmWriter().u8(Opcode.BLOCK).u8(Opcode.EMPTY_BLOCK_TYPE);
    code.u8(Opcode.BR).u32(0).u8(Opcode.I32_ADD).u8(Opcode.DROP).u8(Opcode.END);
    OperandTypes types = types(code.u8(Opcode.LOCAL_GET).u32(0));
    assertThat(types.isReachable(1)).isTrue();
    assertThat(types.isReachable(2)).isFalse();
    assertThat(types.operand(2, 0)).isNull();
    assertThat(types.operand(3, 0)).isEqualTo(ValType.I32);
    assertThat(types.isReachable(5)).isTrue();
  }

  @Test
  void knowsFieldsAndElements() {
    WasmWriter code = new WasmWriter();
    code.u8(0xFB).u32(1).u32(3); // struct.new_default
    code.u8(0xFB).u32(2).u32(3).u32(1); // struct.get
    code.u8(Opcode.DROP).u8(Opcode.LOCAL_GET).u32(0);
    code.u8(0xFB).u32(7).u32(4); // array.new_default
    code.u8(0xFB).u32(0x0F); // array.len
    OperandTypes types = types(code);
    assertThat(types.operand(1, 0)).hasToString("(ref 3)");
    assertThat(types.operand(2, 0)).isEqualTo(ValType.I64);
    assertThat(types.operand(5, 0)).hasToString("(ref 4)");
  }

  @Test
  void refusesOperandsOfOtherTypesAtTheirInstruction() {
    refuses(new WasmWriter().u8(Opcode.I64_CONST).s64(0).u8(Opcode.I32_EQZ), 1);
    refuses(new WasmWriter().u8(Opcode.I32_EQZ), 0);
    refuses(new WasmWriter(), 0);
    refuses(new WasmWriter().u8(Opcode.I32_CONST).s64(0).u8(Opcode.I32_CONST).s64(0), 2);
    refuses(new WasmWriter().u8(Opcode.I32_CONST).s64(0).u8(Opcode.REF_IS_NULL), 1);
  }

  private static void refuses(WasmWriter code, int instruction) {
    FunctionBody body = OneFunction.body(code);
    assertThatThrownBy(() -> types(code))
        .isInstanceOfSatisfying(
            MalformedWasmException.class,
            e -> assertThat(e.offset()).isEqualTo(body.offset(instruction)));
  }
}
