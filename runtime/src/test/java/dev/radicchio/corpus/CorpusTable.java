package dev.radicchio.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of each row, as a table in Markdown. */
final class CorpusTable {
  /** What came of a row. */
  enum Outcome {
    /** Two instances computed what the module computes alone. */
    PASSED("passed"),
    /** Two instances were refused as listed; one computed what the module computes alone. */
    PASSED_ALONE("passed alone"),
    /** Refused as listed. */
    REFUSED("refused"),
    /** Anything else. */
    FAILED("failed");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private final Map<Row, Outcome> outcomes = new LinkedHashMap<>();

  synchronized void put(Row row, Outcome outcome) {
    outcomes.put(row, outcome);
  }

  /** The table, then how many rows there are of each outcome. */
  synchronized String markdown() {
    StringBuilder text = new StringBuilder();
    line(text, List.of("module", "language", "toolchain", "optimization", "model", "outcome"));
    line(text, List.of("---", "---", "---", "---", "---", "---"));
    outcomes.forEach(
        (row, outcome) ->
            line(
                text,
                List.of(
                    row.module(),
                    row.language(),
                    row.toolchain(),
                    row.optimization(),
                    row.model(),
                    outcome.toString())));
    return text + "\n" + totals() + "\n";
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private String totals() {
    return Arrays.stream(Outcome.values())
        .map(outcome -> outcomes.values().stream().filter(outcome::equals).count() + " " + outcome)
        .collect(Collectors.joining(", ", outcomes.size() + " rows, ", ""));
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, markdown());
  }
}
