package dev.radicchio.binary.code;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import java.util.Arrays;

/**
 * The body of a function: its locals and its instructions, structured control flow as a tree.
 *
 * <p>Instructions lie in arrays, one after another as in the file, and a block is the range from
 * the instruction that begins it to its {@code end}. That is the tree in preorder: a subtree is a
 * range, what follows a block is one step away, and to look at all instructions is a loop. There is
 * no object for an instruction, since an image may have ten million of them; a body takes about
 * seven times as many bytes as its code, and is let go when the next is read. Blocks have a table
 * of their own, because only one instruction in ten begins or ends one.
 *
 * <pre>
 *   0  local.get 0                block 0 is the body, from -1 to 8
 *   1  if (result i32)            block 1, from 1 to 5, next arm 3
 *   2    i32.const 7
 *   3  else                       block 1, next arm 5
 *   4    i32.const 8
 *   5  end                        block 1
 *   6  br 0                       target(6, 0) is 0
 *   7  nop
 *   8  end                        block 0
 * </pre>
 *
 * <p>An instruction that is not changed is written as the bytes from its offset to its end, so that
 * numbers in more bytes than they need stay as they are. Its decoded {@link #immediate immediates}
 * are, in this order:
 *
 * <ul>
 *   <li>of a load or store the exponent of the alignment, the memory, the offset, and the lane if
 *       it has one;
 *   <li>of a constant its bits, in one, two or four words, the lowest first;
 *   <li>of {@code br_table} all labels, the default one last;
 *   <li>of {@code try_table} for each clause its kind, its tag or -1, and its label;
 *   <li>of {@code select} with types the code and the heap type of each;
 *   <li>of any other the numbers that the specification lists, but for the types of blocks, which
 *       are asked for by {@link #blockType}.
 * </ul>
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/instructions.html">Binary Format:
 *     Instructions</a>
 */
public final class FunctionBody {
  /** The block that the whole body is. */
  public static final int BODY = 0;

  /** A bit for each instruction of a block, all of which have opcodes below 32. */
  private static final int STRUCTURE =
      1 << Opcode.BLOCK
          | 1 << Opcode.LOOP
          | 1 << Opcode.IF
          | 1 << Opcode.ELSE
          | 1 << Opcode.TRY
          | 1 << Opcode.CATCH
          | 1 << Opcode.END
          | 1 << Opcode.DELEGATE
          | 1 << Opcode.CATCH_ALL
          | 1 << Opcode.TRY_TABLE;

  final Span span;
  final int runsStart;
  final FunctionType type;
  final Locals locals;
  final int size;

  /** Fits every opcode, prefix included. */
  final char[] opcodes;

  /** Where each begins, and one more for where the last ends. */
  final int[] offsets;

  /** Where each has its words, and one more for where those of the last end. */
  final int[] firstWords;

  /**
   * Immediates; before them, for instructions that begin, divide or end blocks, the block and the
   * instruction where its next arm begins or the block ends.
   */
  final int[] words;

  final int[] blockStarts;
  final int[] blockEnds;
  final int[] blockParents;
  final FunctionType[] blockTypes;
  final int[] blockTypeIndices;
  final int blocks;

  FunctionBody(BodyReader from) {
    this.span = from.span;
    this.runsStart = from.runsStart;
    this.type = from.type;
    this.locals = from.locals.build();
    this.size = from.size;
    this.opcodes = from.opcodes;
    this.offsets = from.offsets;
    this.firstWords = from.firstWords;
    this.words = from.words;
    this.blocks = from.blocks;
    this.blockStarts = from.blockStarts;
    this.blockEnds = from.blockEnds;
    this.blockParents = from.blockParents;
    this.blockTypes = from.blockTypes;
    this.blockTypeIndices = from.blockTypeIndices;
  }

  /**
   * Reads the body of a function that the module defines.
   *
   * @throws MalformedWasmException if an instruction is unknown, an index or a label is out of
   *     range, or blocks are not nested as they should be
   */
  public static FunctionBody read(WasmBinary module, int function) {
    int body = function - module.imported(ExternType.Kind.FUNCTION);
    Span span = module.bodies().get(body);
    return read(module, module.functionType(function), module.reader(span));
  }

  /** Reads the body of a function of that type, from {@code in} to its end. */
  public static FunctionBody read(WasmBinary module, FunctionType type, WasmReader in) {
    BodyReader reader = new BodyReader(module, type, in);
    InstructionWalker.walkBody(in, reader);
    return reader.finish();
  }

  /** The bytes of the body, from its locals to its {@code end}. */
  public Span span() {
    return span;
  }

  /** Where the first run of locals is declared, after the number of runs. */
  int runsStart() {
    return runsStart;
  }

  /** The function's type. */
  public FunctionType type() {
    return type;
  }

  public Locals locals() {
    return locals;
  }

  /** Number of instructions; the last is the body's {@code end}. */
  public int size() {
    return size;
  }

  /** The opcode of an instruction, as in {@link Opcode}. */
  public int opcode(int instruction) {
    return opcodes[instruction];
  }

  /** Where an instruction begins in the module's file. */
  public int offset(int instruction) {
    return offsets[instruction];
  }

  /** Where an instruction ends in the module's file. */
  public int end(int instruction) {
    return offsets[instruction + 1];
  }

  /** Number of immediates, as the class describes them. */
  public int immediates(int instruction) {
    return firstWords[instruction + 1] - first(instruction);
  }

  /** The first immediate. */
  public int immediate(int instruction) {
    return words[first(instruction)];
  }

  /** An immediate by its place. */
  public int immediate(int instruction, int place) {
    return words[first(instruction) + place];
  }

  private int first(int instruction) {
    int first = firstWords[instruction];
    return isStructure(opcodes[instruction]) ? first + BodyReader.STRUCTURE_WORDS : first;
  }

  /** Whether an instruction begins, divides or ends a block. */
  public static boolean isStructure(int opcode) {
    return opcode < Integer.SIZE && (STRUCTURE & 1 << opcode) != 0;
  }

  /** The block that an instruction begins, divides or ends. */
  public int block(int instruction) {
    return words[firstWords[instruction]];
  }

  /**
   * For an instruction that begins a block or an arm of one: where its next arm begins ({@code
   * else}, {@code catch}, {@code catch_all}), or else where the block ends.
   */
  public int nextArm(int instruction) {
    return words[firstWords[instruction] + 1];
  }

  /** Number of blocks, the body included. */
  public int blocks() {
    return blocks;
  }

  /** The instruction that begins a block; -1 for the body. */
  public int blockStart(int block) {
    return blockStarts[block];
  }

  /** The instruction that ends a block: {@code end} or {@code delegate}. */
  public int blockEnd(int block) {
    return blockEnds[block];
  }

  /** The block around a block; -1 for the body. */
  public int parent(int block) {
    return blockParents[block];
  }

  /** What a block takes from the operands before it, and what it leaves. */
  public FunctionType blockType(int block) {
    return blockTypes[block];
  }

  /** The index by which a block names its type; -1 where it does not need one. */
  public int blockTypeIndex(int block) {
    return blockTypeIndices[block];
  }

  /** Whether a branch to a block goes to its beginning. */
  public boolean isLoop(int block) {
    return block != BODY && opcodes[blockStarts[block]] == Opcode.LOOP;
  }

  /** The innermost block that an instruction is in; one that begins or ends a block is in it. */
  public int enclosing(int instruction) {
    int found = Arrays.binarySearch(blockStarts, 0, blocks, instruction);
    int block = found >= 0 ? found : -found - 2;
    while (blockEnds[block] < instruction) {
      block = blockParents[block];
    }
    return block;
  }

  /**
   * The block that a label of an instruction names. Labels of {@code try_table} and {@code
   * delegate} are counted from the block around.
   */
  public int target(int instruction, int label) {
    int opcode = opcodes[instruction];
    int block = enclosing(instruction);
    if (opcode == Opcode.TRY_TABLE || opcode == Opcode.DELEGATE) {
      block = blockParents[block];
    }
    for (int i = 0; i < label; i++) {
      block = blockParents[block];
    }
    return block;
  }
}
