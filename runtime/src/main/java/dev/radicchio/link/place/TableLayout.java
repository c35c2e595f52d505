package dev.radicchio.link.place;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.bind.FunctionBinder;
import dev.radicchio.link.bind.GlobalBinder;
import dev.radicchio.link.bind.TableBinder;
import dev.radicchio.link.input.ConstantExpression;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.InstancePlan;
import dev.radicchio.link.input.Relocatability;
import dev.radicchio.link.input.Relocatability.Dylink;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
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
  public static final String GOT_FUNC = "GOT.func";
  private static final int EMPTY = -1;

  /** More slots than any toolchain makes, and few enough to hold. */
  public static final int MAX_SLOTS = 1 << 20;

  private final FunctionBinder binder;
  private final List<Problem> problems;
  private final List<Integer> slots = new ArrayList<>(List.of(EMPTY));
  private final Map<Integer, Integer> slotOfFunction = new HashMap<>();

  private TableLayout(FunctionBinder binder, List<Problem> problems) {
    this.binder = binder;
    this.problems = problems;
  }

  /** Lays out the table and sets the table range and slots of every instance. */
  public static TableLayout of(
      List<InstancePlan> instances, FunctionBinder binder, List<Problem> problems) {
    TableLayout layout = new TableLayout(binder, problems);
    instances.forEach(layout::placeFixed);
    instances.forEach(layout::placeBlock);
    instances.forEach(layout::placeRelocated);
    instances.forEach(layout::placeGotEntries);
    instances.forEach(layout::tellSlots);
    return layout;
  }

  /** See {@link WasmFile#tableSlots()}. */
  public static int ownSlots(InputModule module) {
    if (module.relocatability() instanceof Dylink dylink) {
      return dylink.section().tableSize();
    }
    int count = 0;
    for (ElementSegment segment : module.binary().elements()) {
      count += segment.mode() == ElementSegment.Mode.ACTIVE ? segment.size() : 0;
    }
    return count;
  }

  /**
   * Whether a segment's functions get slots in the program's table, instead of being copied as a
   * segment.
   */
  public static boolean isMerged(InputModule module, ElementSegment segment) {
    return segment.mode() == ElementSegment.Mode.ACTIVE
        && TableBinder.isShared(module, segment.table());
  }

  private static List<ElementSegment> merged(InstancePlan instance) {
    return instance.module.binary().elements().stream()
        .filter(segment -> isMerged(instance.module, segment))
        .toList();
  }

  private void placeFixed(InstancePlan instance) {
    Relocatability model = instance.module.relocatability();
    if (model instanceof Relocs || model instanceof Dylink) {
      return;
    }
    for (ElementSegment segment : merged(instance)) {
      OptionalInt offset = ConstantExpression.evaluate(instance.module.binary(), segment.offset());
      if (offset.isEmpty()) {
        problems.add(notConstant(instance));
      } else {
        placeAt(instance, segment, offset.getAsInt());
      }
    }
  }

  private static Problem notConstant(InstancePlan instance) {
    return ProblemCode.ELEMENT_OFFSET_NOT_CONSTANT.of(instance.name, instance.file.name());
  }

  private void placeBlock(InstancePlan instance) {
    if (!(instance.module.relocatability() instanceof Dylink dylink)) {
      return;
    }
    int size = dylink.section().tableSize();
    long base = MemoryLayout.align(slots.size(), dylink.section().tableAlignment());
    if (base + size > MAX_SLOTS) {
      problems.add(
          ProblemCode.TABLE_FULL.of(instance.name, instance.file.name(), base + size, MAX_SLOTS));
      return;
    }
    instance.tableBase = (int) base;
    if (size > 0) {
      grow(instance.tableBase + size);
      instance.tableStart = instance.tableBase;
      instance.tableEnd = instance.tableBase + size;
    }
    WasmBinary module = instance.module.binary();
    for (ElementSegment segment : merged(instance)) {
      OptionalInt offset =
          ConstantExpression.evaluate(
              module,
              segment.offset(),
              global ->
                  GlobalBinder.importName(module, global).equals("env.__table_base")
                      ? OptionalInt.of(instance.tableBase)
                      : OptionalInt.empty());
      if (offset.isEmpty()) {
        problems.add(notConstant(instance));
      } else if (offset.getAsInt() < instance.tableBase
          || offset.getAsInt() + segment.size() > instance.tableBase + size) {
        problems.add(ProblemCode.ELEMENTS_OUTSIDE_LIBRARY.of(instance.name, instance.file.name()));
      } else {
        placeAt(instance, segment, offset.getAsInt());
      }
    }
  }

  private void placeAt(InstancePlan instance, ElementSegment segment, int start) {
    if (start < 0 || start > MAX_SLOTS - segment.size()) {
      problems.add(
          ProblemCode.SLOT_TOO_HIGH.of(
              instance.name, instance.file.name(), Integer.toUnsignedString(start), MAX_SLOTS));
      return;
    }
    grow(start + segment.size());
    int slot = start;
    for (int function : functions(instance, segment)) {
      if (slots.get(slot) != EMPTY) {
        problems.add(ProblemCode.SLOT_TAKEN.of(instance.name, instance.file.name(), slot));
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

  private void placeRelocated(InstancePlan instance) {
    if (instance.module.relocatability() instanceof Relocs) {
      instance.tableStart = slots.size();
      for (ElementSegment segment : merged(instance)) {
        for (int function : functions(instance, segment)) {
          place(function);
        }
      }
      instance.tableEnd = slots.size();
    }
  }

  private void placeGotEntries(InstancePlan instance) {
    for (Import imported : instance.module.binary().imports()) {
      if (imported.module().equals(GOT_FUNC)) {
        binder
            .entry(instance, imported.name())
            .ifPresent(function -> place(binder.pointee(function)));
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
  private List<Integer> functions(InstancePlan instance, ElementSegment segment) {
    List<Integer> functions = new ArrayList<>();
    for (int function : segment.functions()) {
      functions.add(binder.pointee(instance.functions[function]));
    }
    segment
        .expressions()
        .forEach(
            expression -> {
              OptionalInt function =
                  ConstantExpression.function(instance.module.binary(), expression);
              functions.add(
                  function.isPresent()
                      ? binder.pointee(instance.functions[function.getAsInt()])
                      : EMPTY);
            });
    return functions;
  }

  private void tellSlots(InstancePlan instance) {
    for (int i = 0; i < instance.slots.length; i++) {
      instance.slots[i] = slotOf(instance.functions[i]);
    }
  }

  /** The slot of a function of the image, or 0 if its address is not taken. */
  public int slotOf(int function) {
    return slotOfFunction.getOrDefault(binder.pointee(function), 0);
  }

  /** The image's function in each slot, or -1. */
  public List<Integer> slots() {
    return slots;
  }
}
