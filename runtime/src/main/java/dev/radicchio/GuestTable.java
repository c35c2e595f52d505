package dev.radicchio;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.memory.GuestDataException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table of functions that an instance exports. */
public final class GuestTable {
  private final String name;
  private final RunningImage image;

  /** Null once the program is closed. */
  private @Nullable FunctionTable table;

  /**
   * @param name what exceptions call it
   */
  GuestTable(String name, FunctionTable table, RunningImage image) {
    this.name = name;
    this.table = table;
    this.image = image;
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
    return reference(slot) == null;
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
    return image.at(name, slot, reference(slot), type);
  }

  private FunctionTable.@Nullable Reference reference(int slot) {
    FunctionTable open = open();
    return open.get(Objects.checkIndex(slot, open.size()));
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
