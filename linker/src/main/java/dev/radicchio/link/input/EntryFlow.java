package dev.radicchio.link.input;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.code.CodeFlow;
import dev.radicchio.binary.code.FunctionBody;
import java.util.Arrays;
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
final class EntryFlow extends CodeFlow<EntryFlow.Known> {
  /** Steps after which a function counts as too intricate; large ones take some millions. */
  private static final long MOST_STEPS = 1L << 26;

  private final WasmBinary module;
  private final int global;
  private final ReturnedArguments returned;
  private final Known entry;
  private long steps;

  /** What is known of the global and, from 1 on, of the locals. */
  private long[] values = {};

  /** Whether something else refers to the values, so that they are copied before they change. */
  private boolean shared;

  private long[] operands = new long[16];
  private int operandCount;

  private @Nullable Known end;
  private boolean moves;
  private boolean lowers;
  private boolean addresses;
  private boolean calls;

  /**
   * What is known at a place.
   *
   * @param values of the global and, from 1 on, of the locals; unknown ones at the end may be
   *     missing
   * @param operand the operand on top of the stack, for where a block is left
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Known(long[] values, long operand) {}

  /**
   * What a function does with the global.
   *
   * @param changes whether the global may have another value than at entry where it returns
   * @param moves whether it has another value in between
   * @param lowers whether that is less
   * @param addresses whether a load or store is at an address that depends on it alone
   * @param calls whether it calls anything
   */
  record Summary(boolean changes, boolean moves, boolean lowers, boolean addresses, boolean calls) {
    /** Of what makes no sense, anything is true that does no good. */
    static final Summary SENSELESS = new Summary(true, false, false, false, false);
  }

  private EntryFlow(
      WasmBinary module, int global, FunctionBody body, ReturnedArguments returned, long... entry) {
    super(body);
    this.module = module;
    this.global = global;
    this.returned = returned;
    this.entry = new Known(entry, EntryValue.UNKNOWN);
  }

  /** Follows the global through a function that the module defines. */
  static Summary of(WasmBinary module, int global, int function, ReturnedArguments returned) {
    try {
      FunctionBody body = FunctionBody.read(module, function);
      EntryFlow flow = new EntryFlow(module, global, body, returned, EntryValue.AT_ENTRY);
      flow.follow();
      return flow.summary();
    } catch (MalformedWasmException e) {
      return Summary.SENSELESS;
    }
  }

  private Summary summary() {
    boolean changes = end != null && value(end.values, 0) != EntryValue.AT_ENTRY;
    return new Summary(changes || hasGivenUp(), moves, lowers, addresses, calls);
  }

  /** Whether a function has one result, which is always its first argument. */
  static boolean returnsFirstArgument(WasmBinary module, int function, ReturnedArguments returned) {
    try {
      FunctionBody body = FunctionBody.read(module, function);
      EntryFlow flow =
          new EntryFlow(module, -1, body, returned, EntryValue.UNKNOWN, EntryValue.AT_ENTRY);
      flow.follow();
      return !flow.hasGivenUp() && flow.end != null && flow.end.operand == EntryValue.AT_ENTRY;
    } catch (MalformedWasmException e) {
      return false;
    }
  }

  @Override
  protected Known entry() {
    operandCount = 0;
    return entry;
  }

  @Override
  protected Known here() {
    shared = true;
    return new Known(values, EntryValue.UNKNOWN);
  }

  @Override
  protected Known leaving(int block) {
    shared = true;
    return new Known(values, operandCount == 0 ? EntryValue.UNKNOWN : operands[operandCount - 1]);
  }

  @Override
  protected Known join(Known one, Known other) {
    step(one.values.length);
    long operand = EntryValue.joined(one.operand, other.operand);
    long[] both =
        one.values == other.values ? one.values : EntryValue.joined(one.values, other.values);
    return new Known(both, operand);
  }

  @Override
  protected boolean isSame(Known one, Known other) {
    return Arrays.equals(one.values, other.values);
  }

  @Override
  protected void resume(Known known) {
    values = known.values;
    shared = true;
  }

  @Override
  protected void enter(int block) {
    operandCount = 0;
  }

  @Override
  protected void enterArm(int block) {
    operandCount = 0;
  }

  @Override
  protected void leave(int block, Known known) {
    operandCount = 0;
    resume(known);
  }

  @Override
  protected void finish(@Nullable Known known) {
    end = known;
  }

  @Override
  protected void popOperand() {
    pop();
  }

  @Override
  protected Known splitByCondition() {
    pop();
    return here();
  }

  @Override
  protected void mayThrow() {
    arriveAtHandlers();
  }

  /** What may throw may have taken the global anywhere. */
  @Override
  protected Known thrown(int target) {
    long[] thrown = values.clone();
    if (thrown.length > 0) {
      thrown[0] = EntryValue.UNKNOWN;
    }
    step(thrown.length);
    return new Known(thrown, EntryValue.UNKNOWN);
  }

  @Override
  protected void forgetOperands() {
    operandCount = 0;
  }

  @Override
  protected void call(int instruction) {
    calls = true;
    if (body.opcode(instruction) != Opcode.CALL) {
      operandCount = 0;
      return;
    }
    int callee = body.immediate(instruction);
    FunctionType type = module.functionType(callee);
    long first = EntryValue.UNKNOWN;
    for (int i = 0; i < type.params().size(); i++) {
      first = pop();
    }
    boolean same = EntryValue.dependsOnEntry(first) && returned.includes(callee);
    for (int i = 0; i < type.results().size(); i++) {
      push(same ? first : EntryValue.UNKNOWN);
    }
  }

  @Override
  protected void compute(int instruction) {
    step(1);
    int opcode = body.opcode(instruction);
    switch (opcode) {
      case Opcode.DROP -> pop();
      case Opcode.SELECT, Opcode.SELECT_T -> {
        pop();
        long second = pop();
        push(EntryValue.joined(pop(), second));
      }
      case Opcode.LOCAL_GET -> push(value(values, body.immediate(instruction) + 1));
      case Opcode.LOCAL_SET -> set(body.immediate(instruction) + 1, pop());
      case Opcode.LOCAL_TEE -> {
        long value = pop();
        set(body.immediate(instruction) + 1, value);
        push(value);
      }
      case Opcode.GLOBAL_GET ->
          push(body.immediate(instruction) == global ? value(values, 0) : EntryValue.UNKNOWN);
      case Opcode.GLOBAL_SET -> {
        long value = pop();
        if (body.immediate(instruction) == global) {
          setGlobal(value);
        }
      }
      case Opcode.I32_CONST -> push(EntryValue.number(body.immediate(instruction)));
      case Opcode.I32_ADD -> {
        long right = pop();
        push(EntryValue.sum(pop(), right));
      }
      case Opcode.I32_SUB -> {
        long right = pop();
        push(EntryValue.difference(pop(), right));
      }
      case Opcode.I32_AND -> {
        long right = pop();
        push(EntryValue.masked(pop(), right));
      }
      default -> computeUnknown(opcode);
    }
  }

  private void computeUnknown(int opcode) {
    if (Opcode.isLoad(opcode)) {
      addresses |= EntryValue.dependsOnEntry(pop());
      push(EntryValue.UNKNOWN);
    } else if (Opcode.isStore(opcode)) {
      pop();
      addresses |= EntryValue.dependsOnEntry(pop());
    } else if (Opcode.isConstant(opcode)) {
      push(EntryValue.UNKNOWN);
    } else if (Opcode.isComparison(opcode) || Opcode.isArithmetic(opcode)) {
      pop();
      if (isBinary(opcode)) {
        pop();
      }
      push(EntryValue.UNKNOWN);
    } else {
      operandCount = 0;
    }
  }

  private static boolean isBinary(int numeric) {
    StackEffect effect = StackEffect.of(numeric);
    return effect != null && effect.takes() == 2;
  }

  private void setGlobal(long value) {
    moves |= value != EntryValue.AT_ENTRY;
    lowers |= EntryValue.isBelowEntry(value);
    set(0, value);
  }

  private static long value(long[] values, int at) {
    return at < values.length ? values[at] : EntryValue.UNKNOWN;
  }

  private void set(int at, long value) {
    if (value(values, at) == value) {
      return;
    }
    int length = values.length;
    if (shared || at >= length) {
      values = Arrays.copyOf(values, at < length ? length : Math.max(at + 1, length * 2));
      shared = false;
      step(length);
    }
    values[at] = value;
  }

  private void step(int count) {
    steps += count;
    if (steps > MOST_STEPS) {
      giveUp();
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
}
