package dev.radicchio.wat;

import dev.radicchio.wat.SExpression.Atom;
import dev.radicchio.wat.SExpression.Items;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the parts of a list from left to right. */
final class ItemReader {
  private final List<SExpression> items;
  private int at;

  ItemReader(List<SExpression> items) {
    this.items = items;
  }

  boolean atEnd() {
    return at == items.size();
  }

  SExpression next() {
    return items.get(at++);
  }

  SExpression peek() {
    return items.get(at);
  }

  String word() {
    return next().toString();
  }

  long number() {
    return number(word());
  }

  /** A number with or without a sign, decimal or hexadecimal, with underscores. */
  static long number(String text) {
    return Long.decode(text.replace("_", ""));
  }

  boolean isWord() {
    return !atEnd() && items.get(at) instanceof Atom;
  }

  boolean isNumber() {
    return isWord() && items.get(at).toString().matches("[-+]?\\d.*");
  }

  /** Whether the next is a list with that head. */
  boolean is(String head) {
    return !atEnd() && items.get(at) instanceof Items list && list.is(head);
  }

  /** An identifier, if one is next. */
  @Nullable String identifier() {
    return isWord() && items.get(at).toString().startsWith("$") ? word() : null;
  }

  /** The next list, which has that head. */
  Items list(String head) {
    if (!is(head)) {
      throw new IllegalArgumentException("(" + head + " is missing before " + items.get(at));
    }
    return (Items) next();
  }

  /** All lists that are next and have that head. */
  List<Items> lists(String head) {
    List<Items> lists = new ArrayList<>();
    while (is(head)) {
      lists.add(list(head));
    }
    return lists;
  }
}
