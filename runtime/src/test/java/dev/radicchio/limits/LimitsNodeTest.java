package dev.radicchio.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.limits.AccessCases.Access;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link AccessLimitsTest} and {@link TableRangesTest} expect by the specification's rules is
 * what Node does with the same images.
 */
@Tag("slow")
final class LimitsNodeTest {
  private static final Path SCRIPT = Path.of("src", "test", "guest", "limits.mjs");

  @TempDir private Path directory;

  private List<String> node(Image image, List<String> calls)
      throws IOException, InterruptedException {
    Path file = Files.write(directory.resolve("image.wasm"), image.bytes());
    Path lines = Files.write(directory.resolve("calls"), calls);
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder("node", SCRIPT.toString(), file.toString(), lines.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(() -> read(output)).isZero();
    return Files.readAllLines(output);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void accesses() throws IOException, InterruptedException {
    int size = AccessCases.memoryBytes();
    List<Access> accesses = AccessCases.of(size);
    List<String> calls =
        accesses.stream()
            .map(done -> "memory a!" + AccessCases.ACCESS + " " + done.index() + " " + done.base())
            .toList();
    assertThat(node(AccessCases.image(size, false), calls))
        .isEqualTo(accesses.stream().map(done -> AccessCases.expected(done, size)).toList());
  }

  @Test
  void tables() throws IOException, InterruptedException {
    Image image = Linker.create().add("a", Fixture.wasm("table_ranges")).link();
    List<String> calls =
        TableCases.all().stream()
            .map(
                call ->
                    call.arguments().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(" ", "tables a!" + call.export() + " ", "")))
            .toList();
    List<String> expected =
        TableCases.all().stream()
            .map(TableCases::expected)
            .map(
                text ->
                    text.replaceFirst("^(out of bounds table access|undefined element)", "trap"))
            .toList();
    assertThat(node(image, calls)).isEqualTo(expected);
  }
}
