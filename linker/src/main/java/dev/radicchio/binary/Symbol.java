package dev.radicchio.binary;

import java.util.Locale;

/**
 * A symbol of the {@code linking} section.
 *
 * @param kind what it names
 * @param flags its {@code WASM_SYM_*} flags
 * @param name its name; empty for a section symbol
 * @param index index of the function, global, tag or table; for data that of the segment; for a
 *     section that of one that may have been removed
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

  /** Whether it is defined static data, and not an address that a linker defines. */
  public boolean isStaticData() {
    return kind == Kind.DATA && !isUndefined() && !isAbsolute();
  }

  /** Whether its address is relative to {@code __tls_base}. */
  public boolean isThreadLocal() {
    return (flags & TLS) != 0;
  }

  /**
   * Reads one.
   *
   * @param segments how many data segments there are to the linker that wrote the symbol
   */
  static Symbol read(WasmReader in, WasmBinary module, int segments) {
    int start = in.position();
    int number = in.u8();
    if (number >= Kind.values().length) {
      throw new MalformedWasmException(start, "symbol of unknown kind " + number);
    }
    Kind kind = Kind.values()[number];
    int flags = in.u32();
    return switch (kind) {
      case DATA -> data(in, segments, flags);
      // tools that strip debug information leave the symbols of its sections; nobody uses those
      case SECTION -> new Symbol(kind, flags, "", in.u32(), 0, 0);
      case FUNCTION -> named(in, module, kind, ExternType.Kind.FUNCTION, flags);
      case GLOBAL -> named(in, module, kind, ExternType.Kind.GLOBAL, flags);
      case TAG -> named(in, module, kind, ExternType.Kind.TAG, flags);
      case TABLE -> named(in, module, kind, ExternType.Kind.TABLE, flags);
    };
  }

  private static Symbol data(WasmReader in, int segments, int flags) {
    String name = in.name();
    if ((flags & UNDEFINED) != 0) {
      return new Symbol(Kind.DATA, flags, name, 0, 0, 0);
    }
    int at = in.position();
    int index = in.u32();
    if ((flags & ABSOLUTE) == 0) {
      check(index, segments, at, "data segment");
    }
    return new Symbol(Kind.DATA, flags, name, index, in.u32(), in.u32());
  }

  private static Symbol named(
      WasmReader in, WasmBinary module, Kind kind, ExternType.Kind of, int flags) {
    int at = in.position();
    int index = in.u32();
    boolean defined = (flags & UNDEFINED) == 0;
    int size = defined ? module.size(of) : module.imported(of);
    String what = of.name().toLowerCase(Locale.ROOT);
    check(index, size, at, defined ? what : "imported " + what);
    String name =
        defined || (flags & EXPLICIT_NAME) != 0 ? in.name() : module.imports(of).get(index).name();
    return new Symbol(kind, flags, name, index, 0, 0);
  }

  private static void check(int index, int size, int offset, String what) {
    if (Integer.compareUnsigned(index, size) >= 0) {
      throw new MalformedWasmException(
          offset,
          "a symbol of "
              + what
              + " "
              + Integer.toUnsignedString(index)
              + " in a module with "
              + size
              + ", as tools leave it that change a linked module (clang runs wasm-opt by itself when"
              + " it is on PATH)");
    }
  }
}
