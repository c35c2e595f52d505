package dev.radicchio.processor.dwarf;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A debugging information entry: a type, a member, a namespace and so on, with its attributes.
 *
 * @see <a href="https://dwarfstd.org/dwarf5std.html">DWARF 5, 7.5.4 to 7.5.6</a>
 */
final class Die {
  private static final List<Abbreviation.Spec> NONE = List.of();
  private static final long NOWHERE = Long.MIN_VALUE;

  private final Unit unit;
  private final int offset;
  private final int end;
  private final int tag;
  private final boolean hasChildren;
  private final List<Abbreviation.Spec> specs;

  /** Numbers as they are; of strings and blocks, where they are. */
  private final long[] values;

  private Die(
      Unit unit,
      int offset,
      int end,
      int tag,
      boolean hasChildren,
      List<Abbreviation.Spec> specs,
      long[] values) {
    this.unit = unit;
    this.offset = offset;
    this.end = end;
    this.tag = tag;
    this.hasChildren = hasChildren;
    this.specs = specs;
    this.values = values;
  }

  /** Reads the entry that a cursor over the unit is at. */
  static Die read(Unit unit, DwarfCursor in) {
    int offset = in.position();
    long code = in.uleb();
    if (code == 0) {
      return new Die(unit, offset, in.position(), 0, false, NONE, new long[0]);
    }
    Abbreviation abbreviation = unit.abbreviations().get(code);
    if (abbreviation == null) {
      throw new MalformedDwarfException("an entry without an abbreviation");
    }
    List<Abbreviation.Spec> specs = abbreviation.specs();
    long[] values = new long[specs.size()];
    for (int i = 0; i < values.length; i++) {
      Abbreviation.Spec spec = specs.get(i);
      values[i] = spec.form() == Dw.FORM_IMPLICIT_CONST ? spec.implicit() : read(spec, unit, in);
    }
    return new Die(
        unit, offset, in.position(), abbreviation.tag(), abbreviation.hasChildren(), specs, values);
  }

  private static long read(Abbreviation.Spec spec, Unit unit, DwarfCursor in) {
    int at = in.position();
    return switch (spec.form()) {
      case Dw.FORM_FLAG_PRESENT -> 1;
      case Dw.FORM_DATA1, Dw.FORM_FLAG, Dw.FORM_REF1, Dw.FORM_STRX1, Dw.FORM_ADDRX1 -> in.fixed(1);
      case Dw.FORM_DATA2, Dw.FORM_REF2, Dw.FORM_STRX2, Dw.FORM_ADDRX2 -> in.fixed(2);
      case Dw.FORM_STRX3, Dw.FORM_ADDRX3 -> in.fixed(3);
      case Dw.FORM_DATA4,
          Dw.FORM_REF4,
          Dw.FORM_STRX4,
          Dw.FORM_ADDRX4,
          Dw.FORM_STRP,
          Dw.FORM_LINE_STRP,
          Dw.FORM_SEC_OFFSET,
          Dw.FORM_REF_SUP4,
          Dw.FORM_STRP_SUP ->
          in.fixed(4);
      case Dw.FORM_DATA8, Dw.FORM_REF8, Dw.FORM_REF_SIG8, Dw.FORM_REF_SUP8 -> in.fixed(8);
      case Dw.FORM_ADDR -> in.fixed(unit.addressSize());
      case Dw.FORM_REF_ADDR -> in.fixed(unit.version() == 2 ? unit.addressSize() : 4);
      case Dw.FORM_SDATA -> in.sleb();
      case Dw.FORM_UDATA,
          Dw.FORM_REF_UDATA,
          Dw.FORM_STRX,
          Dw.FORM_ADDRX,
          Dw.FORM_LOCLISTX,
          Dw.FORM_RNGLISTX ->
          in.uleb();
      default -> {
        skip(spec.form(), in);
        yield at;
      }
    };
  }

  /** Skips a value that is not a number. */
  private static void skip(int form, DwarfCursor in) {
    switch (form) {
      case Dw.FORM_DATA16 -> in.skip(16);
      case Dw.FORM_STRING -> in.skipString();
      case Dw.FORM_BLOCK, Dw.FORM_EXPRLOC -> in.skip(in.uleb());
      case Dw.FORM_BLOCK1 -> in.skip(in.u8());
      case Dw.FORM_BLOCK2 -> in.skip(in.u16());
      case Dw.FORM_BLOCK4 -> in.skip(in.u32());
      // DW_FORM_indirect, and what vendors made up: compilers for Wasm write neither.
      default -> throw new MalformedDwarfException("an attribute in an unknown form");
    }
  }

  Unit unit() {
    return unit;
  }

  int offset() {
    return offset;
  }

  /** Where the next entry is, which is the first child if there are any. */
  int end() {
    return end;
  }

  /** What it is; 0 for the end of a list of children. */
  int tag() {
    return tag;
  }

  boolean hasChildren() {
    return hasChildren;
  }

  boolean has(int attribute) {
    return index(attribute) >= 0;
  }

  /** Whether a flag is set. */
  boolean is(int attribute) {
    int index = index(attribute);
    return index >= 0 && values[index] != 0;
  }

  /** How an attribute is written; 0 if it is absent. */
  int form(int attribute) {
    int index = index(attribute);
    return index >= 0 ? specs.get(index).form() : 0;
  }

  /** The number of an attribute that is there: its value, or where its string or block is. */
  long value(int attribute) {
    return values[index(attribute)];
  }

  /** A number that the attribute gives as it is, not by an expression or another entry. */
  OptionalLong constant(int attribute) {
    return switch (form(attribute)) {
      case Dw.FORM_DATA1,
          Dw.FORM_DATA2,
          Dw.FORM_DATA4,
          Dw.FORM_DATA8,
          Dw.FORM_SDATA,
          Dw.FORM_UDATA,
          Dw.FORM_IMPLICIT_CONST ->
          OptionalLong.of(value(attribute));
      default -> OptionalLong.empty();
    };
  }

  /** Where in {@code .debug_info} the entry is that the attribute refers to. */
  OptionalInt reference(int attribute) {
    long target =
        switch (form(attribute)) {
          case Dw.FORM_REF1, Dw.FORM_REF2, Dw.FORM_REF4, Dw.FORM_REF8, Dw.FORM_REF_UDATA ->
              unit.start() + value(attribute);
          case Dw.FORM_REF_ADDR -> value(attribute);
          default -> NOWHERE;
        };
    if (target == NOWHERE) {
      return OptionalInt.empty();
    }
    if (target < 0 || target > Integer.MAX_VALUE) {
      throw new MalformedDwarfException("a reference to where nothing is");
    }
    return OptionalInt.of((int) target);
  }

  private int index(int attribute) {
    for (int i = 0; i < specs.size(); i++) {
      if (specs.get(i).attribute() == attribute) {
        return i;
      }
    }
    return -1;
  }
}
