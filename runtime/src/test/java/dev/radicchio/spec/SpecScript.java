package dev.radicchio.spec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.radicchio.binary.WasmBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
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
public record SpecScript(Path file, List<Command> commands) {
  private static final ObjectMapper JSON = new ObjectMapper();

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Content(List<Command> commands) {}

  /** A reference that is null, as Chicory has it. */
  private static final int NULL = -1;

  /** One command; what it does not have is null. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Command(
      String type,
      int line,
      String name,
      String filename,
      String text,
      String as,
      String instance,
      String module,
      Action action,
      List<Value> expected) {
    public boolean isAssertion() {
      return type.startsWith("assert_");
    }

    /** Whether it is about the parser, so that nothing runs. */
    public boolean isAboutTheParser() {
      return type.equals("assert_malformed") || type.equals("assert_invalid");
    }
  }

  /** A call, or a look at a global. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Action(String type, String module, String field, List<Value> args) {}

  /**
   * A number as its bits in decimal, signed or not, a kind of NaN, or a reference: null, the host's
   * by a number, or any that is not null.
   */
  public record Value(String type, String value) {
    public long bits() {
      return switch (type) {
        case "i32", "f32" -> (int) Long.parseLong(value);
        case "i64", "f64" -> new BigInteger(value).longValue();
        default -> isNull() ? NULL : Integer.parseUnsignedInt(value);
      };
    }

    private boolean isNull() {
      return type.equals("refnull") || type.startsWith("null") || "null".equals(value);
    }

    public boolean matches(long found) {
      if (isNull() || value == null) {
        return ((int) found == NULL) == isNull();
      }
      return switch (value) {
        case "nan:canonical" ->
            type.equals("f32")
                ? ((int) found & 0x7fffffff) == 0x7fc00000
                : (found & 0x7fffffffffffffffL) == 0x7ff8000000000000L;
        case "nan:arithmetic" ->
            type.equals("f32")
                ? ((int) found & 0x7fc00000) == 0x7fc00000
                : (found & 0x7ff8000000000000L) == 0x7ff8000000000000L;
        default -> type.endsWith("64") ? found == bits() : (int) found == (int) bits();
      };
    }
  }

  /** All scripts in the folders of a directory. */
  public static List<SpecScript> in(Path directory) throws IOException {
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

  /** Whether one of its modules has a memory. */
  public boolean usesMemory() {
    return commands.stream()
        .filter(command -> command.filename() != null && !command.isAboutTheParser())
        .anyMatch(command -> !WasmBinary.read(module(command)).memories().isEmpty());
  }

  /** The module that a command names. */
  byte[] module(Command command) {
    try {
      return Files.readAllBytes(file.resolveSibling(command.filename()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder and the name of the script. */
  public String name() {
    return file.getParent().getFileName()
        + "/"
        + file.getFileName().toString().replace(".json", ".wast");
  }

  /** Where a command is, and what it is. */
  public String location(Command command) {
    return "%s:%d %s".formatted(name(), command.line(), command.type());
  }
}
