package dev.radicchio.random;

import dev.radicchio.Caller;
import dev.radicchio.Engine;
import dev.radicchio.GuestFunction;
import dev.radicchio.GuestTrapException;
import dev.radicchio.Host;
import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Links a program's modules and runs what comes of it. */
final class SeparateRun {
  private static final FunctionType NUMBER =
      new FunctionType(List.of(ValType.I32, ValType.I32), List.of(ValType.I32));

  private SeparateRun() {}

  /** A program that cannot be linked, or not without a warning that it should not have. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    RefusedException(List<Problem> problems) {
      super(problems.toString());
      code = problems.get(0).code().toString();
    }

    /** That of the first problem. */
    String code() {
      return code;
    }
  }

  /** What it answers: to being initialized, and to each call. */
  static List<String> run(SeparateProgram program, Engine engine) throws IOException {
    LinkPlan plan = program.linker().plan();
    List<Problem> unexpected =
        plan.problems().stream().filter(problem -> !isExpected(problem)).toList();
    if (!unexpected.isEmpty()) {
      throw new RefusedException(unexpected);
    }
    LinkedProgram linked;
    try {
      linked = engine.executable(plan.link()).instantiate(hosts());
    } catch (GuestTrapException e) {
      return List.of(failure(e));
    }
    List<String> answers = new ArrayList<>(List.of("done"));
    try (linked) {
      for (ProgramCall call : program.calls()) {
        String answer = outcome(() -> called(linked, call.part(), call));
        if (call.part().equals(program.again())) {
          String second = outcome(() -> called(linked, SeparateProgram.SECOND, call));
          answer = second.equals(answer) ? answer : answer + "," + second;
        }
        answers.add(answer);
      }
    }
    return answers;
  }

  /**
   * That constructors run in another order does not show in what these do, and functions' addresses
   * are not passed to who has a table of his own.
   */
  private static boolean isExpected(Problem problem) {
    return switch (problem.code()) {
      case INITIALIZED_IN_A_CIRCLE, BELOW_STACK, OWN_TABLE -> true;
      default -> false;
    };
  }

  private static String called(LinkedProgram program, String instance, ProgramCall call) {
    long result =
        program.function(instance, call.function()).call(argument(call), ProgramCall.DEPTH)[0];
    return Long.toUnsignedString(call.shape() == Shape.NUMBER ? result & 0xFFFF_FFFFL : result);
  }

  private static long argument(ProgramCall call) {
    return call.shape() == Shape.NUMBER ? (int) call.argument() : call.argument();
  }

  private static String outcome(Supplier<String> call) {
    try {
      return call.get();
    } catch (GuestTrapException e) {
      return failure(e);
    }
  }

  private static String failure(GuestTrapException e) {
    return e.getMessage().contains("no module caught") ? "thrown" : "trap";
  }

  private static Hosts hosts() {
    return Hosts.none()
        .add(ChicoryHosts.of(new Host().functions()))
        .add(
            "env",
            "host_number",
            NUMBER,
            (caller, arguments) -> new long[] {(int) arguments[0] * 2654435 + 12345})
        .add(
            "env",
            "host_call",
            new FunctionType(List.of(ValType.I32, ValType.I32, ValType.I32), List.of(ValType.I32)),
            SeparateRun::callBack)
        .add(
            "env",
            "host_make",
            new FunctionType(List.of(ValType.I32), List.of(ValType.I32)),
            SeparateRun::make)
        .add(
            "env",
            "host_free",
            new FunctionType(List.of(ValType.I32), List.of()),
            (caller, arguments) -> {
              caller.heap().free(caller.address((int) arguments[0]));
              return null;
            });
  }

  private static long[] callBack(Caller caller, long[] arguments) {
    GuestFunction function =
        caller.program().pointer(caller.instance(), (int) arguments[0], NUMBER);
    return new long[] {(int) function.call(arguments[1], arguments[2])[0] ^ 0x55};
  }

  /** Allocates words that count up. */
  private static long[] make(Caller caller, long[] arguments) {
    int words = (int) arguments[0];
    int address = caller.heap().allocate(words * Integer.BYTES);
    for (int i = 0; i < words; i++) {
      caller.memory().writeInt(address + i * Integer.BYTES, i * 3);
    }
    return new long[] {caller.pointerTo(address)};
  }
}
