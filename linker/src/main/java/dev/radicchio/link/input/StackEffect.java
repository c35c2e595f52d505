package dev.radicchio.link.input;

import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.code.Signature;
import org.jspecify.annotations.Nullable;

/**
 * How many operands an instruction takes and leaves, for those that neither branch nor call.
 * Vectors and structures are not followed.
 */
record StackEffect(int takes, int leaves) {
  private static final @Nullable StackEffect[] BY_OPCODE = new StackEffect[Opcode.INDICES];

  static {
    Opcode.all().forEach(opcode -> BY_OPCODE[Opcode.index(opcode)] = find(opcode));
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
    return BY_OPCODE[Opcode.index(opcode)];
  }
}
