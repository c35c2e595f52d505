package dev.radicchio;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.memory.GuestDataException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Java functions in a table, where guests call them through pointers.
 *
 * <p>A guest may keep a pointer for longer than the function is lent, and must not reach another
 * one by it. So a slot whose function was taken back rests: a call through it traps and says which
 * function is over. It is used again once {@link #LEAST_REST} others were lent, the one that has
 * rested longest first, or earlier if the table cannot grow. So a program that lends all the time
 * has so many slots, and those that it needs at one time.
 */
final class Callbacks {
  /** How many functions are lent before a slot is used again. */
  static final int LEAST_REST = 1000;

  /** The table grows by so many slots, or by a part of itself, since growing copies all of it. */
  private static final int LEAST_GROWTH = 32;

  private static final int GROWTH_DIVISOR = 8;

  private final FunctionTable table;
  private final String owner;
  private final Map<FunctionType, FunctionTable.Lender> lenders = new HashMap<>();
  private final Map<Integer, CallbackSlot> slots = new HashMap<>();
  private final Deque<CallbackSlot> fresh = new ArrayDeque<>();

  /** Those that have rested longest first. */
  private final Deque<Resting> resting = new ArrayDeque<>();

  private long lendings;

  /**
   * A slot that nobody uses.
   *
   * @param since how many functions had been lent when its own was taken back
   */
  private record Resting(CallbackSlot slot, long since) {}

  /**
   * @param owner the instance whose table it is; empty for the program's
   */
  Callbacks(FunctionTable table, String owner) {
    this.table = table;
    this.owner = owner;
  }

  /**
   * Puts a function into the table.
   *
   * @return its slot
   * @throws IllegalArgumentException if no code of the program calls functions of that type
   * @throws IllegalStateException if the table is full
   */
  int add(FunctionType type, GuestFunction function) {
    FunctionTable.Lender lender = lender(type);
    CallbackSlot slot = takeSlot();
    slot.fill(lender, type, function);
    lendings++;
    return slot.number();
  }

  private FunctionTable.Lender lender(FunctionType type) {
    FunctionTable.Lender lender = lenders.get(type);
    if (lender == null) {
      lender = table.lender(type);
      if (lender == null) {
        throw new IllegalArgumentException("no module of the program has a function type " + type);
      }
      lenders.put(type, lender);
    }
    return lender;
  }

  /** Takes a slot that was never used, or has rested. */
  private CallbackSlot takeSlot() {
    Resting longest = resting.peek();
    boolean rested = longest != null && lendings - longest.since >= LEAST_REST;
    if (fresh.isEmpty() && !rested) {
      grow();
    }
    if (!fresh.isEmpty()) {
      return fresh.remove();
    } else if (longest != null) {
      return resting.remove().slot;
    }
    throw new IllegalStateException(
        (owner.isEmpty() ? "the program's table" : "the table of " + owner)
            + " is full: "
            + slots.size()
            + " Java functions are lent at one time");
  }

  /**
   * A slot for a function that stays in it.
   *
   * @throws IllegalStateException if the table is full
   */
  int giveAway() {
    CallbackSlot slot = takeSlot();
    slot.forget();
    slots.remove(slot.number());
    return slot.number();
  }

  private void grow() {
    long room = table.limit() - table.size();
    int count = (int) Math.min(room, Math.max(LEAST_GROWTH, table.size() / GROWTH_DIVISOR));
    int first = count > 0 ? table.grow(count) : -1;
    for (int i = 0; first >= 0 && i < count; i++) {
      CallbackSlot slot = new CallbackSlot(first + i, owner);
      slots.put(slot.number(), slot);
      fresh.add(slot);
    }
  }

  /**
   * Takes a function back; a call through its slot traps from now on.
   *
   * @param borrower what it was lent to for one call; null if it was lent until it was closed
   */
  void remove(int number, @Nullable String borrower) {
    CallbackSlot slot = slots.get(number);
    if (slot != null && slot.end(borrower)) {
      resting.add(new Resting(slot, lendings));
    }
  }

  /** Whether a slot is for functions of Java. */
  boolean has(int number) {
    return slots.containsKey(number);
  }

  /** The slot in which a function is lent that {@link #at} returned; -1 if it is lent in none. */
  int slotOf(GuestFunction function) {
    if (!(function instanceof CheckedFunction java) || java.slot().lent() != java) {
      return -1;
    }
    int number = java.slot().number();
    return slots.get(number) == java.slot() ? number : -1;
  }

  /**
   * The Java function in a slot.
   *
   * @throws GuestDataException if it is over
   */
  GuestFunction at(int number) {
    CallbackSlot slot = Objects.requireNonNull(slots.get(number), "a guest's function");
    CheckedFunction lent = slot.lent();
    if (lent == null) {
      throw new GuestDataException(slot.isOver());
    }
    return lent;
  }
}
