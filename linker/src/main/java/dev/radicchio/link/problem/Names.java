package dev.radicchio.link.problem;

import java.util.List;

/** Names in messages. */
public final class Names {
  private static final int MOST = 3;

  private Names() {}

  /** The first names of a list, and how many more there are. */
  public static String some(List<String> names) {
    int more = names.size() - MOST;
    return more <= 0
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST)) + " and " + more + " more";
  }
}
