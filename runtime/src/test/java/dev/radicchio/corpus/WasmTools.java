package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Has images checked by wasm-tools, one by one. */
final class WasmTools {
  private static final Path DIRECTORY = Path.of("target", "wasm-tools");

  private final String tools;

  WasmTools() throws IOException {
    Path script = PublishedModule.FOLDER.resolveSibling("wasm-tools");
    Peer.Result found = Peer.run(List.of("bash", script.toString(), DIRECTORY.toString()));
    assertThat(found.status()).as(found.output()).isZero();
    tools = found.output().strip();
  }

  /** What is wrong with an image, or {@code valid}. */
  String check(byte[] image) throws IOException {
    Path file = Files.createTempFile("image", ".wasm");
    try {
      Files.write(file, image);
      Peer.Result result = Peer.run(List.of(tools, "validate", file.toString()));
      return result.status() == 0 ? "valid" : result.output();
    } finally {
      Files.delete(file);
    }
  }
}
