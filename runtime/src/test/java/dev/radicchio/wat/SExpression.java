package dev.radicchio.wat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What the text format consists of. */
sealed interface SExpression {
  /** A word or a number; {@code name="x"} is one, too. */
  record Atom(String text) implements SExpression {
    @Override
    public String toString() {
      return text;
    }
  }

  /** A string, which need not be UTF-8. */
  @SuppressWarnings("ArrayRecordComponent") // which nobody compares
  record Text(byte[] bytes) implements SExpression {
    @Override
    public String toString() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** What is between two parentheses. */
  record Items(List<SExpression> all) implements SExpression {
    /** Whether the first is this word. */
    boolean is(String head) {
      return !all.isEmpty() && all.get(0) instanceof Atom atom && atom.text.equals(head);
    }

    /** Whether the first word, or that of a list inside, begins so. */
    boolean mentions(String prefix) {
      return (!all.isEmpty() && all.get(0).toString().startsWith(prefix))
          || all.stream().anyMatch(item -> item instanceof Items list && list.mentions(prefix));
    }

    /** Those after the first. */
    ItemReader rest() {
      return new ItemReader(all.subList(1, all.size()));
    }

    @Override
    public String toString() {
      return "(" + String.join(" ", all.stream().map(SExpression::toString).toList()) + ")";
    }
  }

  /** Reads a text. */
  static List<SExpression> read(String text) {
    return new Reader(text).list();
  }

  /** Reads from left to right. */
  final class Reader {
    private final String text;
    private int at;

    private Reader(String text) {
      this.text = text;
    }

    private List<SExpression> list() {
      List<SExpression> list = new ArrayList<>();
      for (skipSpace(); at < text.length() && text.charAt(at) != ')'; skipSpace()) {
        list.add(next());
      }
      return list;
    }

    private SExpression next() {
      if (text.charAt(at) == '(') {
        at++;
        Items items = new Items(list());
        at++;
        return items;
      }
      return text.charAt(at) == '"' ? new Text(string()) : atom();
    }

    private void skipSpace() {
      while (at < text.length()) {
        if (text.startsWith(";;", at)) {
          at = (text + "\n").indexOf('\n', at);
        } else if (Character.isWhitespace(text.charAt(at))) {
          at++;
        } else {
          return;
        }
      }
    }

    private Atom atom() {
      int start = at;
      while (at < text.length() && " \n()".indexOf(text.charAt(at)) < 0) {
        if (text.charAt(at) == '"') {
          string();
        } else {
          at++;
        }
      }
      return new Atom(text.substring(start, at));
    }

    private byte[] string() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (at++; text.charAt(at) != '"'; at++) {
        if (text.charAt(at) != '\\') {
          bytes.writeBytes(text.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
        } else {
          bytes.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
          at += 2;
        }
      }
      at++;
      return bytes.toByteArray();
    }
  }
}
