package dev.radicchio.link.pass;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The values that stand for an exception of a module: the number of its tag, the arguments, and a
 * reference to it if its tag is none of the module's. Arguments are in slots, as many of each type
 * as some tag has:
 *
 * <pre>
 *   tag 0  i32         the slots: number, i32, f64, i32, exnref
 *   tag 1  f64 i32     tag 0 with 7:            1, 7, 0, 0, null
 *   tag 2  i32 i32     tag 1 with 0.5 and 7:    2, 7, 0.5, 0, null
 *                      tag 2 with 7 and 8:      3, 7, 0, 8, null
 *                      null:                    0, 0, 0, 0, null
 * </pre>
 */
final class ExceptionSlots {
  /** Where the number is; that of the first tag is 1. */
  static final int NUMBER = 0;

  /** The number of an exception with a tag that is none of the module's. */
  static final int FOREIGN = -1;

  private final List<ValType> types = new ArrayList<>();
  private final List<List<ValType>> parameters = new ArrayList<>();

  /** Of each tag the slots of its parameters. */
  private final List<int[]> slots = new ArrayList<>();

  ExceptionSlots(WasmBinary module) {
    types.add(ValType.I32);
    for (ExternType.Tag tag : module.tags()) {
      FunctionType type = Objects.requireNonNull(module.types().function(tag.typeIndex()));
      parameters.add(type.params());
      slots.add(slots(type.params()));
    }
    types.add(ValType.EXNREF);
  }

  private int[] slots(List<ValType> params) {
    int[] found = new int[params.size()];
    boolean[] taken = new boolean[types.size() + found.length];
    for (int i = 0; i < found.length; i++) {
      ValType held = params.get(i).nullable();
      int slot = NUMBER + 1;
      while (slot < types.size() && (taken[slot] || !types.get(slot).equals(held))) {
        slot++;
      }
      if (slot == types.size()) {
        types.add(held);
      }
      taken[slot] = true;
      found[i] = slot;
    }
    return found;
  }

  /** The types of all slots, none of which has to be set before it is read. */
  List<ValType> types() {
    return types;
  }

  /** Where the reference is. */
  int reference() {
    return types.size() - 1;
  }

  /** Number of the module's tags. */
  int tags() {
    return slots.size();
  }

  /** The types of a tag's parameters. */
  List<ValType> parameters(int tag) {
    return parameters.get(tag);
  }

  /** The slot of a tag's parameter. */
  int slot(int tag, int parameter) {
    return slots.get(tag)[parameter];
  }

  /** Whether an exception of a tag has a value in a slot. */
  boolean uses(int tag, int slot) {
    for (int used : slots.get(tag)) {
      if (used == slot) {
        return true;
      }
    }
    return false;
  }

  /** The types with the slots in place of each reference to an exception. */
  List<ValType> expand(List<ValType> operands) {
    List<ValType> expanded = new ArrayList<>();
    for (ValType operand : operands) {
      if (operand.isException()) {
        expanded.addAll(types);
      } else {
        expanded.add(operand);
      }
    }
    return expanded;
  }
}
