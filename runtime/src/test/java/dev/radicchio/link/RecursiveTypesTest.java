package dev.radicchio.link;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Section;
import dev.radicchio.binary.TypeSection;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Types that refer to themselves or to others are equal if they are so when they are unrolled. */
final class RecursiveTypesTest {
  private static final int STRUCT = 0x5F;
  private static final int NULLABLE = 0x63;

  private static WasmWriter emptyStruct() {
    return bytes(STRUCT, 0);
  }

  /** {@code (struct (field (ref null type)))}. */
  private static WasmWriter structOf(int type) {
    return bytes(STRUCT, 1, NULLABLE, type, 0);
  }

  /** The types of two modules that are linked, each with the index that it has in the image. */
  private static List<String> linked(ModuleBytes one, ModuleBytes two) {
    Image image =
        Linker.create().add("one", one.read("one.wasm")).add("two", two.read("two.wasm")).link();
    byte[] bytes = image.bytes();
    return WasmBinary.read(bytes).types().groups().stream()
        .map(group -> definition(bytes, group))
        .toList();
  }

  private static String definition(byte[] bytes, TypeSection.Group group) {
    return group.firstType()
        + " = "
        + Arrays.toString(Arrays.copyOfRange(bytes, group.span().start(), group.span().end()));
  }

  private static String definition(int index, WasmWriter type) {
    return index + " = " + Arrays.toString(type.toByteArray());
  }

  private static ModuleBytes types(WasmWriter... types) {
    return new ModuleBytes().section(Section.TYPE, types);
  }

  @Test
  void aTypeThatRefersToItselfIsOneForTwoModules() {
    List<String> types =
        linked(
            types(emptyStruct(), structOf(1)),
            types(bytes(0x60, 1, ModuleBytes.I32, 0), emptyStruct(), structOf(2)));

    assertThat(types)
        .startsWith(
            definition(0, emptyStruct()),
            definition(1, structOf(1)),
            definition(2, bytes(0x60, 1, ModuleBytes.I32, 0)))
        .filteredOn(type -> type.contains(" = [" + STRUCT))
        .hasSize(2);
  }

  @Test
  void aTypeThatRefersToAnotherIsNotOneThatRefersToItself() {
    List<String> types =
        linked(types(emptyStruct(), structOf(0)), types(emptyStruct(), structOf(1)));

    assertThat(types)
        .startsWith(
            definition(0, emptyStruct()), definition(1, structOf(0)), definition(2, structOf(2)));
  }
}
