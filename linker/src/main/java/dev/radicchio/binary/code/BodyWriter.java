package dev.radicchio.binary.code;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a body anew: ranges of its instructions as they are, byte for byte, and others between
 * them; with more locals, if need be.
 *
 * <pre>
 *   before                          copy(0, 1)  op(LOCAL_TEE, addLocal(i32))  copy(1, 3)
 *   locals: none                    locals: 1 of i32
 *   0  i32.const 7                  i32.const 7
 *                                   local.tee 0
 *   1  drop                         drop
 *   2  end                          end
 * </pre>
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/modules.html#code-section">Binary
 *     Format: Code Section</a>
 */
public final class BodyWriter {
  private static final int RANGE_WORDS = 3;

  private final byte[] source;
  private final FunctionBody body;
  private final WasmWriter code = new WasmWriter();
  private final List<ValType> newLocals = new ArrayList<>();

  /** Of each range that was copied its start and its end in the source, and where it is now. */
  private int[] ranges = new int[RANGE_WORDS * 4];

  private int rangeWords;

  /**
   * @param module the module that the body was read from
   */
  public BodyWriter(WasmBinary module, FunctionBody body) {
    this.source = module.bytes();
    this.body = body;
  }

  /** Is told what became of the body's code. */
  @FunctionalInterface
  public interface Moves {
    /** Code of the source is at {@code target} of what was written; in the source's order. */
    void moved(int start, int end, int target);
  }

  /** Adds a local and returns its number. */
  public int addLocal(ValType type) {
    newLocals.add(type);
    return body.locals().count() + newLocals.size() - 1;
  }

  /** Copies instructions as they are, from one to before another. */
  public BodyWriter copy(int from, int to) {
    int start = body.offset(from);
    int end = body.offset(to);
    note(start, end);
    code.bytes(source, start, end);
    return this;
  }

  /** What is written next stands for an instruction that is not copied. */
  public BodyWriter instead(int instruction) {
    note(body.offset(instruction), body.end(instruction));
    return this;
  }

  private void note(int start, int end) {
    if (rangeWords == ranges.length) {
      ranges = Arrays.copyOf(ranges, rangeWords * 2);
    }
    ranges[rangeWords++] = start;
    ranges[rangeWords++] = end;
    ranges[rangeWords++] = code.size();
  }

  /** Writes an instruction without immediates. */
  public BodyWriter op(int opcode) {
    if (opcode > 0xFF) {
      code.u8(opcode >>> 8).u32(opcode & 0xFF);
    } else {
      code.u8(opcode);
    }
    return this;
  }

  /** Writes an instruction whose immediates are indices, labels or locals. */
  public BodyWriter op(int opcode, int... immediates) {
    op(opcode);
    for (int immediate : immediates) {
      code.u32(immediate);
    }
    return this;
  }

  /** Writes an {@code i32.const}. */
  public BodyWriter i32(int value) {
    op(Opcode.I32_CONST).code.s64(value);
    return this;
  }

  /** Writes a zero, or null for a reference. */
  public BodyWriter zero(ValType type) {
    if (type.equals(ValType.I32) || type.equals(ValType.I64)) {
      op(type.equals(ValType.I32) ? Opcode.I32_CONST : Opcode.I64_CONST).u8(0);
    } else if (type.equals(ValType.F32)) {
      op(Opcode.F32_CONST).zeros(Float.BYTES);
    } else if (type.equals(ValType.F64)) {
      op(Opcode.F64_CONST).zeros(Double.BYTES);
    } else if (type.equals(ValType.V128)) {
      op(Opcode.V128_CONST).zeros(2 * Long.BYTES);
    } else {
      op(Opcode.REF_NULL).s33(type.nonNull().heapType());
    }
    return this;
  }

  private void zeros(int count) {
    for (int i = 0; i < count; i++) {
      code.u8(0);
    }
  }

  /** Writes an instruction that begins a block without parameters and results. */
  public BodyWriter block(int opcode) {
    op(opcode).code.u8(Opcode.EMPTY_BLOCK_TYPE);
    return this;
  }

  /** Writes an instruction that begins a block of a type. */
  public BodyWriter block(int opcode, FunctionType type, BlockTypes types) {
    op(opcode);
    types.write(code, type);
    return this;
  }

  /** Writes a byte of an immediate. */
  public BodyWriter u8(int value) {
    code.u8(value);
    return this;
  }

  /** Writes an immediate that is an index, a label or a number. */
  public BodyWriter u32(int value) {
    code.u32(value);
    return this;
  }

  /** Writes an immediate that is a type index or a heap type. */
  public BodyWriter s33(int value) {
    code.s64(value);
    return this;
  }

  /** Writes a load or store. */
  public BodyWriter access(int opcode, int alignment, int memory, int offset) {
    op(opcode);
    if (memory == 0) {
      code.u32(alignment);
    } else {
      code.u32(alignment | InstructionWalker.MEMORY_INDEX_FLAG).u32(memory);
    }
    code.u32(offset);
    return this;
  }

  /**
   * Writes the body, without its size.
   *
   * @param moves is told what became of its code, in offsets into {@code out}
   */
  public void write(WasmWriter out, Moves moves) {
    int runs = body.locals().runs();
    int runsStart = body.span().start();
    if (!newLocals.isEmpty()) {
      out.u32(runs + newLocals.size());
      runsStart = body.runsStart();
    }
    out.bytes(source, runsStart, body.offset(0));
    for (ValType local : newLocals) {
      local.write(out.u32(1), type -> type);
    }
    int distance = out.size();
    out.append(code);
    for (int i = 0; i < rangeWords; i += RANGE_WORDS) {
      moves.moved(ranges[i], ranges[i + 1], ranges[i + 2] + distance);
    }
  }
}
