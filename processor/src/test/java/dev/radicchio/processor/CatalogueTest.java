package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.radicchio.fixture.CraftedModules;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemKind;
import dev.radicchio.processor.check.DiagnosticCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/diagnostics.md} has every code, and an example that provokes it.
 *
 * <p>It is made of the enums of codes, by way of {@link DiagnosticCatalogue}, and of a file for
 * each code, {@code src/test/resources/diagnostics/RAD300.md}: a paragraph or two, then one block
 * of Java. Where the block is a program, the lines that the code is reported on end with {@code //
 * here}; it is compiled, and nothing else may be reported. Otherwise it is what a method does, and
 * the line that throws a LinkException with the code ends with {@code // at run time}; such codes
 * are listed in {@link #AT_RUN_TIME}.
 *
 * <p>To add a code, of whichever enum: write its file, and run the test with {@code
 * -Dgolden.write=true}, which writes the page anew. To add an enum: one line in {@link
 * DiagnosticCatalogue#kinds}.
 */
class CatalogueTest {
  private static final Path EXPLANATIONS = Path.of("src/test/resources/diagnostics");
  private static final Path CRAFTED = Path.of("target/diagnostics");
  private static final Path PAGE = Path.of("../docs/diagnostics.md");

  /** Codes that no compilation can provoke, with an example that is run, and why none can. */
  private static final Map<String, String> AT_RUN_TIME =
      Map.of(
          "RAD200", "the file was there at compile time",
          "RAD201", "the file was the same at compile time",
          "RAD306", "no compiler sees which imports the user's ImportValues have",
          "RAD314", "no compiler sees of which types the user's ImportValues are",
          "RAD404", "a compiled program only asserts addresses, and WasmFile.moveTo asks for one",
          "RAD405", "a compiled program only asserts addresses, and WasmFile.moveTo asks for one",
          "RAD412", "the limit is that of the JVM that runs the program",
          "RAD602", "it is the engine that does not run the image",
          "RAD603", "classes and file belonged together when they were written",
          "RAD604", "a program may run on another engine than it is compiled for");

  /** Codes of mistakes that the linker does not make as far as is known. */
  private static final Set<String> NEVER = Set.of("RAD600");

  /** A test that provokes a code, and what of the compilation it needs that an example lacks. */
  private record Elsewhere(Class<?> test, String needs) {}

  /** Codes that no example provokes: it says something of the compilation around it. */
  private static final Map<String, Elsewhere> ELSEWHERE =
      Map.ofEntries(
          Map.entry("RAD106", new Elsewhere(DeferralTest.class, "javac reports it as well")),
          Map.entry("RAD116", new Elsewhere(SourceWriterTest.class, "a Filer that fails")),
          Map.entry("RAD162", new Elsewhere(ProgramDiagnosticsTest.class, "another package")),
          Map.entry("RAD174", new Elsewhere(LayoutFileTest.class, "options to write files")),
          Map.entry("RAD175", new Elsewhere(LayoutFileTest.class, "options to write files")),
          Map.entry("RAD176", new Elsewhere(LayoutFileTest.class, "options to write files")),
          Map.entry("RAD177", new Elsewhere(LayoutFileTest.class, "options to write files")),
          Map.entry("RAD178", new Elsewhere(LayoutFileTest.class, "options to write files")),
          Map.entry("RAD179", new Elsewhere(MapTest.class, "another processor in the way")),
          Map.entry("RAD182", new Elsewhere(SourceWriterTest.class, "a Filer that fails")),
          Map.entry("RAD183", new Elsewhere(EclipseCompilerTest.class, "another compiler")),
          Map.entry("RAD184", new Elsewhere(EngineChoiceTest.class, "a path without an engine")),
          Map.entry("RAD185", new Elsewhere(EngineChoiceTest.class, "a path without an engine")),
          Map.entry("RAD199", new Elsewhere(ElementStepTest.class, "a bug")),
          Map.entry("RAD605", new Elsewhere(EngineChoiceTest.class, "artifacts of two versions")),
          Map.entry("RAD810", new Elsewhere(HostDiagnosticsTest.class, "no WASI")));

  private static final Pattern FILE =
      Pattern.compile("(?<text>.+?)\n\n```java\n(?<code>.+?\n)```\n", Pattern.DOTALL);
  private static final String HERE = " // here";
  private static final String RUNS = " // at run time";

  /** What is said of a code. */
  private record Explanation(String text, String code) {
    static Explanation of(ProblemKind kind) {
      Path file = EXPLANATIONS.resolve(kind.code() + ".md");
      Matcher matcher = FILE.matcher(read(file));
      assertThat(matcher.matches()).as("%s: paragraphs and one block of Java", file).isTrue();
      return new Explanation(matcher.group("text"), matcher.group("code"));
    }
  }

  @BeforeAll
  static void writeModules() throws IOException {
    CraftedModules.write(CRAFTED);
  }

  private static List<ProblemKind> compiled() {
    return DiagnosticCatalogue.kinds().stream()
        .filter(
            kind ->
                !AT_RUN_TIME.containsKey(kind.code())
                    && !NEVER.contains(kind.code())
                    && !ELSEWHERE.containsKey(kind.code()))
        .toList();
  }

  private static List<ProblemKind> run() {
    return DiagnosticCatalogue.kinds().stream()
        .filter(kind -> AT_RUN_TIME.containsKey(kind.code()))
        .toList();
  }

  @Test
  void codesAreUnique() {
    assertThat(DiagnosticCatalogue.kinds()).extracting(ProblemKind::code).doesNotHaveDuplicates();
  }

  /** The four sets are all there is, so that no code is without an assertion unnoticed. */
  @Test
  void everyCodeIsProvokedOrListed() {
    Set<String> asserted = new TreeSet<>(AT_RUN_TIME.keySet());
    asserted.addAll(NEVER);
    asserted.addAll(ELSEWHERE.keySet());
    compiled().forEach(kind -> asserted.add(kind.code()));
    List<String> codes = DiagnosticCatalogue.kinds().stream().map(ProblemKind::code).toList();

    assertThat(asserted).containsExactlyElementsOf(codes);
    System.out.println(
        "diagnostics: "
            + codes.size()
            + " codes, "
            + compiled().size()
            + " with a compiled example, "
            + (AT_RUN_TIME.size() + NEVER.size())
            + " at run time, "
            + ELSEWHERE.size()
            + " in other tests");
  }

  @Test
  void anotherTestNamesItsCode() {
    ELSEWHERE.forEach(
        (code, elsewhere) ->
            assertThat(
                    read(
                        Path.of(
                            "src/test/java",
                            elsewhere.test().getName().replace('.', '/') + ".java")))
                .contains(code));
  }

  @Test
  void everyCodeHasAFileAndEveryFileACode() throws IOException {
    try (Stream<Path> files = Files.list(EXPLANATIONS)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
          .isEqualTo(
              DiagnosticCatalogue.kinds().stream().map(kind -> kind.code() + ".md").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("compiled")
  void anExampleProvokesItsCodeAlone(ProblemKind kind) {
    List<String> lines = EngineNames.of(Explanation.of(kind).code()).lines().toList();
    if (String.join("\n", lines).contains(Compile.ANNOTATIONS)) {
      Compile.needChicorysAnnotations();
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith(HERE)) {
        expected.add("Example.java:" + (i + 2) + ": " + kind.code()); // Below the package.
      }
    }

    Compilation compilation =
        Compile.compile(
            List.of("-Aradicchio.path=" + CRAFTED),
            JavaFileObjects.forSourceString(
                "test.Example",
                "package test; import dev.radicchio.annotations.*; import dev.radicchio.memory.*;\n"
                    + String.join("\n", lines)));

    assertThat(expected).as("lines that end with%s", HERE).isNotEmpty();
    assertThat(codes(compilation).stream().distinct().toList()).isEqualTo(expected);
    assertThat(compilation.errors().isEmpty()).isEqualTo(kind.severity() != Problem.Severity.ERROR);
  }

  @ParameterizedTest
  @MethodSource("run")
  void anExampleThrowsItsCodeAlone(ProblemKind kind) throws ReflectiveOperationException {
    String code = Explanation.of(kind).code();
    Compilation compilation =
        Compile.compile(
            JavaFileObjects.forSourceString(
                "test.Example",
                """
                package test;
                import dev.radicchio.*;
                import dev.radicchio.binary.*;
                import dev.radicchio.engine.*;
                import dev.radicchio.link.*;
                import java.io.*;
                import java.nio.file.*;
                import java.util.*;
                public class Example implements java.util.concurrent.Callable<Object> {
                  private static WasmFile file(String path) throws IOException {
                    Path crafted = Path.of("%s", path);
                    try (InputStream in = Files.exists(crafted)
                        ? Files.newInputStream(crafted)
                        : ClassLoader.getSystemResourceAsStream(path)) {
                      return WasmFile.read(path, in.readAllBytes());
                    }
                  }
                  @Override public Object call() throws IOException {
                %s
                    return null;
                  }
                }
                """
                    .formatted(CRAFTED, code)));
    assertThat(codes(compilation)).isEmpty();
    Callable<?> example =
        (Callable<?>)
            new CompiledClasses(compilation)
                .loadClass("test.Example")
                .getDeclaredConstructor()
                .newInstance();

    assertThat(code.lines().filter(line -> line.endsWith(RUNS))).hasSize(1);
    assertThat(catchThrowableOfType(LinkException.class, example::call).problems())
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.code().code()).isEqualTo(kind.code()));
  }

  @Test
  void thePageIsUpToDate() throws IOException {
    String page = page();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(read(PAGE)).isEqualTo(page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    String theme = "";
    for (ProblemKind kind : DiagnosticCatalogue.kinds()) {
      if (!kind.code().startsWith(theme) || theme.isEmpty()) {
        theme = kind.code().substring(0, 4);
        page.append("\n## ").append(theme).append("xx: ").append(title(theme)).append('\n');
      }
      Explanation explanation = Explanation.of(kind);
      page.append("\n### ")
          .append(kind.code())
          .append(' ')
          .append(kind.name())
          .append("\n\n")
          .append(kind.severity() == Problem.Severity.ERROR ? "Error" : "Warning")
          .append(": `")
          .append(kind.template())
          .append("`\n\n")
          .append(explanation.text())
          .append("\n\n```java\n")
          .append(explanation.code().replace(HERE, " // " + kind.code()))
          .append("```\n");
    }
    return page.toString();
  }

  private static String title(String theme) {
    return switch (theme) {
      case "RAD1" -> "interfaces, signatures and programs";
      case "RAD2" -> "a module's file";
      case "RAD3" -> "imports, exports and symbols";
      case "RAD4" -> "the layout of memory and tables";
      case "RAD5" -> "heaps";
      case "RAD6" -> "the image and the engine";
      case "RAD7" -> "structs";
      case "RAD8" -> "hosts, heaps, regions and function pointers";
      default -> throw new AssertionError("no title for " + theme + "xx");
    };
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String HEAD =
      """
      # Diagnostics

      <!-- Written by CatalogueTest from the enums of codes and processor/src/test/resources/diagnostics. -->

      What Radicchio reports, by code.
      A message ends with its code, at compile time and at run time; `ProblemCode` has the codes of the linker as constants.
      A code is never given to another problem.
      In the messages below, `%s`, `%d` and `0x%x` stand for names and numbers.

      Errors cannot be silenced. A warning can:

      - `@SuppressWarnings("RAD320")` on the accessor, the program, or an interface around it. Like every `@SuppressWarnings` it is not kept in class files, and counts where its source is compiled. Eclipse's compiler warns of it, as it knows no such word; the option has no such effect.
      - `-Aradicchio.warnings=RAD320=off,RAD504=error` for a whole compilation: `off`, `warning` or `error` for each code. What an annotation silences stays silent.

      The examples are compiled, or run, in each build; the comment in them is on the line that the code is reported on. Those without such a comment need more than the one file. In those that are marked `// at run time`, `file(path)` is `WasmFile.read(path, bytes)` of that file.
      """;
}
