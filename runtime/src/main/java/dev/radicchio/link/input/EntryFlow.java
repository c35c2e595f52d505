package dev.radicchio.link.input;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows through a function what a global of type {@code i32} was at entry, to see whether it is
 * that again at each place where the function returns; or what its first argument was, to see
 * whether it is the result.
 *
 * <p>At any point a {@link EntryValue} is known of the global and of each local. Where paths meet,
 * what differs is unknown; loops are followed until what they begin with stays the same. Operands
 * are known as far as they are used within the straight-line code that made them. Calls are taken
 * to leave the global as it was, so that what is found of one function holds if it is found of all.
 *
 * <p>The code need not be valid: of what makes no sense, it is found that it changes the global.
 */
final class EntryFlow implements ImmediateVisitor {
  private static final int UNREACHABLE = 0x00;
  private static final int NOP = 0x01;
  private static final int BLOCK = 0x02;
  private static final int LOOP = 0x03;
  private static final int IF = 0x04;
  private static final int ELSE = 0x05;
  private static final int THROW = 0x08;
  private static final int THROW_REF = 0x0A;
  private static final int END = 0x0B;
  private static final int BR = 0x0C;
  private static final int BR_IF = 0x0D;
  private static final int BR_TABLE = 0x0E;
  private static final int RETURN = 0x0F;
  private static final int CALL = 0x10;
  private static final int CALL_INDIRECT = 0x11;
  private static final int RETURN_CALL = 0x12;
  private static final int RETURN_CALL_INDIRECT = 0x13;
  private static final int CALL_REF = 0x14;
  private static final int RETURN_CALL_REF = 0x15;
  private static final int DROP = 0x1A;
  private static final int SELECT = 0x1B;
  private static final int SELECT_TYPED = 0x1C;
  private static final int TRY_TABLE = 0x1F;
  private static final int LOCAL_GET = 0x20;
  private static final int LOCAL_SET = 0x21;
  private static final int LOCAL_TEE = 0x22;
  private static final int GLOBAL_GET = 0x23;
  private static final int GLOBAL_SET = 0x24;
  private static final int FIRST_LOAD = 0x28;
  private static final int FIRST_STORE = 0x36;
  private static final int MEMORY_SIZE = 0x3F;
  private static final int I32_CONST = 0x41;
  private static final int F64_CONST = 0x44;
  private static final int FIRST_NUMERIC = 0x45;
  private static final int I32_ADD = 0x6A;
  private static final int I32_SUB = 0x6B;
  private static final int I32_AND = 0x71;
  private static final int LAST_NUMERIC = 0xC4;

  /** The most locals that a function may have. */
  private static final int MOST_LOCALS = 65536;

  /** Steps after which a function counts as too intricate; large ones take some millions. */
  private static final long MOST_STEPS = 1L << 26;

  private final WasmBinary module;
  private final int global;
  private final Span body;
  private final ReturnedArguments returned;

  /** What is known at entry. */
  private final long[] entry;

  /** What is known at the beginning of each loop, by the number of the instruction. */
  private final Map<Integer, long[]> loops = new HashMap<>();

  private boolean unsettled;
  private long steps;

  private final List<Frame> frames = new ArrayList<>();

  /** What is known of the global and, from 1 on, of the locals, if any path leads here. */
  private long[] state = {};

  private boolean reachable;
  private long[] operands = new long[16];
  private int operandCount;

  private int instruction;
  private int opcode;
  private int immediate;
  private final List<Integer> labels = new ArrayList<>();

  private boolean senseless;
  private long result;
  private boolean returns;
  private boolean changes;
  private boolean moves;
  private boolean lowers;
  private boolean addresses;
  private boolean calls;

  /** A block that is open. */
  private static final class Frame {
    final int opcode;
    final int loop;

    /** What is known where branches to its label go, unless it is a loop; null until there are. */
    long @Nullable [] after;

    /** The last operand there. */
    long operand = EntryValue.UNKNOWN;

    /** What an {@code else} begins with, or null. */
    long @Nullable [] otherwise;

    /** Where exceptions of its instructions go. */
    List<Frame> handlers = List.of();

    Frame(int opcode, int loop) {
      this.opcode = opcode;
      this.loop = loop;
    }
  }

  /**
   * What a function does with the global.
   *
   * @param changes whether the global may have another value than at entry where it returns
   * @param moves whether it has another value in between
   * @param lowers whether that is less
   * @param addresses whether a load or store is at an address that depends on it alone
   * @param calls whether it calls anything
   */
  record Summary(
      boolean changes, boolean moves, boolean lowers, boolean addresses, boolean calls) {}

  private EntryFlow(
      WasmBinary module, int global, Span body, ReturnedArguments returned, long[] entry) {
    this.module = module;
    this.global = global;
    this.body = body;
    this.returned = returned;
    this.entry = entry;
  }

  /** Follows the global through the function with that body. */
  static Summary of(WasmBinary module, int global, Span body, ReturnedArguments returned) {
    EntryFlow flow =
        new EntryFlow(module, global, body, returned, new long[] {EntryValue.AT_ENTRY});
    flow.settle();
    return new Summary(
        flow.changes || flow.senseless, flow.moves, flow.lowers, flow.addresses, flow.calls);
  }

  /** Whether the function with that body has one result, which is always its first argument. */
  static boolean returnsFirstArgument(WasmBinary module, Span body, ReturnedArguments returned) {
    EntryFlow flow =
        new EntryFlow(
            module, -1, body, returned, new long[] {EntryValue.UNKNOWN, EntryValue.AT_ENTRY});
    flow.settle();
    return !flow.senseless && flow.returns && flow.result == EntryValue.AT_ENTRY;
  }

  private void settle() {
    do {
      walk();
    } while (unsettled && !senseless);
  }

  private void walk() {
    unsettled = false;
    returns = false;
    changes = false;
    instruction = 0;
    opcode = NOP;
    frames.clear();
    frames.add(new Frame(BLOCK, 0));
    continueWith(entry.clone());
    InstructionWalker.walkBody(module.reader(body), this);
    complete();
  }

  @Override
  public void instruction(int next, int offset) {
    complete();
    instruction++;
    opcode = next;
    labels.clear();
  }

  @Override
  public void index(IndexSpace space, int i, CodeLocation at) {
    immediate = i;
  }

  @Override
  public void constant(int number, CodeLocation at) {
    immediate = number;
  }

  @Override
  public void local(int index, CodeLocation at) {
    immediate = index;
  }

  @Override
  public void label(int depth, CodeLocation at) {
    labels.add(depth);
  }

  /** Does what the last instruction does, whose immediates are all known by now. */
  private void complete() {
    steps++;
    if (steps > MOST_STEPS) {
      senseless = true;
    }
    if (senseless) {
      return;
    }
    switch (opcode) {
      case BLOCK, LOOP, IF, TRY_TABLE -> open();
      case ELSE -> otherwise();
      case END -> close();
      default -> {
        if (reachable) {
          execute();
        }
      }
    }
  }

  private void execute() {
    switch (opcode) {
      case NOP -> {}
      case UNREACHABLE -> stop();
      case THROW, THROW_REF -> {
        raise();
        stop();
      }
      case BR -> {
        branch();
        stop();
      }
      case BR_TABLE -> {
        pop();
        branch();
        stop();
      }
      case BR_IF -> {
        pop();
        branch();
      }
      case RETURN -> {
        join(frames.get(0));
        stop();
      }
      case CALL -> {
        calls = true;
        raise();
        call();
      }
      case CALL_INDIRECT, CALL_REF -> {
        calls = true;
        raise();
        operandCount = 0;
      }
      case RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> {
        calls = true;
        operandCount = 0;
        join(frames.get(0));
        stop();
      }
      default -> compute();
    }
  }

  private void call() {
    FunctionType type = module.functionType(immediate);
    long first = EntryValue.UNKNOWN;
    for (int i = 0; i < type.params().size(); i++) {
      first = pop();
    }
    boolean same = EntryValue.dependsOnEntry(first) && returned.includes(immediate);
    for (int i = 0; i < type.results().size(); i++) {
      push(same ? first : EntryValue.UNKNOWN);
    }
  }

  private void compute() {
    switch (opcode) {
      case DROP -> pop();
      case SELECT, SELECT_TYPED -> {
        pop();
        long second = pop();
        push(EntryValue.joined(pop(), second));
      }
      case LOCAL_GET -> push(local());
      case LOCAL_SET -> setLocal(pop());
      case LOCAL_TEE -> {
        long value = pop();
        setLocal(value);
        push(value);
      }
      case GLOBAL_GET -> push(immediate == global ? state[0] : EntryValue.UNKNOWN);
      case GLOBAL_SET -> {
        long value = pop();
        if (immediate == global) {
          set(value);
        }
      }
      case I32_CONST -> push(EntryValue.number(immediate));
      case I32_ADD -> {
        long right = pop();
        push(EntryValue.sum(pop(), right));
      }
      case I32_SUB -> {
        long right = pop();
        push(EntryValue.difference(pop(), right));
      }
      case I32_AND -> {
        long right = pop();
        push(EntryValue.masked(pop(), right));
      }
      default -> computeUnknown();
    }
  }

  private void computeUnknown() {
    if (opcode >= FIRST_LOAD && opcode < FIRST_STORE) {
      address(pop());
      push(EntryValue.UNKNOWN);
    } else if (opcode >= FIRST_STORE && opcode < MEMORY_SIZE) {
      pop();
      address(pop());
    } else if (opcode > I32_CONST && opcode <= F64_CONST) {
      push(EntryValue.UNKNOWN);
    } else if (opcode >= FIRST_NUMERIC && opcode <= LAST_NUMERIC) {
      pop();
      if (isBinary(opcode)) {
        pop();
      }
      push(EntryValue.UNKNOWN);
    } else {
      branch(); // those that branch on references; no others have labels
      operandCount = 0;
    }
  }

  /** Whether a numeric instruction has two operands; the specification has them in groups. */
  private static boolean isBinary(int numeric) {
    return (numeric >= 0x46 && numeric <= 0x4F)
        || (numeric >= 0x51 && numeric <= 0x66)
        || (numeric >= 0x6A && numeric <= 0x78)
        || (numeric >= 0x7C && numeric <= 0x8A)
        || (numeric >= 0x92 && numeric <= 0x98)
        || (numeric >= 0xA0 && numeric <= 0xA6);
  }

  private void address(long value) {
    addresses |= EntryValue.dependsOnEntry(value);
  }

  private void set(long value) {
    moves |= value != EntryValue.AT_ENTRY;
    lowers |= EntryValue.isBelowEntry(value);
    state[0] = value;
  }

  private long local() {
    int at = immediate + 1;
    return at > 0 && at < state.length ? state[at] : EntryValue.UNKNOWN;
  }

  private void setLocal(long value) {
    int at = immediate + 1;
    if (at <= 0 || at > MOST_LOCALS) {
      senseless = true;
      return;
    }
    if (at >= state.length && value != EntryValue.UNKNOWN) {
      state = Arrays.copyOf(state, Math.max(at + 1, state.length * 2));
      steps += state.length;
    }
    if (at < state.length) {
      state[at] = value;
    }
  }

  private void push(long value) {
    if (operandCount == operands.length) {
      operands = Arrays.copyOf(operands, operandCount * 2);
    }
    operands[operandCount++] = value;
  }

  /** Unknown where the operand was made elsewhere. */
  private long pop() {
    return operandCount == 0 ? EntryValue.UNKNOWN : operands[--operandCount];
  }

  private void open() {
    Frame frame = new Frame(opcode, instruction);
    if (reachable) {
      if (opcode == IF) {
        pop();
        frame.otherwise = copy(state);
      } else if (opcode == LOOP) {
        continueWith(copy(loops.merge(instruction, copy(state), EntryValue::joined)));
      } else if (opcode == TRY_TABLE) {
        frame.handlers = labels.stream().map(this::target).toList();
      }
    }
    operandCount = 0;
    frames.add(frame);
  }

  private void otherwise() {
    Frame frame = frames.get(frames.size() - 1);
    if (frame.opcode != IF) {
      senseless = true;
      return;
    }
    join(frame);
    continueWith(frame.otherwise);
    frame.otherwise = null;
  }

  private void close() {
    Frame frame = frames.remove(frames.size() - 1);
    if (frame.opcode == LOOP) {
      operandCount = 0; // its label is its beginning, so that only falling through leads here
      return;
    }
    join(frame);
    long[] otherwise = frame.otherwise;
    if (otherwise != null) {
      continueWith(otherwise);
      join(frame);
    }
    continueWith(frame.after);
    if (frames.isEmpty()) {
      result = frame.operand;
      returns = reachable;
      changes = reachable && state[0] != EntryValue.AT_ENTRY;
    }
  }

  /** Goes on with what is known at a place; with nothing where no path leads there. */
  private void continueWith(long @Nullable [] known) {
    operandCount = 0;
    reachable = known != null;
    if (known != null) {
      state = known;
    }
  }

  private void stop() {
    continueWith(null);
  }

  private void branch() {
    for (int label : labels) {
      join(target(label));
    }
  }

  private Frame target(int label) {
    if (label < 0 || label >= frames.size()) {
      senseless = true;
      return frames.get(0);
    }
    return frames.get(frames.size() - 1 - label);
  }

  /** What may throw may have taken the global anywhere. */
  private void raise() {
    long before = state[0];
    state[0] = EntryValue.UNKNOWN;
    for (Frame frame : frames) {
      frame.handlers.forEach(this::join);
    }
    state[0] = before;
  }

  /** Joins what is known here with what is known where the label leads. */
  private void join(Frame frame) {
    if (!reachable) {
      return;
    }
    if (frame.opcode != LOOP) {
      long[] other = frame.after;
      long operand = operandCount == 0 ? EntryValue.UNKNOWN : operands[operandCount - 1];
      frame.operand = other == null ? operand : EntryValue.joined(frame.operand, operand);
      frame.after = other == null ? copy(state) : EntryValue.joined(other, state);
      steps += state.length;
      return;
    }
    long[] before = Objects.requireNonNull(loops.get(frame.loop), "known since it was entered");
    long[] after = EntryValue.joined(before, state);
    steps += after.length;
    unsettled |= !Arrays.equals(before, after);
    loops.put(frame.loop, after);
  }

  private long[] copy(long[] known) {
    steps += known.length;
    return known.clone();
  }
}
