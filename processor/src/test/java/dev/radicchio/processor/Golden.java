package dev.radicchio.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The whole files that generated ones are compared with. After a change that means to change them,
 * {@code mvn -pl processor -am test -Dgolden.write=true} writes them anew, to be read as a diff.
 */
final class Golden {
  private Golden() {}

  static String source(String name, String generated) {
    return file(name + ".java", generated);
  }

  static String file(String name, String generated) {
    Path file = Path.of("src/test/resources/golden", name);
    try {
      if (Boolean.getBoolean("golden.write")) {
        Files.writeString(file, generated);
      }
      return EngineNames.of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
