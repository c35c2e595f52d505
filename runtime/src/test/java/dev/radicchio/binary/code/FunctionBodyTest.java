package dev.radicchio.binary.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import org.junit.jupiter.api.Test;

final class FunctionBodyTest {
  private static final int I32 = 0x7F;

  /** As in the class's example. */
  private static WasmWriter example() {
    WasmWriter code = new WasmWriter().u8(Opcode.LOCAL_GET).u32(0).u8(Opcode.IF).u8(I32);
    code.u8(Opcode.I32_CONST).s64(7).u8(Opcode.ELSE).u8(Opcode.I32_CONST).s64(8).u8(Opcode.END);
    return code.u8(Opcode.BR).u32(0).u8(Opcode.NOP);
  }

  @Test
  void hasBlocksWithTheirArms() {
    FunctionBody body = OneFunction.body(example());
    assertThat(body.size()).isEqualTo(9);
    assertThat(body.blocks()).isEqualTo(2);
    assertThat(body.blockStart(FunctionBody.BODY)).isEqualTo(-1);
    assertThat(body.blockEnd(FunctionBody.BODY)).isEqualTo(8);
    assertThat(body.blockStart(1)).isEqualTo(1);
    assertThat(body.blockEnd(1)).isEqualTo(5);
    assertThat(body.parent(1)).isEqualTo(FunctionBody.BODY);
    assertThat(body.nextArm(1)).isEqualTo(3);
    assertThat(body.nextArm(3)).isEqualTo(5);
    assertThat(body.blockType(1).results()).containsExactly(ValType.I32);
  }

  @Test
  void knowsTheBlockAroundAnInstructionAndWhereItsLabelsLead() {
    FunctionBody body = OneFunction.body(example());
    assertThat(body.enclosing(0)).isEqualTo(FunctionBody.BODY);
    assertThat(body.enclosing(4)).isEqualTo(1);
    assertThat(body.enclosing(5)).isEqualTo(1);
    assertThat(body.enclosing(6)).isEqualTo(FunctionBody.BODY);
    assertThat(body.target(6, 0)).isEqualTo(FunctionBody.BODY);
  }

  @Test
  void countsLabelsOfClausesFromTheBlockAround() {
    WasmWriter code = new WasmWriter().u8(Opcode.BLOCK).u8(Opcode.EMPTY_BLOCK_TYPE);
    code.u8(Opcode.TRY_TABLE).u8(Opcode.EMPTY_BLOCK_TYPE).u32(2);
    code.u8(0).u32(0).u32(1).u8(2).u32(0).u8(Opcode.END).u8(Opcode.END);
    code.u8(Opcode.LOCAL_GET).u32(0);
    FunctionBody body = OneFunction.body(code);
    assertThat(body.immediates(1)).isEqualTo(6);
    assertThat(body.immediate(1, 1)).isZero();
    assertThat(body.immediate(1, 4)).isEqualTo(-1);
    assertThat(body.target(1, body.immediate(1, 2))).isEqualTo(FunctionBody.BODY);
    assertThat(body.target(1, body.immediate(1, 5))).isEqualTo(1);
  }

  @Test
  void holdsLegacyExceptionHandling() {
    WasmWriter code = new WasmWriter().u8(Opcode.TRY).u8(Opcode.EMPTY_BLOCK_TYPE);
    code.u8(Opcode.TRY).u8(Opcode.EMPTY_BLOCK_TYPE).u8(Opcode.DELEGATE).u32(0);
    code.u8(Opcode.CATCH).u32(0).u8(Opcode.DROP);
    code.u8(Opcode.CATCH_ALL).u8(Opcode.RETHROW).u32(0).u8(Opcode.END);
    code.u8(Opcode.LOCAL_GET).u32(0);
    FunctionBody body = OneFunction.body(code);
    assertThat(body.blockEnd(2)).isEqualTo(2);
    assertThat(body.target(2, body.immediate(2))).isEqualTo(1);
    assertThat(body.nextArm(0)).isEqualTo(3);
    assertThat(body.immediate(3)).isZero();
    assertThat(body.nextArm(3)).isEqualTo(5);
    assertThat(body.nextArm(5)).isEqualTo(7);
    assertThat(body.blockEnd(1)).isEqualTo(7);
    assertThat(OperandTypes.of(OneFunction.of(code), body).depth(4)).isEqualTo(1);
  }

  @Test
  void decodesImmediatesAndKeepsOffsets() {
    WasmWriter code = new WasmWriter().u8(Opcode.I64_CONST).s64(-2).u8(Opcode.DROP);
    code.u8(Opcode.I32_CONST).u8(0x80).u8(0x80).u8(0x80).u8(0x80).u8(0); // in five bytes
    code.u8(Opcode.I32_LOAD).u32(2).u32(1024);
    FunctionBody body = OneFunction.body(code);
    assertThat(body.immediate(0)).isEqualTo(-2);
    assertThat(body.immediate(0, 1)).isEqualTo(-1);
    assertThat(body.immediate(2)).isZero();
    assertThat(body.end(2) - body.offset(2)).isEqualTo(6);
    assertThat(body.immediates(3)).isEqualTo(3);
    assertThat(body.immediate(3)).isEqualTo(2);
    assertThat(body.immediate(3, 2)).isEqualTo(1024);
    assertThat(body.offset(3)).isEqualTo(body.end(2));
  }

  @Test
  void keepsLocalsInTheirRuns() {
    Locals locals = OneFunction.body(example()).locals();
    assertThat(locals.count()).isEqualTo(5);
    assertThat(locals.runs()).isEqualTo(2);
    assertThat(locals.runLength(0)).isEqualTo(3);
    assertThat(locals.type(0)).isEqualTo(ValType.I32);
    assertThat(locals.type(1)).isEqualTo(ValType.I64);
    assertThat(locals.type(3)).isEqualTo(ValType.I64);
    assertThat(locals.type(4)).isEqualTo(ValType.I32);
  }

  @Test
  void refusesArmsOutsideOfTheirBlocks() {
    refuses(new WasmWriter().u8(Opcode.NOP).u8(Opcode.ELSE), 1);
    refuses(new WasmWriter().u8(Opcode.CATCH).u32(0), 0);
    refuses(new WasmWriter().u8(Opcode.DELEGATE).u32(0), 0);
    WasmWriter elses = new WasmWriter().u8(Opcode.LOCAL_GET).u32(0);
    elses.u8(Opcode.IF).u8(Opcode.EMPTY_BLOCK_TYPE).u8(Opcode.ELSE).u8(Opcode.ELSE);
    refuses(elses.u8(Opcode.END), 5);
    WasmWriter catches = new WasmWriter().u8(Opcode.TRY).u8(Opcode.EMPTY_BLOCK_TYPE);
    refuses(catches.u8(Opcode.CATCH_ALL).u8(Opcode.CATCH).u32(0).u8(Opcode.END), 3);
  }

  @Test
  void refusesLabelsAndIndicesThatAreOutOfRangeWhereTheyStand() {
    refuses(new WasmWriter().u8(Opcode.NOP).u8(Opcode.BR).u32(1), 2);
    refuses(new WasmWriter().u8(Opcode.NOP).u8(Opcode.LOCAL_GET).u32(5), 2);
    refuses(new WasmWriter().u8(Opcode.NOP).u8(Opcode.CALL).u32(1), 2);
    refuses(new WasmWriter().u8(Opcode.NOP).u8(Opcode.GLOBAL_GET).u32(1), 2);
    refuses(new WasmWriter().u8(Opcode.BLOCK).s64(3).u8(Opcode.END), 1);
    WasmWriter clauses = new WasmWriter().u8(Opcode.TRY_TABLE).u8(Opcode.EMPTY_BLOCK_TYPE);
    refuses(clauses.u32(1).u8(2).u32(1).u8(Opcode.END), 4);
  }

  /** Refuses the code, at that offset of it. */
  private static void refuses(WasmWriter code, int offset) {
    WasmBinary module = OneFunction.of(code);
    int start = module.bodies().get(0).start() + 5; // behind the locals
    assertThatThrownBy(() -> FunctionBody.read(module, 0))
        .isInstanceOfSatisfying(
            MalformedWasmException.class,
            e -> assertThat(e.offset() - start).as(e.getMessage()).isEqualTo(offset));
  }
}
