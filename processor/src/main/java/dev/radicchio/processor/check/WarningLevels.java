package dev.radicchio.processor.check;

import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code -Aradicchio.warnings=RAD320=off,RAD504=error} makes of warnings. */
public final class WarningLevels {
  /** What becomes of a warning. */
  enum Level {
    OFF,
    WARNING,
    ERROR;

    private static Optional<Level> named(String word) {
      return switch (word) {
        case "off" -> Optional.of(OFF);
        case "warning" -> Optional.of(WARNING);
        case "error" -> Optional.of(ERROR);
        default -> Optional.empty();
      };
    }
  }

  private final Map<String, Level> levels = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param option pairs of a code and a word, separated by commas
   */
  public WarningLevels(String option) {
    for (String setting : option.split(",", -1)) {
      if (!setting.isBlank()) {
        read(setting.strip());
      }
    }
  }

  private void read(String setting) {
    int equals = setting.indexOf('=');
    String code = equals < 0 ? setting : setting.substring(0, equals).strip();
    String word = equals < 0 ? "" : setting.substring(equals + 1).strip();
    Optional<ProblemKind> kind = DiagnosticCatalogue.find(code);
    Optional<Level> level = Level.named(word);
    if (kind.isEmpty()) {
      report(setting, code + " is no code; write one as in RAD320=off");
    } else if (kind.get().severity() == Problem.Severity.ERROR) {
      report(setting, code + " is always an error; remove it");
    } else if (level.isEmpty()) {
      report(setting, "write " + code + "=off, " + code + "=warning or " + code + "=error");
    } else {
      levels.put(code, level.get());
    }
  }

  private void report(String setting, String what) {
    problems.add("-Aradicchio.warnings has \"" + setting + "\": " + what);
  }

  /** What is wrong with the option, in its order. */
  List<String> problems() {
    return problems;
  }

  /** What becomes of warnings of a code, or of those that have none. */
  Level of(@Nullable String code) {
    return levels.getOrDefault(code, Level.WARNING);
  }
}
