package dev.radicchio.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.annotations.Link;
import dev.radicchio.annotations.Region;
import dev.radicchio.annotations.SharedMemory;
import dev.radicchio.annotations.WasmModule;
import dev.radicchio.annotations.WasmStruct;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user can set. */
final class SettingsTest {
  private static Stream<String> attributes() {
    return Stream.of(
            SharedMemory.class, WasmModule.class, Region.class, Link.class, WasmStruct.class)
        .flatMap(annotation -> Arrays.stream(annotation.getDeclaredMethods()))
        .map(Method::getName)
        .filter(name -> !name.equals("value"))
        .map(name -> name + " = ");
  }

  private static Stream<String> options() {
    return Arrays.stream(Options.class.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> "-Aradicchio." + name);
  }

  @ParameterizedTest
  @MethodSource({"attributes", "options"})
  void theReadmeHasEverySetting(String setting) {
    assertThat(Path.of("../README.md")).content().contains(setting);
  }
}
