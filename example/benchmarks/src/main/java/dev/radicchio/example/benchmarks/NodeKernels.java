package dev.radicchio.example.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The kernels in Node: a process that measures itself. */
final class NodeKernels implements AutoCloseable {
  private static final String NODE = "node";

  private final Process process;
  private final BufferedReader output;
  private final BufferedWriter input;

  NodeKernels() {
    try {
      Path directory = Files.createTempDirectory("kernels");
      directory.toFile().deleteOnExit();
      List<String> command = new ArrayList<>(List.of(NODE));
      command.add(copy("/node/kernels.mjs", directory.resolve("kernels.mjs")));
      for (String kernel : Kernels.RESULTS.keySet()) {
        command.add(copy("/wasm/" + kernel + ".wasm", directory.resolve(kernel)));
      }
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    output = process.inputReader(StandardCharsets.UTF_8);
    input = process.outputWriter(StandardCharsets.UTF_8);
  }

  private static String copy(String resource, Path file) throws IOException {
    file.toFile().deleteOnExit();
    return Files.write(file, Guests.resource(resource)).toString();
  }

  /** Whether there is a Node that runs WebAssembly. */
  static boolean present() {
    try {
      return new ProcessBuilder(NODE, "-e", "WebAssembly.Module")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Runs each kernel so many times. */
  void run(int times) {
    try {
      input.write(times + "\n");
      input.flush();
      for (int i = 0; i < Kernels.RESULTS.size(); i++) {
        String line = output.readLine();
        if (line == null) {
          throw new IllegalStateException("node has ended");
        }
        String[] words = line.split(" ", -1);
        String kernel = String.valueOf(Path.of(words[0]).getFileName());
        Kernels.check(kernel, Integer.parseInt(words[1]));
        for (int run = 2; run < words.length; run++) {
          Parts.note(kernel, Double.parseDouble(words[run]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
