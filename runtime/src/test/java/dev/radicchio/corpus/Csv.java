package dev.radicchio.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values with quoted fields, which may hold commas, line ends and doubled quotes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class Csv {
  private final String text;
  private int position;

  private Csv(String text) {
    this.text = text;
  }

  /**
   * The records after the header.
   *
   * @throws IllegalArgumentException if the header is another, or a record has too few fields
   */
  static List<List<String>> parse(String text, String header) {
    Csv csv = new Csv(text);
    List<List<String>> records = new ArrayList<>();
    while (csv.position < text.length()) {
      records.add(csv.record());
    }
    if (records.isEmpty() || !String.join(",", records.get(0)).equals(header)) {
      throw new IllegalArgumentException("the first line is not " + header);
    }
    for (List<String> record : records) {
      if (record.size() != records.get(0).size()) {
        throw new IllegalArgumentException(record + " does not have the fields " + header);
      }
    }
    return records.subList(1, records.size());
  }

  private List<String> record() {
    List<String> fields = new ArrayList<>();
    do {
      fields.add(isAt('"') ? quoted() : plain());
    } while (skip(','));
    skip('\r');
    if (!skip('\n') && position < text.length()) {
      throw new IllegalArgumentException("text after the quoted field " + fields);
    }
    return fields;
  }

  private String plain() {
    int start = position;
    while (position < text.length() && ",\r\n".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    position++;
    while (!skip('"') || isAt('"')) {
      if (position == text.length()) {
        throw new IllegalArgumentException("a quote is not closed: " + field);
      }
      field.append(text.charAt(position++));
    }
    return field.toString();
  }

  private boolean isAt(char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  private boolean skip(char c) {
    boolean found = isAt(c);
    position += found ? 1 : 0;
    return found;
  }

  /** One record as a line, all fields but plain words quoted. */
  static String line(String... fields) {
    return List.of(fields).stream()
            .map(
                field ->
                    field.matches("[\\w.+-]*") ? field : '"' + field.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(","))
        + "\n";
  }
}
