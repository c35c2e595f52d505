package dev.radicchio.processor.dwarf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What entries of one kind consist of.
 *
 * @see <a href="https://dwarfstd.org/dwarf5std.html">DWARF 5, 7.5.3</a>
 */
record Abbreviation(int tag, boolean hasChildren, List<Spec> specs) {
  /** More attributes than any compiler writes. */
  private static final int MOST_SPECS = 100;

  /**
   * An attribute and how it is written.
   *
   * @param implicit its value, if that is written nowhere else
   */
  record Spec(int attribute, int form, long implicit) {}

  /** A table of abbreviations by their codes. */
  static Map<Long, Abbreviation> readTable(DwarfCursor in) {
    Map<Long, Abbreviation> table = new HashMap<>();
    for (long code = in.uleb(); code != 0; code = in.uleb()) {
      int tag = number(in.uleb());
      boolean hasChildren = in.u8() != 0;
      table.put(code, new Abbreviation(tag, hasChildren, specs(in)));
    }
    return table;
  }

  private static List<Spec> specs(DwarfCursor in) {
    List<Spec> specs = new ArrayList<>();
    while (true) {
      int attribute = number(in.uleb());
      int form = number(in.uleb());
      if (attribute == 0 && form == 0) {
        return List.copyOf(specs);
      }
      if (specs.size() == MOST_SPECS) {
        throw new MalformedDwarfException("an abbreviation without end");
      }
      specs.add(new Spec(attribute, form, form == Dw.FORM_IMPLICIT_CONST ? in.sleb() : 0));
    }
  }

  private static int number(long value) {
    if (value < 0 || value > 0xFFFF) {
      throw new MalformedDwarfException("a tag, an attribute or a form of more than 16 bits");
    }
    return (int) value;
  }
}
