package dev.radicchio;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.engine.ImageInstance;
import dev.radicchio.memory.GuestDataException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The function pointers of one table of a program: Java functions that are lent to its guests, and
 * functions of guests that Java has by a pointer.
 *
 * <p>A guest's function that Java got from another table has one slot here, so that pointers to it
 * are equal: the one that it has anyway, or else one that it keeps from then on. Where it passes
 * more than numbers, what the slot has is an adapter in Java.
 */
final class FunctionPointers {
  private final ImageInstance image;
  private final FunctionTable table;
  private final String owner;
  private final Callbacks callbacks;

  /** Those that were given away, by what points to them. */
  private final Map<Pointer, ProgramFunction> given = new HashMap<>();

  /** The slots of guests' functions from other tables. */
  private final Map<FunctionTable.Reference, Integer> slots = new HashMap<>();

  private final Map<FunctionTable.Reference, Integer> adapters = new HashMap<>();

  /** What a slot points to: a guest may put another function there. */
  private record Pointer(int slot, FunctionTable.Reference target) {}

  /** What a guest calls instead of a function from another table. */
  private record Adapter(Place adapted, GuestFunction function) implements GuestFunction {
    @Override
    public long[] call(long... arguments) {
      return function.call(arguments);
    }
  }

  /** Where Java has a guest's function from. */
  record Place(FunctionPointers pointers, int slot, FunctionTable.Reference target) {}

  /**
   * @param owner the instance whose table it is; empty for the program's
   */
  FunctionPointers(ImageInstance image, FunctionTable table, String owner) {
    this.image = image;
    this.table = table;
    this.owner = owner;
    this.callbacks = new Callbacks(table, owner);
  }

  /** Whether these are slots of that table. */
  boolean areOf(FunctionTable other) {
    return table == other;
  }

  /** The table, as Java reads it. */
  GuestTable asTable() {
    return new GuestTable(table, this);
  }

  /** See {@link LinkedProgram#pointer}. */
  GuestFunction at(int slot, FunctionType type) {
    String name = name(slot, owner);
    FunctionTable.Reference target = table.get(slot);
    if (target == null) {
      throw new GuestDataException(name + " points to no function");
    }
    if (!target.hasType(type)) {
      throw new GuestDataException(
          name + " points to a function of type " + target.type() + ", and not " + type);
    }
    if (target.isLent() && callbacks.has(slot)) {
      return callbacks.at(slot);
    }
    Pointer key = new Pointer(slot, target);
    ProgramFunction function = given.get(key);
    if (function == null) {
      Place place = new Place(this, slot, target);
      function = new ProgramFunction(name, target.function(), image.stackPointers(), place);
      given.put(key, function);
    }
    return function;
  }

  /** What exceptions call a function pointer. */
  static String name(int slot, String owner) {
    String name = "function pointer " + Integer.toUnsignedString(slot);
    return owner.isEmpty() ? name : name + " of " + owner;
  }

  /**
   * The slot of a function that {@link #at} returned, of these pointers or others of the program,
   * and that need not be lent; -1 if it is to be {@linkplain #lend lent}.
   *
   * @param adapter what these guests call for a function from another table; the function itself if
   *     they may call that
   */
  int slotOf(FunctionType type, GuestFunction function, GuestFunction adapter) {
    int lent = callbacks.slotOf(function);
    if (lent >= 0) {
      return lent;
    }
    Place place = place(function);
    if (place == null || place.pointers.image != image || !place.target.hasType(type)) {
      return -1;
    } else if (place.pointers == this) {
      return place.slot;
    } else if (adapter != function) {
      return slotOfAdapter(place, type, adapter);
    }
    return function instanceof ProgramFunction ? slotOf(place.target) : -1;
  }

  private static @Nullable Place place(GuestFunction function) {
    if (function instanceof ProgramFunction guests) {
      return guests.place();
    }
    return function instanceof CheckedFunction lent && lent.unchecked() instanceof Adapter adapter
        ? adapter.adapted
        : null;
  }

  private int slotOf(FunctionTable.Reference target) {
    Integer known = slots.get(target);
    if (known != null && target.equals(table.get(known))) {
      return known;
    }
    int slot = table.find(target);
    if (slot < 0) {
      slot = callbacks.giveAway();
      table.put(slot, target);
    }
    slots.put(target, slot);
    return slot;
  }

  private int slotOfAdapter(Place place, FunctionType type, GuestFunction adapter) {
    Integer known = adapters.get(place.target);
    if (known != null) {
      return known;
    }
    int slot = callbacks.add(type, new Adapter(place, adapter));
    adapters.put(place.target, slot);
    return slot;
  }

  /** See {@link LinkedProgram#lend}. */
  int lend(FunctionType type, GuestFunction function) {
    return callbacks.add(type, function);
  }

  /**
   * Takes back what was lent.
   *
   * @param borrower what it was lent to for one call; null if it was lent until it was closed
   */
  void takeBack(int slot, @Nullable String borrower) {
    callbacks.remove(slot, borrower);
  }

  /** Takes back all functions that were given away. */
  void close() {
    given.values().forEach(ProgramFunction::close);
  }
}
