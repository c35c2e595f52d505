package dev.radicchio;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.memory.GuestDataException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table of functions that an instance exports. */
public final class GuestTable {
  private final FunctionPointers functions;

  /** Null once the program is closed. */
  private @Nullable FunctionTable table;

  GuestTable(FunctionTable table, FunctionPointers functions) {
    this.table = table;
    this.functions = functions;
  }

  /**
   * How many slots it has; guests may add some.
   *
   * @throws IllegalStateException if the program is closed
   */
  public int size() {
    return open().size();
  }

  /**
   * Whether a slot is null, or has a function of Java that is not lent any more.
   *
   * @throws IndexOutOfBoundsException if there is no such slot
   * @throws IllegalStateException if the program is closed
   */
  public boolean isNull(int slot) {
    return open().get(checked(slot)) == null;
  }

  /**
   * The function in a slot.
   *
   * @param type the type that it must have
   * @throws GuestDataException if there is none, or one of another type
   * @throws IndexOutOfBoundsException if there is no such slot
   * @throws IllegalStateException if the program is closed
   */
  public GuestFunction function(int slot, FunctionType type) {
    return functions.at(checked(slot), type);
  }

  private int checked(int slot) {
    return Objects.checkIndex(slot, open().size());
  }

  private FunctionTable open() {
    if (table == null) {
      throw LinkedProgram.closed();
    }
    return table;
  }

  void close() {
    table = null;
  }
}
