package dev.radicchio.link.fuse;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.binary.code.Signature;
import dev.radicchio.link.bind.GlobalBinding;
import dev.radicchio.link.bind.OwnMemorySize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Copies the code of a rebased instance, with the base in each access to the memory. Its addresses
 * are its own; one that it has as {@code p} is {@code p + base} in the program, modulo 2^32.
 *
 * <p>Usually the base goes into the offset, which costs nothing, and what is below the base is out
 * of reach. With base 65536:
 *
 * <pre>{@code
 * local.get 0  i32.load offset=8        local.get 0  i32.load offset=65544
 * }</pre>
 *
 * <p>An instance that reaches below has it added. Where the address and the offset alone exceed
 * 2^32, it must trap, and so the address becomes one that is beyond any memory:
 *
 * <pre>{@code
 * local.get 0  i32.load                 local.get 0  i32.const 65536  i32.add  i32.load
 * i32.const 4  i32.load offset=8        i32.const 65548  i32.load
 * local.get 0  i32.load offset=8        local.get 0  local.tee 1  i32.const 65544  i32.add
 *                                       i32.const -1  local.get 1  i32.const -8  i32.lt_u  select
 *                                       i32.load
 * }</pre>
 *
 * <p>What lies on the stack above an address is set aside meanwhile, in locals that are added to
 * the body.
 */
final class RebasedCode extends CodeRewriter {
  private static final long ADDRESSES = 1L << 32;
  private static final int TRAP_OFFSET = -1;

  private final byte[] source;
  private final Indices indices;
  private final long base;
  private final boolean reachesBelow;
  private final IntFunction<OptionalInt> stackFloors;
  private final long ownBytes;

  private final WasmWriter header = new WasmWriter();
  private final WasmWriter code = new WasmWriter();
  private final List<ValType> scratch = new ArrayList<>();
  private final List<Integer> inUse = new ArrayList<>();
  private boolean inHeader;
  private int locals;
  private int constant;
  private int constantStart;
  private int constantEnd;
  private int segment;
  private boolean secondMemory;

  /**
   * @param base what is added to addresses, less than 2^32
   * @param reachesBelow whether what is below the base must be in reach
   * @param stackFloors the lowest address that each of the module's globals may have as a stack
   *     pointer; nothing for all others
   * @param ownBytes what its addresses are below
   */
  RebasedCode(
      byte[] source,
      Indices indices,
      IntFunction<GlobalBinding> globals,
      @Nullable OwnMemorySize memorySize,
      long base,
      boolean reachesBelow,
      IntFunction<OptionalInt> stackFloors,
      long ownBytes) {
    super(source, indices, globals, memorySize);
    this.source = source;
    this.indices = indices;
    this.base = base;
    this.reachesBelow = reachesBelow;
    this.stackFloors = stackFloors;
    this.ownBytes = Math.min(ownBytes, ADDRESSES - base);
  }

  /** Copies a body, with the locals that it needs. */
  @Override
  void body(WasmWriter out, Span body, int parameters) {
    header.clear();
    code.clear();
    scratch.clear();
    inHeader = true;
    locals = parameters;
    constantEnd = -1;
    WasmReader in = new WasmReader(source, body.start(), body.end());
    int runs = in.u32();
    begin(header, in.position());
    InstructionWalker.walkBody(new WasmReader(source, body.start(), body.end()), this);
    end(body.end());
    out.u32(runs + scratch.size()).append(header);
    scratch.forEach(type -> type.write(out.u32(1), same -> same));
    out.append(code);
  }

  @Override
  public void locals(int count, ValType type) {
    locals += count;
  }

  @Override
  public void instruction(int opcode, int offset) {
    if (inHeader) {
      inHeader = false;
      end(offset);
      begin(code, offset);
    }
  }

  @Override
  public void constant(int value, CodeLocation at) {
    constant = value;
    constantStart = at.instruction();
    constantEnd = at.end();
  }

  @Override
  public void index(IndexSpace space, int index, CodeLocation at) {
    if (space == IndexSpace.MEMORY && Opcode.hasMemoryArgument(at.opcode())) {
      return; // there is one memory, and the offset comes next
    } else if (Opcode.isMemoryRange(at.opcode()) && at.opcode() != Opcode.DATA_DROP) {
      range(space, index, at);
    } else if (space == IndexSpace.GLOBAL && at.opcode() == Opcode.GLOBAL_SET && reachesBelow) {
      stackFloors.apply(index).ifPresent(floor -> checkStack(copyTo(at.instruction()), floor));
      super.index(space, index, at);
    } else {
      super.index(space, index, at);
    }
  }

  /** A stack that overflows goes below 0, where it would find others. */
  private void checkStack(WasmWriter out, int floor) {
    int pointer = takeLocal(ValType.I32);
    out.u8(Opcode.LOCAL_TEE).u32(pointer);
    if (floor > 0) {
      i32(out, floor).u8(Opcode.I32_SUB);
    }
    i32(out, (int) ownBytes - floor).u8(Opcode.I32_GT_U);
    out.u8(Opcode.IF).u8(Opcode.EMPTY_BLOCK_TYPE);
    out.u8(Opcode.UNREACHABLE).u8(Opcode.END);
    get(out, pointer);
    inUse.clear();
  }

  @Override
  public void memoryOffset(int offset, CodeLocation at) {
    long own = Integer.toUnsignedLong(offset);
    if (reachesBelow) {
      add(own, at);
    } else {
      long moved = own + base;
      copyTo(at.start()).u32(moved < ADDRESSES ? (int) moved : TRAP_OFFSET);
    }
    skipTo(at.end());
  }

  private void add(long offset, CodeLocation at) {
    List<ValType> operands = Objects.requireNonNull(Signature.of(at.opcode())).takes();
    List<ValType> above = operands.subList(1, operands.size());
    if (above.isEmpty() && constantEnd == at.instruction()) {
      long address = Integer.toUnsignedLong(constant) + offset;
      WasmWriter out = copyTo(constantStart);
      skipTo(at.instruction());
      access(i32(out, address < ADDRESSES ? (int) (address + base) : -1), at);
      return;
    }
    WasmWriter out = copyTo(at.instruction());
    int[] saved = setAside(out, above);
    if (offset == 0) {
      i32(out, (int) base).u8(Opcode.I32_ADD);
    } else {
      int address = takeLocal(ValType.I32);
      out.u8(Opcode.LOCAL_TEE).u32(address);
      i32(out, (int) (offset + base)).u8(Opcode.I32_ADD);
      orBeyond(out, address, (int) -offset);
    }
    putBack(out, saved);
    access(out, at);
  }

  /** Copies the instruction up to its offset, which is in the address now. */
  private void access(WasmWriter out, CodeLocation at) {
    copyTo(at.start());
    out.u8(0);
    inUse.clear();
  }

  /** Replaces the address on the stack by one beyond any memory unless another is below a limit. */
  private static void orBeyond(WasmWriter out, int address, int limit) {
    i32(out, -1);
    get(out, address);
    i32(out, limit).u8(Opcode.I32_LT_U).u8(Opcode.SELECT);
  }

  /** Instructions on ranges take the length, the source or value, and the destination. */
  private void range(IndexSpace space, int index, CodeLocation at) {
    if (space == IndexSpace.DATA) {
      segment = index;
      return;
    }
    if (at.opcode() == Opcode.MEMORY_COPY && !secondMemory) {
      secondMemory = true;
      return;
    }
    secondMemory = false;
    WasmWriter out = copyTo(at.instruction());
    int length = set(out);
    int second = set(out);
    int destination = set(out);
    start(out, destination, length);
    if (at.opcode() == Opcode.MEMORY_COPY) {
      start(out, second, length);
    } else {
      get(out, second);
    }
    get(out, length);
    out.u8(at.opcode() >>> 8).u32(at.opcode() & 0xFF);
    if (at.opcode() == Opcode.MEMORY_INIT) {
      out.u32(indices.map(IndexSpace.DATA, at.opcode(), segment));
    } else if (at.opcode() == Opcode.MEMORY_COPY) {
      out.u8(0);
    }
    out.u8(0);
    inUse.clear();
    skipTo(at.end());
  }

  private int set(WasmWriter out) {
    int local = takeLocal(ValType.I32);
    out.u8(Opcode.LOCAL_SET).u32(local);
    return local;
  }

  /** Where a range begins in the program, or beyond any memory if it is none of the instance's. */
  private void start(WasmWriter out, int address, int length) {
    get(out, address);
    i32(out, (int) base).u8(Opcode.I32_ADD);
    if (reachesBelow) {
      i32(out, -1);
      get(out, address);
      out.u8(Opcode.I64_EXTEND_I32_U);
      get(out, length);
      out.u8(Opcode.I64_EXTEND_I32_U).u8(Opcode.I64_ADD);
      out.u8(Opcode.I64_CONST).s64(ADDRESSES).u8(Opcode.I64_LE_U).u8(Opcode.SELECT);
    } else {
      orBeyond(out, address, (int) -base);
    }
  }

  private int[] setAside(WasmWriter out, List<ValType> above) {
    int[] saved = new int[above.size()];
    for (int i = saved.length - 1; i >= 0; i--) {
      saved[i] = takeLocal(above.get(i));
      out.u8(Opcode.LOCAL_SET).u32(saved[i]);
    }
    return saved;
  }

  private static void putBack(WasmWriter out, int[] saved) {
    for (int local : saved) {
      get(out, local);
    }
  }

  private static void get(WasmWriter out, int local) {
    out.u8(Opcode.LOCAL_GET).u32(local);
  }

  private static WasmWriter i32(WasmWriter out, int value) {
    return out.u8(Opcode.I32_CONST).s64(value);
  }

  /** A local of that type that nothing is set aside in. */
  private int takeLocal(ValType type) {
    for (int i = 0; i < scratch.size(); i++) {
      if (scratch.get(i).equals(type) && !inUse.contains(i)) {
        inUse.add(i);
        return locals + i;
      }
    }
    scratch.add(type);
    inUse.add(scratch.size() - 1);
    return locals + scratch.size() - 1;
  }
}
