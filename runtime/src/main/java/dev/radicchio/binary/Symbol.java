package dev.radicchio.binary;

import java.util.List;

/**
 * A symbol of the {@code linking} section.
 *
 * @param kind what it names
 * @param flags its {@code WASM_SYM_*} flags
 * @param name its name; empty for a section symbol
 * @param index index of the function, global, tag, table or section; for data that of the segment
 * @param offset for defined data, the offset in its segment, or the address if it is absolute
 * @param size for defined data, its bytes
 * @see <a
 *     href="https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md#symbol-table-subsection">Linking:
 *     Symbol Table Subsection</a>
 */
public record Symbol(Kind kind, int flags, String name, int index, int offset, int size) {
  static final int BINDING_WEAK = 1;
  static final int BINDING_LOCAL = 2;
  static final int UNDEFINED = 0x10;
  static final int EXPLICIT_NAME = 0x40;
  static final int TLS = 0x100;
  static final int ABSOLUTE = 0x200;

  /** What a symbol names, in the order of the spec's numbers. */
  public enum Kind {
    FUNCTION,
    DATA,
    GLOBAL,
    SECTION,
    TAG,
    TABLE
  }

  public boolean isUndefined() {
    return (flags & UNDEFINED) != 0;
  }

  public boolean isWeak() {
    return (flags & BINDING_WEAK) != 0;
  }

  public boolean isLocal() {
    return (flags & BINDING_LOCAL) != 0;
  }

  public boolean isAbsolute() {
    return (flags & ABSOLUTE) != 0;
  }

  /** Whether its address is relative to {@code __tls_base}. */
  public boolean isThreadLocal() {
    return (flags & TLS) != 0;
  }

  static Symbol read(WasmReader in, WasmBinary module) {
    int start = in.position();
    int number = in.u8();
    if (number >= Kind.values().length) {
      throw new MalformedWasmException(start, "symbol of unknown kind " + number);
    }
    Kind kind = Kind.values()[number];
    int flags = in.u32();
    boolean defined = (flags & UNDEFINED) == 0;
    return switch (kind) {
      case DATA -> {
        String name = in.name();
        yield defined
            ? new Symbol(kind, flags, name, in.u32(), in.u32(), in.u32())
            : new Symbol(kind, flags, name, 0, 0, 0);
      }
      case SECTION -> new Symbol(kind, flags, "", in.u32(), 0, 0);
      default -> {
        int index = in.u32();
        String name =
            defined || (flags & EXPLICIT_NAME) != 0
                ? in.name()
                : importName(module, kind, index, start);
        yield new Symbol(kind, flags, name, index, 0, 0);
      }
    };
  }

  private static String importName(WasmBinary module, Kind kind, int index, int offset) {
    ExternType.Kind wanted =
        switch (kind) {
          case FUNCTION -> ExternType.Kind.FUNCTION;
          case GLOBAL -> ExternType.Kind.GLOBAL;
          case TABLE -> ExternType.Kind.TABLE;
          default -> ExternType.Kind.TAG;
        };
    List<Import> imports = module.imports(wanted);
    if (Integer.compareUnsigned(index, imports.size()) < 0) {
      return imports.get(index).name();
    }
    throw new MalformedWasmException(
        offset, "undefined symbol that names import " + index + ", which does not exist,");
  }
}
