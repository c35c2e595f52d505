package dev.radicchio.random;

import java.util.List;
import java.util.Random;

/** What a seed decides. */
final class Chance {
  private final Random random;

  Chance(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  /** A number from 0 to another, which may be it. */
  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  /** A number below another. */
  int below(int end) {
    return random.nextInt(end);
  }

  int number() {
    return random.nextInt();
  }

  <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
