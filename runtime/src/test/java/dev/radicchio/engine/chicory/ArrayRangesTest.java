package dev.radicchio.engine.chicory;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Engine;
import dev.radicchio.Executable;
import dev.radicchio.GuestTrapException;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Instructions on ranges of arrays: operands do not wrap, and what traps changes nothing. */
final class ArrayRangesTest {
  private static final int[] OPERANDS = {0, 1, 3, 4, 5, Integer.MAX_VALUE, Integer.MIN_VALUE, -1};

  /** The arrays of {@code faults.wat}: of numbers, of bytes, and of references, 1 where null. */
  private static final class Arrays {
    final int[] numbers = {1, 2, 3, 4};
    final int[] bytes = {1, 1, 1, 1};
    final int[] references = {1, 1, 1, 1};

    int sum() {
      return IntStream.range(0, 4)
          .map(i -> numbers[i] + bytes[i] + references[i])
          .reduce(0, (sum, element) -> sum * 10 + element);
    }

    /** Whether a range of the source was in bounds and was written. */
    static boolean write(int[] array, int to, int[] source, int from, int length) {
      long count = Integer.toUnsignedLong(length);
      if (Integer.toUnsignedLong(to) + count > array.length
          || Integer.toUnsignedLong(from) + count > source.length) {
        return false;
      }
      System.arraycopy(source, from, array, to, length);
      return true;
    }

    boolean call(String export, int to, int from, int length) {
      byte[] text = "radicchio".getBytes(StandardCharsets.US_ASCII);
      int[] fives = {5, 5, 5, 5, 5};
      int[] filled = new int[5];
      boolean fits = Integer.compareUnsigned(length, 5) <= 0;
      return switch (export) {
        case "array_fill" -> fits && write(numbers, to, fives, 0, length);
        case "array_fill_bytes" -> fits && write(bytes, to, fives, 0, length);
        case "array_fill_references" -> fits && write(references, to, filled, 0, length);
        case "array_copy" -> write(numbers, to, numbers.clone(), from, length);
        case "array_init_data" ->
            write(bytes, to, IntStream.range(0, 9).map(i -> text[i]).toArray(), from, length);
        default -> write(references, to, new int[] {0}, from, length);
      };
    }
  }

  private final List<String> differences = new ArrayList<>();

  private void check(LinkedProgram program, String export, long... arguments) {
    Arrays arrays = new Arrays();
    program.function("a", "reset").call();
    int from = arguments.length == 3 ? (int) arguments[1] : 0;
    int length = (int) arguments[arguments.length - 1];
    boolean expected = arrays.call(export, (int) arguments[0], from, length);
    boolean found = true;
    String fault = "";
    try {
      program.function("a", export).call(arguments);
    } catch (GuestTrapException e) {
      found = false;
      fault = String.valueOf(e.getMessage());
    }
    int sum = (int) program.function("a", "sum").call()[0];
    if (found != expected
        || sum != arrays.sum()
        || (!found && !fault.contains("trapped: out of bounds"))) {
      differences.add(
          export
              + java.util.Arrays.toString(arguments)
              + ": "
              + fault
              + " "
              + sum
              + " and not "
              + arrays.sum());
    }
  }

  @ParameterizedTest
  @EnumSource
  void doNotWrap(Engine engine) {
    Executable executable =
        engine.executable(Linker.create().add("a", Fixture.wasm("features/faults")).link());
    try (LinkedProgram program = executable.instantiate()) {
      for (int a : OPERANDS) {
        for (int b : OPERANDS) {
          check(program, "array_fill", a, b);
          check(program, "array_fill_bytes", a, b);
          check(program, "array_fill_references", a, b);
          for (int c : OPERANDS) {
            check(program, "array_copy", a, b, c);
            check(program, "array_init_data", a, b, c);
            check(program, "array_init_elem", a, b, c);
          }
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  /**
   * {@code (array (mut (ref $struct)))}, whose elements locals can hold only as such that may be.
   */
  @ParameterizedTest
  @EnumSource
  void areFilledWithReferencesThatAreNeverNull(Engine engine) {
    WasmFile module =
        new ModuleBytes()
            .section(
                Section.TYPE,
                bytes(0x5F, 0),
                bytes(0x5E, 0x64, 0, 1),
                bytes(0x60, 0, 1, ModuleBytes.I32))
            .section(Section.FUNCTION, bytes(2))
            .section(Section.EXPORT, ModuleBytes.export("fill", ModuleBytes.FUNCTION, 0))
            .section(
                Section.CODE,
                new WasmWriter()
                    .sized(
                        bytes(1, 1, 0x63, 1) // a local for the array
                            .append(bytes(0xFB, 0, 0, 0x41, 2, 0xFB, 6, 1, 0x22, 0))
                            .append(bytes(0x41, 0, 0xFB, 0, 0, 0x41, 2, 0xFB, 0x10, 1))
                            .append(bytes(0x20, 0, 0xFB, 0x0F, 0x0B))))
            .read("fill.wasm");
    Image image = Linker.create().add("a", module).link();

    try (LinkedProgram program = engine.executable(image).instantiate()) {
      assertThat(program.function("a", "fill").call()).containsExactly(2);
    }
  }
}
