package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.IfEngineHas;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.RelocationModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Images have the fingerprints that {@code corpus/images} lists, so that a review sees which of
 * them a change of the linker changes. They are those of programs of the corpus and of the tests'
 * fixtures: of a module alone and twice, with each policy of the heap, of many modules, and of
 * fixtures that import what others export. The forms are those for engines that mix up references
 * to exceptions, as Chicory and the oldest Endive do.
 *
 * <p>{@code mvn -pl runtime -am test -Dtest=ImagesTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dgolden.write=true} writes the file anew, to be read as a diff.
 */
@IfEngineHas(Shortcoming.EXCEPTION_REFERENCES)
final class ImagesTest {
  private static final Path FILE = Corpus.FOLDER.resolve("images");
  private static final Path FIXTURES = Path.of("src/test/resources/wasm");
  private static final String SUFFIX = ".wasm";
  private static final int MOST_SHOWN = 20;

  private static final HeapPolicy PRIVATE = new HeapPolicy.Private();
  private static final HeapPolicy GUEST = new HeapPolicy.Guest("exporter", "malloc", "free");

  /** Where modules are moved to. */
  private static final long BASE = 1 << 20;

  private final Fingerprints fingerprints = new Fingerprints();

  @Test
  void imagesAreAsListed() throws IOException {
    List<LinkInput> rows = new ArrayList<>();
    for (Row row : Corpus.rows()) {
      read(row.module(), Corpus.bytes(row))
          .map(file -> LinkInput.of(row, file))
          .ifPresent(rows::add);
    }
    List<LinkInput> fixtures = new ArrayList<>();
    for (String name : fixtures()) {
      byte[] bytes = Fixture.bytes(name);
      read(name + SUFFIX, bytes).map(file -> LinkInput.of(file, bytes)).ifPresent(fixtures::add);
    }

    rows.parallelStream().forEach(this::linkRow);
    for (RelocationModel model : RelocationModel.values()) {
      linkAll(model, rows);
    }
    fixtures.parallelStream().forEach(fixture -> linkFixture(fixture, fixtures));

    List<String> lines = fingerprints.lines();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(FILE, String.join("\n", lines) + "\n");
    }
    assertThat(differences(Files.readAllLines(FILE), lines))
        .as("lines of corpus/images; if those with + are right, -Dgolden.write=true writes them")
        .isEmpty();
  }

  /** The names of all fixtures, with those of their folders. */
  private static List<String> fixtures() throws IOException {
    try (Stream<Path> files = Files.walk(FIXTURES)) {
      return files
          .map(file -> FIXTURES.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }

  /** Reads a module, unless it is refused. */
  private Optional<WasmFile> read(String name, byte[] bytes) {
    try {
      return Optional.of(WasmFile.read(name, bytes));
    } catch (LinkException e) {
      fingerprints.putRefusal(name + " read", e);
      return Optional.empty();
    }
  }

  private void linkRow(LinkInput row) {
    link(row);
    put(row, "with other", row.withOther("one"));
    put(row, "with other, private", row.withOther("one").heap(PRIVATE));
    put(row, "twice with other", row.withOther("one", "two"));
    put(row, "twice with other, private", row.withOther("one", "two").heap(PRIVATE));
  }

  private void linkFixture(LinkInput fixture, List<LinkInput> fixtures) {
    link(fixture);
    put(fixture, "private", fixture.alone("one").heap(PRIVATE));
    put(fixture, "twice", fixture.alone("one", "two"));
    put(fixture, "with all options", withAllOptions(fixture));
    for (LinkInput exporter : fixtures) {
      if (fixture.importsFrom(exporter)) {
        String with = "with " + exporter.name();
        put(fixture, with, fixture.with(exporter));
        if (exporter.exports().containsAll(Set.of("malloc", "free"))) {
          put(fixture, with + " as heap", fixture.with(exporter).heap(GUEST));
        }
      }
    }
  }

  private void link(LinkInput input) {
    fingerprints.putProgramAndForms(input.name() + " alone", input.alone("one"));
    fingerprints.putModule(input.name() + " moved", () -> input.file().moveTo(BASE));
  }

  private void put(LinkInput input, String program, Linker linker) {
    fingerprints.putProgram(input.name() + " " + program, linker);
  }

  private static Linker withAllOptions(LinkInput input) {
    Linker linker =
        Linker.create()
            .stackBytes(200_000)
            .maxPages(1_000)
            .javaAllocates()
            .region("mem.data_offset", 64, 4096)
            .region("env.buffer", 1_000, 64)
            .region("env.shared_buffer", 300, 16);
    input.hosts().forEach(linker::host);
    return linker.add("one", input.file());
  }

  /** One program of all modules of a model. */
  private void linkAll(RelocationModel model, List<LinkInput> inputs) {
    Linker linker = Linker.create();
    for (LinkInput input : inputs) {
      if (input.file().relocationModel() == model) {
        input.hosts().forEach(linker::hostByName);
        linker.add(input.name(), input.file());
      }
    }
    fingerprints.putProgramAndForms("all " + model, linker);
  }

  private static List<String> differences(List<String> listed, List<String> found) {
    return Stream.concat(
            without(listed, found).map(line -> "- " + line),
            without(found, listed).map(line -> "+ " + line))
        .sorted(Comparator.comparing(line -> line.substring(2, line.indexOf(':'))))
        .limit(MOST_SHOWN)
        .toList();
  }

  private static Stream<String> without(List<String> lines, List<String> others) {
    Set<String> set = new HashSet<>(others);
    return lines.stream().filter(line -> !set.contains(line));
  }
}
