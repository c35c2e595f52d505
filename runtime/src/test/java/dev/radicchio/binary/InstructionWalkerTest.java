package dev.radicchio.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.WasmEncoding;
import dev.radicchio.fixture.Fixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InstructionWalkerTest {
  /** Instructions whose unsigned immediates are lanes only. */
  private static final Set<OpCode> WITH_LANES =
      EnumSet.of(
          OpCode.V128_LOAD8_LANE,
          OpCode.V128_LOAD16_LANE,
          OpCode.V128_LOAD32_LANE,
          OpCode.V128_LOAD64_LANE,
          OpCode.V128_STORE8_LANE,
          OpCode.V128_STORE16_LANE,
          OpCode.V128_STORE32_LANE,
          OpCode.V128_STORE64_LANE);

  /** What a visitor was told, as text. */
  private static final class Recorder implements ImmediateVisitor {
    private final List<String> events = new ArrayList<>();
    private final List<Integer> opcodes = new ArrayList<>();

    @Override
    public void index(IndexSpace space, int index, CodeLocation at) {
      events.add(space + " " + index + " at " + at.start() + " to " + at.end());
    }

    @Override
    public void constant(int value, CodeLocation at) {
      events.add("constant " + value + " at " + at.start() + " to " + at.end());
    }

    @Override
    public void memoryOffset(int offset, CodeLocation at) {
      events.add("offset " + offset + " at " + at.start() + " to " + at.end());
    }

    @Override
    public void local(int index, CodeLocation at) {
      events.add("local " + index);
    }

    @Override
    public void label(int depth, CodeLocation at) {
      events.add("label " + depth);
    }

    @Override
    public void instruction(int opcode, int offset) {
      opcodes.add(opcode);
    }
  }

  private static Recorder walk(WasmWriter instructions) {
    WasmWriter body = new WasmWriter().u32(0).append(instructions).u8(0x0B);
    Recorder recorder = new Recorder();
    InstructionWalker.walkBody(new WasmReader(body.toByteArray()), recorder);
    return recorder;
  }

  /** Writes an instruction with small immediates, as its signature in Chicory's table says. */
  private static WasmWriter encode(OpCode op) {
    WasmWriter out = new WasmWriter();
    if (op.opcode() > 0xFF) {
      out.u8(op.opcode() >> 8).u32(op.opcode() & 0xFF);
    } else {
      out.u8(op.opcode());
    }
    for (WasmEncoding encoding : OpCode.signature(op)) {
      switch (encoding) {
        case VARUINT, BYTE -> out.u32(1);
        case VARSINT32, VARSINT64 -> out.s64(3);
        case FLOAT32 -> out.bytes(new byte[4], 0, 4);
        case FLOAT64 -> out.bytes(new byte[8], 0, 8);
        case V128 -> out.bytes(new byte[16], 0, 16);
        case VEC_VARUINT -> out.u32(2).u32(0).u32(1);
        case VEC_CATCH -> out.u32(2).u8(0).u32(4).u32(1).u8(2).u32(1);
        case BLOCK_TYPE -> out.s64(2);
        case VEC_VALUE_TYPE -> out.u32(1).u8(0x7F);
        case MEMARG -> out.u32(0).u32(8);
      }
    }
    return out;
  }

  private static final Set<OpCode> BLOCKS =
      EnumSet.of(OpCode.BLOCK, OpCode.LOOP, OpCode.IF, OpCode.TRY_TABLE);

  @ParameterizedTest
  @EnumSource(OpCode.class)
  void walksEveryInstructionThatTheEngineKnows(OpCode op) {
    WasmWriter instructions = new WasmWriter();
    List<Integer> expected = new ArrayList<>();
    if (op == OpCode.END) {
      instructions.u8(0x02).u8(0x40);
      expected.add(0x02);
    }
    instructions.append(encode(op)).u8(0x01);
    expected.addAll(List.of(op.opcode(), 0x01));
    if (BLOCKS.contains(op)) {
      instructions.u8(0x0B);
      expected.add(0x0B);
    }
    expected.add(0x0B);
    assertThat(walk(instructions).opcodes).isEqualTo(expected);
  }

  @Test
  void knowsNoInstructionThatTheEngineDoesNotKnow() {
    Set<Integer> known = new HashSet<>();
    Arrays.stream(OpCode.values()).forEach(op -> known.add(op.opcode()));
    for (int first = 0; first < 0x100; first++) {
      for (int number = 0; number < 0x100; number++) {
        int opcode = Opcode.isPrefix(first) ? first << 8 | number : first;
        if (!Opcode.isLegacyException(opcode)) {
          assertThat(Immediate.of(opcode) != null)
              .as("0x%x", opcode)
              .isEqualTo(known.contains(opcode));
        }
      }
    }
  }

  @Test
  void refusesABodyThatEndsElsewhere() {
    for (int[] bytes : new int[][] {{0x02, 0x40}, {0x0B}, {0x03, 0x40, 0x0B, 0x0B, 0x01}}) {
      WasmWriter instructions = new WasmWriter();
      Arrays.stream(bytes).forEach(instructions::u8);
      assertThatThrownBy(() -> walk(instructions)).isInstanceOf(MalformedWasmException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(OpCode.class)
  void tellsTheIndexSpaceOfEveryUnsignedImmediate(OpCode op) {
    long immediates =
        OpCode.signature(op).stream().filter(encoding -> encoding == WasmEncoding.VARUINT).count();
    if (immediates > 0 && !WITH_LANES.contains(op)) {
      assertThat(walk(encode(op)).events).isNotEmpty();
    }
  }

  @Test
  void readsBlockTypesAsSignedNumbers() {
    assertThat(walk(new WasmWriter().u8(0x02).u8(0x40).u8(0x0B)).events).isEmpty();
    assertThat(walk(new WasmWriter().u8(0x02).u8(0x7F).u8(0x0B)).events).isEmpty();
    assertThat(walk(new WasmWriter().u8(0x02).u8(0x63).s64(5).u8(0x0B)).events)
        .containsExactly("SIGNED_TYPE 5 at 3 to 4");
    assertThat(walk(new WasmWriter().u8(0x02).s64(64).u8(0x0B)).events)
        .containsExactly("SIGNED_TYPE 64 at 2 to 4");
    assertThat(walk(new WasmWriter().u8(0x02).s64(127).u8(0x0B)).events)
        .containsExactly("SIGNED_TYPE 127 at 2 to 4");
  }

  @Test
  void tellsWhereConstantsOffsetsAndIndicesStand() {
    WasmWriter code = new WasmWriter();
    code.u8(0x41).s64(-1); // i32.const
    code.u8(0x28).u32(2).u32(1024); // i32.load
    code.u8(0x10).u32(300); // call
    code.u8(0x11).u32(7).u32(1); // call_indirect
    assertThat(walk(code).events)
        .containsExactly(
            "constant -1 at 2 to 3",
            "offset 1024 at 5 to 7",
            "FUNCTION 300 at 8 to 10",
            "TYPE 7 at 11 to 12",
            "TABLE 1 at 12 to 13");
  }

  @Test
  void tellsTheTagsAndLabelsOfCatchClauses() {
    WasmWriter code = new WasmWriter().u8(0x1F).u8(0x40);
    code.u32(3).u8(0).u32(5).u32(0).u8(1).u32(6).u32(1).u8(3).u32(2).u8(0x0B);
    assertThat(walk(code).events)
        .containsExactly("TAG 5 at 5 to 6", "label 0", "TAG 6 at 8 to 9", "label 1", "label 2");
  }

  @Test
  void tellsLocalsAndLabels() {
    WasmWriter code = new WasmWriter();
    code.u8(0x20).u32(300); // local.get
    code.u8(0x0D).u32(0); // br_if
    code.u8(0x0E).u32(2).u32(3).u32(1).u32(2); // br_table
    assertThat(walk(code).events)
        .containsExactly("local 300", "label 0", "label 3", "label 1", "label 2");
  }

  @Test
  void walksLegacyExceptionHandling() {
    WasmWriter code = new WasmWriter().u8(Opcode.TRY).u8(Opcode.EMPTY_BLOCK_TYPE);
    code.u8(Opcode.CATCH).u32(3).u8(Opcode.RETHROW).u32(0).u8(Opcode.CATCH_ALL).u8(Opcode.END);
    code.u8(Opcode.TRY).u8(Opcode.EMPTY_BLOCK_TYPE).u8(Opcode.DELEGATE).u32(0);
    WasmWriter body = new WasmWriter().u32(0).append(code).u8(Opcode.END);
    Recorder recorder = new Recorder();
    InstructionWalker.walkBody(new WasmReader(body.toByteArray()), recorder);
    assertThat(recorder.events).containsExactly("TAG 3 at 4 to 5", "label 0", "label 0");
  }

  @Test
  void refusesABodyThatDoesNotEnd() {
    WasmReader in = new WasmReader(new WasmWriter().u32(0).u8(0x01).toByteArray());
    assertThatThrownBy(() -> InstructionWalker.walkBody(in, new Recorder()))
        .isInstanceOf(MalformedWasmException.class)
        .hasMessageContaining("does not end with 'end'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"traits", "pointers.relocs", "pointers.dylink", "everything", "large.absolute"})
  void seesTheInstructionsThatTheEngineSees(String fixture) {
    WasmBinary module = WasmBinary.read(Fixture.bytes(fixture));
    WasmModule expected = Parser.parse(Fixture.bytes(fixture));
    for (int i = 0; i < module.bodies().size(); i++) {
      Recorder recorder = new Recorder();
      InstructionWalker.walkBody(module.reader(module.bodies().get(i)), recorder);
      assertThat(recorder.opcodes)
          .isEqualTo(
              expected.codeSection().getFunctionBody(i).instructions().stream()
                  .map(Instruction::opcode)
                  .map(OpCode::opcode)
                  .toList());
    }
  }
}
