package dev.radicchio.corpus;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.WasmBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The folder {@code corpus} of the project, whose README says what is in it. */
public final class Corpus {
  /** The folder. */
  static final Path FOLDER = Path.of("..", "corpus");

  private static final String ROWS =
      "module,guest,language,toolchain,optimization,model,hosts,base";
  private static final String UNSOUND = "module";
  private static final String REFUSALS = "module,message";

  private Corpus() {}

  /** All rows, in the order of the file. */
  public static List<Row> rows() {
    return Csv.parse(text("rows.csv"), ROWS).stream().map(Corpus::row).toList();
  }

  private static Row row(List<String> fields) {
    String hosts = fields.get(6);
    return new Row(
        fields.get(0),
        fields.get(1),
        fields.get(2),
        fields.get(3),
        fields.get(4),
        fields.get(5),
        hosts.isEmpty() ? List.of() : List.of(hosts.split(" ")),
        fields.get(7).isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(fields.get(7))));
  }

  /** The messages with which modules are refused, in the order of the file. */
  static List<Refusal> refusals() {
    return Csv.parse(text("refusals.csv"), REFUSALS).stream()
        .map(fields -> new Refusal(fields.get(0), fields.get(1)))
        .toList();
  }

  /** A message with which a module is refused. */
  record Refusal(String module, String message) {}

  /** The messages with which one module is refused. */
  static List<String> refusals(Row row) {
    return refusals().stream()
        .filter(refusal -> refusal.module.equals(row.module()))
        .map(Refusal::message)
        .toList();
  }

  /**
   * The modules whose static data holds pointers that nothing records, so that they compute
   * something else where they are moved all the same.
   */
  static List<String> unsound() {
    return Csv.parse(text("unsound.csv"), UNSOUND).stream().map(fields -> fields.get(0)).toList();
  }

  /** Whether a row is one of those that must not be moved. */
  static boolean isUnsound(Row row) {
    return unsound().contains(row.module());
  }

  /** The names of all files of modules. */
  static List<String> modules() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("wasm"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A module's file. */
  public static byte[] bytes(Row row) {
    try {
      return Files.readAllBytes(FOLDER.resolve("wasm").resolve(row.module()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a module is called with. */
  static List<GuestCall> calls(Row row) {
    Map<String, FunctionType> functions = functions(bytes(row));
    return text("calls/" + row.guest() + ".calls")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> GuestCall.parse(line, functions))
        .toList();
  }

  /** The functions that a module exports. */
  static Map<String, FunctionType> functions(byte[] module) {
    WasmBinary binary = WasmBinary.read(module);
    Map<String, FunctionType> functions = new HashMap<>();
    for (Export export : binary.exports()) {
      if (export.kind() == ExternType.Kind.FUNCTION) {
        functions.put(export.name(), binary.functionType(export.index()));
      }
    }
    return functions;
  }

  private static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
