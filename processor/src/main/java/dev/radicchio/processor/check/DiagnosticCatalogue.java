package dev.radicchio.processor.check;

import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

  /** All of them, by number; each enum of codes is one stream here. */
  public static List<Entry> entries() {
    return Stream.of(
            Stream.of(ProblemCode.values())
                .map(code -> entry(code.code(), code, code.severity(), code.template())),
            Stream.of(DiagnosticCode.values())
                .map(code -> entry(code.code(), code, code.severity(), code.template())))
        .flatMap(Function.identity())
        .sorted(Comparator.comparing(Entry::code))
        .toList();
  }

  private static Entry entry(
      String code, Enum<?> constant, Problem.Severity severity, String template) {
    return new Entry(code, constant.name(), severity == Problem.Severity.ERROR, template);
  }

  static Optional<Entry> find(String code) {
    return entries().stream().filter(entry -> entry.code().equals(code)).findFirst();
  }
}
