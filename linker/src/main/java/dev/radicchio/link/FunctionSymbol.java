package dev.radicchio.link;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a module's file says of one of its functions, by which its debug information is found.
 *
 * @param exports the names that it is exported under, in the order of the file
 * @param name its name in the {@code name} section, which is that of the source or mangled
 * @param codeOffset where its body begins, behind the size, in bytes from the beginning of the code
 *     section's contents, as {@code DW_AT_low_pc} counts; empty for an imported function
 * @see <a href="https://yurydelendik.github.io/webassembly-dwarf/">DWARF for WebAssembly</a>
 */
public record FunctionSymbol(List<String> exports, Optional<String> name, OptionalInt codeOffset) {
  public FunctionSymbol {
    exports = List.copyOf(exports);
  }
}
