package dev.radicchio.limits;

import static dev.radicchio.fixture.ModuleBytes.export;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Peer;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.binary.code.Signature;
import dev.radicchio.fixture.ModuleBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every access that there is, of vectors, lanes and atomics as well, in Node, where a memory may
 * have 4 GiB: a rebased module's accesses do what they do alone, or what the rules say.
 */
@Tag("slow")
final class RebasedNodeTest {
  private static final Path SCRIPT = Path.of("src", "test", "guest", "rebased.mjs");
  private static final int V128 = 0x7B;

  /** No access is aligned to that, so that it always traps. */
  private static final int NEVER = 1 << 11;

  private static final int[] VECTOR_LOADS = {16, 8, 8, 8, 8, 8, 8, 1, 2, 4, 8, 16};
  private static final int[] VECTOR_LANES = {1, 2, 4, 8, 1, 2, 4, 8, 4, 8};
  private static final int[] ATOMICS = {4, 8, 1, 2, 1, 2, 4};
  private static final int FIRST_ATOMIC = Opcode.I32_ATOMIC_LOAD;

  @TempDir private Path directory;

  private static int width(int opcode) {
    if (Opcode.isAtomic(opcode)) {
      return opcode < FIRST_ATOMIC
          ? opcode == Opcode.MEMORY_ATOMIC_WAIT64 ? Long.BYTES : Integer.BYTES
          : ATOMICS[(opcode - FIRST_ATOMIC) % ATOMICS.length];
    } else if (opcode >= Opcode.V128_LOAD8_LANE) {
      return VECTOR_LANES[opcode - Opcode.V128_LOAD8_LANE];
    } else if (opcode >= Opcode.V128_LOAD) {
      return VECTOR_LOADS[opcode - Opcode.V128_LOAD];
    }
    return Arrays.stream(AccessCases.Op.values())
        .filter(op -> op.opcode == opcode)
        .findFirst()
        .orElseThrow()
        .width;
  }

  private static boolean hasLane(int opcode) {
    return opcode >= Opcode.V128_LOAD8_LANE && opcode <= Opcode.V128_STORE64_LANE;
  }

  /** Waiting traps where the memory is not shared. */
  private static boolean waits(int opcode) {
    return opcode == Opcode.MEMORY_ATOMIC_WAIT32 || opcode == Opcode.MEMORY_ATOMIC_WAIT64;
  }

  /** A function for each access and offset, which takes the address and returns what it read. */
  private static byte[] module(List<Long> offsets, boolean atomics) {
    List<WasmWriter> types = List.of(new WasmWriter().u8(0x60).u8(1).u8(0x7F).u8(1).u8(0x7E));
    List<WasmWriter> functions = new ArrayList<>();
    List<WasmWriter> exports = new ArrayList<>();
    List<WasmWriter> bodies = new ArrayList<>();
    exports.add(export("memory", 2, 0));
    for (int opcode : Opcode.all().filter(Opcode::hasMemoryArgument).toArray()) {
      if (Signature.of(opcode) == null || (Opcode.isAtomic(opcode) && !atomics)) {
        continue;
      }
      int width = width(opcode);
      int alignment = waits(opcode) ? NEVER : Opcode.isAtomic(opcode) ? width : 1;
      for (long offset : offsets) {
        String name = "f!%d!%d!%d!%d".formatted(opcode, offset, width, alignment);
        exports.add(export(name, ModuleBytes.FUNCTION, functions.size()));
        functions.add(new WasmWriter().u32(0));
        bodies.add(new WasmWriter().sized(body(opcode, offset)));
      }
    }
    return new ModuleBytes()
        .section(Section.TYPE, types.toArray(WasmWriter[]::new))
        .section(Section.FUNCTION, functions.toArray(WasmWriter[]::new))
        .memory(1)
        .section(Section.EXPORT, exports.toArray(WasmWriter[]::new))
        .section(Section.CODE, bodies.toArray(WasmWriter[]::new))
        .data(ModuleBytes.constant(0))
        .toByteArray();
  }

  private static WasmWriter body(int opcode, long offset) {
    Signature signature = Objects.requireNonNull(Signature.of(opcode));
    WasmWriter out = new WasmWriter().u32(1).u32(1).u8(V128);
    out.u8(Opcode.LOCAL_GET).u32(0);
    signature.takes().stream().skip(1).forEach(type -> value(out, type));
    opcode(out, opcode);
    out.u32(Opcode.isAtomic(opcode) ? Integer.numberOfTrailingZeros(width(opcode)) : 0);
    out.u32((int) offset);
    if (hasLane(opcode)) {
      out.u8(0);
    }
    if (signature.leaves().isEmpty()) {
      out.u8(Opcode.I64_CONST).s64(0);
    } else {
      widen(out, signature.leaves().get(0));
    }
    return out.u8(Opcode.END);
  }

  private static void opcode(WasmWriter out, int opcode) {
    if (opcode > 0xFF) {
      out.u8(opcode >>> 8).u32(opcode & 0xFF);
    } else {
      out.u8(opcode);
    }
  }

  /** A value of a type, made of the same bits. */
  private static void value(WasmWriter out, ValType type) {
    boolean narrow = type.equals(ValType.I32) || type.equals(ValType.F32);
    if (narrow) {
      out.u8(Opcode.I32_CONST).s64(AccessCases.LOW_HALF);
    } else {
      out.u8(Opcode.I64_CONST).s64(AccessCases.VALUE);
    }
    if (type.equals(ValType.F32)) {
      out.u8(Opcode.F32_REINTERPRET_I32);
    } else if (type.equals(ValType.F64)) {
      out.u8(Opcode.F64_REINTERPRET_I64);
    } else if (type.equals(ValType.V128)) {
      opcode(out, Opcode.I64X2_SPLAT);
    }
  }

  private static void widen(WasmWriter out, ValType type) {
    if (type.equals(ValType.F64)) {
      out.u8(Opcode.I64_REINTERPRET_F64);
    } else if (type.equals(ValType.V128)) {
      out.u8(Opcode.LOCAL_TEE).u32(1);
      opcode(out, Opcode.I64X2_EXTRACT_LANE);
      out.u8(0).u8(Opcode.LOCAL_GET).u32(1);
      opcode(out, Opcode.I64X2_EXTRACT_LANE);
      out.u8(1).u8(Opcode.I64_CONST).s64(1).u8(Opcode.I64_ROTL).u8(Opcode.I64_XOR);
    } else if (!type.equals(ValType.I64)) {
      if (type.equals(ValType.F32)) {
        out.u8(Opcode.I32_REINTERPRET_F32);
      }
      out.u8(Opcode.I64_EXTEND_I32_U);
    }
  }

  /** At the beginning, below and above 2^31, and so high that most offsets exceed 2^32. */
  @ParameterizedTest
  @CsvSource({
    "1, true",
    "1, false",
    "32767, true",
    "32767, false",
    "40000, true",
    "40000, false",
    "65533, true",
    "65533, false"
  })
  void everyAccessIsAsTheRulesSay(int pagesBelow, boolean reachesBelow) throws IOException {
    Between between = new Between(pagesBelow, reachesBelow);
    long rest = (1L << 32) - between.base();
    // Node 20 takes offsets of some atomics for signed, and crashes in memories that large.
    boolean atomics = reachesBelow || between.base() < 1L << 31;
    byte[] module =
        module(
            List.of(
                0L, 8L, 65_528L, rest - 1, rest, rest + 8, (1L << 31) - 1, 1L << 31, 0xFFFF_FFF0L),
            atomics);
    Path alone = Files.write(directory.resolve("alone.wasm"), module);
    Path image = Files.write(directory.resolve("image.wasm"), between.image(module).bytes());
    Peer.Result result =
        Peer.run(
            List.of(
                "node",
                SCRIPT.toString(),
                alone.toString(),
                image.toString(),
                String.valueOf(between.base()),
                String.valueOf(reachesBelow)));
    assertThat(result.output().strip()).matches("\\d+ calls, many within the module's memory");
    assertThat(result.status()).isZero();
  }
}
