package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Linker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program whose constructors open a file and then fail leaves nothing open. */
@EnabledOnOs(OS.LINUX) // which shows what a process has open
final class FailedStartTest {
  private static final int STARTS = 200;

  private final Executable executable =
      Executable.of(
          Linker.create()
              .add("opens", Fixture.wasm("opens"))
              .host("wasi_snapshot_preview1")
              .link());

  @TempDir private Path directory;

  @BeforeEach
  void writeFile() throws IOException {
    Files.writeString(directory.resolve("file"), "text");
  }

  private Hosts hosts(String variable) {
    return Hosts.none()
        .add(
            ChicoryHosts.wasi(
                WasiOptions.builder()
                    .withDirectory("/data", directory)
                    .withEnvironment(variable, "1")
                    .build()));
  }

  private long open() throws IOException {
    Path file = directory.resolve("file").toRealPath();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(descriptor -> isLink(descriptor, file)).count();
    }
  }

  private static boolean isLink(Path descriptor, Path file) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file);
    } catch (IOException e) {
      return false; // it has been closed in the meantime
    }
  }

  @Test
  void afterAnExit() throws IOException {
    for (int i = 0; i < STARTS; i++) {
      Hosts hosts = hosts("EXIT");
      assertThatThrownBy(() -> executable.instantiate(hosts)).isInstanceOf(WasiExitException.class);
    }
    assertThat(open()).isZero();
  }

  @Test
  void afterATrap() throws IOException {
    for (int i = 0; i < STARTS; i++) {
      Hosts hosts = hosts("TRAP");
      assertThatThrownBy(() -> executable.instantiate(hosts))
          .isInstanceOf(GuestTrapException.class);
    }
    assertThat(open()).isZero();
  }

  @Test
  void andOneThatStartsKeepsItUntilItIsClosed() throws IOException {
    try (LinkedProgram program = executable.instantiate(hosts("NOTHING"))) {
      assertThat(program.function("opens", "opened").call()).containsExactly(1);
      assertThat(open()).isOne();
    }
    assertThat(open()).isZero();
  }
}
