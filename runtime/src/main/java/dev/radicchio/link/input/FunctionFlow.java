package dev.radicchio.link.input;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
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
final class FunctionFlow implements ImmediateVisitor {
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
  private static final int SELECT = 0x1B;
  private static final int SELECT_T = 0x1C;
  private static final int TRY_TABLE = 0x1F;
  private static final int LOCAL_GET = 0x20;
  private static final int LOCAL_SET = 0x21;
  private static final int LOCAL_TEE = 0x22;
  private static final int GLOBAL_GET = 0x23;
  private static final int GLOBAL_SET = 0x24;
  private static final int MEMORY_SIZE = 0x3F;
  private static final int MEMORY_GROW = 0x40;
  private static final int I32_CONST = 0x41;
  private static final int LAST_CONST = 0x44;
  private static final int I32_EQZ = 0x45;
  private static final int I32_EQ = 0x46;
  private static final int I32_GE_U = 0x4F;
  private static final int LAST_COMPARISON = 0x66;
  private static final int FIRST_UNARY = 0x67;
  private static final int LAST_CONVERSION = 0xC4;
  private static final int MEMORY_INIT = 0xFC08;
  private static final int MEMORY_COPY = 0xFC0A;
  private static final int MEMORY_FILL = 0xFC0B;
  private static final FlowValue ZERO = FlowValue.constant(0);

  /**
   * Where a path is.
   *
   * @param locals those that are not in the list have not been set and are 0
   * @param owes whether it has grown the memory and not yet used the address
   */
  private record State(List<FlowValue> locals, boolean owes) {
    State or(State other) {
      List<FlowValue> either = new ArrayList<>();
      for (int i = 0; i < Math.max(locals.size(), other.locals.size()); i++) {
        either.add(local(i).or(other.local(i)));
      }
      return new State(either, owes || other.owes);
    }

    FlowValue local(int index) {
      return index < locals.size() ? locals.get(index) : ZERO;
    }
  }

  /** A block that the path is in. */
  private static final class Frame {
    final int height;
    final int loop;
    final FlowValue[] results;

    /** What paths bring that go to its end, or null if none has so far. */
    @Nullable State end;

    /** What a path brings that goes to {@code else}. */
    @Nullable State otherwise;

    Frame(int height, int loop, int results) {
      this.height = height;
      this.loop = loop;
      this.results = new FlowValue[results];
    }
  }

  private final WasmBinary module;
  private final FunctionType type;
  private final Listener listener;
  private final List<FlowValue> operands = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private final List<@Nullable State> loopHeads = new ArrayList<>();
  private final Set<Growth> growth = EnumSet.noneOf(Growth.class);
  private final List<FlowValue> locals = new ArrayList<>();
  private boolean owes;
  private boolean dead;
  private int loops;
  private boolean changed;
  private boolean usesAddress;
  private boolean comparesAddress;

  // the immediates of the instruction that is being read
  private int opcode = NOP;
  private int constant;
  private int offset;
  private boolean hasOffset;
  private int index;
  private int blockType = -1;
  private int blockResults;
  private final List<Integer> numbers = new ArrayList<>();

  private FunctionFlow(WasmBinary module, int function, Listener listener) {
    this.module = module;
    this.type = module.functionType(function);
    this.listener = listener;
  }

  /** Follows a function that the module defines. */
  static Set<Growth> follow(WasmBinary module, int function, Listener listener) {
    FunctionFlow flow = new FunctionFlow(module, function, listener);
    int body = function - module.imported(ExternType.Kind.FUNCTION);
    do {
      flow.begin();
      InstructionWalker.walkBody(module.reader(module.bodies().get(body)), flow);
      flow.finishInstruction();
    } while (flow.changed);
    if (flow.comparesAddress && !flow.usesAddress) {
      flow.growth.add(Growth.FOLLOWS);
    }
    return flow.growth;
  }

  private State state() {
    return new State(List.copyOf(locals), owes);
  }

  private void goOn(State from) {
    locals.clear();
    locals.addAll(from.locals);
    owes = from.owes;
  }

  private void begin() {
    changed = false;
    loops = 0;
    dead = false;
    operands.clear();
    frames.clear();
    locals.clear();
    for (int i = 0; i < type.params().size(); i++) {
      locals.add(listener.parameter(i));
    }
    owes = false;
    frames.add(new Frame(0, -1, type.results().size()));
  }

  @Override
  public void instruction(int next, int at) {
    finishInstruction();
    opcode = next;
    offset = 0;
    hasOffset = false;
    blockType = -1;
    blockResults = 0;
    numbers.clear();
  }

  @Override
  public void index(IndexSpace space, int value, CodeLocation at) {
    if (space == IndexSpace.SIGNED_TYPE && at.opcode() == opcode) {
      blockType = value;
    } else if (space == IndexSpace.FUNCTION
        || space == IndexSpace.GLOBAL
        || space == IndexSpace.TYPE) {
      index = value;
    }
  }

  @Override
  public void constant(int value, CodeLocation at) {
    constant = value;
  }

  @Override
  public void memoryOffset(int value, CodeLocation at) {
    offset = value;
    hasOffset = true;
  }

  @Override
  public void local(int index, CodeLocation at) {
    numbers.add(index);
  }

  @Override
  public void label(int depth, CodeLocation at) {
    numbers.add(depth);
  }

  @Override
  public void blockType(@Nullable ValType result) {
    blockResults = result == null ? 0 : 1;
  }

  /** Does what the instruction does whose immediates have all been read. */
  private void finishInstruction() {
    int done = opcode;
    opcode = NOP;
    switch (done) {
      case NOP -> {}
      case UNREACHABLE, THROW, THROW_REF -> dead = true;
      case BLOCK, LOOP, IF, TRY_TABLE -> enter(done);
      case ELSE -> otherwise();
      case END -> leave();
      case BR -> {
        branch(numbers.get(0), state());
        dead = true;
      }
      case BR_IF -> branchIf();
      case BR_TABLE -> {
        pop();
        State here = state();
        numbers.forEach(depth -> branch(depth, here));
        dead = true;
      }
      case RETURN -> {
        branch(frames.size() - 1, state());
        dead = true;
      }
      case CALL, RETURN_CALL -> call(done == RETURN_CALL);
      case CALL_INDIRECT, RETURN_CALL_INDIRECT -> callIndirect(done == RETURN_CALL_INDIRECT);
      case SELECT, SELECT_T -> {
        condition();
        push(pop().or(pop()));
      }
      case LOCAL_GET -> push(localValue(numbers.get(0)));
      case LOCAL_SET -> setLocal(numbers.get(0), pop());
      case LOCAL_TEE -> setLocal(numbers.get(0), peek());
      case GLOBAL_GET -> push(listener.global(index));
      case GLOBAL_SET -> setGlobal(pop());
      case MEMORY_SIZE -> {
        note(Growth.ASKS);
        push(FlowValue.of(FlowValue.SIZE));
      }
      case MEMORY_GROW -> push(grow(pop()));
      case I32_CONST -> push(FlowValue.constant(constant));
      case I32_EQZ -> {
        FlowValue value = pop();
        compare(value, ZERO);
        push(value.isZero());
      }
      default -> compute(done);
    }
  }

  private void compute(int done) {
    StackEffect effect = StackEffect.of(done);
    if (effect == null) {
      cut(frame().height);
      return;
    }
    FlowValue[] taken = new FlowValue[effect.takes()];
    for (int i = taken.length - 1; i >= 0; i--) {
      taken[i] = pop();
    }
    if (hasOffset) {
      access(taken[0], offset);
      Arrays.stream(taken).skip(1).forEach(this::use);
    } else if (done == MEMORY_COPY || done == MEMORY_INIT || done == MEMORY_FILL) {
      range(done, taken);
    }
    if (effect.leaves() > 0) {
      push(hasOffset ? FlowValue.UNKNOWN : result(done, taken));
    }
  }

  /** What an instruction leaves that does not access the memory. */
  private FlowValue result(int done, FlowValue[] taken) {
    if (done >= I32_EQ && done <= I32_GE_U) {
      FlowValue condition = taken[0].compare(done, taken[1]);
      if (condition.truth() == 0) {
        compare(taken[0], taken[1]);
        compare(taken[1], taken[0]);
      }
      return condition;
    } else if (done >= FIRST_UNARY && done <= LAST_CONVERSION) {
      return taken.length == 2 ? taken[0].combine(done, taken[1]) : taken[0].converted();
    }
    return done > I32_CONST && (done <= LAST_CONST || done <= LAST_COMPARISON)
        ? FlowValue.NUMBER
        : FlowValue.UNKNOWN;
  }

  private void range(int done, FlowValue[] taken) {
    if (!taken[2].is(0)) {
      access(taken[0], 0);
      if (done == MEMORY_COPY) {
        access(taken[1], 0);
      }
    }
  }

  private void access(FlowValue address, int at) {
    use(address);
    if (!dead) {
      listener.access(address, at);
    }
  }

  /** The number is used as an address, or goes where it may be. */
  private void use(FlowValue value) {
    if (!dead && value.isOnly(FlowValue.START)) {
      usesAddress = true;
      owes = false;
    }
  }

  private void compare(FlowValue value, FlowValue other) {
    if (dead) {
      return;
    }
    if (other.exact()) {
      listener.compare(value, other.constant());
    } else if (value.has(FlowValue.PAGES | FlowValue.START)) {
      comparesAddress = true;
      owes = false;
    }
  }

  private FlowValue grow(FlowValue pages) {
    if (pages.is(0)) {
      note(Growth.ASKS);
      return FlowValue.of(FlowValue.SIZE);
    }
    note(Growth.GROWS);
    owes = true;
    return FlowValue.of(FlowValue.PAGES);
  }

  private void note(Growth what) {
    if (!dead) {
      growth.add(what);
    }
  }

  private FlowValue localValue(int local) {
    return local >= 0 && local < locals.size() ? locals.get(local) : ZERO;
  }

  private void setLocal(int local, FlowValue value) {
    while (locals.size() <= local && local < InstructionWalker.MAX_LOCALS) {
      locals.add(ZERO);
    }
    if (local >= 0 && local < locals.size()) {
      locals.set(local, value);
    }
  }

  private void setGlobal(FlowValue value) {
    use(value);
    if (!dead) {
      listener.globalSet(index, value);
    }
  }

  private void call(boolean last) {
    FunctionType callee = module.functionType(index);
    List<FlowValue> arguments = arguments(callee);
    FlowValue first = dead ? FlowValue.UNKNOWN : listener.call(index, arguments);
    if (first.isOnly(FlowValue.PAGES) || first.isOnly(FlowValue.START)) {
      note(Growth.GROWS);
      owes = true;
    }
    if (first.isOnly(FlowValue.SIZE)) {
      note(Growth.ASKS);
    }
    afterCall(callee, first, last);
  }

  private void callIndirect(boolean last) {
    pop();
    FunctionType callee = module.types().function(index);
    if (callee == null) {
      cut(frame().height);
      return;
    }
    arguments(callee);
    afterCall(callee, FlowValue.UNKNOWN, last);
  }

  private List<FlowValue> arguments(FunctionType callee) {
    FlowValue[] arguments = new FlowValue[callee.params().size()];
    for (int i = arguments.length - 1; i >= 0; i--) {
      arguments[i] = pop();
      use(arguments[i]);
    }
    return Arrays.asList(arguments);
  }

  private void afterCall(FunctionType callee, FlowValue first, boolean last) {
    for (int i = 0; i < callee.results().size(); i++) {
      push(i == 0 ? first : FlowValue.UNKNOWN);
    }
    if (last) {
      branch(frames.size() - 1, state());
      dead = true;
    }
  }

  private Frame frame() {
    return frames.get(frames.size() - 1);
  }

  private void enter(int block) {
    FlowValue condition = block == IF ? condition() : ZERO;
    FunctionType named = blockType < 0 ? null : module.types().function(blockType);
    int parameters = named == null ? 0 : named.params().size();
    int results = named == null ? blockResults : named.results().size();
    List<FlowValue> taken = new ArrayList<>();
    for (int i = 0; i < parameters; i++) {
      taken.add(0, block == LOOP ? FlowValue.UNKNOWN.or(pop()) : pop());
    }
    Frame frame = new Frame(operands.size(), block == LOOP ? loops : -1, results);
    frames.add(frame);
    taken.forEach(this::push);
    if (block == LOOP) {
      enterLoop();
    } else if (block == IF) {
      frame.otherwise = dead ? null : given(FlowValue.opposite(condition.truth()));
      goOn(given(condition.truth()));
    } else if (block == TRY_TABLE) {
      // a handler may run after any call in the block, when locals are what they are then
      State unknown = new State(Collections.nCopies(locals.size(), FlowValue.UNKNOWN), owes);
      numbers.forEach(depth -> branch(depth + 1, unknown, false));
    }
  }

  private FlowValue condition() {
    FlowValue condition = pop();
    compare(condition, ZERO);
    return condition;
  }

  /** The state of a path on which a condition holds. */
  private State given(int truth) {
    State here = state();
    return truth == FlowValue.NOT_GROWN ? new State(here.locals, false) : here;
  }

  private void enterLoop() {
    if (loops == loopHeads.size()) {
      loopHeads.add(null);
    }
    if (!dead) {
      meetAtLoop(loops, state());
    }
    State head = loopHeads.get(loops);
    if (head != null) {
      goOn(head);
    }
    loops++;
  }

  private void meetAtLoop(int loop, State arriving) {
    State head = loopHeads.get(loop);
    State met = head == null ? arriving : head.or(arriving);
    changed |= !met.equals(head);
    loopHeads.set(loop, met);
  }

  private void otherwise() {
    Frame frame = frame();
    if (!dead) {
      meet(frame, state(), true);
    }
    cut(frame.height);
    State other = frame.otherwise;
    frame.otherwise = null;
    dead = other == null;
    if (other != null) {
      goOn(other);
    }
  }

  private void leave() {
    Frame frame = frame();
    if (!dead) {
      meet(frame, state(), true);
    }
    if (frame.otherwise != null) {
      // without else, parameters are the results
      meet(frame, frame.otherwise, false);
    }
    frames.remove(frames.size() - 1);
    cut(frame.height);
    State end = frame.end;
    dead = end == null;
    if (end != null) {
      goOn(end);
    }
    for (FlowValue result : frame.results) {
      push(Objects.requireNonNullElse(result, FlowValue.UNKNOWN));
    }
    if (frames.isEmpty() && end != null && end.owes) {
      growth.add(Growth.FOLLOWS);
    }
  }

  private void branchIf() {
    FlowValue condition = condition();
    branch(numbers.get(0), given(condition.truth()));
    goOn(given(FlowValue.opposite(condition.truth())));
  }

  private void branch(int depth, State arriving) {
    branch(depth, arriving, true);
  }

  /**
   * A path goes to a label.
   *
   * @param known whether the operands are what it brings
   */
  private void branch(int depth, State arriving, boolean known) {
    if (dead || depth < 0 || depth >= frames.size()) {
      return;
    }
    Frame target = frames.get(frames.size() - 1 - depth);
    if (target.loop >= 0) {
      meetAtLoop(target.loop, arriving);
    } else {
      meet(target, arriving, known);
    }
  }

  /**
   * A path arrives at the end of a block.
   *
   * @param known whether the operands are its results
   */
  private void meet(Frame target, State arriving, boolean known) {
    int first = operands.size() - target.results.length;
    State settled = arriving;
    for (int i = 0; i < target.results.length; i++) {
      int at = first + i;
      FlowValue value = known && at >= frame().height ? operands.get(at) : FlowValue.UNKNOWN;
      FlowValue other = target.results[i];
      target.results[i] = other == null ? value : other.or(value);
      if (target == frames.get(0) && i == 0) {
        listener.result(value);
        settled = returned(value, arriving);
      }
    }
    target.end = target.end == null ? settled : target.end.or(settled);
  }

  /** Whoever gets the new pages' address or number as a result owes what the function did. */
  private State returned(FlowValue value, State arriving) {
    if (arriving.owes && (value.isOnly(FlowValue.START) || value.isOnly(FlowValue.PAGES))) {
      usesAddress |= value.isOnly(FlowValue.START);
      listener.passOn(value);
      return new State(arriving.locals, false);
    }
    return arriving;
  }

  private void push(FlowValue value) {
    operands.add(value);
  }

  private FlowValue pop() {
    return operands.size() > frame().height
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
