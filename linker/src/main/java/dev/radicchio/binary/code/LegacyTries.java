package dev.radicchio.binary.code;

import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What the blocks of legacy exception handling in a body have to do with each other: which of them
 * a {@code rethrow} throws again, and where a {@code delegate} leads to.
 *
 * @see <a
 *     href="https://github.com/WebAssembly/exception-handling/blob/main/proposals/exception-handling/legacy/Exceptions.md">Legacy
 *     Exception Handling</a>
 */
public final class LegacyTries {
  private static final int NONE = -1;

  private final FunctionBody body;

  /** The arms of each {@code try}. */
  private final List<List<Integer>> arms = new ArrayList<>();

  private final BitSet keeping = new BitSet();

  /** The block to whose handlers what a block does not catch itself goes by a {@code delegate}. */
  private final int[] delegates;

  private final BitSet delegatedTo = new BitSet();

  private LegacyTries(FunctionBody body) {
    this.body = body;
    this.delegates = new int[body.blocks()];
    Arrays.fill(delegates, NONE);
  }

  /**
   * Those of a body.
   *
   * @throws MalformedWasmException if a {@code rethrow} is in no arm of the block that it names, or
   *     a {@code delegate} leads to a {@code try_table}
   */
  public static LegacyTries of(FunctionBody body) {
    LegacyTries tries = new LegacyTries(body);
    for (int block = 0; block < body.blocks(); block++) {
      tries.arms.add(tries.findArms(block));
    }
    for (int block = 0; block < body.blocks(); block++) {
      if (body.opcode(body.blockEnd(block)) == Opcode.DELEGATE) {
        tries.resolve(block);
      }
    }
    for (int i = 0; i < body.size(); i++) {
      if (body.opcode(i) == Opcode.RETHROW) {
        tries.keeping.set(tries.rethrown(i));
      }
    }
    return tries;
  }

  private List<Integer> findArms(int block) {
    List<Integer> found = new ArrayList<>();
    if (isTry(block)) {
      int end = body.blockEnd(block);
      for (int arm = body.nextArm(body.blockStart(block)); arm != end; arm = body.nextArm(arm)) {
        found.add(arm);
      }
    }
    return List.copyOf(found);
  }

  private boolean isTry(int block) {
    return begins(block, Opcode.TRY);
  }

  private boolean begins(int block, int opcode) {
    return block != FunctionBody.BODY && body.opcode(body.blockStart(block)) == opcode;
  }

  /** The instructions that begin the arms of a {@code try}, in their order. */
  public List<Integer> arms(int block) {
    return arms.get(block);
  }

  /** Whether an arm of a block throws again what it caught. */
  public boolean keeps(int block) {
    return keeping.get(block);
  }

  /** How many blocks {@linkplain #keeps keep} what the arm caught that a block is in. */
  public int keepersAround(int block) {
    int keepers = 0;
    for (int inner = block; inner != FunctionBody.BODY; inner = body.parent(inner)) {
      int outer = body.parent(inner);
      keepers += keeps(outer) && !isInBody(body.blockStart(inner), outer) ? 1 : 0;
    }
    return keepers;
  }

  /** The block whose exception a {@code rethrow} throws again. */
  public int rethrown(int instruction) {
    int block = body.target(instruction, body.immediate(instruction));
    if (arms.get(block).isEmpty() || isInBody(instruction, block)) {
      throw new MalformedWasmException(
          body.offset(instruction), "rethrow outside of the handlers of the block that it names");
    }
    return block;
  }

  /** Whether an instruction in a {@code try} is in none of its arms. */
  private boolean isInBody(int instruction, int block) {
    List<Integer> ofBlock = arms.get(block);
    return ofBlock.isEmpty() || instruction < ofBlock.get(0);
  }

  /**
   * The block, a {@code try} with arms or the function's body, from which exceptions are thrown
   * again that leave a block with a {@code delegate}; -1 where they find the same handlers without
   * that, or the block has none.
   */
  public int delegate(int block) {
    return delegates[block];
  }

  /** Whether a {@link #delegate} leads to a block. */
  public boolean isDelegatedTo(int block) {
    return delegatedTo.get(block);
  }

  private void resolve(int block) {
    int delegate = body.blockEnd(block);
    int labelled = body.target(delegate, body.immediate(delegate));
    boolean crosses = false;
    int inner = block;
    for (int outer = body.parent(block); outer != labelled; outer = body.parent(outer)) {
      crosses |= handles(outer, inner);
      inner = outer;
    }
    int target = labelled;
    while (target != FunctionBody.BODY && !handles(target, inner)) {
      inner = target;
      target = body.parent(target);
    }
    if (!crosses) {
      return;
    }
    if (begins(target, Opcode.TRY_TABLE)) {
      throw new MalformedWasmException(body.offset(delegate), "a delegate to a try_table");
    }
    int last = delegates[target] == NONE ? target : delegates[target];
    delegates[block] = last;
    delegatedTo.set(last);
  }

  /** Whether a block sees what a block inside of it does not catch. */
  private boolean handles(int block, int inner) {
    return begins(block, Opcode.TRY_TABLE)
        || delegates[block] != NONE
        || (!arms.get(block).isEmpty() && isInBody(body.blockStart(inner), block));
  }
}
