package dev.radicchio.example.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.radicchio.example.benchmarks.Figure.Allocation;
import dev.radicchio.example.benchmarks.Figure.Bound;
import dev.radicchio.example.benchmarks.Figure.GeometricMean;
import dev.radicchio.example.benchmarks.Figure.Least;
import dev.radicchio.example.benchmarks.Figure.Ratio;
import dev.radicchio.example.benchmarks.Figure.Score;
import dev.radicchio.example.benchmarks.Figure.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

final class FigureTest {
  private static final Map<String, Score> SCORES =
      Map.of("slow", new Score(8, 24), "fast", new Score(2, 0), "faster", new Score(1, 0));
  private static final Ratio SLOW_VS_FAST = new Ratio("a", "slow", "fast", Bound.none());
  private static final Ratio FASTER_VS_FAST = new Ratio("b", "faster", "fast", Bound.none());

  @Test
  void aRatioIsOfTimes() {
    assertThat(SLOW_VS_FAST.value(SCORES)).isEqualTo(4);
    assertThat(FASTER_VS_FAST.value(SCORES)).isEqualTo(0.5);
  }

  @Test
  void aGeometricMeanIsThatOfItsRatios() {
    GeometricMean mean =
        new GeometricMean("m", List.of(SLOW_VS_FAST, FASTER_VS_FAST), Bound.none());
    assertThat(mean.value(SCORES)).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(mean.benchmarks()).containsExactlyInAnyOrder("slow", "fast", "faster");
  }

  @Test
  void theLeastIsTheSmallestOfItsRatios() {
    Least least = new Least("l", List.of(SLOW_VS_FAST, FASTER_VS_FAST), Bound.none());
    assertThat(least.value(SCORES)).isEqualTo(0.5);
    assertThat(least.benchmarks()).containsExactlyInAnyOrder("slow", "fast", "faster");
  }

  @Test
  void aValueIsWhatWasMeasured() {
    assertThat(new Value("v", "slow").value(SCORES)).isEqualTo(8);
  }

  @Test
  void anAllocationIsThatOfItsBenchmark() {
    assertThat(new Allocation("a", "slow", Bound.none()).value(SCORES)).isEqualTo(24);
  }

  @Test
  void boundsHoldAtTheBound() {
    assertThat(Bound.atLeast(1).holds(1)).isTrue();
    assertThat(Bound.atLeast(1).holds(0.99)).isFalse();
    assertThat(Bound.atMost(1).holds(1)).isTrue();
    assertThat(Bound.atMost(1).holds(1.01)).isFalse();
    assertThat(Bound.none().holds(0)).isTrue();
  }

  @Test
  void allBenchmarksOfTheFiguresExist() {
    Set<String> benchmarks =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
            .stream()
            .map(BenchmarkListEntry::getUsername)
            .map(Benchmarks::simpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(Figures.ALL)
        .flatMap(Figure::benchmarks)
        .allSatisfy(name -> assertThat(benchmarks).contains(name.replaceAll(":.*", "")));
  }
}
