package dev.radicchio.corpus;

import com.dylibso.chicory.runtime.HostFunction;
import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.memory.FlatMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one instance of a package's module is called with, as {@code calls/PACKAGE.calls} says;
 * {@code packages/run.mjs} runs the same with the module alone. All addresses there are the
 * instance's own.
 */
final class PackageCalls {
  private static final String HOST = "host ";
  private static final String NONE = "";

  private final String instance;
  private final int base;
  private final List<String> lines;
  private final List<String> reports = new ArrayList<>();
  private final Map<String, Long> variables = new HashMap<>();

  /**
   * @param base where address 0 of the instance is
   */
  PackageCalls(PublishedModule module, String instance, int base) throws IOException {
    this.instance = instance;
    this.base = base;
    this.lines =
        Files.readAllLines(file(module)).stream()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
  }

  /** The file of a package, which need not exist. */
  static Path file(PublishedModule module) {
    return PublishedModule.FOLDER.resolve("calls").resolve(module.instance() + ".calls");
  }

  /** Adds what the instance imports. What the calls say nothing of must not be called. */
  void addHost(Hosts hosts, HostImport imported) {
    String name = ImageNaming.exportName(instance, imported.name());
    List<ValType> results = imported.type().results();
    String behaviour = behaviour(imported);
    if (behaviour.equals(NONE)) {
      hosts.add(
          ChicoryHosts.of(
              new HostFunction(
                  imported.module(),
                  name,
                  com.dylibso.chicory.wasm.types.FunctionType.of(
                      types(imported.type().params()), types(results)),
                  (caller, arguments) -> {
                    throw new IllegalStateException(imported + " is called");
                  })));
      return;
    }
    hosts.add(
        imported.module(),
        name,
        imported.type(),
        (caller, arguments) -> {
          switch (behaviour) {
            case "zero" -> {}
            case "told" ->
                reports.add(
                    "told " + join(Arrays.stream(arguments).mapToObj(v -> "" + (int) v).toList()));
            case "copy" ->
                caller
                    .memory()
                    .copy((int) arguments[0] + base, (int) arguments[1] + base, (int) arguments[2]);
            default -> throw new IllegalArgumentException(behaviour);
          }
          return new long[results.size()];
        });
  }

  private String behaviour(HostImport imported) {
    String prefix = HOST + imported.module() + " " + imported.name() + " ";
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .findFirst()
        .orElse(NONE);
  }

  private static List<com.dylibso.chicory.wasm.types.ValType> types(List<ValType> types) {
    return types.stream()
        .map(
            type ->
                switch (type.code()) {
                  case 0x7F -> com.dylibso.chicory.wasm.types.ValType.I32;
                  case 0x7E -> com.dylibso.chicory.wasm.types.ValType.I64;
                  case 0x7D -> com.dylibso.chicory.wasm.types.ValType.F32;
                  case 0x7C -> com.dylibso.chicory.wasm.types.ValType.F64;
                  default -> com.dylibso.chicory.wasm.types.ValType.ExternRef;
                })
        .toList();
  }

  /** Runs all lines, and gives what each reports. */
  List<String> run(LinkedProgram program, WasmFile file) {
    FlatMemory memory = program.memory();
    for (String line : lines) {
      if (line.startsWith(HOST)) {
        continue;
      }
      int sign = line.indexOf(" = ");
      List<String> names = sign < 0 ? List.of() : List.of(line.substring(0, sign).split(", "));
      String[] words = line.substring(sign < 0 ? 0 : sign + 3).split(" ");
      switch (words[0]) {
        case "write" -> {
          byte[] bytes = bytes(line.substring(line.indexOf(' ', 6) + 1));
          memory.write(address(words[1]), bytes, 0, bytes.length);
        }
        case "read" -> {
          byte[] bytes = new byte[(int) value(words[2])];
          memory.read(address(words[1]), bytes, 0, bytes.length);
          reports.add(HexFormat.of().formatHex(bytes));
        }
        case "u32" -> keep(names, List.of((long) memory.readInt(address(words[1]))));
        default -> keep(names, call(program, file, words));
      }
    }
    return reports;
  }

  private List<Long> call(LinkedProgram program, WasmFile file, String[] words) {
    long[] arguments = Arrays.stream(words).skip(1).mapToLong(this::value).toArray();
    long[] results = program.function(instance, words[0]).call(arguments);
    List<ValType> types = file.functionExports().get(words[0]).results();
    return IntStream.range(0, types.size())
        .mapToObj(i -> types.get(i).equals(ValType.I64) ? results[i] : (long) (int) results[i])
        .toList();
  }

  private void keep(List<String> names, List<Long> values) {
    for (int i = 0; i < names.size(); i++) {
      variables.put(names.get(i), values.get(i));
    }
    reports.add(join(values.stream().map(String::valueOf).toList()));
  }

  private static String join(List<String> values) {
    return String.join(" ", values);
  }

  private int address(String text) {
    return (int) value(text) + base;
  }

  private long value(String text) {
    if (text.matches("-?\\d+n?")) {
      return Long.parseLong(text.replace("n", ""));
    }
    int plus = text.indexOf('+');
    return plus < 0
        ? variables.get(text)
        : variables.get(text.substring(0, plus)) + Long.parseLong(text.substring(plus + 1));
  }

  private static byte[] bytes(String text) {
    String value = text.substring(text.indexOf(':') + 1);
    return switch (text.substring(0, text.indexOf(':'))) {
      case "hex" -> HexFormat.of().parseHex(value);
      case "text" -> value.getBytes(StandardCharsets.UTF_8);
      case "sample" -> sample(Integer.parseInt(value));
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** Letters without an order. */
  private static byte[] sample(int size) {
    byte[] sample = new byte[size];
    int state = 1;
    for (int i = 0; i < size; i++) {
      state = state * 1103515245 + 12345;
      sample[i] = (byte) ('a' + ((state >>> 16) & 7));
    }
    return sample;
  }
}
