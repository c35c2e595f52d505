package dev.radicchio.annotations;

/** How a module is to be moved to where the program wants it. */
public enum Relocation {
  /** As the module itself says; by far the most can. */
  DETECTED,
  /**
   * As position-independent code that was linked statically and without relocations. Pointers in
   * its static data are not found and would point to where the data was, so this is for modules
   * that have none. The processor warns of every word that looks like one.
   */
  PIC_STATIC,
  /**
   * As a module that needs no memory of its own: each address that it loads from or stores to is
   * one that it was given. Says so of a module that adds a mutable global to such addresses, or has
   * numbers in its code that could be addresses. It is an error if it has data, or uses an address
   * that is a constant.
   */
  POSITION_FREE,
  /**
   * As a module that stays at the addresses that it was linked for, and whose code stays as it is.
   * It is an error if something else has to be there.
   */
  ABSOLUTE,
  /**
   * As a module that goes on living at the addresses that it was linked for, while the program has
   * it elsewhere: a base is added to each address that its code loads from or stores to. This is
   * what happens to a module that says nothing else and does not fit where it is.
   */
  REBASED
}
