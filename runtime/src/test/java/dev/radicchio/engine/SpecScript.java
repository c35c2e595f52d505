package dev.radicchio.engine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A script of the WebAssembly specification's test suite, in the JSON that wast2json makes of it.
 *
 * @param file where it is, beside its modules
 * @see <a href="https://github.com/WebAssembly/wabt/blob/main/docs/wast2json.md">wast2json</a>
 */
record SpecScript(Path file, List<Command> commands) {
  private static final ObjectMapper JSON = new ObjectMapper();

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Content(List<Command> commands) {}

  /** One command; what it does not have is null. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Command(
      String type,
      int line,
      String name,
      String filename,
      String text,
      String as,
      Action action,
      List<Value> expected) {}

  /** A call, or a look at a global. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Action(String type, String module, String field, List<Value> args) {}

  /** A number as its bits in decimal, a kind of NaN, or a reference. */
  record Value(String type, String value) {
    long bits() {
      return switch (type) {
        case "i32", "f32" -> Integer.parseUnsignedInt(value);
        case "i64", "f64" -> Long.parseUnsignedLong(value);
        default -> throw new IllegalArgumentException("a value of type " + type);
      };
    }

    boolean matches(long found) {
      return switch (value) {
        case "nan:canonical" ->
            type.equals("f32")
                ? ((int) found & 0x7fffffff) == 0x7fc00000
                : (found & 0x7fffffffffffffffL) == 0x7ff8000000000000L;
        case "nan:arithmetic" ->
            type.equals("f32")
                ? ((int) found & 0x7fc00000) == 0x7fc00000
                : (found & 0x7ff8000000000000L) == 0x7ff8000000000000L;
        default -> type.endsWith("32") ? (int) found == (int) bits() : found == bits();
      };
    }
  }

  /** All scripts in the folders of a directory. */
  static List<SpecScript> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(SpecScript::read)
          .toList();
    }
  }

  private static SpecScript read(Path file) {
    try {
      return new SpecScript(file, JSON.readValue(file.toFile(), Content.class).commands());
    } catch (IOException e) {
      throw new IllegalArgumentException(file.toString(), e);
    }
  }

  /** Where a command is, and what it is. */
  String location(Command command) {
    return "%s/%s:%d %s"
        .formatted(
            file.getParent().getFileName(),
            file.getFileName().toString().replace(".json", ".wast"),
            command.line(),
            command.type());
  }
}
