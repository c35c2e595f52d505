package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Table;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A table whose growth is looked after. Endive's grows in two ways, by numbers and by objects. */
abstract class EngineTable extends TableInstance {
  EngineTable(Table table, int initial) {
    super(table, initial);
  }

  /**
   * Adds slots.
   *
   * @param slots how many, unsigned
   * @param grow adds them, if they are not too many
   * @return how many there were, or -1 if it cannot
   */
  abstract int grown(int slots, IntSupplier grow);

  @Override
  public final int grow(int slots, int value, @Nullable Instance instance) {
    return grown(slots, () -> super.grow(slots, value, null));
  }
}
