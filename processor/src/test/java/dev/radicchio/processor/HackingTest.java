package dev.radicchio.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/hacking.md} names is there. */
final class HackingTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");
  private static final Pattern CLASS =
      Pattern.compile(
          "`((?:annotations|linker|runtime|processor)/(?!src/)\\S*/[A-Z]\\w*)(?:\\.\\w+)?`");

  private static Stream<MatchResult> matches(Pattern pattern) throws IOException {
    return pattern.matcher(Files.readString(ROOT.resolve("docs/hacking.md"))).results();
  }

  private static List<Path> tests(String name) throws IOException {
    try (Stream<Path> runtime = Files.walk(ROOT.resolve("runtime/src/test/java"));
        Stream<Path> processor = Files.walk(Path.of("src/test/java"))) {
      return Stream.concat(runtime, processor).filter(file -> file.endsWith(name)).toList();
    }
  }

  private static Stream<String> namedTests() throws IOException {
    return matches(TEST).map(MatchResult::group).distinct();
  }

  @ParameterizedTest
  @MethodSource("namedTests")
  void everyTestIsThere(String name) throws IOException {
    MatchResult match = TEST.matcher(name).results().findFirst().orElseThrow();
    List<Path> files = tests(match.group(1) + ".java");

    assertThat(files).isNotEmpty();
    if (match.group(2) != null) {
      assertThat(files.get(0)).content().contains(" " + match.group(2) + "(");
    }
  }

  private static Stream<String> namedClasses() throws IOException {
    return matches(CLASS).map(match -> match.group(1)).distinct();
  }

  @ParameterizedTest
  @MethodSource("namedClasses")
  void everyClassIsThere(String name) {
    int module = name.indexOf('/');
    Path sources = ROOT.resolve(name.substring(0, module)).resolve("src/main/java/dev/radicchio");
    String inside = name.substring(module + 1) + ".java";

    assertThat(
            Stream.of(sources, sources.resolve(name.substring(0, module)))
                .map(root -> root.resolve(inside)))
        .anyMatch(Files::exists);
  }
}
