package dev.radicchio.link.place;

import dev.radicchio.binary.Symbol;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.resolve.Functions;
import java.util.List;
import java.util.Map;

/**
 * The table of a program, laid out.
 *
 * @param functions which functions its slots have
 * @param slots the image's function in each slot, or -1
 * @param slotOfFunction the slot of each function of the image that has one
 * @param places which slots each instance has, by its number
 * @param problems what cannot be where it was linked to be
 */
public record Table(
    Functions functions,
    List<Integer> slots,
    Map<Integer, Integer> slotOfFunction,
    List<TablePlace> places,
    List<Problem> problems) {
  public Table {
    slots = List.copyOf(slots);
    slotOfFunction = Map.copyOf(slotOfFunction);
    places = List.copyOf(places);
    problems = List.copyOf(problems);
  }

  /** Which slots an instance has. */
  public TablePlace of(Instance instance) {
    return places.get(instance.number());
  }

  /** The slot of a function of the image, or 0 if its address is not taken. */
  public int slotOf(int function) {
    return slotOfFunction.getOrDefault(functions.pointee(function), 0);
  }

  /** The slot of a function of an instance, or 0 if its address is not taken. */
  public int slotOf(Instance instance, int function) {
    return slotOf(functions.of(instance, function));
  }

  /** The slot of what calls by a symbol of an instance mean, or 0 if its address is not taken. */
  public int calledSlotOf(Instance instance, Symbol function) {
    return slotOf(functions.calledFunction(instance, function));
  }

  /** The slot that pointers by a symbol of an instance have, or 0 if its address is not taken. */
  public int slotOf(Instance instance, Symbol function) {
    return slotOf(functions.pointedToBy(instance, function));
  }
}
