package dev.radicchio.engine;

import dev.radicchio.binary.FunctionType;
import org.jspecify.annotations.Nullable;

/** A table that function pointers index. */
public interface FunctionTable {
  /** How many slots it has. */
  int size();

  /** How many it may have, unsigned. */
  long limit();

  /** Adds slots that are null; returns the first, or -1 if it cannot. */
  int grow(int slots);

  /**
   * What makes functions of a type that guests can call; null if no code of the image calls any.
   *
   * @throws IllegalArgumentException if the type has other values than numbers
   */
  @Nullable Lender lender(FunctionType type);

  /** The function in a slot; null if there is none. */
  @Nullable Reference get(int slot);

  /** The first slot with a function of a guest, from whatever table that is; -1 if none has it. */
  int find(Reference function);

  /** Puts a function of a guest into a slot, from whatever table it is. */
  void put(int slot, Reference function);

  /** Puts functions of Java that are of one type into the table. */
  interface Lender {
    /** Puts a function into a slot, instead of what it has. */
    Lent lend(int slot, JavaFunction function);
  }

  /** A function of Java in the table. */
  interface Lent {
    /** Lets calls of it trap from now on, in whatever slots a guest has put it. */
    void forget();
  }

  /** A function in the table. It equals another if both are the same function. */
  interface Reference {
    /** Whether it is a function of Java. */
    boolean isLent();

    /** Its type. */
    FunctionType type();

    /** Whether that is its type, at less cost than making one. */
    boolean hasType(FunctionType type);

    /** The function. */
    ImageFunction function();
  }
}
