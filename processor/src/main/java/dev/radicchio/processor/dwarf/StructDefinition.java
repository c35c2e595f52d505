package dev.radicchio.processor.dwarf;

import java.util.List;
import java.util.OptionalLong;

/**
 * A struct, class or union as a guest has it.
 *
 * @param name as the guest's source has it, with its namespaces
 * @param size in bytes
 * @param byReference whether it is passed by its address even if it is small, as classes are that
 *     have destructors
 * @param members with those of its base classes and of anonymous structs and unions in it
 */
public record StructDefinition(String name, long size, boolean byReference, List<Member> members) {
  public StructDefinition {
    members = List.copyOf(members);
  }

  /**
   * A member of a struct.
   *
   * @param name empty if it has none
   * @param bit its first bit, counted from the start of the struct
   * @param bits how many bits a bit field has; empty if it is none
   * @param artificial whether the compiler made it up
   */
  public record Member(
      String name, GuestType type, long bit, OptionalLong bits, boolean artificial) {

    /** In bytes from the start of the struct; of a bit field, the byte that it begins in. */
    public long offset() {
      return bit / Byte.SIZE;
    }

    /** The offset behind its last byte; its own if it takes no room or nobody knows how much. */
    public long end() {
      return bits.isPresent()
          ? (bit + bits.getAsLong() + Byte.SIZE - 1) / Byte.SIZE
          : offset() + type.size().orElse(0);
    }
  }
}
