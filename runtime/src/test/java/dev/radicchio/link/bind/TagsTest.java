package dev.radicchio.link.bind;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.export;
import static dev.radicchio.fixture.ModuleBytes.function;
import static dev.radicchio.fixture.ModuleBytes.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import org.junit.jupiter.api.Test;

/** Which exceptions a tag catches, where there are several of one type. */
final class TagsTest {
  private static final int CAUGHT = 1;
  private static final int OF_ANOTHER_TAG = 2;

  /** Exports two tags, and a function for each that throws it. */
  private static WasmFile thrower() {
    return new ModuleBytes()
        .types()
        .functions(2)
        .section(Section.TAG, bytes(0, 0), bytes(0, 0))
        .section(
            Section.EXPORT,
            export("first", ModuleBytes.TAG, 0),
            export("second", ModuleBytes.TAG, 1),
            export("throw_first", ModuleBytes.FUNCTION, 0),
            export("throw_second", ModuleBytes.FUNCTION, 1))
        .code(bytes(0x08, 0), bytes(0x08, 1))
        .read("thrower.wasm");
  }

  /** What a function throws that is called: an exception of tag 0, one of another, or none. */
  private static WasmWriter catching(int function) {
    return bytes(0x02, 0x40, 0x02, 0x40)
        .append(bytes(0x1F, 0x40, 2, 0x00, 0, 0, 0x02, 1, 0x10, function, 0x0B))
        .append(bytes(0x41, 0, 0x0F, 0x0B))
        .append(bytes(0x41, CAUGHT, 0x0F, 0x0B))
        .append(bytes(0x41, OF_ANOTHER_TAG));
  }

  private static int call(LinkedProgram program, String instance, String function) {
    return (int) program.function(instance, function).call()[0];
  }

  @Test
  void anInstanceCatchesWhatItThrowsAndNotWhatAnotherThrows() {
    WasmFile catcher =
        new ModuleBytes()
            .types()
            .imports(function("env", "throw_first", 0))
            .section(Section.FUNCTION, bytes(0), bytes(2), bytes(2))
            .section(Section.TAG, bytes(0, 0))
            .section(
                Section.EXPORT,
                export("own", ModuleBytes.FUNCTION, 2),
                export("foreign", ModuleBytes.FUNCTION, 3))
            .code(bytes(0x08, 0), catching(1), catching(0))
            .read("catcher.wasm");
    Linker linker =
        Linker.create().add("thrower", thrower()).add("one", catcher).add("two", catcher);

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "one", "own")).isEqualTo(CAUGHT);
      assertThat(call(program, "two", "own")).isEqualTo(CAUGHT);
      assertThat(call(program, "one", "foreign")).isEqualTo(OF_ANOTHER_TAG);
      assertThat(call(program, "two", "foreign")).isEqualTo(OF_ANOTHER_TAG);
    }
  }

  @Test
  void anImportedTagIsTheOneOfThatName() {
    WasmFile catcher =
        new ModuleBytes()
            .types()
            .imports(
                function("env", "throw_first", 0),
                function("env", "throw_second", 0),
                tag("env", "second", 0))
            .section(Section.FUNCTION, bytes(2), bytes(2))
            .section(
                Section.EXPORT,
                export("of_first", ModuleBytes.FUNCTION, 2),
                export("of_second", ModuleBytes.FUNCTION, 3))
            .code(catching(0), catching(1))
            .read("catcher.wasm");
    Linker linker = Linker.create().add("catcher", catcher).add("thrower", thrower());

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "catcher", "of_first")).isEqualTo(OF_ANOTHER_TAG);
      assertThat(call(program, "catcher", "of_second")).isEqualTo(CAUGHT);
    }
  }
}
