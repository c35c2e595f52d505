package dev.radicchio.engine;

import java.lang.module.ModuleDescriptor.Version;

/**
 * What engines lack, or do otherwise than the specification says, or so that HotSpot cannot compile
 * it, and what Radicchio does about it. Of each there is a test that fails on a version that no
 * longer has it, or has it again. What is left as it is in the specification's own tests is listed
 * there, in {@code corpus/spec/failures}.
 *
 * <p>Code asks {@link Engine#has} where engines differ. What does no harm is done for all.
 */
public enum Shortcoming {
  /** No vector instructions; programs with some are refused when they are loaded. */
  VECTORS(Since.NOT_YET, "1.2"),

  /** No legacy exception handling; images have that of the specification in its place. */
  LEGACY_EXCEPTIONS(Since.NOT_YET, Since.NOT_YET),

  /**
   * A reference to an exception means the last one that was thrown with its tag; a pass over the
   * code has values in its place, and programs that keep references elsewhere are refused.
   */
  EXCEPTION_REFERENCES(Since.NOT_YET, "1.2"),

  /**
   * The interpreter runs a handler inside of what threw, so that each exception that a function
   * catches takes stack until it returns; nothing is done.
   */
  CAUGHT_EXCEPTIONS(Since.NOT_YET, Since.NOT_YET),

  /**
   * Tail calls of compiled code take stack; nothing is done. Where they do not, they are left to
   * the caller, so that stubs of precompiled programs go another way.
   */
  TAIL_CALLS(Since.NOT_YET, Since.EVER),

  /** A tail call through a table cannot call a function of Java; it traps. */
  FOREIGN_TAIL_CALLS(Since.NOT_YET, Since.NOT_YET),

  /**
   * A block type is read as an unsigned number, so that type 64 is an empty block; the linker gives
   * such types other numbers.
   */
  BLOCK_TYPES(Since.NOT_YET, "1.1"),

  /** Names of functions may have some characters only; the linker writes others as {@code _}. */
  NAMES(Since.NOT_YET, Since.NOT_YET),

  /**
   * A table that grows grows the limits of the parsed module, which other instances have; tables
   * have limits of their own.
   */
  PARSED_LIMITS(Since.NOT_YET, Since.NOT_YET),

  /** A table that cannot grow by so much fails, instead of saying so; our tables say so. */
  TABLE_GROWTH(Since.NOT_YET, Since.NOT_YET),

  /** Copied slots get the instances of other slots; in our tables the reference tells it. */
  TABLE_COPIES(Since.NOT_YET, Since.EVER),

  /**
   * The types of functions of other instances are compared by their numbers; functions of Java are
   * put into tables as those of a module that has the image's types.
   */
  TYPE_NUMBERS(Since.NOT_YET, Since.NOT_YET),

  /** The interpreter branches on all 64 bits of an {@code i32}; Java's have their sign there. */
  WIDE_NUMBERS(Since.NOT_YET, "1.2"),

  /** The interpreter adds base and offset of narrow stores modulo 2^32; a listener looks first. */
  NARROW_STORES(Since.NOT_YET, "1.2"),

  /** Offset and length of ranges are added as signed numbers; a pass over the code looks first. */
  RANGES(Since.NOT_YET, Since.NOT_YET),

  /**
   * An interpreted function that makes a tail call interprets the callee; precompiled programs keep
   * the code of all.
   */
  INTERPRETED_CALLEES(Since.NOT_YET, Since.NOT_YET),

  /** Its compiler gives up on some valid modules; they are interpreted, or not precompiled. */
  UNCOMPILED(Since.NOT_YET, Since.NOT_YET),

  /**
   * Its compiler goes through all exception handlers of a function by recursion; it runs on a large
   * stack.
   */
  HANDLERS(Since.NOT_YET, Since.NOT_YET),

  /** Faults have other words than the specification's tests; they are put into those. */
  WORDS(Since.NOT_YET, Since.NOT_YET),

  /** Calls by number go through one huge method; functions are looked up by their names. */
  ONE_SWITCH(Since.NOT_YET, Since.EVER),

  /** So do calls through tables, a method a type; functions without address have their own type. */
  SWITCH_OF_TYPE(Since.NOT_YET, Since.NOT_YET),

  /**
   * Objects are kept in the instance that made them, and collected where a call of an export
   * returns; programs with objects are called in no other way.
   */
  COLLECTION(Since.NOT_YET, Since.EVER);

  private final String chicory;
  private final String endive;

  /**
   * @param chicory the first version of Chicory without it
   * @param endive the same of Endive
   */
  Shortcoming(String chicory, String endive) {
    this.chicory = chicory;
    this.endive = endive;
  }

  /**
   * Whether an engine has it.
   *
   * @param engine the name of the engine
   * @param version the version of its run time
   */
  public boolean isOf(String engine, String version) {
    String without = engine.equals("endive") ? endive : chicory;
    return without.equals(Since.NOT_YET)
        || Version.parse(version).compareTo(Version.parse(without)) < 0;
  }

  /** Versions besides those that are named. */
  private static final class Since {
    static final String EVER = "0";
    static final String NOT_YET = "";
  }
}
