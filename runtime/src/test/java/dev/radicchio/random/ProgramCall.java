package dev.radicchio.random;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A call of a program's function from outside, in a row of them.
 *
 * @param part whose function it is
 * @param argument the first one, as bits; how deep calls may go is the second
 */
record ProgramCall(String part, String function, Shape shape, long argument) {
  /** How deep calls may go. */
  static final int DEPTH = 4;

  /** What a program is asked: each step, then all its variables; and both again. */
  static List<ProgramCall> of(RandomProgram program) {
    List<ProgramCall> once = new ArrayList<>();
    for (RandomProgram.Step step : program.steps()) {
      Function function = (Function) program.definitions(step.function()).get(0);
      Shape shape = function.shape();
      long argument =
          switch (shape) {
            case WIDE -> step.argument() * 0x1_0000_0001L;
            case REAL -> Double.doubleToRawLongBits(step.argument() & 0xFFFF);
            default -> step.argument();
          };
      once.add(new ProgramCall(program.partOf(step).name(), step.function(), shape, argument));
    }
    for (Part part : program.parts()) {
      for (int i = 0; i < part.units(); i++) {
        Unit unit = new Unit(part.name(), i);
        for (Variable variable : digested(program, unit)) {
          String name = digestName(variable.name(), unit);
          once.add(new ProgramCall(part.name(), name, Shape.NUMBER, once.size()));
        }
      }
    }
    List<ProgramCall> twice = new ArrayList<>(once);
    twice.addAll(once);
    return twice;
  }

  /** The name of the function that reads all of a variable as one file sees it. */
  static String digestName(String variable, Unit unit) {
    return "digest_" + variable + "_" + unit;
  }

  /** The variables that a file has a function for that reads them: its own, and what it uses. */
  static List<Variable> digested(RandomProgram program, Unit unit) {
    List<Item> own = program.in(unit);
    Set<String> used =
        own.stream().flatMap(Item::references).collect(Collectors.toCollection(LinkedHashSet::new));
    List<Item> all = new ArrayList<>(own);
    if (program.part(unit.part()).language() == Language.CXX) {
      program.in(Unit.HEADER).stream().filter(item -> used.contains(item.name())).forEach(all::add);
    }
    return all.stream().filter(Variable.class::isInstance).map(Variable.class::cast).toList();
  }

  /** As the script for Node reads it. */
  String text() {
    return function + ":" + shape + ":" + Long.toUnsignedString(argument);
  }
}
