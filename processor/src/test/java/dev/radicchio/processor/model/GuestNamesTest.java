package dev.radicchio.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestNamesTest {
  @ParameterizedTest
  @CsvSource({
    "createObject, create_object",
    "parseUTF8, parse_utf8",
    "parseUTF8Text, parse_utf8_text",
    "HTTPServer, http_server",
    "vec3Add, vec3_add",
    "getX, get_x",
    "aB, a_b"
  })
  void triesTheNameThenTheNameInSnakeCase(String method, String snakeCase) {
    assertThat(GuestNames.of(method)).containsExactly(method, snakeCase);
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "add_long", "f32", "x", "_start"})
  void triesANameInSnakeCaseOnce(String method) {
    assertThat(GuestNames.of(method)).containsExactly(method);
  }
}
