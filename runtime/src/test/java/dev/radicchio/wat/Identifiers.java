package dev.radicchio.wat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The identifiers of an index space, by index. */
final class Identifiers {
  private final String kind;
  private final List<String> all = new ArrayList<>();

  Identifiers(String kind) {
    this.kind = kind;
  }

  int add(@Nullable String identifier) {
    all.add(identifier == null ? "" : identifier);
    return all.size() - 1;
  }

  int size() {
    return all.size();
  }

  /** Without {@code $}; empty if it has none. */
  String name(int index) {
    return all.get(index).isEmpty() ? "" : all.get(index).substring(1);
  }

  int index(String word) {
    if (!word.startsWith("$")) {
      return (int) ItemReader.number(word);
    }
    int index = all.lastIndexOf(word);
    if (index < 0) {
      throw new IllegalArgumentException("no " + kind + " " + word);
    }
    return index;
  }
}
