package dev.radicchio.binary;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code name} section as far as the linker uses it.
 *
 * @param functions names of functions by index
 * @param globals names of globals by index
 * @see <a href="https://webassembly.github.io/spec/core/appendix/custom.html#name-section">Custom
 *     Sections: Name Section</a>
 */
public record NameSection(Map<Integer, String> functions, Map<Integer, String> globals) {
  private static final int FUNCTIONS = 1;
  private static final int GLOBALS = 7;

  /** The names of a module; none if it has none. The spec has a broken name section ignored. */
  public static NameSection of(WasmBinary module) {
    Map<Integer, String> functions = new HashMap<>();
    Map<Integer, String> globals = new HashMap<>();
    Optional<WasmReader> section = module.custom("name");
    try {
      if (section.isPresent()) {
        read(section.get(), functions, globals);
      }
    } catch (MalformedWasmException e) {
      return new NameSection(Map.of(), Map.of());
    }
    return new NameSection(functions, globals);
  }

  private static void read(
      WasmReader in, Map<Integer, String> functions, Map<Integer, String> globals) {
    while (!in.atEnd()) {
      int id = in.u8();
      WasmReader subsection = in.at(in.sized());
      if (id == FUNCTIONS || id == GLOBALS) {
        Map<Integer, String> names = id == FUNCTIONS ? functions : globals;
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
