package dev.radicchio.example.benchmarks;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** What each kernel computes, in Java: as the JDK has it where it does. */
final class Kernels {
  /** What {@code run} returns, by the name of the module that exports it. */
  static final Map<String, Integer> RESULTS = results();

  private static final int RANDOM_BYTES = 1 << 16;

  private Kernels() {}

  private static Map<String, Integer> results() {
    Map<String, Integer> results = new LinkedHashMap<>();
    results.put("sieve", primesBelow(1 << 16));
    results.put("quicksort", sorted(20_000));
    results.put("crc32", crc32());
    results.put("matrix", product(64));
    results.put("mandelbrot", mandelbrot(192, 128, 100));
    results.put("sha256", sha256());
    return Collections.unmodifiableMap(results);
  }

  private static int primesBelow(int limit) {
    int primes = 0;
    for (int i = 2; i < limit; i++) {
      boolean prime = true;
      for (int divisor = 2; prime && divisor * divisor <= i; divisor++) {
        prime = i % divisor != 0;
      }
      primes += prime ? 1 : 0;
    }
    return primes;
  }

  private static int sorted(int length) {
    int[] numbers = new int[length];
    int random = 1;
    for (int i = 0; i < length; i++) {
      random = next(random);
      numbers[i] = random;
    }
    Arrays.sort(numbers);
    int sum = 0;
    for (int number : numbers) {
      sum = sum * 31 + number;
    }
    return sum;
  }

  private static int crc32() {
    CRC32 crc = new CRC32();
    crc.update(randomBytes());
    return (int) crc.getValue();
  }

  private static int product(int size) {
    int sum = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        int element = 0;
        for (int k = 0; k < size; k++) {
          element += (i * 7 + k * 3) % 11 * ((k * 5 + j * 13) % 17);
        }
        sum = sum * 31 + element;
      }
    }
    return sum;
  }

  private static int mandelbrot(int width, int height, int most) {
    int sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        sum = sum * 31 + iterations(x * 3.0 / width - 2, y * 2.0 / height - 1, most);
      }
    }
    return sum;
  }

  private static int iterations(double real, double imaginary, int most) {
    double r = 0;
    double i = 0;
    int iterations = 0;
    while (iterations < most && r * r + i * i < 4) {
      double next = r * r - i * i + real;
      i = 2 * r * i + imaginary;
      r = next;
      iterations++;
    }
    return iterations;
  }

  private static int sha256() {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(randomBytes())).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[RANDOM_BYTES];
    int random = 1;
    for (int i = 0; i < bytes.length; i++) {
      random = next(random);
      bytes[i] = (byte) (random >>> 24);
    }
    return bytes;
  }

  private static int next(int random) {
    return random * 1664525 + 1013904223;
  }

  /**
   * Does nothing if that is what the kernel computes.
   *
   * @throws IllegalStateException if it is not
   */
  static void check(String kernel, int result) {
    Integer expected = RESULTS.get(kernel);
    if (expected == null || expected != result) {
      throw new IllegalStateException(kernel + " computed " + result + " and not " + expected);
    }
  }
}
