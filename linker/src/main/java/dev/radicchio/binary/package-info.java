/**
 * The Wasm binary format: a cursor and a writer, the sections of a module, opcodes by name, the
 * instruction walker, a writer that copies a module with sections replaced, and the custom sections
 * that linkers leave behind ({@code dylink.0}, {@code linking}, {@code reloc.*}, {@code name}).
 *
 * <p>This package knows the format and nothing of linking. Offsets are byte offsets into the
 * module's file, so that every error can say where. 32-bit unsigned values are kept in {@code int}
 * and compared with {@link java.lang.Integer#compareUnsigned}, except where a name or a {@code
 * long} says otherwise.
 */
@NullMarked
package dev.radicchio.binary;

import org.jspecify.annotations.NullMarked;
