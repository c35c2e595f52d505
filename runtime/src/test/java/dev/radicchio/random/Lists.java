package dev.radicchio.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists that are smaller than others. */
final class Lists {
  private Lists() {}

  /** A list without one of its elements, for each of these. */
  static <T> Stream<List<T>> withoutEach(List<T> all) {
    return IntStream.range(0, all.size()).mapToObj(i -> without(all, i, i + 1));
  }

  /** A list without a range of its elements. */
  static <T> List<T> without(List<T> all, int from, int to) {
    List<T> less = new ArrayList<>(all.subList(0, from));
    less.addAll(all.subList(to, all.size()));
    return less;
  }
}
