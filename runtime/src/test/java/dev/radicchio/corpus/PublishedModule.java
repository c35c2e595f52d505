package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A module of a published package, as its author made it; one line of {@code packages.csv}.
 *
 * @param registry {@code npm} or {@code pypi}
 * @param name of the package
 * @param file where the package has it: a {@code .wasm} file, or a script that has it in Base64
 * @param toolchain what made it
 * @param model its relocation model, or the code of the problem for which it is refused
 */
record PublishedModule(
    String registry, String name, String version, String file, String toolchain, String model) {
  static final Path FOLDER = Corpus.FOLDER.resolve("packages");

  private static final Path FETCHED = Path.of("target", "packages");
  private static final String HEADER = "registry,package,version,file,toolchain,model";

  /** All of the list, fetched. */
  static List<PublishedModule> all() throws IOException {
    Peer.Result fetched =
        Peer.run(
            List.of(
                "bash", FOLDER.resolve("fetch").toString(), FETCHED.toAbsolutePath().toString()));
    assertThat(fetched.status()).as(fetched.output()).isZero();
    return Csv.parse(Files.readString(FOLDER.resolve("packages.csv")), HEADER).stream()
        .map(
            fields ->
                new PublishedModule(
                    fields.get(0),
                    fields.get(1),
                    fields.get(2),
                    fields.get(3),
                    fields.get(4),
                    fields.get(5)))
        .toList();
  }

  /** The module's name in programs. */
  String instance() {
    return name.replace('/', '+');
  }

  /** Where it is, once it was fetched. */
  Path path() {
    return FETCHED.resolve(instance() + ".wasm");
  }

  byte[] bytes() throws IOException {
    return Files.readAllBytes(path());
  }
}
