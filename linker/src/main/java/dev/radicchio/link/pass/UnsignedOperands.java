package dev.radicchio.link.pass;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.ModuleCopy;
import dev.radicchio.binary.ModuleWriter;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Makes instructions on ranges of tables and arrays trap where Chicory and Endive add offset and
 * length as signed numbers: {@code table.copy} with an offset of 2^31-1 and a length of 2 returns,
 * or changes slots and then fails.
 *
 * <p>Where an offset, a length or their sum is 2^31 or more, which no table and no array has room
 * for, they become ones that always trap. With {@code d}, {@code n} and {@code m} as new locals,
 *
 * <pre>
 *   ... offset and length on the stack        local.set n  local.set d
 *   table.init 0            becomes           (d | n | (d + n)) shr_s 31  local.tee m
 *                                             not  local.get d  i32.and
 *                                             local.get n  local.get m  i32.or  2^31-1  i32.and
 *                                             table.init 0
 * </pre>
 *
 * so that the first offset is 0 and the length 2^31-1 if there is such a number, and both are what
 * they were otherwise. A length of -1 would be simpler, and fills no table of Endive's that has
 * objects, but does not trap either. Nothing else of the image changes.
 *
 * @see <a href="https://webassembly.github.io/spec/core/exec/instructions.html">Execution:
 *     Instructions</a>
 */
public final class UnsignedOperands {

  private final WasmBinary image;

  /** Where code is now, from the start of what the code section contains. */
  private final CodeMap.Builder moved = new CodeMap.Builder();

  private UnsignedOperands(WasmBinary image) {
    this.image = image;
  }

  /** A pass over an image that has such instructions. */
  public static RewrittenModule rewrite(byte[] module) {
    return new UnsignedOperands(WasmBinary.read(module)).rewritten();
  }

  private RewrittenModule rewritten() {
    ModuleWriter out = ModuleCopy.of(image).replace(Section.CODE, code()).write();
    return new RewrittenModule(out.toByteArray(), moved.build().shifted(out.codeStart()));
  }

  private WasmWriter code() {
    WasmWriter out = new WasmWriter().u32(image.bodies().size());
    int function = image.imported(ExternType.Kind.FUNCTION);
    for (Span body : image.bodies()) {
      int parameters = image.functionType(function++).params().size();
      Body rewritten = new Body(body, parameters);
      WasmWriter contents = rewritten.rewrite();
      out.sized(contents);
      rewritten.ranges.addTo(moved, out.size() - rewritten.out.size());
    }
    return out;
  }

  /** An operand below the length; {@code start} tells whether a range begins there. */
  private record Operand(ValType type, boolean start) {
    static final Operand START = new Operand(ValType.I32, true);

    static Operand other(ValType type) {
      return new Operand(type, false);
    }
  }

  /** Ranges of code, each as it is now from the start of a body's instructions. */
  private static final class Ranges {
    private final List<int[]> ranges = new ArrayList<>();

    void add(int start, int end, int target) {
      ranges.add(new int[] {start, end, target});
    }

    void addTo(CodeMap.Builder map, int instructions) {
      for (int[] range : ranges) {
        map.add(range[0], range[1], instructions + range[2]);
      }
    }
  }

  /** A body as it is rewritten. */
  private final class Body implements ImmediateVisitor {
    private final Span span;
    private final int parameters;
    private final WasmWriter out = new WasmWriter();
    private final List<ValType> newLocals = new ArrayList<>();
    private final int groups;
    private final int groupsStart;
    private int oldLocals;
    private int copied;
    private boolean destinationSeen;
    private final Ranges ranges = new Ranges();
    private int rangeStart;
    private int rangeTarget;

    /** Whether the range is an instruction with what was put before it. */
    private boolean inRewritten;

    Body(Span span, int parameters) {
      this.span = span;
      this.parameters = parameters;
      WasmReader in = image.reader(span);
      groups = in.count();
      groupsStart = in.position();
      for (int i = 0; i < groups; i++) {
        oldLocals += in.u32();
        ValType.skip(in);
      }
      copied = in.position();
      rangeStart = copied;
    }

    WasmWriter rewrite() {
      int codeStart = copied;
      InstructionWalker.walkBody(image.reader(span), this);
      endRange(span.end(), span.end());
      copyTo(span.end());
      WasmWriter body = new WasmWriter().u32(groups + newLocals.size());
      body.bytes(image.bytes(), groupsStart, codeStart);
      for (ValType local : newLocals) {
        local.write(body.u32(1), type -> type);
      }
      return body.append(out);
    }

    @Override
    public void instruction(int opcode, int offset) {
      if (inRewritten) {
        endRange(offset, out.size() + offset - copied);
        inRewritten = false;
      }
      switch (opcode) {
        case Opcode.TABLE_COPY, Opcode.TABLE_INIT -> check(offset, Operand.START, Operand.START);
        case Opcode.ARRAY_NEW_DATA, Opcode.ARRAY_NEW_ELEM -> check(offset, Operand.START);
        case Opcode.ARRAY_INIT_DATA, Opcode.ARRAY_INIT_ELEM ->
            check(offset, Operand.START, Operand.START);
        default -> {}
      }
    }

    @Override
    public void index(IndexSpace space, int index, CodeLocation at) {
      switch (at.opcode()) {
        case Opcode.TABLE_FILL -> {
          ValType element = image.tables().get(index).element();
          check(at.instruction(), Operand.START, Operand.other(element));
        }
        case Opcode.ARRAY_FILL -> {
          ValType element = Objects.requireNonNull(image.types().arrayElement(index));
          check(at.instruction(), Operand.START, Operand.other(element));
        }
        case Opcode.ARRAY_COPY -> {
          if (destinationSeen) {
            ValType source = ValType.nullable(index);
            check(at.instruction(), Operand.START, Operand.other(source), Operand.START);
          }
          destinationSeen = !destinationSeen;
        }
        default -> {}
      }
    }

    /** Both engines trap where the length is 2^31-1 and the first offset is 0. */
    private void check(int instruction, Operand... operands) {
      int[] locals = take(instruction, operands);
      int length = locals[operands.length];
      int mask = local(ValType.I32, operands.length + 1);
      mask(locals, operands);
      out.u8(Opcode.LOCAL_TEE).u32(mask).u8(Opcode.I32_CONST).s64(-1).u8(Opcode.I32_XOR);
      get(locals[0]);
      out.u8(Opcode.I32_AND);
      for (int i = 1; i < operands.length; i++) {
        put(locals[i], operands[i].type);
      }
      get(length);
      get(mask);
      out.u8(Opcode.I32_OR).u8(Opcode.I32_CONST).s64(Integer.MAX_VALUE).u8(Opcode.I32_AND);
    }

    /** Moves the length and what is below it into locals; returns them, that of the length last. */
    private int[] take(int instruction, Operand[] operands) {
      copyTo(instruction);
      endRange(instruction, out.size());
      inRewritten = true;
      int[] locals =
          IntStream.range(0, operands.length).map(i -> local(operands[i].type, i)).toArray();
      int length = local(ValType.I32, operands.length);
      out.u8(Opcode.LOCAL_SET).u32(length);
      for (int i = operands.length - 1; i >= 0; i--) {
        out.u8(Opcode.LOCAL_SET).u32(locals[i]);
      }
      return IntStream.concat(IntStream.of(locals), IntStream.of(length)).toArray();
    }

    /** Pushes -1 if a range goes beyond 2^31, and 0 otherwise. */
    private void mask(int[] locals, Operand[] operands) {
      int length = locals[operands.length];
      get(length);
      for (int i = 0; i < operands.length; i++) {
        if (operands[i].start) {
          get(locals[i]);
          out.u8(Opcode.I32_OR);
          get(locals[i]);
          get(length);
          out.u8(Opcode.I32_ADD).u8(Opcode.I32_OR);
        }
      }
      out.u8(Opcode.I32_CONST).s64(Integer.SIZE - 1L).u8(Opcode.I32_SHR_S);
    }

    private void get(int local) {
      out.u8(Opcode.LOCAL_GET).u32(local);
    }

    private void put(int local, ValType type) {
      get(local);
      if (!type.equals(type.nullable())) {
        out.u8(Opcode.REF_AS_NON_NULL);
      }
    }

    /**
     * A new local for the operand at a position; one that another instruction had, if it can be.
     */
    private int local(ValType type, int position) {
      ValType held = type.nullable();
      int same = 0;
      for (int i = 0; i < newLocals.size(); i++) {
        if (newLocals.get(i).equals(held) && same++ == position) {
          return parameters + oldLocals + i;
        }
      }
      while (same++ <= position) {
        newLocals.add(held);
      }
      return parameters + oldLocals + newLocals.size() - 1;
    }

    /** Ends a range; another begins there. */
    private void endRange(int end, int target) {
      ranges.add(rangeStart, end, rangeTarget);
      rangeStart = end;
      rangeTarget = target;
    }

    private void copyTo(int offset) {
      out.bytes(image.bytes(), copied, offset);
      copied = offset;
    }
  }
}
