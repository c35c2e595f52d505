package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.Value;
import dev.radicchio.engine.Shortcoming;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A table of a program.
 *
 * <p>A reference to a function is its number in the image. Functions of other instances, which
 * {@link ForeignFunctions} has, get numbers beyond those; so a guest may move them from slot to
 * slot. Chicory 1.7.5 takes the instance of a function from the wrong slot when it copies slots,
 * and forgets it when a guest takes a reference out of a table and puts it into another slot.
 *
 * @see Shortcoming#TABLE_COPIES
 * @see Shortcoming#TABLE_GROWTH
 * @see Shortcoming#PARSED_LIMITS
 */
final class ProgramTable extends EngineTable {
  /** The limit that JavaScript's engines agree on. */
  private static final int MOST_SLOTS = 10_000_000;

  private final ForeignFunctions foreign;

  /** A table with limits of its own: Chicory 1.7.5 grows those of the module, which others use. */
  ProgramTable(Table table, int initial, ForeignFunctions foreign) {
    super(
        new Table(
            table.elementType(),
            new TableLimits(table.limits().min(), table.limits().max(), table.limits().shared()),
            table.initialize()),
        initial);
    this.foreign = foreign;
  }

  @Override
  int grown(int slots, IntSupplier grow) {
    if (Integer.toUnsignedLong(slots) + size() > Math.max(MOST_SLOTS, size())) {
      return -1;
    }
    try {
      return grow.getAsInt();
    } catch (OutOfMemoryError e) {
      return -1;
    }
  }

  @Override
  public void setRef(int index, int value, @Nullable Instance instance) {
    super.setRef(index, value, null);
  }

  /**
   * Puts a function of another instance into a slot.
   *
   * @param function its number there
   * @return the reference to it, for {@link #forget}
   */
  int put(int index, Instance instance, int function) {
    int reference = foreign.add(instance, function);
    super.setRef(index, reference, null);
    return reference;
  }

  /** Lets calls of a function of another instance trap, in whatever slots a guest has put it. */
  void forget(int reference) {
    foreign.remove(reference);
  }

  /** The number that the function in a slot has in its instance. */
  @Override
  public int requiredRef(int index) {
    int reference = ref(index);
    if (reference < ForeignFunctions.FIRST && reference != Value.REF_NULL_VALUE) {
      return reference;
    } else if (reference == Value.REF_NULL_VALUE) {
      throw new ChicoryException("uninitialized element " + index);
    }
    ForeignFunctions.Function function = foreign.find(reference);
    if (function == null) {
      throw new ChicoryException(
          "uninitialized element " + index + ": it was a Java function that is over");
    }
    return function.number();
  }

  /** The instance of the function in a slot, null for the program's own. */
  @Override
  public @Nullable Instance instance(int index) {
    if (index < 0 || index >= size()) {
      return null; // Chicory 1.7.5 asks for the target of a copy in the table that is its source
    }
    ForeignFunctions.Function function = foreign.find(ref(index));
    return function == null ? null : function.instance();
  }
}
