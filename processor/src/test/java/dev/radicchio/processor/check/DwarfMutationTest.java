package dev.radicchio.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.WasmFile;
import dev.radicchio.processor.dwarf.DwarfTypes;
import dev.radicchio.processor.dwarf.GuestFunction;
import dev.radicchio.processor.dwarf.StructDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in the debug sections, reading them ends, soon and without an exception. */
class DwarfMutationTest {
  private static final int MUTATIONS = 3000;
  private static final long MOST_BYTES = 16 << 20;
  private static final List<String> NAMES =
      List.of(
          "point",
          "pair",
          "scalars",
          "node",
          "flags",
          "dense",
          "value",
          "odd",
          "derived",
          "shape",
          "diamond",
          "number_box",
          "Point",
          "Record",
          "geo::point");

  @ParameterizedTest
  @ValueSource(
      strings = {"shapes_4", "shapes_5", "gained", "pair", "classes_4", "classes_5", "records"})
  void endsOnAnyBytes(String module) throws IOException {
    byte[] bytes = bytes(module);
    List<Section> sections =
        WasmBinary.read(bytes).sections().stream()
            .filter(section -> section.name().startsWith(".debug_"))
            .toList();
    Random random = new Random(module.hashCode());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Assertions.assertTimeout(
        Duration.ofMinutes(2),
        () -> {
          int found = 0;
          for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = bytes.clone();
            mutate(mutated, sections, random);
            WasmFile file = WasmFile.read(module, mutated);
            long before = threads.getCurrentThreadAllocatedBytes();
            found += read(file);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
          }
          assertThat(found).isGreaterThan(MUTATIONS / 10);
        });
  }

  private static void mutate(byte[] bytes, List<Section> sections, Random random) {
    Section section = sections.get(random.nextInt(sections.size()));
    int start = section.contents().start();
    int length = section.contents().length();
    switch (random.nextInt(5)) {
      case 0 -> { // cut short
        int kept = random.nextInt(length);
        Arrays.fill(bytes, start + kept, start + length, (byte) 0);
      }
      case 1 -> bytes[start + random.nextInt(length)] = (byte) 0xFF;
      case 2 -> { // moved
        int from = random.nextInt(length);
        int to = random.nextInt(length);
        System.arraycopy(bytes, start + from, bytes, start + to, length - Math.max(from, to));
      }
      case 3 -> { // a reference in the place of another
        int from = random.nextInt(length - 3);
        System.arraycopy(bytes, start + from, bytes, start + random.nextInt(length - 3), 4);
      }
      default -> {
        for (int i = random.nextInt(8); i >= 0; i--) {
          bytes[start + random.nextInt(length)] = (byte) random.nextInt();
        }
      }
    }
  }

  private static int read(WasmFile file) {
    return DwarfTypes.read(
            file,
            NAMES,
            file.functionExports().keySet().stream()
                .map(name -> file.exportedFunction(name).orElseThrow())
                .toList())
        .map(
            types ->
                NAMES.stream().mapToInt(name -> visit(types, name)).sum()
                    + file.functionExports().entrySet().stream()
                        .mapToInt(export -> visit(types, file, export.getKey(), export.getValue()))
                        .sum())
        .orElse(0);
  }

  private static int visit(DwarfTypes types, WasmFile file, String export, FunctionType type) {
    StructMatch match = new StructMatch(types, null);
    int parameters = 0;
    for (GuestFunction function :
        types.functions(file.exportedFunction(export).orElseThrow(), export)) {
      parameters += function.parameters().size();
      GuestSignature.of(function, type, match);
    }
    return parameters;
  }

  private static int visit(DwarfTypes types, String name) {
    InnermostTypes innermost = new InnermostTypes(types);
    int members = 0;
    for (List<StructDefinition> definitions : types.structs(name).values()) {
      for (StructDefinition definition : definitions) {
        for (StructDefinition.Member member : definition.members()) {
          members++;
          innermost.of(member.type());
        }
      }
    }
    return members;
  }

  private static byte[] bytes(String module) throws IOException {
    try (InputStream in =
        DwarfMutationTest.class.getResourceAsStream("/wasm/dwarf/" + module + ".wasm")) {
      return in.readAllBytes();
    }
  }
}
