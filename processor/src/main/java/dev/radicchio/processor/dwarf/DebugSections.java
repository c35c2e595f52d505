package dev.radicchio.processor.dwarf;

import dev.radicchio.link.WasmFile;
import java.util.OptionalLong;

/** The sections of a module that describe its types; absent ones are empty. */
final class DebugSections {
  private final byte[] info;
  private final byte[] abbrev;
  private final byte[] str;
  private final byte[] lineStr;
  private final byte[] strOffsets;
  private final byte[] addr;

  DebugSections(WasmFile file) {
    info = section(file, ".debug_info");
    abbrev = section(file, ".debug_abbrev");
    str = section(file, ".debug_str");
    lineStr = section(file, ".debug_line_str");
    strOffsets = section(file, ".debug_str_offsets");
    addr = section(file, ".debug_addr");
  }

  private static byte[] section(WasmFile file, String name) {
    return file.customSection(name).orElseGet(() -> new byte[0]);
  }

  int infoSize() {
    return info.length;
  }

  DwarfCursor info(long start, long end) {
    return new DwarfCursor(info, start, end);
  }

  int abbrevSize() {
    return abbrev.length;
  }

  DwarfCursor abbrev(long start) {
    return new DwarfCursor(abbrev, start, abbrev.length);
  }

  /** The name that an attribute gives; empty if it gives none. */
  String name(Die die, int attribute) {
    return switch (die.form(attribute)) {
      case Dw.FORM_STRING -> info(die.value(attribute), info.length).name();
      case Dw.FORM_STRP -> name(str, die.value(attribute));
      case Dw.FORM_LINE_STRP -> name(lineStr, die.value(attribute));
      case Dw.FORM_STRX, Dw.FORM_STRX1, Dw.FORM_STRX2, Dw.FORM_STRX3, Dw.FORM_STRX4 ->
          name(str, strOffset(die.unit(), die.value(attribute)));
      default -> "";
    };
  }

  private long strOffset(Unit unit, long index) {
    if (index < 0 || index > strOffsets.length) {
      throw new MalformedDwarfException("a string without an offset");
    }
    long at = unit.strOffsetsBase() + 4 * index;
    return new DwarfCursor(strOffsets, at, strOffsets.length).u32();
  }

  /** The address that an attribute gives; empty if it gives none. */
  OptionalLong address(Die die, int attribute) {
    return switch (die.form(attribute)) {
      case Dw.FORM_ADDR -> OptionalLong.of(die.value(attribute));
      case Dw.FORM_ADDRX, Dw.FORM_ADDRX1, Dw.FORM_ADDRX2, Dw.FORM_ADDRX3, Dw.FORM_ADDRX4 ->
          OptionalLong.of(addr(die.unit(), die.value(attribute)));
      default -> OptionalLong.empty();
    };
  }

  private long addr(Unit unit, long index) {
    if (index < 0 || index > addr.length) {
      throw new MalformedDwarfException("an address that is in no table");
    }
    long at = unit.addrBase() + unit.addressSize() * index;
    return new DwarfCursor(addr, at, addr.length).fixed(unit.addressSize());
  }

  private static String name(byte[] strings, long offset) {
    return new DwarfCursor(strings, offset, strings.length).name();
  }
}
