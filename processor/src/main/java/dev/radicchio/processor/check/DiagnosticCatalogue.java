package dev.radicchio.processor.check;

import dev.radicchio.link.Problem;
import dev.radicchio.link.ProblemCode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every diagnostic that has a code, whoever finds it. */
public final class DiagnosticCatalogue {
  private DiagnosticCatalogue() {}

  /**
   * A code.
   *
   * @param code {@code RAD} and three digits
   * @param name the constant in the source
   * @param isError whether it is one, or a warning
   * @param template the message, a {@link java.util.Formatter} pattern
   */
  public record Entry(String code, String name, boolean isError, String template) {}

  /** All of them, by number. */
  public static List<Entry> entries() {
    return Stream.concat(ofLinker(), ofProcessor())
        .sorted(Comparator.comparing(Entry::code))
        .toList();
  }

  private static Stream<Entry> ofLinker() {
    return Arrays.stream(ProblemCode.values())
        .map(
            code ->
                new Entry(
                    code.code(),
                    code.name(),
                    code.severity() == Problem.Severity.ERROR,
                    code.template()));
  }

  private static Stream<Entry> ofProcessor() {
    return Arrays.stream(DiagnosticCode.values())
        .map(
            code ->
                new Entry(
                    code.code(),
                    code.name(),
                    code.severity() == Problem.Severity.ERROR,
                    code.template()));
  }

  static Optional<Entry> find(String code) {
    return entries().stream().filter(entry -> entry.code().equals(code)).findFirst();
  }
}
