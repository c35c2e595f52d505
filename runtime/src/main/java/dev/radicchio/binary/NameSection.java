package dev.radicchio.binary;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code name} section as far as the linker uses it.
 *
 * @param functions names of functions by index
 * @param globals names of globals by index
 * @param data names of data segments by index
 * @see <a href="https://webassembly.github.io/spec/core/appendix/custom.html#name-section">Custom
 *     Sections: Name Section</a>
 */
public record NameSection(
    Map<Integer, String> functions, Map<Integer, String> globals, Map<Integer, String> data) {
  private static final int FUNCTIONS = 1;
  private static final int GLOBALS = 7;
  private static final int DATA = 9;

  /** The names of a module; none if it has none. The spec has a broken name section ignored. */
  public static NameSection of(WasmBinary module) {
    NameSection names = new NameSection(new HashMap<>(), new HashMap<>(), new HashMap<>());
    Optional<WasmReader> section = module.custom("name");
    try {
      section.ifPresent(names::read);
    } catch (MalformedWasmException e) {
      return new NameSection(Map.of(), Map.of(), Map.of());
    }
    return names;
  }

  private void read(WasmReader in) {
    while (!in.atEnd()) {
      int id = in.u8();
      WasmReader subsection = in.at(in.sized());
      Map<Integer, String> names =
          switch (id) {
            case FUNCTIONS -> functions;
            case GLOBALS -> globals;
            case DATA -> data;
            default -> null;
          };
      if (names != null) {
        for (int i = subsection.count(); i > 0; i--) {
          names.put(subsection.u32(), subsection.name());
        }
      }
    }
  }

  /** Writes the payload of a name section that names functions, in the order given. */
  public static void write(WasmWriter out, Iterable<Map.Entry<Integer, String>> functions) {
    WasmWriter names = new WasmWriter();
    int count = 0;
    for (Map.Entry<Integer, String> function : functions) {
      names.u32(function.getKey()).name(function.getValue());
      count++;
    }
    out.name("name").u8(FUNCTIONS).sized(new WasmWriter().u32(count).append(names));
  }
}
