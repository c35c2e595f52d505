package dev.radicchio.processor.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that a misspelt one may have meant, by edit distance. */
final class NearestNames {
  private static final int MOST = 3;

  private NearestNames() {}

  /** At most three names, the nearest first; empty if none is near. */
  static List<String> to(String name, Collection<String> candidates) {
    record Candidate(String name, int distance) {}
    return candidates.stream()
        .map(candidate -> new Candidate(candidate, distance(folded(name), folded(candidate))))
        .filter(c -> c.distance() <= Math.max(name.length(), c.name().length()) / 3)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  /** Case and underscores are the likeliest difference of all, so they count for nothing. */
  private static String folded(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance, two rows at a time. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      int[] done = previous;
      previous = current;
      current = done;
    }
    return previous[b.length()];
  }
}
