package dev.radicchio.link.input;

import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.code.Signature;
import org.jspecify.annotations.Nullable;

/**
 * How many operands an instruction takes and leaves, for those that neither branch nor call.
 * Vectors and structures are not followed.
 */
record StackEffect(int takes, int leaves) {
  private static final int NUMBERS = 0x100;
  private static final int FIRST_PREFIX = 0xFB;
  private static final int PREFIXES = 4;
  private static final @Nullable StackEffect[] BY_OPCODE =
      new StackEffect[(PREFIXES + 1) * NUMBERS];

  static {
    for (int number = 0; number < NUMBERS; number++) {
      BY_OPCODE[number] = find(number);
      for (int prefix = FIRST_PREFIX; prefix < FIRST_PREFIX + PREFIXES; prefix++) {
        int opcode = prefix << 8 | number;
        BY_OPCODE[index(opcode)] = find(opcode);
      }
    }
  }

  /** Opcodes without a prefix come first, those of each prefix after them. */
  private static int index(int opcode) {
    int prefix = opcode >>> 8;
    return prefix == 0 ? opcode : opcode - (FIRST_PREFIX - 1) * NUMBERS;
  }

  private static @Nullable StackEffect find(int opcode) {
    Signature signature = Opcode.isVector(opcode) ? null : Signature.of(opcode);
    if (signature != null) {
      return new StackEffect(signature.takes().size(), signature.leaves().size());
    }
    return switch (opcode) {
      case Opcode.DROP -> new StackEffect(1, 0);
      case Opcode.TABLE_GET, Opcode.REF_IS_NULL -> new StackEffect(1, 1);
      case Opcode.TABLE_SET -> new StackEffect(2, 0);
      case Opcode.REF_NULL, Opcode.REF_FUNC, Opcode.TABLE_SIZE -> new StackEffect(0, 1);
      case Opcode.TABLE_INIT, Opcode.TABLE_COPY, Opcode.TABLE_FILL -> new StackEffect(3, 0);
      case Opcode.ELEM_DROP -> new StackEffect(0, 0);
      case Opcode.TABLE_GROW -> new StackEffect(2, 1);
      default -> null;
    };
  }

  /** That of an instruction, or null where it is not known. */
  static @Nullable StackEffect of(int opcode) {
    return BY_OPCODE[index(opcode)];
  }
}
