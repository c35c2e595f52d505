package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS) // where no signals are
final class PeerTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @TempDir private Path directory;

  /** Runs a script in a shell that first notes that it runs. */
  private Peer.Result run(String script) throws IOException {
    Path runs = directory.resolve("runs");
    return new Peer(new PrintStream(log, true, StandardCharsets.UTF_8))
        .result(List.of("sh", "-c", "runs=" + runs + "; echo run >> $runs; " + script));
  }

  private long runs() throws IOException {
    return Files.readAllLines(directory.resolve("runs")).size();
  }

  private String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABRT", "TRAP", "SEGV", "KILL"})
  void oneThatIsKilledOnceIsRunOnceMore(String signal) throws IOException {
    Peer.Result result =
        run("[ $(wc -l < $runs) = 1 ] && { echo lost; kill -" + signal + " $$; }; echo found");
    assertThat(result).isEqualTo(new Peer.Result(0, "found\n"));
    assertThat(runs()).isEqualTo(2);
    assertThat(log()).contains("sh was killed by signal ", " and is run once more", "lost");
  }

  @Test
  void oneThatIsKilledTwiceFails() throws IOException {
    Peer.Result result = run("kill -TRAP $$");
    assertThat(result.status()).isEqualTo(133);
    assertThat(runs()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 127, 255})
  void oneThatEndsByItselfIsNotRunAgain(int status) throws IOException {
    Peer.Result result = run("echo found; exit " + status);
    assertThat(result).isEqualTo(new Peer.Result(status, "found\n"));
    assertThat(runs()).isEqualTo(1);
    assertThat(log()).isEmpty();
  }
}
