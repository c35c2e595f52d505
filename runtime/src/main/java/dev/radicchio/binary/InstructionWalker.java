package dev.radicchio.binary;

import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.WasmEncoding;
import dev.radicchio.binary.MalformedWasmException.Kind;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Walks the instructions of function bodies and constant expressions and tells a visitor the
 * immediates that a linker may have to change, or needs to understand them, without an object per
 * instruction.
 *
 * <p>How long an instruction is comes from Chicory's opcode table ({@link OpCode#signature}), so
 * that this class knows exactly the instructions that the engine can run. What that table does not
 * say is which index space an index belongs to; that is the one thing {@link #indexSpaces} adds.
 * Opcodes are numbered as there: the byte, or prefix and number as in 0xFC08.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/instructions.html">Binary Format:
 *     Instructions</a>
 */
public final class InstructionWalker {
  private static final int BLOCK = 0x02;
  private static final int IF = 0x04;
  private static final int END = 0x0B;
  private static final int TRY_TABLE = 0x1F;
  private static final int I32_CONST = 0x41;
  private static final int FIRST_PREFIX = 0xFB;
  private static final int LAST_PREFIX = 0xFE;
  private static final int EMPTY_BLOCK = 0x40;
  private static final int MEMORY_INDEX_FLAG = 0x40;

  /** How many locals a function may have; the limit that engines agree on. */
  public static final int MAX_LOCALS = 50_000;

  /** One immediate as it is encoded and, where it is an index, what it refers to. */
  private enum Operand {
    BYTE,
    U32,
    S32,
    S64,
    FOUR_BYTES,
    EIGHT_BYTES,
    SIXTEEN_BYTES,
    LOCAL,
    LABEL,
    LABELS,
    VALUE_TYPES,
    BLOCK_TYPE,
    HEAP_TYPE,
    CATCHES,
    MEMORY_ARGUMENT,
    TYPE(IndexSpace.TYPE),
    FUNCTION(IndexSpace.FUNCTION),
    TABLE(IndexSpace.TABLE),
    MEMORY(IndexSpace.MEMORY),
    GLOBAL(IndexSpace.GLOBAL),
    TAG(IndexSpace.TAG),
    ELEMENT(IndexSpace.ELEMENT),
    DATA(IndexSpace.DATA);

    private final IndexSpace space;

    Operand() {
      this(IndexSpace.TYPE);
    }

    Operand(IndexSpace space) {
      this.space = space;
    }
  }

  private static final Operand[] NONE = {};

  /** Operands by opcode below 0x100. */
  private static final Operand[][] PLAIN = new Operand[0x100][];

  /** Operands by prefix and number. */
  private static final Operand[][][] PREFIXED =
      new Operand[LAST_PREFIX - FIRST_PREFIX + 1][0x100][];

  static {
    for (OpCode op : OpCode.values()) {
      int code = op.opcode();
      Operand[][] table = code < 0x100 ? PLAIN : PREFIXED[(code >> 8) - FIRST_PREFIX];
      table[code & 0xFF] = operands(op);
    }
  }

  private InstructionWalker() {}

  private static Operand[] operands(OpCode op) {
    List<WasmEncoding> signature = OpCode.signature(op);
    if (signature.isEmpty()) {
      return NONE;
    }
    Operand[] spaces = indexSpaces(op);
    Operand[] operands = new Operand[signature.size()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = i < spaces.length ? spaces[i] : encoding(signature.get(i));
    }
    return operands;
  }

  private static Operand encoding(WasmEncoding encoding) {
    return switch (encoding) {
      case BYTE -> Operand.BYTE;
      case VARUINT -> Operand.U32;
      case VARSINT32 -> Operand.S32;
      case VARSINT64 -> Operand.S64;
      case FLOAT32 -> Operand.FOUR_BYTES;
      case FLOAT64 -> Operand.EIGHT_BYTES;
      case V128 -> Operand.SIXTEEN_BYTES;
      case VEC_VARUINT -> Operand.LABELS;
      case VEC_VALUE_TYPE -> Operand.VALUE_TYPES;
      case BLOCK_TYPE -> Operand.BLOCK_TYPE;
      case VEC_CATCH -> Operand.CATCHES;
      case MEMARG -> Operand.MEMORY_ARGUMENT;
    };
  }

  /** The first operands of instructions that name something outside the function. */
  private static Operand[] indexSpaces(OpCode op) {
    return switch (op) {
      case CALL, RETURN_CALL, REF_FUNC -> array(Operand.FUNCTION);
      case CALL_INDIRECT, RETURN_CALL_INDIRECT -> array(Operand.TYPE, Operand.TABLE);
      case GLOBAL_GET, GLOBAL_SET -> array(Operand.GLOBAL);
      case TABLE_GET, TABLE_SET, TABLE_GROW, TABLE_SIZE, TABLE_FILL -> array(Operand.TABLE);
      case TABLE_COPY -> array(Operand.TABLE, Operand.TABLE);
      case TABLE_INIT -> array(Operand.ELEMENT, Operand.TABLE);
      case ELEM_DROP -> array(Operand.ELEMENT);
      case MEMORY_SIZE, MEMORY_GROW, MEMORY_FILL -> array(Operand.MEMORY);
      case MEMORY_COPY -> array(Operand.MEMORY, Operand.MEMORY);
      case MEMORY_INIT -> array(Operand.DATA, Operand.MEMORY);
      case DATA_DROP -> array(Operand.DATA);
      case THROW -> array(Operand.TAG);
      case CALL_REF,
          RETURN_CALL_REF,
          STRUCT_NEW,
          STRUCT_NEW_DEFAULT,
          STRUCT_GET,
          STRUCT_GET_S,
          STRUCT_GET_U,
          STRUCT_SET,
          ARRAY_NEW,
          ARRAY_NEW_DEFAULT,
          ARRAY_NEW_FIXED,
          ARRAY_GET,
          ARRAY_GET_S,
          ARRAY_GET_U,
          ARRAY_SET,
          ARRAY_FILL ->
          array(Operand.TYPE);
      case ARRAY_NEW_DATA, ARRAY_INIT_DATA -> array(Operand.TYPE, Operand.DATA);
      case ARRAY_NEW_ELEM, ARRAY_INIT_ELEM -> array(Operand.TYPE, Operand.ELEMENT);
      case ARRAY_COPY -> array(Operand.TYPE, Operand.TYPE);
      case REF_NULL, REF_TEST, REF_TEST_NULL, CAST_TEST, CAST_TEST_NULL -> array(Operand.HEAP_TYPE);
      case BR_ON_CAST, BR_ON_CAST_FAIL ->
          array(Operand.BYTE, Operand.LABEL, Operand.HEAP_TYPE, Operand.HEAP_TYPE);
      case BR, BR_IF, BR_ON_NULL, BR_ON_NON_NULL -> array(Operand.LABEL);
      case BR_TABLE -> array(Operand.LABELS, Operand.LABEL);
      case LOCAL_GET, LOCAL_SET, LOCAL_TEE -> array(Operand.LOCAL);
      default -> NONE;
    };
  }

  private static Operand[] array(Operand... operands) {
    return operands;
  }

  /** Whether a function body has an instruction with such an opcode. */
  public static boolean anyInstruction(WasmReader body, IntPredicate opcodes) {
    boolean[] found = new boolean[1];
    walkBody(
        body,
        new ImmediateVisitor() {
          @Override
          public void index(
              IndexSpace space, int opcode, int instruction, int start, int end, int index) {}

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
    long locals = 0;
    for (int i = in.count(); i > 0; i--) {
      int start = in.position();
      locals += Integer.toUnsignedLong(in.u32());
      if (locals > MAX_LOCALS) {
        throw new MalformedWasmException(start, "a function with more than 50,000 locals");
      }
      TypeSection.visitValType(in, visitor);
    }
    int depth = 1;
    while (!in.atEnd() && depth > 0) {
      int opcode = walkInstruction(in, visitor);
      if (opcode == END) {
        depth--;
      } else if (isBlock(opcode)) {
        depth++;
      }
    }
    if (depth > 0 || !in.atEnd()) {
      throw new MalformedWasmException(in.end(), "a function body that does not end with 'end'");
    }
  }

  /** Whether an instruction has an {@code end} of its own. */
  private static boolean isBlock(int opcode) {
    return (opcode >= BLOCK && opcode <= IF) || opcode == TRY_TABLE;
  }

  /** Walks a constant expression up to and with its {@code end}. */
  public static void walkConstant(WasmReader in, ImmediateVisitor visitor) {
    while (walkInstruction(in, visitor) != END) {
      // a constant expression has no blocks, so the first end is its own
    }
  }

  /** Moves behind a constant expression and returns its span, {@code end} included. */
  static Span skipConstant(WasmReader in) {
    int start = in.position();
    walkConstant(in, (space, opcode, instruction, immediate, end, index) -> {});
    return new Span(start, in.position());
  }

  private static int walkInstruction(WasmReader in, ImmediateVisitor visitor) {
    int instruction = in.position();
    int opcode = in.u8();
    Operand[] operands;
    if (opcode >= FIRST_PREFIX && opcode <= LAST_PREFIX) {
      int number = in.u32();
      operands = number >>> 8 == 0 ? PREFIXED[opcode - FIRST_PREFIX][number] : null;
      opcode = opcode << 8 | (number & 0xFF);
    } else {
      operands = PLAIN[opcode];
    }
    if (operands == null) {
      throw unknown(opcode, instruction);
    }
    visitor.instruction(opcode, instruction);
    for (Operand operand : operands) {
      walkOperand(operand, opcode, instruction, in, visitor);
    }
    return opcode;
  }

  private static void walkOperand(
      Operand operand, int opcode, int instruction, WasmReader in, ImmediateVisitor visitor) {
    switch (operand) {
      case BYTE -> in.u8();
      case U32 -> in.u32();
      case S32 -> {
        int start = in.position();
        int value = in.s32();
        if (opcode == I32_CONST) {
          visitor.constant(start, in.position(), value);
        }
      }
      case S64 -> in.s64();
      case FOUR_BYTES -> in.skip(4);
      case EIGHT_BYTES -> in.skip(8);
      case SIXTEEN_BYTES -> in.skip(16);
      case LOCAL -> visitor.local(in.u32());
      case LABEL -> visitor.label(in.u32());
      case LABELS -> {
        for (int i = in.count(); i > 0; i--) {
          visitor.label(in.u32());
        }
      }
      case VALUE_TYPES -> {
        for (int i = in.count(); i > 0; i--) {
          TypeSection.visitValType(in, visitor);
        }
      }
      case BLOCK_TYPE -> walkBlockType(opcode, instruction, in, visitor);
      case HEAP_TYPE -> walkSignedType(opcode, instruction, in, visitor);
      case CATCHES -> {
        for (int i = in.count(); i > 0; i--) {
          walkCatch(opcode, instruction, in, visitor);
        }
      }
      case MEMORY_ARGUMENT -> walkMemoryArgument(opcode, instruction, in, visitor);
      default -> walkIndex(operand.space, opcode, instruction, in, visitor);
    }
  }

  private static void walkIndex(
      IndexSpace space, int opcode, int instruction, WasmReader in, ImmediateVisitor visitor) {
    int start = in.position();
    int index = in.u32();
    visitor.index(space, opcode, instruction, start, in.position(), index);
  }

  /**
   * A block type is empty, a value type, or a type index. One byte from 0x40 on is one of the first
   * two; a type index never looks like that, since as a signed number it takes a second byte from
   * 64 on.
   */
  private static void walkBlockType(
      int opcode, int instruction, WasmReader in, ImmediateVisitor visitor) {
    int first = in.peek();
    if (first == EMPTY_BLOCK) {
      in.u8();
      visitor.blockType(0);
    } else if (first > EMPTY_BLOCK && first < 0x80) {
      TypeSection.visitValType(in, visitor);
      visitor.blockType(1);
    } else {
      walkSignedType(opcode, instruction, in, visitor);
    }
  }

  private static void walkSignedType(
      int opcode, int instruction, WasmReader in, ImmediateVisitor visitor) {
    int start = in.position();
    long type = in.s33();
    if (type > Integer.MAX_VALUE) {
      throw new MalformedWasmException(start, "type index " + type + " is out of range");
    }
    if (type >= 0) {
      visitor.index(IndexSpace.SIGNED_TYPE, opcode, instruction, start, in.position(), (int) type);
    }
  }

  /** See the spec's {@code catch} clauses: 0 and 1 name a tag, all four name a label. */
  private static void walkCatch(
      int opcode, int instruction, WasmReader in, ImmediateVisitor visitor) {
    int start = in.position();
    int kind = in.u8();
    if (kind > 3) {
      throw new MalformedWasmException(start, "unknown catch clause " + kind);
    }
    if (kind < 2) {
      walkIndex(IndexSpace.TAG, opcode, instruction, in, visitor);
    }
    visitor.label(in.u32());
  }

  private static void walkMemoryArgument(
      int opcode, int instruction, WasmReader in, ImmediateVisitor visitor) {
    int flags = in.position();
    int alignment = in.u32();
    if ((alignment & ~MEMORY_INDEX_FLAG) >>> 5 != 0) {
      throw new MalformedWasmException(flags, "an alignment that no access has");
    }
    if ((alignment & MEMORY_INDEX_FLAG) != 0) {
      walkIndex(IndexSpace.MEMORY, opcode, instruction, in, visitor);
    }
    int start = in.position();
    int offset = in.u32();
    visitor.memoryOffset(start, in.position(), offset);
  }

  private static MalformedWasmException unknown(int opcode, int offset) {
    String hex = "instruction 0x" + Integer.toHexString(opcode);
    return switch (opcode) {
      case 0x06, 0x07, 0x09, 0x18, 0x19 ->
          new MalformedWasmException(
              Kind.LEGACY_EXCEPTIONS, offset, hex + " of legacy exception handling");
      default -> new MalformedWasmException(Kind.UNKNOWN_INSTRUCTION, offset, "unknown " + hex);
    };
  }
}
