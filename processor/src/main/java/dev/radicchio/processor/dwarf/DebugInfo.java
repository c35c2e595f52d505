package dev.radicchio.processor.dwarf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The units and entries of {@code .debug_info}. */
final class DebugInfo {
  private final DebugSections sections;
  private final TreeMap<Integer, Unit> units = new TreeMap<>();
  private final Map<Long, Map<Long, Abbreviation>> tables = new HashMap<>();
  private long abbrevBytes;

  /** How many more entries are read, so that nothing in a file can make this run for ever. */
  private long budget;

  DebugInfo(DebugSections sections) {
    this.sections = sections;
    this.budget = 1000 + 4L * sections.infoSize();
    for (int start = 0; start < sections.infoSize(); ) {
      start = readUnit(start);
    }
  }

  private int readUnit(int start) {
    DwarfCursor header = sections.info(start, sections.infoSize());
    long length = header.u32();
    if (length >= 0xFFFF_FFF0L) {
      throw new MalformedDwarfException("64-bit DWARF");
    }
    int contents = header.position();
    header.skip(length);
    int end = header.position();
    DwarfCursor in = sections.info(contents, end);
    int version = in.u16();
    if (version < 2 || version > 5) {
      return end;
    }
    int type = version < 5 ? Dw.UT_COMPILE : in.u8();
    int addressSize = version < 5 ? 0 : in.u8();
    long abbrev = in.u32();
    if (version < 5) {
      addressSize = in.u8();
    }
    if (type != Dw.UT_COMPILE && type != Dw.UT_PARTIAL) {
      return end; // types by their signatures, and what is split off into other files
    }
    if (addressSize > 8) {
      throw new MalformedDwarfException("addresses of " + addressSize + " bytes");
    }
    Unit unit =
        new Unit(start, in.position(), end, version, addressSize, abbreviations(abbrev), 0, 0, 0);
    if (!in.atEnd()) {
      Die root = Die.read(unit, in);
      OptionalLong language = root.constant(Dw.AT_LANGUAGE);
      unit =
          unit.with(
              base(root, Dw.AT_STR_OFFSETS_BASE), base(root, Dw.AT_ADDR_BASE), language.orElse(0));
      units.put(start, unit);
    }
    return end;
  }

  private static long base(Die root, int attribute) {
    return root.form(attribute) == Dw.FORM_SEC_OFFSET
        ? root.value(attribute)
        : 8; // behind the header of the first table
  }

  private Map<Long, Abbreviation> abbreviations(long offset) {
    Map<Long, Abbreviation> table = tables.get(offset);
    if (table == null) {
      DwarfCursor in = sections.abbrev(offset);
      table = Abbreviation.readTable(in);
      tables.put(offset, table);
      abbrevBytes += in.position() - offset;
      if (abbrevBytes > sections.abbrevSize()) {
        throw new MalformedDwarfException("tables of abbreviations that overlap");
      }
    }
    return table;
  }

  List<Unit> units() {
    return new ArrayList<>(units.values());
  }

  /** The entry at an offset of the section. */
  Die die(int offset) {
    Map.Entry<Integer, Unit> unit = units.floorEntry(offset);
    if (unit == null || offset < unit.getValue().first()) {
      throw new MalformedDwarfException("a reference to where nothing is");
    }
    return die(unit.getValue(), offset);
  }

  Die die(Unit unit, int offset) {
    if (budget-- <= 0) {
      throw new MalformedDwarfException("entries without end");
    }
    return Die.read(unit, sections.info(offset, unit.end()));
  }

  /** The name of an entry, empty if it has none. */
  String name(Die die) {
    return sections.name(die, Dw.AT_NAME);
  }

  /** The name that the linker knows an entry by: its name, where it has no other. */
  String linkageName(Die die) {
    String name = sections.name(die, Dw.AT_LINKAGE_NAME);
    if (name.isEmpty()) {
      name = sections.name(die, Dw.AT_MIPS_LINKAGE_NAME);
    }
    return name.isEmpty() ? name(die) : name;
  }

  /** Where the code of an entry begins, if it has any. */
  OptionalLong lowPc(Die die) {
    return sections.address(die, Dw.AT_LOW_PC);
  }

  /** Visits the children of an entry, but not theirs. */
  void forEachChild(Die parent, Consumer<Die> visitor) {
    int depth = parent.hasChildren() ? 1 : 0;
    int offset = parent.end();
    while (depth > 0) {
      Die die = die(parent.unit(), offset);
      offset = die.end();
      if (die.tag() == 0) {
        depth--;
      } else {
        if (depth == 1) {
          visitor.accept(die);
        }
        if (die.hasChildren()) {
          depth++;
        }
      }
    }
  }

  /** What an attribute that is an expression adds to the address of its struct. */
  OptionalLong addend(Die die, int attribute) {
    int form = die.form(attribute);
    if (form != Dw.FORM_EXPRLOC && form != Dw.FORM_BLOCK && form != Dw.FORM_BLOCK1) {
      return OptionalLong.empty();
    }
    DwarfCursor in = sections.info(die.value(attribute), die.unit().end());
    long length = form == Dw.FORM_BLOCK1 ? in.u8() : in.uleb();
    int start = in.position();
    if (length == 0 || in.u8() != Dw.OP_PLUS_UCONST) {
      return OptionalLong.empty();
    }
    long addend = in.uleb();
    return in.position() - start == length ? OptionalLong.of(addend) : OptionalLong.empty();
  }
}
