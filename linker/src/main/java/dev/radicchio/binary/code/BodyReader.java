package dev.radicchio.binary.code;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills the arrays of a {@link FunctionBody}, and checks what it puts there. */
final class BodyReader implements ImmediateVisitor {
  /** The words of an instruction of a block that are before its immediates. */
  static final int STRUCTURE_WORDS = 2;

  private static final FunctionType EMPTY = new FunctionType(List.of(), List.of());
  private static final int WITHOUT_TAG = -1;

  /** Kinds of clauses below this have a tag. */
  private static final int CLAUSES_WITH_TAG = 2;

  final Span span;
  final int runsStart;
  final FunctionType type;
  final Locals.Builder locals;
  char[] opcodes;
  int[] offsets;
  int[] firstWords;
  int[] words;
  int size;
  int[] blockStarts = new int[8];
  int[] blockEnds = new int[8];
  int[] blockParents = new int[8];
  FunctionType[] blockTypes = new FunctionType[8];
  int[] blockTypeIndices = new int[8];
  int blocks;

  private final WasmBinary module;
  private int wordCount;

  /** The innermost block that is open, or -1 behind the end of the body. */
  private int open;

  /** How many blocks are open. */
  private int nesting;

  /** Where the last arm of each block began. */
  private int[] arms = new int[8];

  private boolean explicitMemory;

  BodyReader(WasmBinary module, FunctionType type, WasmReader in) {
    this.module = module;
    this.type = type;
    this.span = new Span(in.position(), in.end());
    this.runsStart = runsStart(in.at(span));
    this.locals = new Locals.Builder(type.params());
    int expected = span.length() / 2 + 2; // most instructions have two bytes or more
    this.opcodes = new char[expected];
    this.offsets = new int[expected + 1];
    this.firstWords = new int[expected + 1];
    this.words = new int[expected + 2];
    this.open = -1;
    begin(-1, type);
  }

  private static int runsStart(WasmReader in) {
    in.count();
    return in.position();
  }

  FunctionBody finish() {
    offsets[size] = span.end();
    firstWords[size] = wordCount;
    return new FunctionBody(this);
  }

  @Override
  public void locals(int count, ValType of) {
    locals.add(count, of);
  }

  @Override
  public void instruction(int opcode, int offset) {
    if (size == opcodes.length) {
      int capacity = size * 2;
      opcodes = Arrays.copyOf(opcodes, capacity);
      offsets = Arrays.copyOf(offsets, capacity + 1);
      firstWords = Arrays.copyOf(firstWords, capacity + 1);
    }
    opcodes[size] = (char) opcode;
    offsets[size] = offset;
    firstWords[size] = wordCount;
    size++;
    explicitMemory = false;
    switch (opcode) {
      case Opcode.BLOCK, Opcode.LOOP, Opcode.IF, Opcode.TRY, Opcode.TRY_TABLE -> {
        begin(size - 1, EMPTY);
        structure();
      }
      case Opcode.ELSE, Opcode.CATCH, Opcode.CATCH_ALL -> arm(opcode, offset);
      case Opcode.END, Opcode.DELEGATE -> end(opcode, offset);
      default -> {}
    }
  }

  private void begin(int start, FunctionType blockType) {
    if (blocks == blockStarts.length) {
      int capacity = blocks * 2;
      blockStarts = Arrays.copyOf(blockStarts, capacity);
      blockEnds = Arrays.copyOf(blockEnds, capacity);
      blockParents = Arrays.copyOf(blockParents, capacity);
      blockTypes = Arrays.copyOf(blockTypes, capacity);
      blockTypeIndices = Arrays.copyOf(blockTypeIndices, capacity);
      arms = Arrays.copyOf(arms, capacity);
    }
    blockStarts[blocks] = start;
    blockParents[blocks] = open;
    blockTypes[blocks] = blockType;
    blockTypeIndices[blocks] = -1;
    arms[blocks] = start;
    open = blocks++;
    nesting++;
  }

  /** What an instruction of the block that is open has before its immediates. */
  private void structure() {
    add(open);
    add(size - 1);
  }

  private void arm(int opcode, int offset) {
    int start = blockStarts[open];
    int begun = start < 0 ? Opcode.BLOCK : opcodes[start];
    int last = start < 0 ? Opcode.BLOCK : opcodes[arms[open]];
    boolean fits =
        opcode == Opcode.ELSE ? last == Opcode.IF : begun == Opcode.TRY && last != Opcode.CATCH_ALL;
    if (!fits) {
      throw new MalformedWasmException(
          offset, "instruction 0x" + Integer.toHexString(opcode) + " outside of its block");
    }
    closeArm();
    arms[open] = size - 1;
    structure();
  }

  /** The arm that was open ends before the instruction that is being read. */
  private void closeArm() {
    if (arms[open] >= 0) {
      words[firstWords[arms[open]] + 1] = size - 1;
    }
  }

  private void end(int opcode, int offset) {
    int start = blockStarts[open];
    if (opcode == Opcode.DELEGATE && (start < 0 || opcodes[arms[open]] != Opcode.TRY)) {
      throw new MalformedWasmException(offset, "delegate outside of a try without catch");
    }
    closeArm();
    structure();
    blockEnds[open] = size - 1;
    open = blockParents[open];
    nesting--;
  }

  private void add(int word) {
    if (wordCount == words.length) {
      words = Arrays.copyOf(words, wordCount * 2);
    }
    words[wordCount++] = word;
  }

  @Override
  public void index(IndexSpace space, int index, CodeLocation at) {
    module.checkIndex(space, index, at.start());
    if (at.opcode() == CodeLocation.IN_TYPE) {
      return;
    }
    if (space == IndexSpace.SIGNED_TYPE) {
      if (Opcode.isBlock(at.opcode())) {
        blockTypes[open] = functionType(index, at.start());
        blockTypeIndices[open] = index;
      }
      return; // or else it is told again as a heap type
    }
    explicitMemory = space == IndexSpace.MEMORY;
    add(index);
  }

  private FunctionType functionType(int index, int offset) {
    FunctionType found = module.types().function(index);
    if (found == null) {
      throw new MalformedWasmException(offset, "a block type that is not a function type");
    }
    return found;
  }

  @Override
  public void blockType(@Nullable ValType result) {
    blockTypes[open] = result == null ? EMPTY : new FunctionType(List.of(), List.of(result));
  }

  @Override
  public void constant(int value, CodeLocation at) {
    add(value);
  }

  @Override
  public void bits(long bits) {
    add((int) bits);
    if (opcodes[size - 1] != Opcode.F32_CONST) {
      add((int) (bits >>> 32));
    }
  }

  @Override
  public void number(int number) {
    add(number);
  }

  @Override
  public void alignment(int exponent) {
    add(exponent);
  }

  @Override
  public void memoryOffset(int offset, CodeLocation at) {
    if (!explicitMemory) {
      module.checkIndex(IndexSpace.MEMORY, 0, at.instruction());
      add(0);
    }
    add(offset);
  }

  @Override
  public void valueType(ValType of) {
    add(of.code());
    add(of.heapType());
  }

  @Override
  public void heapType(int heapType) {
    add(heapType);
  }

  @Override
  public void local(int index, CodeLocation at) {
    if (Integer.compareUnsigned(index, locals.count()) >= 0) {
      throw new MalformedWasmException(
          at.start(), "local index " + Integer.toUnsignedString(index) + " is out of range");
    }
    add(index);
  }

  @Override
  public void clause(int kind) {
    add(kind);
    if (kind >= CLAUSES_WITH_TAG) {
      add(WITHOUT_TAG);
    }
  }

  @Override
  public void label(int depth, CodeLocation at) {
    int opcode = opcodes[size - 1];
    int blocksAround = opcode == Opcode.TRY_TABLE ? nesting - 1 : nesting;
    if (Integer.compareUnsigned(depth, blocksAround) >= 0) {
      throw new MalformedWasmException(
          at.start(), "label " + Integer.toUnsignedString(depth) + " is out of range");
    }
    add(depth);
  }
}
