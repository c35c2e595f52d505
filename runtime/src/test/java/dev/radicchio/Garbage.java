package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.time.Duration;

/** What nothing keeps. */
public final class Garbage {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Garbage() {}

  /** Fails if something still keeps what the reference is to. */
  public static void awaitCollected(Reference<?> reference) throws InterruptedException {
    long start = System.nanoTime();
    while (!reference.refersTo(null) && System.nanoTime() - start < PATIENCE.toNanos()) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(reference.refersTo(null)).as("collected").isTrue();
  }
}
