package dev.radicchio.binary.code;

import dev.radicchio.binary.Opcode;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows a body along all its paths, for an analysis that says what is known at a place and what
 * each instruction does to it. Where paths meet, what is known is joined; loops are followed again
 * until what they begin with stays the same; where no path leads, nothing is followed.
 *
 * <p>This is abstract interpretation in one direction over structured control flow: all edges but
 * those to loops go forwards, so that one pass from the first instruction to the last is enough
 * where there are no loops.
 *
 * @param <S> what is known at a place, operands that a branch takes along included
 */
public abstract class CodeFlow<S> {
  /** The words of a clause, of which the label is the last. */
  private static final int WORDS_OF_CLAUSE = 3;

  private static final int LABEL_OF_CLAUSE = 2;

  /** The body that is followed. */
  protected final FunctionBody body;

  /** What is known at the end of each block, of the paths so far. */
  private final @Nullable Object[] ends;

  /** What is known at the beginning of each loop, from one pass to the next. */
  private final @Nullable Object[] heads;

  /** What the second arm of each {@code if} begins with. */
  private final @Nullable Object[] otherwise;

  /** What is known in the arms of each {@code try}, of the exceptions so far. */
  private final @Nullable Object[] handlers;

  /** Whether an arm of each {@code try} is being followed, and no more its body. */
  private final boolean[] inArm;

  /** Where the arm ends that is being followed of each block. */
  private final int[] armEnds;

  /** The blocks that are open, the innermost last. */
  private int[] open = new int[16];

  private int depth;
  private int openTries;
  private boolean reachable;
  private boolean unsettled;
  private boolean givenUp;

  protected CodeFlow(FunctionBody body) {
    this.body = body;
    this.ends = new Object[body.blocks()];
    this.heads = new Object[body.blocks()];
    this.otherwise = new Object[body.blocks()];
    this.handlers = new Object[body.blocks()];
    this.inArm = new boolean[body.blocks()];
    this.armEnds = new int[body.blocks()];
  }

  /** What is known where the function begins. */
  protected abstract S entry();

  /** What is known here, for a path to the beginning of a loop. */
  protected abstract S here();

  /** What is known here, for a path that leaves a block with its results on top of the stack. */
  protected abstract S leaving(int block);

  /** What is known of a place where paths of both lead; neither is changed. */
  protected abstract S join(S one, S other);

  /** Whether both say the same. */
  protected abstract boolean isSame(S one, S other);

  /** Goes on with what is known at another place, which is not to be changed. */
  protected abstract void resume(S known);

  /** A block begins, whose parameters are on top of the stack. */
  protected abstract void enter(int block);

  /** Another arm of a block begins. */
  protected abstract void enterArm(int block);

  /** A block ends that some path leaves; goes on with what is known there. */
  protected abstract void leave(int block, S known);

  /** The body ends, with what is known where it returns, or null where it never does. */
  protected abstract void finish(@Nullable S known);

  /** Takes a condition or an index from the stack, where nothing depends on it. */
  protected abstract void popOperand();

  /**
   * Takes the condition of an {@code if} or a {@code br_if} from the stack; returns what is known
   * where the path goes on that it does not hold for, and goes on with the other.
   */
  protected abstract S splitByCondition();

  /** An exception may be thrown from here to a handler; see {@link #arriveAtHandlers()}. */
  protected void mayThrow() {}

  /** A block with handlers begins; see {@link #arriveAtInnermostHandlers}. */
  protected void enterTry() {}

  /**
   * What is known where a handler is that an exception from here comes to: behind a block, or in an
   * arm of it if it is a {@code try}.
   */
  protected abstract S thrown(int target);

  /** Calls; the operands are those before. */
  protected abstract void call(int instruction);

  /** Does what an instruction does that neither branches nor calls. */
  protected abstract void compute(int instruction);

  /** An instruction branches on a reference; nothing is known of its operands afterwards. */
  protected abstract void forgetOperands();

  /** Follows the body until nothing more is found. */
  protected final void follow() {
    do {
      unsettled = false;
      pass();
    } while (unsettled && !givenUp);
  }

  /** Stops at once, because the body is too intricate. */
  protected final void giveUp() {
    givenUp = true;
  }

  /** Whether it was stopped. */
  protected final boolean hasGivenUp() {
    return givenUp;
  }

  private void pass() {
    depth = 0;
    openTries = 0;
    push(FunctionBody.BODY);
    armEnds[FunctionBody.BODY] = body.blockEnd(FunctionBody.BODY);
    reachable = true;
    resume(entry());
    int next = 0;
    while (depth > 0 && !givenUp) {
      int opcode = body.opcode(next);
      if (FunctionBody.isStructure(opcode)) {
        structure(next, opcode);
      } else {
        instruction(next, opcode);
      }
      next = reachable || depth == 0 ? next + 1 : armEnds[block()];
    }
  }

  /** The innermost block that is open. */
  protected final int block() {
    return open[depth - 1];
  }

  private void push(int block) {
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    open[depth++] = block;
    inArm[block] = false;
    openTries += catches(block) ? 1 : 0;
    ends[block] = null;
    handlers[block] = null;
    otherwise[block] = null;
  }

  private void structure(int instruction, int opcode) {
    switch (opcode) {
      case Opcode.ELSE, Opcode.CATCH, Opcode.CATCH_ALL -> arm(instruction, opcode);
      case Opcode.END, Opcode.DELEGATE -> end();
      default -> begin(instruction, opcode);
    }
  }

  private void begin(int instruction, int opcode) {
    int block = body.block(instruction);
    S second = opcode == Opcode.IF ? splitByCondition() : null;
    push(block);
    otherwise[block] = second;
    armEnds[block] = body.nextArm(instruction);
    enter(block);
    if (catches(block)) {
      enterTry();
    } else if (opcode == Opcode.LOOP) {
      S head = known(heads, block);
      S joined = head == null ? here() : join(head, here());
      heads[block] = joined;
      resume(joined);
    }
  }

  private void arm(int instruction, int opcode) {
    int block = block();
    if (reachable) {
      arrive(block, leaving(block));
    }
    S next = known(opcode == Opcode.ELSE ? otherwise : handlers, block);
    if (opcode == Opcode.ELSE) {
      otherwise[block] = null;
    } else if (!inArm[block]) {
      inArm[block] = true;
      openTries--;
    }
    armEnds[block] = body.nextArm(instruction);
    reachable = next != null;
    if (next != null) {
      enterArm(block);
      resume(next);
    }
  }

  private void end() {
    int block = block();
    if (reachable) {
      leaveBlock(block, leaving(block));
    }
    S second = known(otherwise, block);
    if (second != null) {
      leaveBlock(block, second); // an if without else; its parameters are its results
    }
    S end = known(ends, block);
    depth--;
    openTries -= catches(block) ? 1 : 0;
    reachable = end != null;
    if (block == FunctionBody.BODY) {
      finish(end);
    } else if (end != null) {
      leave(block, end);
    }
  }

  private void instruction(int instruction, int opcode) {
    switch (opcode) {
      case Opcode.NOP -> {}
      case Opcode.UNREACHABLE -> reachable = false;
      case Opcode.THROW, Opcode.THROW_REF, Opcode.RETHROW -> {
        noteThrow();
        reachable = false;
      }
      case Opcode.BR -> {
        branch(body.immediate(instruction));
        reachable = false;
      }
      case Opcode.BR_TABLE -> {
        popOperand();
        for (int i = 0; i < body.immediates(instruction); i++) {
          branch(body.immediate(instruction, i));
        }
        reachable = false;
      }
      case Opcode.BR_IF -> branchIf(body.immediate(instruction));
      case Opcode.BR_ON_NULL, Opcode.BR_ON_NON_NULL -> branchOn(body.immediate(instruction));
      case Opcode.BR_ON_CAST, Opcode.BR_ON_CAST_FAIL -> branchOn(body.immediate(instruction, 1));
      case Opcode.RETURN -> {
        arrive(FunctionBody.BODY, leaving(FunctionBody.BODY));
        reachable = false;
      }
      default -> {
        if (Opcode.isReturnCall(opcode)) {
          call(instruction);
          arrive(FunctionBody.BODY, leaving(FunctionBody.BODY));
          reachable = false;
        } else if (Opcode.isCall(opcode)) {
          noteThrow();
          call(instruction);
        } else {
          compute(instruction);
        }
      }
    }
  }

  private void noteThrow() {
    if (openTries > 0) {
      mayThrow();
    }
  }

  private void branch(int label) {
    int target = open[depth - 1 - label];
    arrive(target, body.isLoop(target) ? here() : leaving(target));
  }

  private void branchOn(int label) {
    forgetOperands();
    branch(label);
  }

  private void branchIf(int label) {
    S otherwiseKnown = splitByCondition();
    branch(label);
    resume(otherwiseKnown);
  }

  /** A path with what is known on it leads to a block's label. */
  protected final void arrive(int target, S arriving) {
    if (body.isLoop(target)) {
      S head = Objects.requireNonNull(known(heads, target), "known since it was entered");
      S joined = join(head, arriving);
      unsettled |= !isSame(head, joined);
      heads[target] = joined;
    } else {
      leaveBlock(target, arriving);
    }
  }

  /** Paths of exceptions lead to the handlers of all blocks around, as {@link #thrown} says. */
  protected final void arriveAtHandlers() {
    for (int i = depth - 1; i > 0; i--) {
      if (catches(open[i])) {
        arriveAtHandlers(i);
      }
    }
  }

  /** The same for the innermost block only. */
  protected final void arriveAtInnermostHandlers() {
    arriveAtHandlers(depth - 1);
  }

  private void arriveAtHandlers(int nesting) {
    int block = open[nesting];
    int start = body.blockStart(block);
    if (body.opcode(start) == Opcode.TRY) {
      S known = known(handlers, block);
      handlers[block] = known == null ? thrown(block) : join(known, thrown(block));
      return;
    }
    for (int at = LABEL_OF_CLAUSE; at < body.immediates(start); at += WORDS_OF_CLAUSE) {
      int target = open[nesting - 1 - body.immediate(start, at)];
      arrive(target, thrown(target));
    }
  }

  /** Whether exceptions from where it is may come to handlers of a block. */
  private boolean catches(int block) {
    int start = body.blockStart(block);
    return start >= 0
        && (body.opcode(start) == Opcode.TRY_TABLE
            || (body.opcode(start) == Opcode.TRY && !inArm[block]));
  }

  private void leaveBlock(int block, S arriving) {
    S known = known(ends, block);
    ends[block] = known == null ? arriving : join(known, arriving);
  }

  @SuppressWarnings("unchecked") // only what is known is ever put there
  private @Nullable S known(@Nullable Object[] places, int block) {
    return (S) places[block];
  }
}
