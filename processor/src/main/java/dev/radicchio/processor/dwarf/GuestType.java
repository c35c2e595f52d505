package dev.radicchio.processor.dwarf;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The type of a member, a parameter or a result, without its {@code typedef}s and qualifiers. */
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
   * @param pointee what it points to; empty for a {@code void *}
   */
  record Pointer(String spelling, Optional<GuestType> pointee) implements GuestType {
    /** Whether nothing says what it points to. */
    public boolean toAnything() {
      return pointee.isEmpty() || pointee.get() instanceof Unknown;
    }

    /** The struct that it points to, or an array of which. */
    public Optional<Struct> struct() {
      GuestType type = pointee.orElse(null);
      GuestType element = type instanceof Array array ? array.element() : type;
      return element instanceof Struct struct ? Optional.of(struct) : Optional.empty();
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(4);
    }
  }

  /**
   * A function, which only pointers have.
   *
   * @param offset what {@link DwarfTypes#function} finds it by
   */
  record Function(String spelling, int offset) implements GuestType {
    @Override
    public OptionalLong size() {
      return OptionalLong.empty();
    }
  }

  /**
   * A struct or a union.
   *
   * @param names its own name, and those of {@code typedef}s on the way to it, with their
   *     namespaces; none if it has no name
   * @param size empty if only its name is known
   * @param offset what {@link DwarfTypes#definitions} finds it by
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
