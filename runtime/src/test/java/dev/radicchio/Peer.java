package dev.radicchio;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A process of another engine, whose results ours are compared with. If it is killed by a signal,
 * that is an error of the engine (a fatal check, say) and no result: it is run once more, and the
 * output says so. Whatever ends by itself is not run again.
 */
public final class Peer {
  /** What the JVM adds to the number of the signal that killed a process. */
  private static final int KILLED = 128;

  private static final int LAST_SIGNAL = 64;

  /** Of what a killed process wrote, the end tells why. */
  private static final int SHOWN_CHARACTERS = 2000;

  private final PrintStream log;

  Peer(PrintStream log) {
    this.log = log;
  }

  /**
   * How a process ended, and all that it wrote.
   *
   * @param status its exit status, or 128 and the number of the signal that killed it
   */
  public record Result(int status, String output) {
    private boolean killed() {
      return status > KILLED && status <= KILLED + LAST_SIGNAL;
    }
  }

  /**
   * Runs a command to its end.
   *
   * @throws IOException if there is no such command
   */
  public static Result run(List<String> command) throws IOException {
    return new Peer(System.out).result(command);
  }

  Result result(List<String> command) throws IOException {
    Result first = once(command);
    if (!first.killed()) {
      return first;
    }
    String output = first.output();
    log.printf(
        "%s was killed by signal %d and is run once more. It wrote:%n%s%n",
        command.get(0),
        first.status() - KILLED,
        output.substring(Math.max(0, output.length() - SHOWN_CHARACTERS)));
    return once(command);
  }

  private static Result once(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.get(0) + " ran", e);
    } finally {
      process.destroy();
    }
  }
}
