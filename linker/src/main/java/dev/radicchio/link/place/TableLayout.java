package dev.radicchio.link.place;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.input.Alignment;
import dev.radicchio.link.input.ConstantExpression;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Relocations;
import dev.radicchio.link.input.TableSlots;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.Functions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Lays out the program's table. Slot 0 stays null, and a function has one slot in the whole
 * program, or function pointers would stop comparing equal.
 *
 * <p>Slots that code has as constants come first: those of modules that cannot be moved, and the
 * blocks of shared libraries, whose code adds constants to {@code __table_base}. Then every other
 * function whose address is taken gets the next free slot, unless it has one already.
 */
public final class TableLayout {
  private static final int EMPTY = -1;

  private final Functions functions;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Integer> slots = new ArrayList<>(List.of(EMPTY));
  private final Map<Integer, Integer> slotOfFunction = new HashMap<>();
  private final TablePlace[] places;

  private TableLayout(Functions functions, int instances) {
    this.functions = functions;
    this.places = new TablePlace[instances];
    Arrays.fill(places, TablePlace.NONE);
  }

  /** Lays out the table. */
  static Table of(List<Instance> instances, Functions functions) {
    TableLayout layout = new TableLayout(functions, instances.size());
    instances.forEach(layout::placeFixed);
    instances.forEach(layout::placeBlock);
    instances.forEach(layout::placeRelocated);
    instances.forEach(layout::placeGotEntries);
    return new Table(
        functions, layout.slots, layout.slotOfFunction, List.of(layout.places), layout.problems);
  }

  /**
   * Whether a segment's functions get slots in the program's table, instead of being copied as a
   * segment.
   */
  public static boolean isMerged(InputModule module, ElementSegment segment) {
    return segment.mode() == ElementSegment.Mode.ACTIVE
        && module.relocatability().sharesTable(segment.table());
  }

  private static List<ElementSegment> merged(Instance instance) {
    return instance.binary().elements().stream()
        .filter(segment -> isMerged(instance.module(), segment))
        .toList();
  }

  private static TableSlots slots(Instance instance) {
    return instance.module().relocatability().slots();
  }

  private void placeFixed(Instance instance) {
    if (slots(instance).place() != TableSlots.Place.AT_OFFSETS) {
      return;
    }
    for (ElementSegment segment : merged(instance)) {
      OptionalInt offset = ConstantExpression.evaluate(instance.binary(), segment.offset());
      if (offset.isEmpty()) {
        problems.add(notConstant(instance));
      } else {
        placeAt(instance, segment, offset.getAsInt());
      }
    }
  }

  private static Problem notConstant(Instance instance) {
    return ProblemCode.ELEMENT_OFFSET_NOT_CONSTANT.of(instance.name(), instance.file());
  }

  private void placeBlock(Instance instance) {
    TableSlots block = slots(instance);
    if (block.place() != TableSlots.Place.IN_BLOCK) {
      return;
    }
    int size = block.count();
    long base = Alignment.up(slots.size(), block.alignment());
    if (base + size > TableSlots.MOST) {
      problems.add(
          ProblemCode.TABLE_FULL.of(
              instance.name(), instance.file(), base + size, TableSlots.MOST));
      return;
    }
    int start = (int) base;
    places[instance.number()] = TablePlace.block(start, size);
    if (size > 0) {
      grow(start + size);
    }
    WasmBinary module = instance.binary();
    for (ElementSegment segment : merged(instance)) {
      OptionalInt offset =
          ConstantExpression.evaluate(
              module,
              segment.offset(),
              global ->
                  ImportNames.ofGlobal(module, global).equals("env.__table_base")
                      ? OptionalInt.of(start)
                      : OptionalInt.empty());
      if (offset.isEmpty()) {
        problems.add(notConstant(instance));
      } else if (offset.getAsInt() < start || offset.getAsInt() + segment.size() > start + size) {
        problems.add(ProblemCode.ELEMENTS_OUTSIDE_LIBRARY.of(instance.name(), instance.file()));
      } else {
        placeAt(instance, segment, offset.getAsInt());
      }
    }
  }

  private void placeAt(Instance instance, ElementSegment segment, int start) {
    if (start < 0 || start > TableSlots.MOST - segment.size()) {
      problems.add(
          ProblemCode.SLOT_TOO_HIGH.of(
              instance.name(), instance.file(), Integer.toUnsignedString(start), TableSlots.MOST));
      return;
    }
    grow(start + segment.size());
    int slot = start;
    for (int function : listed(instance, segment)) {
      if (slots.get(slot) != EMPTY) {
        problems.add(
            ProblemCode.SLOT_TAKEN.of(
                instance.name(), instance.file(), slot, instance.module().producer().orRelink()));
        return;
      }
      if (function != EMPTY) {
        slots.set(slot, function);
        slotOfFunction.putIfAbsent(function, slot);
      }
      slot++;
    }
  }

  private void grow(int size) {
    while (slots.size() < size) {
      slots.add(EMPTY);
    }
  }

  private void placeRelocated(Instance instance) {
    if (slots(instance).place() == TableSlots.Place.ANYWHERE) {
      int start = slots.size();
      for (ElementSegment segment : merged(instance)) {
        for (int function : listed(instance, segment)) {
          place(function);
        }
      }
      instance
          .module()
          .relocatability()
          .relocations()
          .ifPresent(relocations -> placePointedTo(instance, relocations));
      places[instance.number()] = new TablePlace(0, start, slots.size());
    }
  }

  /** Functions of other instances that symbols mean are in no segment of the module. */
  private void placePointedTo(Instance instance, Relocations relocations) {
    for (Symbol symbol : relocations.pointedTo(true)) {
      placePointedTo(instance, symbol, functions.pointedToBy(instance, symbol));
    }
    for (Symbol symbol : relocations.pointedTo(false)) {
      placePointedTo(instance, symbol, functions.calledFunction(instance, symbol));
    }
  }

  /** What stands for a weak function that nothing defines has no slot, as its address is 0. */
  private void placePointedTo(Instance instance, Symbol symbol, int function) {
    boolean undefined = instance.module().undefinedWeak().containsKey(symbol.index());
    if (!undefined || !functions.isOwn(instance, symbol.index())) {
      place(functions.pointee(function));
    }
  }

  private void placeGotEntries(Instance instance) {
    for (Import imported : instance.binary().imports()) {
      if (imported.module().equals(ImportNames.GOT_FUNC)) {
        functions
            .entry(instance, imported.name())
            .ifPresent(function -> place(functions.pointee(function)));
      }
    }
  }

  private void place(int function) {
    if (function != EMPTY && !slotOfFunction.containsKey(function)) {
      slotOfFunction.put(function, slots.size());
      slots.add(function);
    }
  }

  /** The image's functions that a segment lists; {@link #EMPTY} for null. */
  private List<Integer> listed(Instance instance, ElementSegment segment) {
    List<Integer> listed = new ArrayList<>();
    for (int function : segment.functions()) {
      listed.add(
          functions.isReplaced(instance, function)
              ? EMPTY
              : functions.pointee(functions.of(instance, function)));
    }
    segment
        .expressions()
        .forEach(
            expression -> {
              OptionalInt function = ConstantExpression.function(instance.binary(), expression);
              listed.add(
                  function.isPresent()
                      ? functions.pointee(functions.of(instance, function.getAsInt()))
                      : EMPTY);
            });
    return listed;
  }
}
