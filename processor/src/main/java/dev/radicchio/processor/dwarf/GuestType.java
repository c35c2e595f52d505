package dev.radicchio.processor.dwarf;

import java.util.List;
import java.util.OptionalLong;

/** The type of a member, without its {@code typedef}s and qualifiers. */
public sealed interface GuestType {

  /** As the guest's source has it, names of {@code typedef}s kept. */
  String spelling();

  /** In bytes, if that is known. */
  OptionalLong size();

  /** What the bits of a number mean. */
  enum Encoding {
    SIGNED,
    UNSIGNED,
    FLOAT,
    BOOLEAN,
    OTHER
  }

  /** A number, a character or a truth value. */
  record Scalar(String spelling, Encoding encoding, long bytes) implements GuestType {
    @Override
    public OptionalLong size() {
      return OptionalLong.of(bytes);
    }
  }

  /** An enum, as the number that stands for its constants. */
  record Enumeration(String spelling, Encoding encoding, long bytes) implements GuestType {
    @Override
    public OptionalLong size() {
      return OptionalLong.of(bytes);
    }
  }

  /**
   * An address.
   *
   * @param toAnything whether it is a {@code void *}
   * @param names what the struct that it points to is called; none if it points to something else
   */
  record Pointer(String spelling, boolean toAnything, List<String> names) implements GuestType {
    public Pointer {
      names = List.copyOf(names);
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(4);
    }
  }

  /**
   * A struct or a union.
   *
   * @param names its own name, and those of {@code typedef}s on the way to it, with their
   *     namespaces; none if it has no name
   * @param size empty if only its name is known
   * @param offset what {@link DwarfTypes#definition} finds it by
   */
  record Struct(String spelling, List<String> names, OptionalLong size, int offset)
      implements GuestType {
    public Struct {
      names = List.copyOf(names);
    }
  }

  /** An array of all its dimensions. */
  record Array(String spelling, GuestType element, long count) implements GuestType {
    @Override
    public OptionalLong size() {
      return element.size().stream().map(size -> size * count).findFirst();
    }
  }

  /** One that this package does not understand, or whose length is known at run time. */
  record Unknown(String spelling) implements GuestType {
    @Override
    public OptionalLong size() {
      return OptionalLong.empty();
    }
  }
}
