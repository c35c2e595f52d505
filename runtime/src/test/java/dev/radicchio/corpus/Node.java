package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Peer;
import dev.radicchio.corpus.Scenario.Step;
import dev.radicchio.link.Image;
import dev.radicchio.link.plan.ImageNaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs images in Node through the script {@code run.mjs}, which says what the files look like. */
final class Node {
  private static final int VERSION = 20;
  private static final String SCRIPT = Corpus.FOLDER.resolve("run.mjs").toString();

  private final Path directory;

  /**
   * @param directory for the images and what else the script needs
   */
  Node(Path directory) {
    this.directory = directory;
  }

  /**
   * Runs all images in one process.
   *
   * @return the results of each, by the names of modules
   */
  Map<String, List<String>> run(Collection<LinkedRow> rows) throws IOException {
    List<String> jobs = new ArrayList<>();
    for (LinkedRow row : rows) {
      Image image = row.image().orElseThrow();
      Path file = Files.write(directory.resolve(row.row().module()), image.bytes());
      jobs.add(job(row.row().module(), file, row.scenario()));
    }
    Path jobFile = Files.write(directory.resolve("jobs"), jobs);
    List<String> lines = node(List.of("--no-warnings", SCRIPT, jobFile.toString()));
    Map<String, List<String>> results = new HashMap<>();
    lines.forEach(line -> readResults(line, results));
    return results;
  }

  private static String job(String module, Path image, Scenario scenario) {
    return "{\"module\":%s,\"image\":%s,\"calls\":[%s]}"
        .formatted(
            string(module),
            string(image.toAbsolutePath().toString().replace('\\', '/')),
            scenario.steps().stream().map(Node::call).collect(Collectors.joining(",")));
  }

  private static String call(Step step) {
    return "[%s,%s,%s]"
        .formatted(
            string(ImageNaming.exportName(step.instance(), step.call().export())),
            strings(step.call().argumentTexts().stream()),
            strings(step.call().type().results().stream().map(Object::toString)));
  }

  private static String strings(Stream<String> texts) {
    return texts.map(Node::string).collect(Collectors.joining(",", "[", "]"));
  }

  private static String string(String text) {
    return '"' + text + '"';
  }

  /** No string in the output has a character that JSON would escape. */
  private static void readResults(String line, Map<String, List<String>> results) {
    List<String> parts = Arrays.asList(line.split("\"", -1));
    List<String> strings = new ArrayList<>();
    for (int i = 1; i < parts.size(); i += 2) {
      strings.add(parts.get(i));
    }
    assertThat(strings.get(0)).as(line).isEqualTo("module");
    assertThat(strings.get(2)).as(line).isEqualTo("results");
    results.put(strings.get(1), strings.subList(3, strings.size()));
  }

  private static List<String> node(List<String> arguments) throws IOException {
    List<String> command = Stream.concat(Stream.of("node"), arguments.stream()).toList();
    Peer.Result result;
    try {
      result = Peer.run(command);
    } catch (IOException e) {
      throw new IOException(
          "Node is not on PATH. Install Node %d or newer to run the images in it, on Debian with apt-get install nodejs"
              .formatted(VERSION),
          e);
    }
    assertThat(result.status())
        .as("%s (Node %d or newer):%n%s", command, VERSION, result.output())
        .isZero();
    return result.output().lines().toList();
  }
}
