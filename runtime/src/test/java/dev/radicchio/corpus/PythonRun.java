package dev.radicchio.corpus;

import dev.radicchio.Executable;
import dev.radicchio.GuestFunction;
import dev.radicchio.GuestTrapException;
import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.memory.FlatMemory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Initializes a module of Python and calls its functions, while one of the calls that it makes
 * fails. What it calls and what comes of it is written as {@code wheels.mjs} does, which does the
 * same in Node. What is no address is written as it is, one of an object as its number, and another
 * as the text that is there.
 */
final class PythonRun {
  private static final FunctionType TRACE =
      new FunctionType(
          List.of(ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I32),
          List.of(ValType.I32));

  private static final int MAX_CALLS = 5000;
  private static final int MAX_NUMBER = 1024;
  private static final int MIN_TEXT = 4;
  private static final int MAX_TEXT = 60;

  // Where objects have what, all numbers and addresses of four bytes.
  private static final int TYPE_FLAGS = 84;
  private static final int MODULE_SLOTS = 36;
  private static final int SLOT_VALUE = 4;
  private static final int SLOT_BYTES = 8;
  private static final int SLOT_EXEC = 2;
  private static final int METHOD_FUNCTION = 4;
  private static final int METHOD_FLAGS = 8;

  // A method's flags: a tuple and a dictionary, one argument or none, or arguments and their count.
  private static final int WITH_KEYWORDS = 2;
  private static final int FAST = 0x80;

  private final List<String> names;
  private final int firstUnnamed;
  private final int failing;
  private final List<String> trace = new ArrayList<>();
  private final Set<Integer> methods = new LinkedHashSet<>();
  private final LinkedProgram program;
  private final int objects;
  private int calls;
  private int unnamed;

  private PythonRun(PythonStandIn python, Executable executable, int flags, int failing) {
    this.names = python.functions();
    this.firstUnnamed = python.firstUnnamed();
    this.failing = failing;
    this.program =
        executable.instantiate(
            Hosts.none()
                .add(
                    "trace",
                    ImageNaming.exportName("python", "trace"),
                    TRACE,
                    (caller, arguments) -> new long[] {answer(caller.memory(), arguments)}));
    this.objects = (int) program.function("python", "objects").call()[0];
    program.memory().writeInt(objects + PythonStandIn.OBJECT_BYTES + TYPE_FLAGS, flags);
    trace.add("flags " + flags + " failing " + failing);
  }

  /**
   * Runs a module that has been linked with its stand-in for Python.
   *
   * @param flags those of the type of all objects
   * @param failing the number of the call that fails, from 1 on; 0 for none
   */
  static List<String> trace(
      PythonStandIn python, Executable executable, String initializer, int flags, int failing) {
    PythonRun run = new PythonRun(python, executable, flags, failing);
    try (run.program) {
      run.run(initializer);
    } catch (GuestTrapException e) {
      run.trace.add("trap");
    }
    return run.trace;
  }

  private void run(String initializer) {
    FlatMemory memory = program.memory();
    int module = (int) program.function("module", initializer).call()[0];
    trace.add(initializer + ": " + shown(memory, module));
    if (module == 0) {
      return;
    }
    int self = unnamed(memory);
    int slot = memory.readInt(module + MODULE_SLOTS);
    for (; memory.readInt(slot) != 0; slot += SLOT_BYTES) {
      if (memory.readInt(slot) == SLOT_EXEC) {
        result("exec", call(1, memory.readInt(slot + SLOT_VALUE), self));
      }
    }
    int arguments = (int) program.function("python", "cells").call()[0];
    for (int method : List.copyOf(methods)) {
      int flags = memory.readInt(method + METHOD_FLAGS);
      int parameters = 2 + ((flags & FAST) == 0 ? 0 : 1) + ((flags & WITH_KEYWORDS) == 0 ? 0 : 1);
      int function = memory.readInt(method + METHOD_FUNCTION);
      String name = shown(memory, memory.readInt(method));
      result(name, call(parameters, function, self, arguments, 1, 0));
    }
  }

  private int call(int parameters, int function, int... arguments) {
    GuestFunction call = program.function("python", "call" + parameters);
    long[] passed = new long[parameters + 1];
    passed[0] = function;
    for (int i = 0; i < parameters; i++) {
      passed[i + 1] = arguments[i];
    }
    return (int) call.call(passed)[0];
  }

  private void result(String what, int result) {
    trace.add(what + ": " + shown(program.memory(), result));
  }

  private int answer(FlatMemory memory, long[] arguments) {
    calls++;
    if (calls > MAX_CALLS) {
      throw new AssertionError("endless: " + trace.subList(trace.size() - 20, trace.size()));
    }
    boolean fails = calls == failing;
    int first = (int) arguments[2];
    int second = (int) arguments[3];
    int third = (int) arguments[4];
    int answer =
        switch (PythonStandIn.Answer.numbered((int) arguments[0])) {
          case NUMBER -> fails ? -1 : 0;
          case OBJECT -> fails ? 0 : unnamed(memory);
          case FIRST -> fails ? 0 : first;
          case THIRD -> fails ? -1 : third;
          case YES -> fails ? 0 : 1;
        };
    String name = names.get((int) arguments[1]);
    if (name.equals("PyCMethod_New")) {
      methods.add(first);
    }
    trace.add(
        "%s(%s, %s, %s) = %s"
            .formatted(
                name,
                shown(memory, first, second),
                shown(memory, second, third),
                shown(memory, third),
                shown(memory, answer)));
    return answer;
  }

  /** Another object that nobody has, or one of long ago. */
  private int unnamed(FlatMemory memory) {
    int number = firstUnnamed + unnamed++ % PythonStandIn.UNNAMED_OBJECTS;
    int object = objects + number * PythonStandIn.OBJECT_BYTES;
    memory.writeInt(object, 1);
    return object;
  }

  private String shown(FlatMemory memory, int value) {
    return shown(memory, value, 0);
  }

  /**
   * An argument.
   *
   * @param next the one after it, which may be the length of a text
   */
  private String shown(FlatMemory memory, int value, int next) {
    if (value >= -MAX_NUMBER && value < MAX_NUMBER) {
      return Integer.toString(value);
    }
    int offset = value - objects;
    int count = firstUnnamed + PythonStandIn.UNNAMED_OBJECTS;
    if (offset >= 0 && offset < count * PythonStandIn.OBJECT_BYTES) {
      return "#%d+%d"
          .formatted(offset / PythonStandIn.OBJECT_BYTES, offset % PythonStandIn.OBJECT_BYTES);
    }
    int length = next > 0 ? Math.min(next, MAX_TEXT) : MAX_TEXT;
    StringBuilder text = new StringBuilder();
    for (int at = value; isInside(memory, at) && text.length() < length; at++) {
      byte character = memory.readByte(at);
      if (character < ' ' || character > '~') {
        break;
      }
      text.append((char) character);
    }
    return text.length() < MIN_TEXT ? "&" : "'" + text + "'";
  }

  private static boolean isInside(FlatMemory memory, int address) {
    return address >= 0 && address < memory.size();
  }
}
