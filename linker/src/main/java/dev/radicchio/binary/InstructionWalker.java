package dev.radicchio.binary;

import dev.radicchio.binary.MalformedWasmException.Kind;
import java.util.function.IntPredicate;

/**
 * Walks the instructions of function bodies and constant expressions and tells a visitor their
 * immediates, without an object per instruction. It is the only decoder of instructions; what keeps
 * a body to look at it again is filled by it, too.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/instructions.html">Binary Format:
 *     Instructions</a>
 */
public final class InstructionWalker {
  /** Is set in the alignment of a load or store where the memory is named. */
  public static final int MEMORY_INDEX_FLAG = 0x40;

  /** How many locals a function may have; the limit that engines agree on. */
  public static final int MAX_LOCALS = 50_000;

  private final WasmReader in;
  private final ImmediateVisitor visitor;
  private final CodeLocation at = new CodeLocation();

  private InstructionWalker(WasmReader in, ImmediateVisitor visitor) {
    this.in = in;
    this.visitor = visitor;
  }

  /** Whether a function body has an instruction with such an opcode. */
  public static boolean anyInstruction(WasmReader body, IntPredicate opcodes) {
    boolean[] found = new boolean[1];
    walkBody(
        body,
        new ImmediateVisitor() {
          @Override
          public void instruction(int opcode, int offset) {
            found[0] |= opcodes.test(opcode);
          }
        });
    return found[0];
  }

  /**
   * Walks a function body: the locals, then the instructions to the end of {@code in}.
   *
   * @throws MalformedWasmException if an instruction is unknown or the body does not end with
   *     {@code end}
   */
  public static void walkBody(WasmReader in, ImmediateVisitor visitor) {
    new InstructionWalker(in, visitor).body();
  }

  /** Walks a constant expression up to and with its {@code end}. */
  public static void walkConstant(WasmReader in, ImmediateVisitor visitor) {
    new InstructionWalker(in, visitor).constant();
  }

  /** Moves behind a constant expression and returns its span, {@code end} included. */
  static Span skipConstant(WasmReader in) {
    int start = in.position();
    walkConstant(in, ImmediateVisitor.NOTHING);
    return new Span(start, in.position());
  }

  private void constant() {
    while (instruction() != Opcode.END) {
      // a constant expression has no blocks, so the first end is its own
    }
  }

  private void body() {
    locals();
    int depth = 1;
    while (!in.atEnd() && depth > 0) {
      int opcode = instruction();
      if (opcode == Opcode.END || opcode == Opcode.DELEGATE) {
        depth--;
      } else if (Opcode.isBlock(opcode)) {
        depth++;
      }
    }
    if (depth > 0 || !in.atEnd()) {
      throw new MalformedWasmException(in.end(), "a function body that does not end with 'end'");
    }
  }

  private void locals() {
    long locals = 0;
    for (int i = in.count(); i > 0; i--) {
      int start = in.position();
      int count = in.u32();
      locals += Integer.toUnsignedLong(count);
      if (locals > MAX_LOCALS) {
        throw new MalformedWasmException(start, "a function with more than 50,000 locals");
      }
      visitor.locals(count, TypeSection.visitValType(in, visitor, at));
    }
  }

  private int instruction() {
    int instruction = in.position();
    int opcode = Opcode.read(in);
    at.opcode = opcode;
    at.instruction = instruction;
    Immediate[] immediates = Immediate.of(opcode);
    if (immediates == null) {
      throw unknown();
    }
    visitor.instruction(opcode, instruction);
    for (Immediate immediate : immediates) {
      immediate(immediate);
    }
    return opcode;
  }

  private void immediate(Immediate immediate) {
    switch (immediate) {
      case BYTE -> visitor.number(in.u8());
      case NUMBER -> visitor.number(in.u32());
      case I32 -> {
        int start = in.position();
        int value = in.s32();
        visitor.constant(value, at.immediate(start, in.position()));
      }
      case I64 -> visitor.bits(in.s64());
      case F32 -> visitor.bits(Integer.toUnsignedLong(in.fixed32()));
      case F64 -> visitor.bits(in.fixed64());
      case V128 -> {
        visitor.bits(in.fixed64());
        visitor.bits(in.fixed64());
      }
      case LOCAL -> {
        int start = in.position();
        int local = in.u32();
        visitor.local(local, at.immediate(start, in.position()));
      }
      case LABEL -> label();
      case LABELS -> {
        for (int i = in.count(); i > 0; i--) {
          label();
        }
      }
      case VALUE_TYPES -> {
        for (int i = in.count(); i > 0; i--) {
          visitor.valueType(TypeSection.visitValType(in, visitor, at));
        }
      }
      case BLOCK_TYPE -> blockType();
      case HEAP_TYPE -> visitor.heapType(signedType());
      case CATCHES -> {
        for (int i = in.count(); i > 0; i--) {
          clause();
        }
      }
      case MEMORY_ARGUMENT -> memoryArgument();
      case TYPE, FUNCTION, TABLE, MEMORY, GLOBAL, TAG, ELEMENT, DATA -> index(immediate.space());
    }
  }

  private void index(IndexSpace space) {
    int start = in.position();
    int index = in.u32();
    visitor.index(space, index, at.immediate(start, in.position()));
  }

  /**
   * A block type is empty, a value type, or a type index. One byte from 0x40 on is one of the first
   * two; a type index never looks like that, since as a signed number it takes a second byte from
   * 64 on.
   */
  private void blockType() {
    int first = in.peek();
    if (first == Opcode.EMPTY_BLOCK_TYPE) {
      in.u8();
      visitor.blockType(null);
    } else if (first > Opcode.EMPTY_BLOCK_TYPE && first < 0x80) {
      visitor.blockType(TypeSection.visitValType(in, visitor, at));
    } else {
      int start = in.position();
      if (signedType() < 0) {
        throw new MalformedWasmException(start, "a block type that is no type");
      }
    }
  }

  /** A type index, which is told, or an abstract heap type, which is negative. */
  private int signedType() {
    int start = in.position();
    long type = in.s33();
    if (type > Integer.MAX_VALUE || type < ValType.LOWEST_HEAP_TYPE) {
      throw new MalformedWasmException(start, "type index " + type + " is out of range");
    }
    if (type >= 0) {
      visitor.index(IndexSpace.SIGNED_TYPE, (int) type, at.immediate(start, in.position()));
    }
    return (int) type;
  }

  /** See the spec's {@code catch} clauses: 0 and 1 name a tag, all four name a label. */
  private void clause() {
    int start = in.position();
    int kind = in.u8();
    if (kind > 3) {
      throw new MalformedWasmException(start, "unknown catch clause " + kind);
    }
    visitor.clause(kind);
    if (kind < 2) {
      index(IndexSpace.TAG);
    }
    label();
  }

  private void label() {
    int start = in.position();
    int depth = in.u32();
    visitor.label(depth, at.immediate(start, in.position()));
  }

  private void memoryArgument() {
    int flags = in.position();
    int alignment = in.u32();
    if ((alignment & ~MEMORY_INDEX_FLAG) >>> 5 != 0) {
      throw new MalformedWasmException(flags, "an alignment that no access has");
    }
    visitor.alignment(alignment & ~MEMORY_INDEX_FLAG);
    if ((alignment & MEMORY_INDEX_FLAG) != 0) {
      index(IndexSpace.MEMORY);
    }
    int start = in.position();
    int offset = in.u32();
    visitor.memoryOffset(offset, at.immediate(start, in.position()));
  }

  private MalformedWasmException unknown() {
    return new MalformedWasmException(
        Kind.UNKNOWN_INSTRUCTION, at.instruction, "unknown " + name());
  }

  private String name() {
    return "instruction 0x" + Integer.toHexString(at.opcode);
  }
}
