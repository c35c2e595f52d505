package dev.radicchio.binary;

/**
 * One relocation.
 *
 * @param offset where the value stands, in bytes of the module's file
 * @param index index of the symbol; for {@link RelocationType#R_WASM_TYPE_INDEX_LEB} that of the
 *     type
 * @param addend what is added to the symbol's address; 0 for types without one
 */
public record Relocation(RelocationType type, int offset, int index, int addend) {}
