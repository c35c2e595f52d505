package dev.radicchio.random;

import dev.radicchio.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs what the toolchain's linker made of a program, in Node. */
final class Twin {
  private static final String SCRIPT = "src/test/guest/random/run.mjs";

  private Twin() {}

  /** What it answers to being initialized and to each call. */
  static List<String> run(Path module, List<ProgramCall> calls) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("node", "--no-warnings", SCRIPT, module.toString()));
    calls.forEach(call -> command.add(call.text()));
    Peer.Result result = Peer.run(command);
    List<String> answers = result.output().lines().toList();
    if (result.status() != 0 || answers.size() != calls.size() + 1) {
      throw new IOException(String.join(" ", command) + "\n" + result.output());
    }
    return answers;
  }
}
