package dev.radicchio.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;

/** The files that compilers and build tools find the processor by. */
class ServiceFilesTest {
  @Test
  void compilersFindTheProcessor() {
    assertThat(ServiceLoader.load(Processor.class))
        .hasAtLeastOneElementOfType(RadicchioProcessor.class);
  }

  @Test
  void gradleKnowsTheProcessorAsAggregating() throws IOException {
    String file = "/META-INF/gradle/incremental.annotation.processors";
    try (InputStream in = RadicchioProcessor.class.getResourceAsStream(file)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(RadicchioProcessor.class.getName() + ",aggregating\n");
    }
  }
}
