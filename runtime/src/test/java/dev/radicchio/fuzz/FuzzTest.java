package dev.radicchio.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.corpus.Corpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a module's bytes are, it is refused with a message, or linked into a valid image. */
final class FuzzTest {
  private static final int CASES = 1_500;
  private static final int MANY_CASES = 206_000;
  private static final int JVMS = 2;

  @Test
  void brokenModulesAreRefusedOrLinked() {
    FuzzRun run = new FuzzRun(Corpus.rows().stream().map(Corpus::bytes).toList());
    run.run(1, CASES);
    assertThat(run.escapes()).isEmpty();
    assertThat(run.linked()).isPositive();
    assertThat(run.rejected()).isPositive();
  }

  /** In JVMs with 256 MiB, so that an inflated count cannot ask for more memory without notice. */
  @Test
  @Tag("slow")
  void manyBrokenModulesAreRefusedOrLinkedInLittleMemory() throws Exception {
    int each = MANY_CASES / JVMS;
    List<Process> running = new ArrayList<>();
    List<Path> outputs = new ArrayList<>();
    for (int i = 0; i < JVMS; i++) {
      Path output = Files.createTempFile("fuzz", ".txt");
      outputs.add(output);
      running.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-ea",
                  "-XX:-OmitStackTraceInFastThrow",
                  "-cp",
                  System.getProperty("java.class.path"),
                  FuzzRun.class.getName(),
                  String.valueOf(1 + CASES + (long) i * each),
                  String.valueOf(each))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start());
    }
    for (int i = 0; i < JVMS; i++) {
      int status = running.get(i).waitFor();
      String output = Files.readString(outputs.get(i));
      System.out.println("fuzz: " + output.lines().findFirst().orElse("nothing"));
      assertThat(status).as(output).isZero();
      Files.delete(outputs.get(i));
    }
  }
}
