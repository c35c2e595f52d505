package dev.radicchio.binary;

/**
 * What an import or a definition is.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/types.html#external-types">Binary
 *     Format: External Types</a>
 */
public sealed interface ExternType {
  /** A function of the type at {@code typeIndex}. */
  record Function(int typeIndex) implements ExternType {}

  /**
   * A table; {@code initializer} is the span of its initial value's expression, empty where that is
   * null.
   */
  record Table(ValType element, Limits limits, Span initializer) implements ExternType {}

  /** A linear memory. */
  record Memory(Limits limits) implements ExternType {}

  /** A global. */
  record Global(ValType type, boolean mutable) implements ExternType {}

  /** An exception tag whose parameters are those of the function type at {@code typeIndex}. */
  record Tag(int typeIndex) implements ExternType {}

  /** The spec's numbers of the kinds, as in imports and exports. */
  enum Kind {
    FUNCTION(0, IndexSpace.FUNCTION),
    TABLE(1, IndexSpace.TABLE),
    MEMORY(2, IndexSpace.MEMORY),
    GLOBAL(3, IndexSpace.GLOBAL),
    TAG(4, IndexSpace.TAG);

    private final int number;
    private final IndexSpace space;

    Kind(int number, IndexSpace space) {
      this.number = number;
      this.space = space;
    }

    /** The number that encodes the kind. */
    public int number() {
      return number;
    }

    /** The index space that such a thing lives in. */
    public IndexSpace space() {
      return space;
    }

    static Kind read(WasmReader in) {
      int start = in.position();
      int number = in.u8();
      if (number >= values().length) {
        throw new MalformedWasmException(start, number + " is not a kind of import or export");
      }
      return values()[number];
    }
  }

  /** The kind of this type. */
  default Kind kind() {
    if (this instanceof Function) {
      return Kind.FUNCTION;
    } else if (this instanceof Table) {
      return Kind.TABLE;
    } else if (this instanceof Memory) {
      return Kind.MEMORY;
    } else if (this instanceof Global) {
      return Kind.GLOBAL;
    }
    return Kind.TAG;
  }

  /** Reads a type of the given kind, in a module whose type section has been read. */
  static ExternType read(Kind kind, WasmReader in, WasmBinary module) {
    return switch (kind) {
      case FUNCTION -> new Function(module.readFunctionType(in));
      case TABLE -> {
        ValType element = module.readType(in);
        yield new Table(element, Limits.read(in), new Span(in.position(), in.position()));
      }
      case MEMORY -> new Memory(Limits.read(in));
      case GLOBAL -> new Global(module.readType(in), in.u8() == 1);
      case TAG -> {
        in.u8(); // the attribute, 0 for an exception
        yield new Tag(module.readFunctionType(in));
      }
    };
  }
}
