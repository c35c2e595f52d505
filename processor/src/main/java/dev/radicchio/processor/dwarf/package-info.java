/**
 * Reads the functions and structs of a module from its debug information, DWARF 2 to 5 in the
 * 32-bit format, as clang and rustc write it for Wasm.
 *
 * <p>It knows types, and what functions take and return, and nothing else of DWARF. No byte is
 * trusted: each read is checked against the end of its section, nothing recurses or goes on without
 * a limit, and debug information that is malformed counts as none.
 *
 * @see <a href="https://dwarfstd.org/dwarf5std.html">DWARF 5</a>
 * @see <a href="https://yurydelendik.github.io/webassembly-dwarf/">DWARF for WebAssembly</a>
 */
@NullMarked
package dev.radicchio.processor.dwarf;

import org.jspecify.annotations.NullMarked;
