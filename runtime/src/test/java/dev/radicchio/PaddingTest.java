package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a module computes never depends on how much lies before it in memory and table. */
final class PaddingTest {
  private static final int CASES = 50;

  /** A shared library of nothing but room. */
  private static WasmFile padding(int bytes, int alignmentExponent, int slots) {
    WasmWriter info = new WasmWriter().u32(bytes).u32(alignmentExponent).u32(slots).u32(0);
    WasmWriter section = new WasmWriter().name("dylink.0").u8(1).sized(info);
    WasmWriter module = new WasmWriter().u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);
    return WasmFile.read("padding.wasm", module.u8(0).sized(section).toByteArray());
  }

  private static List<Long> results(LinkedProgram program) {
    List<Long> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      for (String instance : List.of("relocs", "dylink", "pic")) {
        results.add(call(program, instance, "name_char_twice", i, 1));
        results.add(call(program, instance, "entry_apply", i, 100, 7));
        results.add(call(program, instance, "count_through_pointer", i));
        long pointer = call(program, instance, "operation_pointer", i);
        results.add(call(program, "relocs", "call", pointer, 9, 4));
      }
      results.add(call(program, "rust", "area", i));
      results.add(call(program, "rust", "format_checksum", i * 1_000_003L));
    }
    return results;
  }

  private static long call(LinkedProgram program, String instance, String name, long... args) {
    return (int) program.function(instance, name).call(args)[0];
  }

  @Test
  void resultsDoNotDependOnWhatLiesBefore() {
    Random random = new Random(20_260_101);
    List<Long> expected = null;
    for (int i = 0; i < CASES; i++) {
      int bytes = random.nextInt(200_000);
      Linker linker =
          Linker.create().add("padding", padding(bytes, random.nextInt(8), random.nextInt(60)));
      linker.add("relocs", Fixture.wasm("pointers.relocs"));
      linker.add("more", padding(random.nextInt(5_000), 0, random.nextInt(5)));
      linker.add("dylink", Fixture.wasm("pointers.dylink"));
      linker.add("pic", Fixture.wasm("pointers.pic-relocs"));
      linker.add("rust", Fixture.wasm("traits"));
      try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
        List<Long> results = results(program);
        expected = expected == null ? results : expected;
        assertThat(results).as("%d bytes before", bytes).isEqualTo(expected);
      }
    }
  }
}
