package dev.radicchio.link.pass;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.code.BlockTypes;
import dev.radicchio.binary.code.BodyWriter;
import dev.radicchio.binary.code.FunctionBody;
import java.util.List;

/**
 * Writes a body with other blocks than it had. Labels count the blocks around a branch, so it keeps
 * for each block of the source how deep that is now, and writes branches anew where their labels
 * change:
 *
 * <pre>
 *   block                     block
 *     try                       block
 *       br 1        becomes       try_table
 *                                   br 2
 * </pre>
 */
abstract class BlockRewriter {
  /** Begins the words of a clause. */
  private static final int WORDS_OF_CLAUSE = 3;

  /** Kinds of clauses below this have a tag. */
  private static final int CLAUSES_WITH_TAG = 2;

  final FunctionBody body;
  private final BlockTypes types;

  private final BodyWriter out;

  /** How many blocks are around what each block of the source now is. */
  private final int[] levels;

  /** How many blocks are open in what was written, the body included. */
  private int depth = 1;

  /** The first instruction that is not written yet. */
  private int next;

  BlockRewriter(FunctionBody body, BodyWriter out, BlockTypes types) {
    this.body = body;
    this.out = out;
    this.types = types;
    this.levels = new int[body.blocks()];
  }

  /**
   * Writes what an instruction becomes, after {@link #instead}, and says so; or leaves it as it is,
   * but for labels and the types of blocks.
   */
  abstract boolean replace(int instruction, int opcode);

  /** What a block of that type becomes. */
  FunctionType blockType(FunctionType type) {
    return type;
  }

  final void rewrite() {
    for (int i = 0; i < body.size(); i++) {
      int opcode = body.opcode(i);
      if (!replace(i, opcode)) {
        keep(i, opcode);
      }
    }
    copyTo(body.size());
  }

  private void copyTo(int instruction) {
    if (next < instruction) {
      out.copy(next, instruction);
      next = instruction;
    }
  }

  /** What is written next stands for an instruction. */
  final BodyWriter instead(int instruction) {
    copyTo(instruction);
    next = instruction + 1;
    return out.instead(instruction);
  }

  /** What is written goes between what the last instruction became and the next one. */
  final BodyWriter out() {
    return out;
  }

  private void keep(int instruction, int opcode) {
    if (Opcode.isBlock(opcode)) {
      keepBlock(instruction, opcode);
    } else if (opcode == Opcode.END) {
      depth--;
    } else if (Opcode.isBranch(opcode)) {
      keepBranch(instruction, opcode);
    }
  }

  private void keepBlock(int instruction, int opcode) {
    int block = body.block(instruction);
    FunctionType type = body.blockType(block);
    FunctionType changed = blockType(type);
    levels[block] = depth;
    boolean same = type.equals(changed) && (opcode != Opcode.TRY_TABLE || keepsClauses(block));
    if (same) {
      depth++;
    } else {
      instead(instruction);
      open(opcode, changed);
      if (opcode == Opcode.TRY_TABLE) {
        clauses(instruction);
      }
    }
  }

  private boolean keepsClauses(int block) {
    int start = body.blockStart(block);
    for (int at = 0; at < body.immediates(start); at += WORDS_OF_CLAUSE) {
      int label = body.immediate(start, at + 2);
      if (labelOutside(start, label) != label) {
        return false;
      }
    }
    return true;
  }

  /** The new label of a clause of a {@code try_table} that is not open yet. */
  private int labelOutside(int instruction, int label) {
    return depth - 1 - levels[body.target(instruction, label)];
  }

  /** Writes the clauses of a {@code try_table} that was just opened. */
  private void clauses(int instruction) {
    int count = body.immediates(instruction) / WORDS_OF_CLAUSE;
    out.u32(count);
    for (int i = 0; i < count; i++) {
      int kind = body.immediate(instruction, WORDS_OF_CLAUSE * i);
      out.u8(kind);
      if (kind < CLAUSES_WITH_TAG) {
        out.u32(body.immediate(instruction, WORDS_OF_CLAUSE * i + 1));
      }
      int target = body.target(instruction, body.immediate(instruction, WORDS_OF_CLAUSE * i + 2));
      out.u32(clauseLabelOf(target));
    }
  }

  private void keepBranch(int instruction, int opcode) {
    int first = opcode == Opcode.BR_ON_CAST || opcode == Opcode.BR_ON_CAST_FAIL ? 1 : 0;
    int last = opcode == Opcode.BR_TABLE ? body.immediates(instruction) - 1 : first;
    boolean same = true;
    for (int i = first; i <= last; i++) {
      int label = body.immediate(instruction, i);
      same &= labelOf(body.target(instruction, label)) == label;
    }
    if (same) {
      return;
    }
    instead(instruction).op(opcode);
    if (opcode == Opcode.BR_TABLE) {
      out.u32(last);
    } else if (first > 0) {
      out.u8(body.immediate(instruction));
    }
    for (int i = first; i <= last; i++) {
      out.u32(labelOf(body.target(instruction, body.immediate(instruction, i))));
    }
    if (first > 0) {
      out.s33(body.immediate(instruction, 2)).s33(body.immediate(instruction, 3));
    }
  }

  /** Begins a block; returns how many are around it. */
  final int open(int opcode, FunctionType type) {
    out.block(opcode, type, types);
    return depth++;
  }

  /** Ends the innermost block. */
  final void close() {
    depth--;
    out.op(Opcode.END);
  }

  /** Says what the label of a block of the source means from here on. */
  final void place(int block, int level) {
    levels[block] = level;
  }

  /** The label here of the block with so many around it. */
  final int label(int level) {
    return depth - 1 - level;
  }

  /** The same in a clause of the {@code try_table} that was just opened. */
  final int clauseLabel(int level) {
    return label(level) - 1;
  }

  /** The label of what a block of the source became in such a clause. */
  final int clauseLabelOf(int block) {
    return clauseLabel(levels[block]);
  }

  /** The label here of what a block of the source became. */
  final int labelOf(int block) {
    return label(levels[block]);
  }

  /** Moves operands into new locals; returns these. */
  final int[] take(List<ValType> operands) {
    int[] locals = new int[operands.size()];
    for (int i = 0; i < locals.length; i++) {
      locals[i] = out.addLocal(operands.get(i).nullable());
    }
    for (int i = locals.length - 1; i >= 0; i--) {
      out.op(Opcode.LOCAL_SET, locals[i]);
    }
    return locals;
  }

  /** Puts operands back from locals. */
  final void put(int[] locals, List<ValType> operands) {
    for (int i = 0; i < locals.length; i++) {
      put(locals[i], operands.get(i));
    }
  }

  /** Puts an operand on the stack from a local, which may hold null where the operand may not. */
  final void put(int local, ValType operand) {
    out.op(Opcode.LOCAL_GET, local);
    if (!operand.equals(operand.nullable())) {
      out.op(Opcode.REF_AS_NON_NULL);
    }
  }
}
