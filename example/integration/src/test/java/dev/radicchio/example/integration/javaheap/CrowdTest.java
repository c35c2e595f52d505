package dev.radicchio.example.integration.javaheap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.HeapStatistics.Usage;
import dev.radicchio.memory.Slice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrowdTest {
  private final Crowd crowd = LinkedCrowd.link();

  @AfterEach
  void freesAllThatWasAllocated() {
    assertThat(crowd.heap().statistics().liveBlocks()).isZero();
    crowd.close();
  }

  @Test
  void freesInOneModuleWhatAnotherAllocated() {
    Slice louder = crowd.shout().shout(crowd.repeat().repeat("hé ", 2));

    assertThat(louder.utf8()).isEqualTo("Hé Hé !");
    crowd.heap().free(louder.address());
  }

  @Test
  void tellsWhatEachModuleAllocated() {
    Slice text = crowd.repeat().repeat("ho", 100);
    assertThat(crowd.heap().statistics().instances())
        .containsEntry("repeat", new Usage(1, 208))
        .containsEntry("shout", new Usage(0, 0))
        .containsEntry("", new Usage(0, 0));

    Slice louder = crowd.shout().shout(text);
    assertThat(crowd.heap().statistics().instances())
        .containsEntry("repeat", new Usage(0, 0))
        .containsEntry("shout", new Usage(1, 208));

    crowd.heap().free(louder.address());
  }

  @Test
  void freesInAModuleWhatJavaAllocated() {
    byte[] hello = "hello".getBytes(US_ASCII);
    Slice text = crowd.heap().memory().slice(crowd.heap().allocate(hello.length), hello.length);
    text.write(0, hello, 0, hello.length);
    Slice louder = crowd.shout().shout(text);

    assertThat(louder.utf8()).isEqualTo("HELLO!");
    crowd.heap().free(louder.address());
  }

  @Test
  void refusesToFreeTwice() {
    Slice text = crowd.repeat().repeat("ho", 1);
    crowd.heap().free(text.address());

    assertThatThrownBy(() -> crowd.heap().free(text.address())).isInstanceOf(HeapException.class);
  }

  @Test
  void saysWhoHadNoMemory() {
    assertThatThrownBy(() -> crowd.repeat().repeat("ho", 1 << 20))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("by repeat");
  }
}
