package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.codes;
import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layout that a committed file pins. */
class LayoutFileTest {
  private static final String LAYOUT =
      """
      # The layout of test.P, which the layoutFile of its @SharedMemory pins.
      # Regions, data and slots have a start, and an end that is the first after them.
      # Compiling with -Aradicchio.updateLayout=true writes it anew.
      region 0x00000000 0x00000400 guard
      region 0x00000400 0x00002400 stack
      region 0x00002400 0x0000240c data counter
      region 0x00002410 0x00002484 data named
      region 0x00002490 0x00010000 heap
      pages 1
      table 2
      slots 1 2 counter
      symbol 0x00002410 named.COUNTER_VALUE
      symbol 0x00002414 named.COUNTER_VALUE_2
      symbol 0x00002418 named.DATA_START_2
      symbol 0x00002420 named.BUFFER
      """;

  private static final String WHERE =
      " and -Aradicchio.layoutDirectory=<the directory that p.layout is relative to> (Maven:"
          + " ${project.basedir}/src/main/resources, Gradle: $projectDir/src/main/resources)";

  private static final JavaFileObject COUNTER =
      source("Counter", "@WasmModule(\"wasm/counter.wasm\") interface Counter {}");
  private static final JavaFileObject NAMED =
      source("Named", "@WasmModule(\"wasm/named_data.wasm\") interface Named {}");

  @TempDir private Path directory;

  private static JavaFileObject program(String settings, String accessors) {
    return source("P", "@SharedMemory(stackBytes = 8192" + settings + ")", accessors);
  }

  private static JavaFileObject pinned() {
    return program(
        ", layoutFile = \"p.layout\"", "interface P { Counter counter(); Named named(); }");
  }

  /** Compiles with the directory as a place where modules and layouts are looked for. */
  private Compilation compilePinned() {
    return compile(List.of("-Aradicchio.path=" + directory), COUNTER, NAMED, pinned());
  }

  private Path file() {
    return directory.resolve("p.layout");
  }

  private Compilation update(JavaFileObject... sources) {
    return compile(
        List.of("-Aradicchio.updateLayout=true", "-Aradicchio.layoutDirectory=" + directory),
        sources);
  }

  /** Without the indentation that javac gives all but the first line of a message. */
  private static List<String> problems(Compilation compilation) {
    return Compile.problems(compilation).stream()
        .map(problem -> problem.replace("\n  ", "\n"))
        .toList();
  }

  private static List<String> notes(Compilation compilation) {
    return compilation.diagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.NOTE)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  @Test
  void writesAFileThatTheLayoutThenIsComparedWith() throws IOException {
    Compilation updated = update(COUNTER, NAMED, pinned());

    assertThat(problems(updated)).isEmpty();
    assertThat(notes(updated)).containsExactly(file() + " was written; commit it");
    assertThat(file()).content().isEqualTo(LAYOUT);
    assertThat(problems(compilePinned())).isEmpty();
    assertThat(notes(update(COUNTER, NAMED, pinned()))).containsExactly(file() + " is up to date");
  }

  @Test
  void showsWhatMovedAndWhatIsAroundIt() throws IOException {
    Files.writeString(
        file(),
        LAYOUT
            .replace("0x00002400 0x0000240c", "0x00002400 0x0000240f")
            .replace("0x00002484", "0x00002488")
            .replace("slots 1 2 counter\n", "slots 1 2 counter\nsymbol 0x00002404 counter.GONE\n")
            .replace("symbol 0x00002420 named.BUFFER\n", ""));

    assertThat(problems(compilePinned()))
        .containsExactly(
            """
            P.java:2: the layout of P is not the one that p.layout pins:
            --- p.layout
            +++ PLayout, from wasm/counter.wasm, wasm/named_data.wasm
              region 0x00000000 0x00000400 guard
              region 0x00000400 0x00002400 stack
            - region 0x00002400 0x0000240f data counter
            + region 0x00002400 0x0000240c data counter
            - region 0x00002410 0x00002488 data named
            + region 0x00002410 0x00002484 data named
              region 0x00002490 0x00010000 heap
              pages 1
              table 2
              slots 1 2 counter
            - symbol 0x00002404 counter.GONE
              symbol 0x00002410 named.COUNTER_VALUE
              symbol 0x00002414 named.COUNTER_VALUE_2
              symbol 0x00002418 named.DATA_START_2
            + symbol 0x00002420 named.BUFFER
            If nothing relies on the old addresses, compile once with\
             -Aradicchio.updateLayout=true, and commit p.layout""");
  }

  @Test
  void generatesTheClassesAlthoughSomethingMoved() throws IOException {
    Files.writeString(file(), LAYOUT.replace("pages 1", "pages 2"));

    Compilation compilation =
        compile(
            List.of("-Aradicchio.path=" + directory),
            COUNTER,
            NAMED,
            pinned(),
            source("User", "class User { int heap = PLayout.HEAP_BASE; }"));

    assertThat(problems(compilation)).singleElement().asString().contains("- pages 2\n+ pages 1\n");
  }

  @Test
  void readsAFileThatVersionControlGaveOtherLineEnds() throws IOException {
    Files.writeString(file(), LAYOUT.replace("\n", "\r\n"));

    assertThat(problems(compilePinned())).isEmpty();
  }

  @Test
  void aMissingFileIsAnErrorThatSaysHowToCreateIt() {
    assertThat(problems(compile(COUNTER, NAMED, pinned())))
        .containsExactly(
            "P.java:2: p.layout, which pins the layout of P, was not found; looked in the class"
                + " output, the source path, the class path. To create it, compile once with"
                + " -Aradicchio.updateLayout=true"
                + WHERE
                + ", and commit p.layout");
  }

  @Test
  void aMissingFileNeedsNoMoreThanTheUpdateWhereTheDirectoryIsGiven() {
    assertThat(
            problems(
                compile(
                    List.of("-Aradicchio.layoutDirectory=" + directory), COUNTER, NAMED, pinned())))
        .containsExactly(
            "P.java:2: p.layout, which pins the layout of P, was not found; looked in"
                + " -Aradicchio.layoutDirectory "
                + directory
                + ", the class output, the source path, the class path. To create it, compile once"
                + " with -Aradicchio.updateLayout=true, and commit p.layout");
  }

  @Test
  void aFileOfSomethingElseIsAnErrorAndIsNotOverwritten() throws IOException {
    Files.write(file(), new byte[] {0, 'a', 's', 'm', (byte) 0xff});

    assertThat(problems(compilePinned()))
        .containsExactly(
            "P.java:2: p.layout is not as Radicchio writes it: line 1 is \"not text\". To write it"
                + " anew, remove it and compile once with -Aradicchio.updateLayout=true, and commit"
                + " p.layout");
    Compilation updated = update(COUNTER, NAMED, pinned());
    assertThat(problems(updated))
        .containsExactly(
            "P.java:2: "
                + file()
                + " is no file that Radicchio wrote, and is not overwritten; remove it, or give"
                + " layoutFile another name");
    assertThat(codes(updated)).containsExactly("P.java:2: RAD178");
    assertThat(file()).hasBinaryContent(new byte[] {0, 'a', 's', 'm', (byte) 0xff});
  }

  @Test
  void aFileWithAMergeConflictIsAnErrorAndCanBeWrittenAnew() throws IOException {
    Files.writeString(file(), LAYOUT.replace("pages 1\n", "<<<<<<< ours\npages 1\n"));

    assertThat(problems(compilePinned()))
        .singleElement()
        .asString()
        .contains("p.layout is not as Radicchio writes it: line 9 is \"<<<<<<< ours\". ");
    assertThat(problems(update(COUNTER, NAMED, pinned()))).isEmpty();
    assertThat(file()).content().isEqualTo(LAYOUT);
  }

  @Test
  void updatesWhereADirectoryOfSourcesHasTheFile() throws IOException {
    Files.writeString(file(), "");

    assertThat(
            problems(
                compile(
                    List.of("-Aradicchio.updateLayout", "-Aradicchio.path=" + directory),
                    COUNTER,
                    NAMED,
                    pinned())))
        .isEmpty();
    assertThat(file()).content().isEqualTo(LAYOUT);
  }

  @Test
  void updatesNothingWhereItDoesNotKnowTheDirectory() {
    Compilation compilation =
        compile(List.of("-Aradicchio.updateLayout=true"), COUNTER, NAMED, pinned());

    assertThat(problems(compilation))
        .containsExactly(
            "P.java:2: -Aradicchio.updateLayout=true does not know where to write p.layout; add"
                + WHERE.substring(" and".length()));
    assertThat(codes(compilation)).containsExactly("P.java:2: RAD176");
  }

  @Test
  void createsNoDirectoryThatAnOptionNames() {
    Path nowhere = directory.resolve("nowhere");
    Compilation compilation =
        compile(
            List.of("-Aradicchio.updateLayout=true", "-Aradicchio.layoutDirectory=" + nowhere),
            COUNTER,
            NAMED,
            pinned());

    assertThat(problems(compilation))
        .singleElement()
        .asString()
        .contains("-Aradicchio.layoutDirectory is no directory: " + nowhere + "; give ");
    assertThat(codes(compilation)).containsExactly("P.java:2: RAD177");
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void reportsADirectoryThatIsNoPath() {
    Compilation compilation =
        compile(List.of("-Aradicchio.layoutDirectory=a\0b"), COUNTER, NAMED, pinned());

    assertThat(problems(compilation))
        .singleElement()
        .asString()
        .startsWith("P.java:2: -Aradicchio.layoutDirectory is no directory: ");
    assertThat(codes(compilation)).containsExactly("P.java:2: RAD175");
  }

  @Test
  void reportsAFolderThatIsAFile() throws IOException {
    Files.writeString(directory.resolve("layouts"), "");
    Compilation compilation =
        update(
            COUNTER,
            program(", layoutFile = \"layouts/p.layout\"", "interface P { Counter counter(); }"));

    assertThat(problems(compilation))
        .singleElement()
        .asString()
        .startsWith("P.java:2: layouts/p.layout could not be read or written: ")
        .contains(directory.resolve("layouts").toString());
    assertThat(codes(compilation)).containsExactly("P.java:2: RAD174");
  }

  @Test
  void writesIntoAFolderThatDoesNotExistYet() {
    JavaFileObject program =
        program(", layoutFile = \"layouts/p.layout\"", "interface P { Counter counter(); }");

    assertThat(problems(update(COUNTER, program))).isEmpty();
    assertThat(directory.resolve("layouts/p.layout")).content().contains("slots 1 2 counter\n");
  }

  @Test
  void anUpdateOfAProgramWithoutAFileDoesNothingButSaySo() {
    Compilation compilation = update(COUNTER, program("", "interface P { Counter counter(); }"));

    assertThat(problems(compilation)).isEmpty();
    assertThat(notes(compilation))
        .containsExactly("test.P has no layoutFile, so that there is no layout to update");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesAnOptionThatIsNeitherTrueNorFalse() {
    assertThat(problems(compile(List.of("-Aradicchio.updateLayout=no"), COUNTER, NAMED, pinned())))
        .contains("-Aradicchio.updateLayout is \"no\"; give it the value true or false");
  }

  @Test
  void refusesAFileOutsideOfTheDirectory() {
    JavaFileObject program =
        program(", layoutFile = \"../p.layout\"", "interface P { Counter counter(); }");

    assertThat(problems(update(COUNTER, program)))
        .singleElement()
        .asString()
        .startsWith("P.java:2: \"../p.layout\" is not the path of a class-path resource; ");
  }

  @Test
  void refusesOneFileForTwoPrograms() {
    JavaFileObject program =
        program(
            ", layoutFile = \"p.layout\"",
            "interface P { Counter counter(); }\n"
                + "@SharedMemory(layoutFile = \"p.layout\") interface Q { Counter counter(); }");

    assertThat(problems(update(COUNTER, program)))
        .containsExactly(
            "P.java:4: p.layout pins the layout of test.P; give each program its own file");
  }

  @Test
  void leavesOutWhatIsFarFromADifference() throws IOException {
    Files.writeString(
        file(), LAYOUT.replace("guard", "moat").replace("named.BUFFER", "named.OTHER"));

    assertThat(problems(compilePinned()))
        .singleElement()
        .asString()
        .contains(
            """
            - region 0x00000000 0x00000400 moat
            + region 0x00000000 0x00000400 guard
              region 0x00000400 0x00002400 stack
              region 0x00002400 0x0000240c data counter
              ...
              symbol 0x00002414 named.COUNTER_VALUE_2
              symbol 0x00002418 named.DATA_START_2
            - symbol 0x00002420 named.OTHER
            + symbol 0x00002420 named.BUFFER
            """);
  }
}
