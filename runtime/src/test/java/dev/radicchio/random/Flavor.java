package dev.radicchio.random;

/**
 * What a program is about, which decides what may be in it.
 *
 * @param cxx whether most parts that are not in Rust are in C++
 * @param hosted whether it uses hosts
 * @param throwing whether it throws
 * @param atomics see {@link RandomProgram.Settings}
 * @param twice see {@link RandomProgram.Settings}
 * @param library see {@link RandomProgram.Settings}
 */
record Flavor(
    boolean rust,
    boolean cxx,
    boolean hosted,
    boolean throwing,
    boolean atomics,
    boolean twice,
    boolean library) {
  /** The part of which there may be two instances. */
  static final String FIRST_PART = "a";

  static Flavor of(Chance chance, boolean rust) {
    boolean cxx = chance.below(5) >= 2;
    boolean hosted = chance.oneIn(4);
    boolean throwing = cxx && !rust && chance.oneIn(3);
    boolean atomics = !rust && chance.oneIn(6);
    boolean twice = !rust && !throwing && chance.oneIn(5);
    boolean library = !rust && !throwing && !atomics && !twice && chance.oneIn(4);
    return new Flavor(rust, cxx, hosted, throwing, atomics, twice, library);
  }

  /** Whether two instances of another part use this one, which therefore has no state. */
  boolean isShared(String part) {
    return twice && !part.equals(FIRST_PART);
  }
}
