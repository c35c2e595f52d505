package dev.radicchio.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random programs of several modules answer what the same objects answer that the toolchain's own
 * linker made one module of, in Node. With {@code -Drandom.programs=2000} there are as many of each
 * kind.
 */
final class RandomProgramsTest {
  private static final Path COMMITTED = Path.of("src/test/resources/random");
  private static final Path CONSTRUCTS = Path.of("src/test/guest/random/constructs.csv");
  private static final Path BUILT = Path.of("target/random");

  private static final int OF_C = 200;
  private static final int WITH_RUST = 100;

  /** Which of them are committed, chosen so that all kinds are among them. */
  private static final List<Long> COMMITTED_OF_C = List.of(1L, 9L, 12L, 17L, 35L, 48L, 50L, 73L);

  private static final List<Long> COMMITTED_WITH_RUST = List.of(1L, 11L);

  static Stream<Path> committed() {
    return Stream.concat(
        COMMITTED_OF_C.stream().map(seed -> COMMITTED.resolve("c-" + seed)),
        COMMITTED_WITH_RUST.stream().map(seed -> COMMITTED.resolve("rust-" + seed)));
  }

  @ParameterizedTest
  @MethodSource("committed")
  void committedProgramsAnswerWhatTheirTwinsDo(Path directory) throws IOException {
    SeparateProgram program = SeparateProgram.read(directory);
    for (Engine engine : Engine.values()) {
      assertThat(SeparateRun.run(program, engine)).as("%s", engine).isEqualTo(program.answers());
    }
  }

  @Test
  void theTableOfConstructsIsUpToDate() throws IOException {
    List<RandomProgram> programs = new ArrayList<>();
    LongStream.rangeClosed(1, OF_C).mapToObj(Generator::ofC).forEach(programs::add);
    LongStream.rangeClosed(1, WITH_RUST).mapToObj(Generator::withRust).forEach(programs::add);
    List<String> table = ConstructTable.of(programs);
    if (Boolean.getBoolean("golden.write")) {
      Files.write(CONSTRUCTS, table);
    }
    assertThat(CONSTRUCTS).hasContent(String.join("\n", table));
  }

  @Test
  @Tag("slow")
  void programsOfCAnswerWhatTheirTwinsDo() throws IOException {
    run("C and C++", OF_C, Generator::ofC, "c", COMMITTED_OF_C);
  }

  @Test
  @Tag("slow")
  @Tag("rustup")
  void programsWithRustAnswerWhatTheirTwinsDo() throws IOException {
    Toolchain.installRust();
    run("C, C++ and Rust", WITH_RUST, Generator::withRust, "rust", COMMITTED_WITH_RUST);
  }

  private static void run(
      String languages,
      int count,
      LongFunction<RandomProgram> generator,
      String name,
      List<Long> committed)
      throws IOException {
    long start = System.nanoTime();
    Differential differential = new Differential(new Toolchain(BUILT));
    int last = Integer.getInteger("random.programs", count);
    List<String> failures =
        LongStream.rangeClosed(1, last)
            .parallel()
            .mapToObj(generator)
            .map(differential::shrunkFailure)
            .filter(failure -> !failure.isEmpty())
            .toList();
    System.out.printf(
        "random programs: %d of %s, %d failed, %d s%n",
        last, languages, failures.size(), (System.nanoTime() - start) / 1_000_000_000);
    assertThat(failures).isEmpty();
    for (long seed : committed) {
      SeparateProgram program = differential.built(generator.apply(seed));
      compare(program, COMMITTED.resolve(name + "-" + seed));
    }
  }

  /** What is committed is what the toolchain makes now. */
  private static void compare(SeparateProgram program, Path committed) throws IOException {
    program.write();
    for (Path file : program.files()) {
      Path other = committed.resolve(file.getFileName().toString());
      if (Boolean.getBoolean("golden.write")) {
        Files.createDirectories(committed);
        Files.write(other, Files.readAllBytes(file));
      }
      assertThat(other).hasSameBinaryContentAs(file);
    }
  }
}
