package dev.radicchio.binary;

import java.util.Collections;
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
  private static final NameSection NONE = new NameSection(Map.of(), Map.of(), Map.of());

  public NameSection {
    functions = Collections.unmodifiableMap(functions);
    globals = Collections.unmodifiableMap(globals);
    data = Collections.unmodifiableMap(data);
  }

  /** The names of a module; none if it has none. The spec has a broken name section ignored. */
  public static NameSection of(WasmBinary module) {
    Optional<WasmReader> section = module.custom("name");
    try {
      return section.map(NameSection::read).orElse(NONE);
    } catch (MalformedWasmException e) {
      return NONE;
    }
  }

  private static NameSection read(WasmReader in) {
    Map<Integer, String> functions = new HashMap<>();
    Map<Integer, String> globals = new HashMap<>();
    Map<Integer, String> data = new HashMap<>();
    while (!in.atEnd()) {
      int id = in.u8();
      WasmReader subsection = in.at(in.sized());
      switch (id) {
        case FUNCTIONS -> readNames(subsection, functions);
        case GLOBALS -> readNames(subsection, globals);
        case DATA -> readNames(subsection, data);
        default -> {} // names of what the linker does not name
      }
    }
    return new NameSection(functions, globals, data);
  }

  private static void readNames(WasmReader in, Map<Integer, String> names) {
    for (int i = in.count(); i > 0; i--) {
      names.put(in.u32(), in.name());
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
