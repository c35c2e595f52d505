package dev.radicchio.binary;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Copies a module with some sections replaced, left out, or put where there was none. Sections that
 * stay are copied byte for byte, though their size is written in its shortest form.
 *
 * <pre>
 *   before                      replace(CODE, new code), without(CUSTOM)
 *   type      (func)            type      (func)
 *   function  0                 function  0
 *   code      nop end           code      end
 *   custom    name ...
 * </pre>
 */
public final class ModuleCopy {
  private final WasmBinary module;

  /** New sections by their place in the order of sections. */
  private final Map<Integer, NewSection> replaced = new TreeMap<>();

  private final BitSet leftOut = new BitSet();

  private record NewSection(int id, WasmWriter payload) {}

  private ModuleCopy(WasmBinary module) {
    this.module = module;
  }

  /** A copy in which nothing is changed so far. */
  public static ModuleCopy of(WasmBinary module) {
    return new ModuleCopy(module);
  }

  /** Gives a section, which must not be a custom one, new contents. */
  public ModuleCopy replace(int id, WasmWriter payload) {
    int place = Section.place(id);
    if (place < 0) {
      throw new IllegalArgumentException("section " + id + " has no place of its own");
    }
    replaced.put(place, new NewSection(id, payload));
    return this;
  }

  /** Leaves out all sections with that number. */
  public ModuleCopy without(int id) {
    leftOut.set(id);
    return this;
  }

  /** Writes the copy; whoever gets the writer may write custom sections behind it. */
  public ModuleWriter write() {
    ModuleWriter out = new ModuleWriter();
    Map<Integer, NewSection> pending = new TreeMap<>(replaced);
    for (Section section : module.sections()) {
      int place = Section.place(section.id());
      if (place >= 0) {
        writeBefore(place, pending, out);
      }
      NewSection changed = pending.remove(place);
      if (changed != null) {
        out.section(changed.id, changed.payload);
      } else if (!leftOut.get(section.id())) {
        out.section(section.id(), module.bytes(), section.payload());
      }
    }
    writeBefore(Integer.MAX_VALUE, pending, out);
    return out;
  }

  /** Writes new sections that the module does not have, at their place. */
  private static void writeBefore(int place, Map<Integer, NewSection> pending, ModuleWriter out) {
    pending
        .entrySet()
        .removeIf(
            entry -> {
              boolean now = entry.getKey() < place;
              if (now) {
                out.section(entry.getValue().id, entry.getValue().payload);
              }
              return now;
            });
  }

  /** The copy's bytes. */
  public byte[] toByteArray() {
    return write().toByteArray();
  }
}
