package dev.radicchio.binary;

/**
 * The index spaces that instructions and types refer to.
 *
 * @see <a href="https://webassembly.github.io/spec/core/syntax/modules.html#indices">Modules:
 *     Indices</a>
 */
public enum IndexSpace {
  /** A type index, encoded unsigned. */
  TYPE,
  /** A type index in a block type or heap type, encoded as a signed 33-bit number. */
  SIGNED_TYPE,
  FUNCTION,
  TABLE,
  MEMORY,
  GLOBAL,
  TAG,
  ELEMENT,
  DATA
}
