package dev.radicchio.processor.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Engine;
import dev.radicchio.Executable;
import dev.radicchio.link.Image;
import dev.radicchio.spec.ProgramRun;
import dev.radicchio.spec.ProgramRun.Place;
import dev.radicchio.spec.SpecScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The specification's tests through linked programs, in each of the ways in which a program runs.
 * What does not pass is in {@code corpus/spec/failures}, each with whose doing it is.
 */
@Tag("slow")
@Tag("cargo")
final class SpecificationTest {
  private static final Path SOURCE = Path.of("..", "corpus", "spec");
  private static final Path DIRECTORY = Path.of("target", "spec");

  /** Who does otherwise: an engine, or somebody else. */
  private static final Pattern OWNER =
      Pattern.compile("# (?:(Chic" + "ory|Endive)|[A-Z][A-Za-z ]+): .*");

  /** An empty run must not pass. */
  private static final int LEAST_ASSERTIONS = 24_000;

  private static final int LEAST_ASSERTIONS_OF_MEMORY = 7_000;

  private static final Map<Mode, ProgramRun> RUNS = new EnumMap<>(Mode.class);

  /** How a program is run. */
  enum Mode {
    INTERPRETED,
    COMPILED,
    PRECOMPILED,
    REBASED,
    BELOW_IN_REACH;

    private Executable executable(Image image) {
      return switch (this) {
        case INTERPRETED -> Engine.INTERPRETED.executable(image);
        case COMPILED, REBASED, BELOW_IN_REACH -> Engine.COMPILED.executable(image);
        case PRECOMPILED -> Precompiled.executable(image);
      };
    }

    private Place place() {
      return switch (this) {
        case INTERPRETED, COMPILED, PRECOMPILED -> Place.HOME;
        case REBASED -> Place.ABOVE;
        case BELOW_IN_REACH -> Place.REACHING_BELOW;
      };
    }

    private ProgramRun run(List<SpecScript> scripts, byte[] host) {
      List<SpecScript> run =
          place() == Place.HOME
              ? scripts
              : scripts.stream().filter(SpecScript::usesMemory).toList();
      return ProgramRun.of(run, host, place(), this::executable);
    }

    private int leastAssertions() {
      return place() == Place.HOME ? LEAST_ASSERTIONS : LEAST_ASSERTIONS_OF_MEMORY;
    }

    private char letter() {
      return name().charAt(0);
    }
  }

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    Process build =
        new ProcessBuilder(
                "bash", SOURCE.resolve("build").toString(), DIRECTORY.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(output).isZero();
    List<SpecScript> scripts = SpecScript.in(DIRECTORY.resolve("program"));
    byte[] host = Files.readAllBytes(DIRECTORY.resolve("program/spectest.wasm"));
    for (Mode mode : Mode.values()) {
      RUNS.put(mode, mode.run(scripts, host));
    }
    Files.writeString(Path.of("target", "spec.md"), table());
  }

  /** Each script with its assertions, less those about the parser, and how many pass. */
  private static String table() {
    StringBuilder text =
        new StringBuilder(
            "| script | assertions | interpreted | compiled | precompiled | rebased | below in reach |\n");
    text.append("| --- | --: | --: | --: | --: | --: | --: |\n");
    int[] sums = new int[1 + Mode.values().length];
    for (String script : RUNS.get(Mode.INTERPRETED).tallies().keySet()) {
      int[] row = new int[sums.length];
      int column = 1;
      for (ProgramRun run : RUNS.values()) {
        ProgramRun.Tally tally = run.tallies().getOrDefault(script, new ProgramRun.Tally(0, 0));
        row[0] = Math.max(row[0], tally.assertions());
        row[column++] = tally.passed();
      }
      Arrays.setAll(sums, i -> sums[i] + row[i]);
      append(text, script, row);
    }
    append(text, "all", sums);
    return text.toString();
  }

  private static void append(StringBuilder text, String name, int[] numbers) {
    text.append("| ").append(name).append(" |");
    for (int number : numbers) {
      text.append(' ').append(number).append(" |");
    }
    text.append('\n');
  }

  /**
   * The commands that are known to fail, as {@code script:line}. In the file, a line has the first
   * letters of the modes, the script, and the numbers of its lines; comments say why. A question
   * mark behind the letters says that it depends on the JVM. What is an engine's doing is so on
   * that one, which the comment begins with, or on both.
   */
  private static Set<String> known(Mode mode, boolean surely) throws IOException {
    Set<String> known = new TreeSet<>();
    String engine = dev.radicchio.engine.Engine.installed().name();
    boolean ofAnother = false;
    for (String line : Files.readAllLines(SOURCE.resolve("failures"))) {
      Matcher owner = OWNER.matcher(line);
      if (owner.matches()) {
        ofAnother = owner.group(1) != null && !owner.group(1).equalsIgnoreCase(engine);
      }
      List<String> words = Arrays.asList(line.split(" ", 3));
      if (!line.startsWith("#")
          && !ofAnother
          && words.size() == 3
          && words.get(0).indexOf(mode.letter()) >= 0
          && !(surely && words.get(0).endsWith("?"))) {
        for (String number : words.get(2).split(" ", -1)) {
          known.add(words.get(1) + ":" + number);
        }
      }
    }
    return known;
  }

  private static Set<String> found(Mode mode) {
    Set<String> found = new TreeSet<>();
    RUNS.get(mode).failures().keySet().forEach(command -> found.add(command.split(" ", 2)[0]));
    return found;
  }

  @ParameterizedTest
  @EnumSource
  void nothingFailsButWhatIsKnownTo(Mode mode) throws IOException {
    Set<String> unexpected = found(mode);
    unexpected.removeAll(known(mode, false));
    assertThat(unexpected).as(() -> String.join("\n", texts(mode, unexpected))).isEmpty();
  }

  private static List<String> texts(Mode mode, Set<String> commands) {
    return RUNS.get(mode).failures().entrySet().stream()
        .filter(failure -> commands.contains(failure.getKey().split(" ", 2)[0]))
        .map(failure -> failure.getKey() + ": " + failure.getValue())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsKnownToFailFails(Mode mode) throws IOException {
    Set<String> mended = known(mode, true);
    mended.removeAll(found(mode));
    assertThat(mended).as("to be taken out of %s", SOURCE.resolve("failures")).isEmpty();
  }

  @Test
  void thereAreAsManyAssertionsAsThereWere() {
    RUNS.forEach(
        (mode, run) ->
            assertThat(run.tallies().values().stream().mapToInt(ProgramRun.Tally::assertions).sum())
                .as(mode.name())
                .isGreaterThan(mode.leastAssertions()));
  }
}
