package dev.radicchio.processor.check;

import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.problem.ProblemKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every kind of problem, whoever finds it. */
public final class DiagnosticCatalogue {
  private DiagnosticCatalogue() {}

  /** All of them, by code. */
  public static List<ProblemKind> kinds() {
    return Stream.<ProblemKind[]>of(ProblemCode.values(), DiagnosticCode.values())
        .flatMap(Stream::of)
        .sorted(Comparator.comparing(ProblemKind::code))
        .toList();
  }

  static Optional<ProblemKind> find(String code) {
    return kinds().stream().filter(kind -> kind.code().equals(code)).findFirst();
  }
}
