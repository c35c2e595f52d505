package dev.radicchio.link.input;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.WasmBinary;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The slots of the program's table that modules have as constants. Of several that have the same
 * one, the first in the order of instances stays in the program's table, and the others get tables
 * of their own.
 */
final class FixedSlots {
  private final BitSet taken = new BitSet();

  private FixedSlots() {}

  /** The instances with the tables that they have. */
  static List<Instance> of(List<Instance> instances) {
    FixedSlots slots = new FixedSlots();
    for (Instance instance : instances) {
      if (movable(instance).isEmpty()) {
        slots.taken.or(of(instance));
      }
    }
    return instances.stream().map(slots::decide).toList();
  }

  private static Optional<Absolute> movable(Instance instance) {
    return instance.module().relocatability() instanceof Absolute absolute
        ? Optional.of(absolute).filter(Absolute::isMovable)
        : Optional.empty();
  }

  private Instance decide(Instance instance) {
    Optional<Absolute> movable = movable(instance);
    BitSet slots = of(instance);
    if (movable.isPresent() && slots.intersects(taken)) {
      return instance.as(movable.get().withOwnTable());
    }
    taken.or(slots);
    return instance;
  }

  private static BitSet of(Instance instance) {
    BitSet slots = new BitSet();
    Relocatability model = instance.module().relocatability();
    if (model.slots().place() == TableSlots.Place.AT_OFFSETS) {
      WasmBinary module = instance.binary();
      for (ElementSegment segment : module.elements()) {
        OptionalInt offset =
            segment.mode() == ElementSegment.Mode.ACTIVE && model.sharesTable(segment.table())
                ? ConstantExpression.evaluate(module, segment.offset())
                : OptionalInt.empty();
        if (offset.isPresent() && isInTable(offset.getAsInt(), segment)) {
          slots.set(offset.getAsInt(), offset.getAsInt() + segment.size());
        }
      }
    }
    return slots;
  }

  private static boolean isInTable(int offset, ElementSegment segment) {
    return offset >= 0 && offset <= TableSlots.MOST - segment.size();
  }
}
