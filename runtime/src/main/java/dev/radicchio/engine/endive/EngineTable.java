package dev.radicchio.engine.endive;

import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;
import run.endive.runtime.TableInstance;
import run.endive.wasm.types.Table;

/** A table whose growth is looked after, by functions and by objects. */
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

  @Override
  public final int growWithRef(int slots, @Nullable Object value, @Nullable Instance instance) {
    return grown(slots, () -> super.growWithRef(slots, value, null));
  }
}
