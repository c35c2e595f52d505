package dev.radicchio.link.input;

import dev.radicchio.binary.Symbol;
import java.util.OptionalInt;

/**
 * Where the parts of an instance are, and what it refers to: in a program, or {@link AsLinked as
 * its own linker put them}. All numbers are modulo 2^32.
 */
public interface ModulePlace {
  /**
   * How far the static data is from where the module's linker put it; for a shared library, whose
   * linker puts it at 0, that is {@code __memory_base}.
   */
  int distance();

  /** The first slot of the block of the table that a shared library has. */
  int tableBlock();

  /** The table slot that pointers to a function have, or 0 if none. */
  int slot(Symbol function);

  /** The table slot of what calls of a function mean, which nobody compares; or 0 if none. */
  int calledSlot(Symbol function);

  /** The value of a symbol that linkers define themselves; empty for any other. */
  OptionalInt linkerDefined(String symbol);

  /** The address of another module's data; empty if none has data of that name. */
  OptionalInt foreign(String symbol);

  /** The address of the data that data of the module gives way to; empty if it stays. */
  OptionalInt replacing(String symbol);
}
