package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.memory.FlatMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every atomic access of a module with a shared memory, at home and moved, in a program's. */
final class AtomicsTest {
  private static final int ADDRESS = 2048;
  private static final int OFFSET = 16;
  private static final int CASES = 20;

  private static final List<String> ACTIONS =
      List.of("load", "store", "add", "sub", "and", "or", "xor", "xchg", "cmpxchg");
  private static final int PREFIX = 0xFE;
  private static final int FIRST = 0x10;
  private static final int LANES = 7;
  private static final int LOCAL_GET = 0x20;
  private static final int SHARED = 3;

  private static int log2(int bytes) {
    return Integer.numberOfTrailingZeros(bytes);
  }

  /**
   * An access.
   *
   * @param wide whether its operands are of type {@code i64}
   * @param bytes how many it accesses
   * @param action {@code load}, {@code store}, or what {@code rmw} does
   */
  private record Access(boolean wide, int bytes, String action) {
    String name() {
      String type = wide ? "i64" : "i32";
      boolean narrow = bytes < (wide ? 8 : 4);
      String width = narrow ? Integer.toString(bytes * 8) : "";
      return switch (action) {
        case "load" -> type + ".atomic.load" + width + (narrow ? "_u" : "");
        case "store" -> type + ".atomic.store" + width;
        default -> type + ".atomic.rmw" + width + "." + action + (narrow ? "_u" : "");
      };
    }

    int operands() {
      return action.equals("load") ? 0 : action.equals("cmpxchg") ? 2 : 1;
    }

    /** Its number behind the prefix: the widths are in the same order in each group. */
    private int opcode() {
      int lane = bytes == 8 ? 1 : !wide && bytes == 4 ? 0 : 2 + log2(bytes) + (wide ? 2 : 0);
      return FIRST + ACTIONS.indexOf(action) * LANES + lane;
    }

    WasmWriter type() {
      WasmWriter type = new WasmWriter().u8(0x60).u32(1 + operands()).u8(ModuleBytes.I32);
      int operand = wide ? ModuleBytes.I64 : ModuleBytes.I32;
      for (int i = 0; i < operands(); i++) {
        type.u8(operand);
      }
      return action.equals("store") ? type.u32(0) : type.u32(1).u8(operand);
    }

    WasmWriter code() {
      WasmWriter code = new WasmWriter();
      for (int i = 0; i <= operands(); i++) {
        code.u8(LOCAL_GET).u32(i);
      }
      return code.u8(PREFIX).u32(opcode()).u32(log2(bytes)).u32(OFFSET);
    }

    private long low(long value) {
      return bytes == 8 ? value : value & ((1L << (bytes * 8)) - 1);
    }

    /** What it leaves in memory. */
    long after(long before, long one, long two) {
      return low(
          switch (action) {
            case "load" -> before;
            case "store", "xchg" -> one;
            case "add" -> before + one;
            case "sub" -> before - one;
            case "and" -> before & one;
            case "or" -> before | one;
            case "xor" -> before ^ one;
            // all of the expected number is compared
            case "cmpxchg" -> before == (wide ? one : one & 0xFFFFFFFFL) ? two : before;
            default -> throw new AssertionError(action);
          });
    }
  }

  private static List<Access> accesses() {
    List<Access> accesses = new ArrayList<>();
    for (boolean wide : new boolean[] {false, true}) {
      for (int bytes = 1; bytes <= (wide ? 8 : 4); bytes *= 2) {
        for (String action : ACTIONS) {
          accesses.add(new Access(wide, bytes, action));
        }
      }
    }
    return accesses;
  }

  private static Image image() {
    List<Access> all = accesses();
    WasmWriter[] functions = new WasmWriter[all.size()];
    WasmWriter[] exports = new WasmWriter[all.size()];
    for (int i = 0; i < functions.length; i++) {
      functions[i] = new WasmWriter().u32(i);
      exports[i] = ModuleBytes.export(all.get(i).name(), ModuleBytes.FUNCTION, i);
    }
    WasmFile file =
        new ModuleBytes()
            .section(Section.TYPE, all.stream().map(Access::type).toArray(WasmWriter[]::new))
            .section(Section.FUNCTION, functions)
            .section(Section.MEMORY, new WasmWriter().u8(SHARED).u32(1).u32(1))
            .section(Section.EXPORT, exports)
            .code(all.stream().map(Access::code).toArray(WasmWriter[]::new))
            .data(ModuleBytes.constant(1024))
            .read("atomics.wasm");
    return Linker.create()
        .add("home", file)
        .add("moved", file)
        .add("reaching", file)
        .reachBelow("reaching")
        .link();
  }

  @ParameterizedTest
  @EnumSource
  void readsAndWritesWhatItsNameSays(Engine engine) {
    Random random = new Random(9);
    Image image = image();
    try (LinkedProgram program = engine.executable(image).instantiate()) {
      for (String instance : List.of("home", "moved", "reaching")) {
        int base = (int) image.layout().instance(instance).base();
        for (Access access : accesses()) {
          for (int i = 0; i < CASES; i++) {
            check(access, program, instance, base, random);
          }
        }
      }
    }
  }

  private static void check(
      Access access, LinkedProgram program, String instance, int base, Random random) {
    FlatMemory memory = program.memory();
    int at = ADDRESS + OFFSET + base;
    long around = random.nextLong();
    memory.writeLong(at, around);
    long before = access.low(around);
    boolean equal = access.action.equals("cmpxchg") && random.nextBoolean();
    long one = equal ? before : random.nextLong();
    long two = random.nextLong();
    long[] arguments = new long[1 + access.operands()];
    arguments[0] = ADDRESS;
    for (int i = 1; i < arguments.length; i++) {
      long value = i == 1 ? one : two;
      arguments[i] = access.wide ? value : (int) value;
    }

    long[] results = program.function(instance, access.name()).call(arguments);

    long changed = access.bytes == 8 ? -1 : (1L << (access.bytes * 8)) - 1;
    assertThat(memory.readLong(at))
        .as("%s of %s, %x with %x and %x", access.name(), instance, around, one, two)
        .isEqualTo((around & ~changed) | access.after(before, one, two));
    if (!access.action.equals("store")) {
      assertThat(access.wide ? results[0] : results[0] & 0xFFFFFFFFL)
          .as(access.name())
          .isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void trapsAtAnAddressThatIsNoMultipleOfItsBytes(Engine engine) {
    try (LinkedProgram program = engine.executable(image()).instantiate()) {
      for (String instance : List.of("home", "moved", "reaching")) {
        for (Access access : accesses()) {
          long[] arguments = new long[1 + access.operands()];
          for (int by = 1; by < access.bytes; by++) {
            arguments[0] = (long) ADDRESS + by;
            assertThatThrownBy(() -> program.function(instance, access.name()).call(arguments))
                .as(access.name())
                .isInstanceOf(GuestTrapException.class)
                .hasMessageContaining("unaligned atomic");
          }
        }
      }
    }
  }

  /** Whatever the address, outside is outside: no sign, and no sum modulo 2^32. */
  @ParameterizedTest
  @EnumSource
  void trapsOutsideOfTheMemory(Engine engine) {
    try (LinkedProgram program = engine.executable(image()).instantiate()) {
      for (String instance : List.of("home", "moved", "reaching")) {
        for (Access access : accesses()) {
          long[] arguments = new long[1 + access.operands()];
          for (int address : new int[] {-8, -16, Integer.MIN_VALUE, 0x7FFFFFF0}) {
            arguments[0] = address;
            assertThatThrownBy(() -> program.function(instance, access.name()).call(arguments))
                .as("%s of %s at %x", access.name(), instance, address)
                .isInstanceOf(GuestTrapException.class);
          }
        }
      }
    }
  }
}
