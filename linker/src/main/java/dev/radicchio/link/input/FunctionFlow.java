package dev.radicchio.link.input;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.code.CodeFlow;
import dev.radicchio.binary.code.FunctionBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows one function from its beginning to its end, with operands and locals that say where each
 * number comes from and not what it is ({@link FlowValue}). Where two paths meet, a number may be
 * either; loops are followed again until that adds nothing.
 *
 * <p>Of each path it also knows whether it has grown the memory and not yet used the address of the
 * new pages. One that ends so has taken it that they follow what there was.
 *
 * <p>After instructions whose operands it does not know (vectors, garbage collection), nothing is
 * known of the operands that are left.
 */
final class FunctionFlow extends CodeFlow<FunctionFlow.State> {
  /** Is told what a function does, some of it several times, and says what is known outside it. */
  interface Listener {
    /** What a parameter may be. */
    default FlowValue parameter(int index) {
      return FlowValue.UNKNOWN;
    }

    /** What a global may be. */
    default FlowValue global(int global) {
      return FlowValue.UNKNOWN;
    }

    /** The function calls another one, whose first result is returned. */
    default FlowValue call(int callee, List<FlowValue> arguments) {
      return FlowValue.UNKNOWN;
    }

    /** The function loads or stores there, or begins to copy or fill there. */
    default void access(FlowValue address, int offset) {}

    /** The function sets a global. */
    default void globalSet(int global, FlowValue value) {}

    /** The function compares a number with a constant. */
    default void compare(FlowValue value, int constant) {}

    /** The function returns, with this as its first result. */
    default void result(FlowValue value) {}

    /** The function returns what it got from {@code memory.grow} and has not used. */
    default void passOn(FlowValue grown) {}
  }

  /** What a function does about the memory's size. */
  enum Growth {
    /** Asks for it, by {@code memory.size} or by growing it by nothing. */
    ASKS,
    /** Grows the memory. */
    GROWS,
    /** On some path, grows the memory and uses no address of the new pages. */
    FOLLOWS
  }

  private static final FlowValue ZERO = FlowValue.constant(0);
  private static final FlowValue[] NO_RESULTS = {};

  /** The place of the offset among the immediates of a load or store. */
  private static final int OFFSET = 2;

  private final WasmBinary module;
  private final Listener listener;
  private final List<FlowValue> operands = new ArrayList<>();

  /** How many operands are below each block that is open. */
  private final int[] heights;

  private final Set<Growth> growth = EnumSet.noneOf(Growth.class);

  /** Those that are not there have not been set and are 0. */
  private FlowValue[] locals = {};

  /** Whether something else refers to the locals, so that they are copied before they change. */
  private boolean shared;

  private boolean owes;
  private boolean usesAddress;
  private boolean comparesAddress;

  /** What is known at a place. */
  static final class State {
    /** Those that are not there have not been set and are 0. */
    private final FlowValue[] locals;

    /** Whether the path has grown the memory and not yet used the address. */
    private final boolean owes;

    /** What a path brings that leaves a block; unknown where it is not there. */
    private final FlowValue[] results;

    State(FlowValue[] locals, boolean owes, FlowValue[] results) {
      this.locals = locals;
      this.owes = owes;
      this.results = results;
    }

    State or(State other) {
      FlowValue[] either = locals == other.locals ? locals : either(locals, other.locals, ZERO);
      return new State(
          either, owes || other.owes, either(results, other.results, FlowValue.UNKNOWN));
    }

    private static FlowValue[] either(FlowValue[] one, FlowValue[] other, FlowValue missing) {
      FlowValue[] either = new FlowValue[Math.max(one.length, other.length)];
      for (int i = 0; i < either.length; i++) {
        FlowValue left = i < one.length ? one[i] : missing;
        either[i] = left.or(i < other.length ? other[i] : missing);
      }
      return either;
    }

    boolean isSame(State other) {
      return owes == other.owes && Arrays.equals(locals, other.locals);
    }

    /** The same path once it owes nothing. */
    State settled() {
      return new State(locals, false, results);
    }
  }

  private FunctionFlow(WasmBinary module, FunctionBody body, Listener listener) {
    super(body);
    this.module = module;
    this.listener = listener;
    this.heights = new int[body.blocks()];
  }

  /** Follows a function that the module defines; of one that makes no sense, nothing is found. */
  static Set<Growth> follow(WasmBinary module, int function, Listener listener) {
    FunctionBody body;
    try {
      body = FunctionBody.read(module, function);
    } catch (MalformedWasmException e) {
      return EnumSet.noneOf(Growth.class);
    }
    FunctionFlow flow = new FunctionFlow(module, body, listener);
    flow.follow();
    if (flow.comparesAddress && !flow.usesAddress) {
      flow.growth.add(Growth.FOLLOWS);
    }
    return flow.growth;
  }

  @Override
  protected State entry() {
    operands.clear();
    FlowValue[] parameters = new FlowValue[body.type().params().size()];
    Arrays.setAll(parameters, listener::parameter);
    return new State(parameters, false, NO_RESULTS);
  }

  @Override
  protected State here() {
    shared = true;
    return new State(locals, owes, NO_RESULTS);
  }

  @Override
  protected State leaving(int block) {
    int count = body.blockType(block).results().size();
    if (count == 0) {
      return here();
    }
    FlowValue[] results = new FlowValue[count];
    int first = operands.size() - count;
    for (int i = 0; i < count; i++) {
      int at = first + i;
      results[i] = at >= heights[block()] ? operands.get(at) : FlowValue.UNKNOWN;
    }
    shared = true;
    State arriving = new State(locals, owes, results);
    return block == FunctionBody.BODY ? returning(arriving) : arriving;
  }

  /** Whoever gets the new pages' address or number as a result owes what the function did. */
  private State returning(State arriving) {
    FlowValue first = arriving.results[0];
    listener.result(first);
    if (arriving.owes && (first.isOnly(FlowValue.START) || first.isOnly(FlowValue.PAGES))) {
      usesAddress |= first.isOnly(FlowValue.START);
      listener.passOn(first);
      return arriving.settled();
    }
    return arriving;
  }

  @Override
  protected State join(State one, State other) {
    return one.or(other);
  }

  @Override
  protected boolean isSame(State one, State other) {
    return one.isSame(other);
  }

  @Override
  protected void resume(State known) {
    locals = known.locals;
    owes = known.owes;
    shared = true;
  }

  @Override
  protected void enter(int block) {
    int parameters = body.blockType(block).params().size();
    FlowValue[] taken = new FlowValue[parameters];
    for (int i = parameters - 1; i >= 0; i--) {
      taken[i] = body.isLoop(block) ? FlowValue.UNKNOWN.or(pop()) : pop();
    }
    heights[block] = operands.size();
    operands.addAll(Arrays.asList(taken));
  }

  @Override
  protected void enterArm(int block) {
    cut(heights[block]);
  }

  @Override
  protected void leave(int block, State known) {
    cut(heights[block]);
    resume(known);
    for (int i = 0; i < body.blockType(block).results().size(); i++) {
      push(i < known.results.length ? known.results[i] : FlowValue.UNKNOWN);
    }
  }

  @Override
  protected void finish(@Nullable State known) {
    if (known != null && known.owes) {
      growth.add(Growth.FOLLOWS);
    }
  }

  @Override
  protected void enterTry() {
    arriveAtInnermostHandlers();
  }

  /** A handler may run after any call in the block, when locals are what they are then. */
  @Override
  protected State thrown(int target) {
    if (target == FunctionBody.BODY && !body.type().results().isEmpty()) {
      listener.result(FlowValue.UNKNOWN);
    }
    return new State(unknown(locals.length), owes, NO_RESULTS);
  }

  private static FlowValue[] unknown(int count) {
    FlowValue[] unknown = new FlowValue[count];
    Arrays.fill(unknown, FlowValue.UNKNOWN);
    return unknown;
  }

  @Override
  protected void popOperand() {
    pop();
  }

  @Override
  protected State splitByCondition() {
    FlowValue condition = condition();
    State here = here();
    State opposite = given(here, FlowValue.opposite(condition.truth()));
    resume(given(here, condition.truth()));
    return opposite;
  }

  private FlowValue condition() {
    FlowValue condition = pop();
    compare(condition, ZERO);
    return condition;
  }

  /** The state of a path on which a condition holds. */
  private static State given(State here, int truth) {
    return truth == FlowValue.NOT_GROWN ? here.settled() : here;
  }

  @Override
  protected void forgetOperands() {
    cut(heights[block()]);
  }

  @Override
  protected void compute(int instruction) {
    int opcode = body.opcode(instruction);
    switch (opcode) {
      case Opcode.SELECT, Opcode.SELECT_T -> {
        condition();
        push(pop().or(pop()));
      }
      case Opcode.LOCAL_GET -> push(local(body.immediate(instruction)));
      case Opcode.LOCAL_SET -> setLocal(body.immediate(instruction), pop());
      case Opcode.LOCAL_TEE -> setLocal(body.immediate(instruction), peek());
      case Opcode.GLOBAL_GET -> push(listener.global(body.immediate(instruction)));
      case Opcode.GLOBAL_SET -> setGlobal(body.immediate(instruction), pop());
      case Opcode.MEMORY_SIZE -> {
        growth.add(Growth.ASKS);
        push(FlowValue.of(FlowValue.SIZE));
      }
      case Opcode.MEMORY_GROW -> push(grow(pop()));
      case Opcode.I32_CONST -> push(FlowValue.constant(body.immediate(instruction)));
      case Opcode.I32_EQZ -> {
        FlowValue value = pop();
        compare(value, ZERO);
        push(value.isZero());
      }
      default -> computeOther(instruction, opcode);
    }
  }

  private void computeOther(int instruction, int opcode) {
    StackEffect effect = StackEffect.of(opcode);
    if (effect == null) {
      forgetOperands();
      return;
    }
    FlowValue[] taken = new FlowValue[effect.takes()];
    for (int i = taken.length - 1; i >= 0; i--) {
      taken[i] = pop();
    }
    boolean accesses = Opcode.hasMemoryArgument(opcode);
    if (accesses) {
      access(taken[0], body.immediate(instruction, OFFSET));
      Arrays.stream(taken).skip(1).forEach(this::use);
    } else if (opcode == Opcode.MEMORY_COPY
        || opcode == Opcode.MEMORY_INIT
        || opcode == Opcode.MEMORY_FILL) {
      range(opcode, taken);
    }
    if (effect.leaves() > 0) {
      push(accesses ? FlowValue.UNKNOWN : result(opcode, taken));
    }
  }

  /** What an instruction leaves that does not access the memory. */
  private FlowValue result(int opcode, FlowValue[] taken) {
    if (Opcode.isI32Comparison(opcode)) {
      FlowValue condition = taken[0].compare(opcode, taken[1]);
      if (condition.truth() == 0) {
        compare(taken[0], taken[1]);
        compare(taken[1], taken[0]);
      }
      return condition;
    } else if (Opcode.isArithmetic(opcode)) {
      return taken.length == 2 ? taken[0].combine(opcode, taken[1]) : taken[0].converted();
    }
    return Opcode.isConstant(opcode) || Opcode.isComparison(opcode)
        ? FlowValue.NUMBER
        : FlowValue.UNKNOWN;
  }

  private void range(int opcode, FlowValue[] taken) {
    if (!taken[2].is(0)) {
      access(taken[0], 0);
      if (opcode == Opcode.MEMORY_COPY) {
        access(taken[1], 0);
      }
    }
  }

  private void access(FlowValue address, int offset) {
    use(address);
    listener.access(address, offset);
  }

  /** The number is used as an address, or goes where it may be. */
  private void use(FlowValue value) {
    if (value.isOnly(FlowValue.START)) {
      usesAddress = true;
      owes = false;
    }
  }

  private void compare(FlowValue value, FlowValue other) {
    if (other.exact()) {
      listener.compare(value, other.constant());
    } else if (value.has(FlowValue.PAGES | FlowValue.START)) {
      comparesAddress = true;
      owes = false;
    }
  }

  private FlowValue grow(FlowValue pages) {
    if (pages.is(0)) {
      growth.add(Growth.ASKS);
      return FlowValue.of(FlowValue.SIZE);
    }
    growth.add(Growth.GROWS);
    owes = true;
    return FlowValue.of(FlowValue.PAGES);
  }

  private FlowValue local(int local) {
    return local < locals.length ? locals[local] : ZERO;
  }

  private void setLocal(int local, FlowValue value) {
    int length = locals.length;
    if (shared || local >= length) {
      locals = Arrays.copyOf(locals, Math.max(length, local + 1));
      Arrays.fill(locals, length, locals.length, ZERO);
      shared = false;
    }
    locals[local] = value;
  }

  private void setGlobal(int global, FlowValue value) {
    use(value);
    listener.globalSet(global, value);
  }

  @Override
  protected void call(int instruction) {
    int opcode = body.opcode(instruction);
    switch (opcode) {
      case Opcode.CALL, Opcode.RETURN_CALL -> callDirectly(body.immediate(instruction));
      case Opcode.CALL_INDIRECT, Opcode.RETURN_CALL_INDIRECT -> {
        pop();
        FunctionType callee = module.types().function(body.immediate(instruction));
        if (callee == null) {
          forgetOperands();
        } else {
          arguments(callee);
          pushResults(callee, FlowValue.UNKNOWN);
        }
      }
      default -> forgetOperands();
    }
  }

  private void callDirectly(int function) {
    FunctionType callee = module.functionType(function);
    FlowValue first = listener.call(function, arguments(callee));
    if (first.isOnly(FlowValue.PAGES) || first.isOnly(FlowValue.START)) {
      growth.add(Growth.GROWS);
      owes = true;
    }
    if (first.isOnly(FlowValue.SIZE)) {
      growth.add(Growth.ASKS);
    }
    pushResults(callee, first);
  }

  private List<FlowValue> arguments(FunctionType callee) {
    FlowValue[] arguments = new FlowValue[callee.params().size()];
    for (int i = arguments.length - 1; i >= 0; i--) {
      arguments[i] = pop();
      use(arguments[i]);
    }
    return Arrays.asList(arguments);
  }

  private void pushResults(FunctionType callee, FlowValue first) {
    for (int i = 0; i < callee.results().size(); i++) {
      push(i == 0 ? first : FlowValue.UNKNOWN);
    }
  }

  private void push(FlowValue value) {
    operands.add(value);
  }

  private FlowValue pop() {
    return operands.size() > heights[block()]
        ? operands.remove(operands.size() - 1)
        : FlowValue.UNKNOWN;
  }

  private FlowValue peek() {
    FlowValue value = pop();
    push(value);
    return value;
  }

  private void cut(int height) {
    while (operands.size() > height) {
      operands.remove(operands.size() - 1);
    }
  }
}
