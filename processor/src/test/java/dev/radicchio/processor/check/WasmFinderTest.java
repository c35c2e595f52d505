package dev.radicchio.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WasmFinderTest {
  private final FakeFiler filer = new FakeFiler();

  @Test
  void looksInTheClassOutputThenTheSourcePathThenTheClassPath() {
    new WasmFinder(filer, "").find("m.wasm");

    assertThat(filer.asked)
        .containsExactly(
            StandardLocation.CLASS_OUTPUT,
            StandardLocation.SOURCE_PATH,
            StandardLocation.CLASS_PATH);
  }

  @Test
  void stopsAtTheFirstPlaceThatHasTheFile() {
    filer.answers.put(StandardLocation.SOURCE_PATH, () -> new byte[] {1});
    filer.answers.put(StandardLocation.CLASS_PATH, () -> new byte[] {2});

    assertThat(new WasmFinder(filer, "").find("m.wasm")).hasValue(new byte[] {1});
    assertThat(filer.asked).doesNotContain(StandardLocation.CLASS_PATH);
  }

  static List<Answer> whatFilersThrow() {
    return List.of(
        () -> {
          throw new FileNotFoundException("m.wasm");
        },
        () -> {
          throw new FilerException("Attempt to reopen a file for path m.wasm");
        },
        () -> {
          throw new IllegalArgumentException("Unknown location SOURCE_PATH");
        },
        () -> {
          throw new UnsupportedOperationException();
        },
        () -> {
          throw new NullPointerException();
        });
  }

  @ParameterizedTest
  @MethodSource("whatFilersThrow")
  void goesOnToTheNextPlaceWhateverTheFilerThrows(Answer thrower) {
    filer.answers.put(StandardLocation.CLASS_OUTPUT, thrower);
    filer.answers.put(StandardLocation.SOURCE_PATH, thrower);
    filer.answers.put(StandardLocation.CLASS_PATH, () -> new byte[] {3});

    assertThat(new WasmFinder(filer, "").find("m.wasm")).hasValue(new byte[] {3});
  }

  @Test
  void goesOnToTheNextPlaceWhenTheFilerReturnsNull() {
    filer.returnsNull = true;

    assertThat(new WasmFinder(filer, "").find("m.wasm")).isEmpty();
  }

  @Test
  void looksInTheDirectoriesLast(@TempDir Path directory) throws IOException {
    Files.write(directory.resolve("m.wasm"), new byte[] {4});
    WasmFinder finder = new WasmFinder(filer, "no/such/place" + File.pathSeparator + directory);

    assertThat(finder.find("m.wasm")).hasValue(new byte[] {4});
    assertThat(filer.asked).hasSize(3);
  }

  @Test
  void readsAFileOnce() {
    filer.answers.put(StandardLocation.CLASS_OUTPUT, () -> new byte[] {1});
    WasmFinder finder = new WasmFinder(filer, "");

    finder.find("m.wasm");
    finder.find("m.wasm");

    assertThat(filer.asked).hasSize(1);
  }

  @Test
  void namesThePlacesThatCannotBeADirectory() {
    assertThat(new WasmFinder(filer, "a\0b").places())
        .endsWith("-Aradicchio.path a\0b (not a directory)");
    assertThat(new WasmFinder(filer, "a\0b").find("m.wasm")).isEmpty();
  }

  interface Answer {
    byte[] bytes() throws IOException;
  }

  private static final class FakeFiler implements Filer {
    private final Map<StandardLocation, Answer> answers = new EnumMap<>(StandardLocation.class);
    private final List<Location> asked = new ArrayList<>();
    private boolean returnsNull;

    @Override
    public FileObject getResource(Location location, CharSequence pkg, CharSequence relativeName)
        throws IOException {
      asked.add(location);
      if (returnsNull) {
        return null;
      }
      Answer answer = answers.get((StandardLocation) location);
      if (answer == null) {
        throw new FileNotFoundException(relativeName.toString());
      }
      byte[] bytes = answer.bytes();
      return new SimpleJavaFileObject(URI.create("mem:///m"), JavaFileObject.Kind.OTHER) {
        @Override
        public InputStream openInputStream() {
          return new ByteArrayInputStream(bytes);
        }
      };
    }

    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... originating) {
      throw new UnsupportedOperationException();
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... originating) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileObject createResource(
        Location location, CharSequence pkg, CharSequence name, Element... originating) {
      throw new UnsupportedOperationException();
    }
  }
}
