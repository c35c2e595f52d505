package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.engine.EngineHosts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostImportsTest {
  private final HostImports imports = new HostImports();
  private final List<String> closed = new ArrayList<>();

  private void add(String name, Throwable failure) {
    imports.addOwn(
        new EngineHosts() {
          @Override
          public String engine() {
            return "of a test";
          }

          @Override
          public void close() throws IOException {
            closed.add(name);
            if (failure instanceof IOException exception) {
              throw exception;
            } else if (failure instanceof Error error) {
              throw error;
            }
          }
        });
  }

  @Test
  void closesAllOnce() {
    add("one", null);
    add("two", null);
    imports.close();
    imports.close();
    assertThat(closed).containsExactly("one", "two");
  }

  @Test
  void closesTheOthersWhereOneFails() {
    IOException first = new IOException("first");
    AssertionError second = new AssertionError("second");
    add("one", null);
    add("two", first);
    add("three", second);
    add("four", null);
    assertThatThrownBy(imports::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a host cannot be closed: first")
        .hasCause(first)
        .satisfies(
            thrown ->
                assertThat(thrown.getSuppressed())
                    .singleElement()
                    .satisfies(other -> assertThat(other).hasCause(second)));
    assertThat(closed).containsExactly("one", "two", "three", "four");
  }
}
