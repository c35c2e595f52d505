package dev.radicchio.binary;

/**
 * Writes a module, section by section.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/modules.html">Binary Format:
 *     Modules</a>
 */
public final class ModuleWriter {
  private static final int VERSION = 1;

  private final WasmWriter out = new WasmWriter();
  private int codeStart = -1;

  /** A module without sections. */
  public ModuleWriter() {
    out.u8(0).u8('a').u8('s').u8('m').u8(VERSION).u8(0).u8(0).u8(0);
  }

  /** Writes a section. */
  public ModuleWriter section(int id, WasmWriter payload) {
    begin(id, payload.size());
    out.append(payload);
    return this;
  }

  /** Writes a section that has the bytes of {@code source} in a range. */
  public ModuleWriter section(int id, byte[] source, Span payload) {
    begin(id, payload.length());
    out.bytes(source, payload.start(), payload.end());
    return this;
  }

  /** Writes a custom section. */
  public ModuleWriter custom(String name, byte[] contents) {
    return section(Section.CUSTOM, new WasmWriter().name(name).bytes(contents, 0, contents.length));
  }

  private void begin(int id, int bytes) {
    out.u8(id).u32(bytes);
    if (id == Section.CODE) {
      codeStart = out.size();
    }
  }

  /** Offset of what the code section contains, or -1 as long as it is not written. */
  public int codeStart() {
    return codeStart;
  }

  /** The module. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
