package dev.radicchio.limits;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.export;

import dev.radicchio.Executable;
import dev.radicchio.GuestFunction;
import dev.radicchio.GuestTrapException;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.memory.FlatMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Every load and store, with bases and offsets at the limits of a memory and of 32 bits. */
public final class AccessCases {
  /** What stores write. */
  static final long VALUE = 0x8182_8384_8586_8788L;

  static final int LOW_HALF = (int) VALUE;

  /** Its function takes the index of an access and the base, and returns what a load read. */
  static final String ACCESS = "access";

  private static final int BLOCK = 0x02;
  private static final int END = 0x0B;
  private static final int BR_TABLE = 0x0E;
  private static final int RETURN = 0x0F;
  private static final int LOCAL_GET = 0x20;
  private static final int I32_CONST = 0x41;
  private static final int I64_CONST = 0x42;
  private static final int EMPTY = 0x40;
  private static final int F32 = 0x7D;
  private static final int F64 = 0x7C;

  /** A load or store; {@code width} is in bytes. */
  enum Op {
    I32_LOAD(0x28, 4, ModuleBytes.I32, false),
    I64_LOAD(0x29, 8, ModuleBytes.I64, false),
    F32_LOAD(0x2A, 4, F32, false),
    F64_LOAD(0x2B, 8, F64, false),
    I32_LOAD8_S(0x2C, 1, ModuleBytes.I32, false),
    I32_LOAD8_U(0x2D, 1, ModuleBytes.I32, false),
    I32_LOAD16_S(0x2E, 2, ModuleBytes.I32, false),
    I32_LOAD16_U(0x2F, 2, ModuleBytes.I32, false),
    I64_LOAD8_S(0x30, 1, ModuleBytes.I64, false),
    I64_LOAD8_U(0x31, 1, ModuleBytes.I64, false),
    I64_LOAD16_S(0x32, 2, ModuleBytes.I64, false),
    I64_LOAD16_U(0x33, 2, ModuleBytes.I64, false),
    I64_LOAD32_S(0x34, 4, ModuleBytes.I64, false),
    I64_LOAD32_U(0x35, 4, ModuleBytes.I64, false),
    I32_STORE(0x36, 4, ModuleBytes.I32, true),
    I64_STORE(0x37, 8, ModuleBytes.I64, true),
    F32_STORE(0x38, 4, F32, true),
    F64_STORE(0x39, 8, F64, true),
    I32_STORE8(0x3A, 1, ModuleBytes.I32, true),
    I32_STORE16(0x3B, 2, ModuleBytes.I32, true),
    I64_STORE8(0x3C, 1, ModuleBytes.I64, true),
    I64_STORE16(0x3D, 2, ModuleBytes.I64, true),
    I64_STORE32(0x3E, 4, ModuleBytes.I64, true);

    final int opcode;
    final int width;
    final int type;
    final boolean store;

    Op(int opcode, int width, int type, boolean store) {
      this.opcode = opcode;
      this.width = width;
      this.type = type;
      this.store = store;
    }

    private boolean signed() {
      return name().endsWith("_S");
    }

    /** What a load gives of a little-endian number, as an {@code i64}. */
    long loaded(long read) {
      int unused = Long.SIZE - width * Byte.SIZE;
      boolean extends32 = type == ModuleBytes.I32 || type == F32;
      long value = signed() ? read << unused >> unused : read << unused >>> unused;
      return extends32 ? (int) value : value;
    }
  }

  /** One access; base and offset are unsigned. */
  record Access(int index, Op op, int offset, int base) {
    /** The first byte's address, without a limit. */
    long address() {
      return Integer.toUnsignedLong(offset) + Integer.toUnsignedLong(base);
    }

    @Override
    public String toString() {
      return "%s offset=%s base=%s"
          .formatted(op, Integer.toUnsignedString(offset), Integer.toUnsignedString(base));
    }
  }

  private AccessCases() {}

  /** Accesses of a memory of that many bytes. */
  static List<Access> of(int size) {
    return of(limits(size));
  }

  /** Accesses with each of some numbers as offset and as base. */
  static List<Access> of(int[] numbers) {
    List<Access> accesses = new ArrayList<>();
    int index = 0;
    for (Op op : Op.values()) {
      for (int offset : numbers) {
        for (int base : numbers) {
          accesses.add(new Access(index, op, offset, base));
        }
        index++;
      }
    }
    return accesses;
  }

  /** The byte at an address before an access. */
  static byte before(int address) {
    return (byte) (address * 31 + 7);
  }

  /** A load's result, or the bytes that a store changes, or a trap, by the specification's rule. */
  static String expected(Access access, int size) {
    return expected(access.op, access.address(), size);
  }

  /** The same of an access at an address without a limit. */
  static String expected(Op op, long first, int size) {
    if (first + op.width > size) {
      return "trap";
    }
    int address = (int) first;
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (!op.store) {
      for (int i = 0; i < op.width; i++) {
        number.put(i, before(address + i));
      }
      return "[" + op.loaded(number.getLong(0)) + "]";
    }
    number.putLong(0, VALUE);
    StringBuilder text = new StringBuilder("[0]");
    for (int i = 0; i < op.width; i++) {
      if (number.get(i) != before(address + i)) {
        text.append(' ').append(address + i).append('=').append(number.get(i) & 0xFF);
      }
    }
    return text.toString();
  }

  /** Makes accesses, each of a memory that is as it was at first. */
  static final class Run {
    private final FlatMemory memory;
    private final GuestFunction access;
    private final byte[] before;
    private final byte[] after;

    Run(LinkedProgram program) {
      memory = program.memory();
      access = program.function("a", ACCESS);
      before = new byte[memory.size()];
      after = new byte[memory.size()];
      for (int i = 0; i < before.length; i++) {
        before[i] = before(i);
      }
      memory.write(0, before, 0, before.length);
    }

    /** What an access does, as {@link #expected} says it. */
    String outcome(Access done) {
      StringBuilder text = new StringBuilder(result(done));
      memory.read(0, after, 0, after.length);
      int at = Arrays.mismatch(before, after);
      while (at >= 0) {
        text.append(' ').append(at).append('=').append(after[at] & 0xFF);
        after[at] = before[at];
        memory.writeByte(at, before[at]);
        at = Arrays.mismatch(before, after);
      }
      return text.toString();
    }

    private String result(Access done) {
      try {
        return Arrays.toString(access.call(done.index(), done.base()));
      } catch (GuestTrapException e) {
        boolean specified =
            String.valueOf(e.getMessage()).contains(" trapped: out of bounds memory access");
        return specified ? "trap" : e.toString();
      }
    }
  }

  /**
   * Makes all accesses; returns those that differ from the rule.
   *
   * @param engine what makes an image ready to run
   * @param tooLarge whether the function is too large for a method of the JVM
   */
  public static List<String> differences(Function<Image, Executable> engine, boolean tooLarge) {
    int size = memoryBytes();
    List<String> differences = new ArrayList<>();
    try (LinkedProgram program = engine.apply(image(size, tooLarge)).instantiate()) {
      Run run = new Run(program);
      for (Access access : of(size)) {
        String found = run.outcome(access);
        String expected = expected(access, size);
        if (!found.equals(expected)) {
          differences.add(access + ": " + found + " and not " + expected);
        }
      }
    }
    return differences;
  }

  /** How large the memory of the image is. */
  static int memoryBytes() {
    int anySize = FlatMemory.PAGE_BYTES;
    return image(anySize, false).layout().initialPages() * FlatMemory.PAGE_BYTES;
  }

  private static int[] limits(int size) {
    return new int[] {
      0,
      1,
      2,
      size - 8,
      size - 4,
      size - 1,
      size,
      Integer.MAX_VALUE - 1,
      Integer.MAX_VALUE,
      Integer.MIN_VALUE,
      -size,
      -9,
      -8,
      -2,
      -1
    };
  }

  /**
   * An image with a function that does any of the accesses.
   *
   * @param size of the memory in bytes, once it runs
   * @param tooLarge whether the function is too large for a method of the JVM
   */
  static Image image(int size, boolean tooLarge) {
    byte[] module = module(of(size));
    byte[] padded = tooLarge ? TooLarge.of(module, Set.of(ACCESS)) : module;
    return Linker.create().add("a", WasmFile.read("a.wasm", padded)).link();
  }

  /** A module with a function that does any of the accesses, of whose bases one is 0. */
  static byte[] module(List<Access> accesses) {
    WasmWriter code = new WasmWriter();
    List<Access> first = accesses.stream().filter(access -> access.base == 0).toList();
    first.forEach(access -> code.u8(BLOCK).u8(EMPTY));
    code.u8(LOCAL_GET).u32(0).u8(BR_TABLE).u32(first.size() - 1);
    first.forEach(access -> code.u32(access.index));
    for (Access access : first) {
      code.u8(END);
      append(code, access);
      code.u8(RETURN);
    }
    code.u8(I64_CONST).s64(0);
    return new ModuleBytes()
        .section(Section.TYPE, bytes(0x60, 2, ModuleBytes.I32, ModuleBytes.I32, 1, ModuleBytes.I64))
        .functions(1)
        .memory(1)
        .section(Section.EXPORT, export(ACCESS, ModuleBytes.FUNCTION, 0))
        .code(code)
        .toByteArray();
  }

  private static void append(WasmWriter code, Access access) {
    Op op = access.op;
    code.u8(LOCAL_GET).u32(1);
    if (op.store) {
      appendValue(code, op.type);
    }
    code.u8(op.opcode).u32(0).u32(access.offset);
    if (op.store) {
      code.u8(I64_CONST).s64(0);
      return;
    }
    switch (op.type) {
      case ModuleBytes.I32 -> code.u8(0xAC); // i64.extend_i32_s
      case F32 -> code.u8(0xBC).u8(0xAC); // i32.reinterpret_f32
      case F64 -> code.u8(0xBD); // i64.reinterpret_f64
      default -> {}
    }
  }

  private static void appendValue(WasmWriter code, int type) {
    switch (type) {
      case ModuleBytes.I32 -> code.u8(I32_CONST).s64(LOW_HALF);
      case F32 -> code.u8(I32_CONST).s64(LOW_HALF).u8(0xBE); // f32.reinterpret_i32
      case F64 -> code.u8(I64_CONST).s64(VALUE).u8(0xBF); // f64.reinterpret_i64
      default -> code.u8(I64_CONST).s64(VALUE);
    }
  }
}
