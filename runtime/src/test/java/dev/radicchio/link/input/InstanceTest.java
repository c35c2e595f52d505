package dev.radicchio.link.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.plan.MemoryRequest;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class InstanceTest {
  private static final InputModule MODULE =
      Modules.of("lib/codec.wasm", new ModuleBytes().toByteArray());

  private static Instance instance(int number, String name, OptionalLong base) {
    return new Instance(
        number,
        name,
        MODULE,
        new MemoryRequest(
            base, OptionalInt.empty(), OptionalInt.empty(), false, Collections.emptySortedMap()));
  }

  @Test
  void messagesNameTheFileAndTheInstance() {
    assertThat(instance(0, "one", OptionalLong.empty()).described())
        .isEqualTo("lib/codec.wasm (one)");
  }

  @Test
  void instancesOfOneModuleAreTwo() {
    assertThat(instance(0, "one", OptionalLong.empty()))
        .isNotEqualTo(instance(1, "two", OptionalLong.empty()));
  }

  @Test
  void thereIsOneOfANumber() {
    assertThat(instance(0, "one", OptionalLong.empty()))
        .isEqualTo(instance(0, "one", OptionalLong.of(4)))
        .hasSameHashCodeAs(instance(0, "one", OptionalLong.of(4)));
  }
}
