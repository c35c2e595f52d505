package dev.radicchio.processor.map;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * HTML that is XML as well, written element by element: whatever it is given, it is well-formed.
 * Text and the values of attributes are escaped; names of elements and attributes are constants of
 * the callers.
 */
final class Markup {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins an element on a line of its own.
   *
   * @param attributes names and values in turn
   */
  Markup open(String tag, String... attributes) {
    newLine();
    start(tag, attributes);
    open.push(tag);
    return this;
  }

  /** Ends the element that was begun last, on a line of its own. */
  Markup close() {
    String tag = open.pop();
    newLine();
    out.append("</").append(tag).append('>');
    return this;
  }

  /** An element with text alone, on a line of its own. */
  Markup element(String tag, String text, String... attributes) {
    newLine();
    return inline(tag, text, attributes);
  }

  /** An element with text alone, in the line that is being written. */
  Markup inline(String tag, String text, String... attributes) {
    start(tag, attributes);
    text(text);
    out.append("</").append(tag).append('>');
    return this;
  }

  /** An element that never has content. */
  Markup empty(String tag, String... attributes) {
    newLine();
    start(tag, attributes);
    out.setLength(out.length() - 1);
    out.append("/>");
    return this;
  }

  /** Text in the line that is being written. */
  Markup text(String text) {
    text.codePoints().forEach(this::character);
    return this;
  }

  /** Text of a new line. */
  Markup line(String text) {
    newLine();
    return text(text);
  }

  /** A style sheet, which HTML takes as it is and XML would not. */
  Markup style(String css) {
    if (css.contains("<") || css.contains("&")) {
      throw new IllegalArgumentException("style sheet with markup");
    }
    newLine();
    out.append("<style>\n").append(css).append("</style>");
    return this;
  }

  /** The document, once all elements have ended. */
  String document() {
    return "<!DOCTYPE html>" + out + "\n";
  }

  private void newLine() {
    out.append('\n').append("  ".repeat(Math.max(0, open.size() - 1)));
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      text(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
  }

  /** What cannot be seen, or turns what follows around, is shown as a number. */
  private void character(int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> {
        if (isVisible(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(String.format(Locale.ROOT, "\\u{%x}", c));
        }
      }
    }
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
