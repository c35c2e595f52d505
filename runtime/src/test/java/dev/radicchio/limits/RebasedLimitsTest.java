package dev.radicchio.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Engine;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.ModuleCopy;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.limits.AccessCases.Access;
import dev.radicchio.link.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Accesses of a rebased module at the limits of its own memory, of the program's and of 32 bits: by
 * the rules of rebasing they trap, or reach the module's bytes or those of its neighbours.
 */
final class RebasedLimitsTest {
  private static final int OWN_BYTES = 65536;
  private static final int MANY_PAGES = 256;
  private static final int FAR_PAGES = 5_000;
  private static final int RANDOM_NUMBERS = 12;
  private static final int SAMPLES = 60;
  private static final int MANY_SEEDS = 100;
  private static final int FEW_SEEDS = 5;

  static Stream<Arguments> engines() {
    return Arrays.stream(Engine.values())
        .flatMap(engine -> Stream.of(Arguments.of(engine, true), Arguments.of(engine, false)));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyAccessAtEveryLimit(Engine engine, boolean reachesBelow) {
    Between between = new Between(1, reachesBelow);
    int[] limits = between.limits(OWN_BYTES, programBytes(between));
    List<Access> accesses = AccessCases.of(limits);
    assertThat(differences(engine, between, accesses, accesses)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void someFarFromHome(Engine engine, boolean reachesBelow) {
    assertThat(randomDifferences(engine, new Between(MANY_PAGES, reachesBelow), 1)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("engines")
  @Tag("slow")
  void many(Engine engine, boolean reachesBelow) {
    many(engine, new Between(1, reachesBelow), MANY_SEEDS);
    many(engine, new Between(3, reachesBelow), MANY_SEEDS);
    many(engine, new Between(MANY_PAGES, reachesBelow), FEW_SEEDS);
    many(engine, new Between(FAR_PAGES, reachesBelow), 1);
  }

  private static void many(Engine engine, Between between, int seeds) {
    for (int seed = 2; seed < 2 + seeds; seed++) {
      assertThat(randomDifferences(engine, between, seed)).as("seed %d", seed).isEmpty();
    }
  }

  private static int programBytes(Between between) {
    return between.image(module(AccessCases.of(new int[1]))).layout().initialPages() * OWN_BYTES;
  }

  /** One whose addresses are its own, as its data shows. */
  private static byte[] module(List<Access> accesses) {
    return ModuleCopy.of(WasmBinary.read(AccessCases.module(accesses)))
        .replace(Section.DATA, new WasmWriter().u32(1).u32(0).u8(0x41).s64(0).u8(0x0B).u32(1).u8(0))
        .toByteArray();
  }

  /** Numbers near the limits, and anywhere. */
  private static List<String> randomDifferences(Engine engine, Between between, int seed) {
    Random random = new Random(seed);
    int[] limits = between.limits(OWN_BYTES, programBytes(between));
    int[] numbers =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, RANDOM_NUMBERS)
                    .map(
                        i ->
                            random.nextInt(3) == 0
                                ? random.nextInt() >>> random.nextInt(20)
                                : limits[random.nextInt(limits.length)] + random.nextInt(24) - 12))
            .distinct()
            .toArray();
    List<Access> accesses = AccessCases.of(numbers);
    List<Access> some = random.ints(SAMPLES, 0, accesses.size()).mapToObj(accesses::get).toList();
    return differences(engine, between, accesses, some);
  }

  private static List<String> differences(
      Engine engine, Between between, List<Access> all, List<Access> some) {
    Image image = between.image(module(all));
    assertThat(image.layout().instance(Between.INSTANCE).base()).isEqualTo(between.base());
    List<String> differences = new ArrayList<>();
    try (LinkedProgram program = engine.executable(image).instantiate()) {
      AccessCases.Run run = new AccessCases.Run(program);
      for (Access access : some) {
        String found = run.outcome(access);
        String expected =
            AccessCases.expected(
                access.op(), between.address(access.address()), program.memory().size());
        if (!found.equals(expected)) {
          differences.add(access + ": " + found + " and not " + expected);
        }
      }
    }
    return differences;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyRangeAtEveryLimit(boolean reachesBelow) {
    assertThat(RangeCases.differences(Engine.COMPILED, new Between(1, reachesBelow))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("slow")
  void everyRangeAtEveryLimitInterpreted(boolean reachesBelow) {
    assertThat(RangeCases.differences(Engine.INTERPRETED, new Between(2, reachesBelow))).isEmpty();
  }

  @Test
  void whatIsWithinTheModulesMemoryIsAsItIsAlone() {
    for (boolean reachesBelow : new boolean[] {true, false}) {
      Between between = new Between(1, reachesBelow);
      assertThat(between.address(0)).isEqualTo(between.base());
      assertThat(between.address(OWN_BYTES - 1L)).isEqualTo(between.base() + OWN_BYTES - 1);
      assertThat(between.address(1L << 32)).isEqualTo(Between.NONE);
    }
    assertThat(new Between(1, true).address((1L << 32) - 1)).isEqualTo(OWN_BYTES - 1);
    assertThat(new Between(1, false).address((1L << 32) - 1)).isGreaterThan(1L << 32);
  }
}
