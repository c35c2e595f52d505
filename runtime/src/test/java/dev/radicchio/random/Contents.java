package dev.radicchio.random;

/** What a variable is an array of. */
enum Contents {
  CELLS,
  BYTES,
  WIDES,
  /** Structs that point to each other, to cells and to functions. */
  NODES,
  /** Addresses of cells. */
  POINTERS,
  FUNCTIONS,
  TEXTS,
  /** Objects with virtual functions. */
  OBJECTS
}
