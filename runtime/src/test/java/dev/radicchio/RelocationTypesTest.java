package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationSection;
import dev.radicchio.binary.RelocationType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every relocation type of the tool conventions, by what it does to results. */
final class RelocationTypesTest {
  private static Set<RelocationType> typesIn(String... fixtures) {
    Set<RelocationType> types = EnumSet.noneOf(RelocationType.class);
    for (String fixture : fixtures) {
      for (RelocationSection section :
          RelocationSection.of(WasmBinary.read(Fixture.bytes(fixture)))) {
        section.relocations().stream().map(Relocation::type).forEach(types::add);
      }
    }
    return types;
  }

  /** The fixtures that these tests run have all types that code and data can have. */
  @Test
  void theFixturesHaveEveryTypeButThoseOfDebugSectionsAndOf64Bits() {
    Set<RelocationType> others =
        EnumSet.complementOf(
            EnumSet.copyOf(typesIn("relocations", "pointers.pic-relocs", "thread_local")));
    others.removeIf(RelocationType::is64);

    assertThat(others)
        .containsExactlyInAnyOrder(
            RelocationType.R_WASM_FUNCTION_OFFSET_I32,
            RelocationType.R_WASM_SECTION_OFFSET_I32,
            RelocationType.R_WASM_GLOBAL_INDEX_I32,
            RelocationType.R_WASM_FUNCTION_INDEX_I32);
  }

  private static LinkedProgram twiceBehindAnother(String fixture) {
    return LinkedProgram.instantiate(
        Linker.create()
            .add("before", Fixture.wasm("pointers.relocs"))
            .add("one", Fixture.wasm(fixture))
            .add("two", Fixture.wasm(fixture))
            .link());
  }

  @Test
  void eachComputesWhatItComputesAlone() {
    try (LinkedProgram program = twiceBehindAnother("relocations")) {
      for (String instance : List.of("one", "two")) {
        Alone alone = Alone.run("relocations");
        for (String call :
            List.of(
                "call_it 5",
                "call_slot 5",
                "word 0",
                "word 4",
                "follow",
                "follow_distance",
                "count 3",
                "count 4",
                "weak_slot",
                "weak_data",
                "weak_address_in_code",
                "weak_offset",
                "weak_address_in_data",
                "hidden_word")) {
          String[] words = call.split(" ");
          long[] arguments = Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
          assertThat(program.function(instance, words[0]).call(arguments))
              .as(call)
              .isEqualTo(alone.function(words[0]).apply(arguments));
        }
        long slot = program.function(instance, "slot_in_code").call()[0];
        assertThat(program.function(instance, "slot_in_data").call()[0]).isEqualTo(slot);
        assertThatThrownBy(() -> program.function(instance, "fail").call(1))
            .isInstanceOf(GuestTrapException.class);
      }
      assertThat(program.function("one", "slot_in_code").call()[0])
          .isNotEqualTo(program.function("two", "slot_in_code").call()[0]);
    }
  }

  /**
   * Alone it is wrong: lld 19 adds the base twice, so that its variables are not where its data is.
   */
  @Test
  void threadLocalDataOfASingleThreadIsWhereItsSymbolsSay() {
    try (LinkedProgram program = twiceBehindAnother("thread_local")) {
      for (String instance : List.of("one", "two")) {
        assertThat(program.function(instance, "next").call(0)[0]).isEqualTo(41_040);
        assertThat(program.function(instance, "next").call(1)[0]).isEqualTo(43_041);
      }
    }
  }

  /**
   * Alone it is slot 1: lld 14 to 19 write the null slot where its distance from {@code
   * __table_base} belongs.
   */
  @Test
  void aWeakFunctionThatNobodyDefinesIsNullAlsoRelativeToTheTable() {
    try (LinkedProgram program = twiceBehindAnother("hidden_weak")) {
      for (String instance : List.of("one", "two")) {
        assertThat(program.function(instance, "slot_of_absent").call()[0]).isZero();
        assertThat(program.function(instance, "call_twice").call(4)[0]).isEqualTo(8);
      }
    }
  }

  /** The same address as offset of a load, unsigned, and as constant, signed. */
  @Test
  void addressesAbove2GiBAreWhatTheyAreInEitherForm() {
    Image image =
        Linker.create().add("one", Fixture.wasm("relocations")).stackBytes(1L << 31).link();

    int words = (int) image.layout().instance("one").dataStart();
    assertThat(words).isNegative();
    assertThat(Immediates.of(image, "one!slot_in_data").offsets()).containsExactly(words + 4);
    assertThat(Immediates.of(image, "one!word").constants()).containsExactly(words + 8);
  }

  static Stream<RelocationType> typesOf64BitModules() {
    return Stream.of(RelocationType.values()).filter(RelocationType::is64);
  }

  /** Types that are for 64-bit memories, put in the place of one that is not. */
  @ParameterizedTest
  @MethodSource("typesOf64BitModules")
  void refusesTypesFor64BitMemoriesByName(RelocationType type) {
    RelocationType replaced =
        type.hasAddend()
            ? RelocationType.R_WASM_MEMORY_ADDR_SLEB
            : RelocationType.R_WASM_TABLE_INDEX_SLEB;
    byte[] bytes = replaceFirst("relocations", replaced, type);

    assertThatThrownBy(() -> WasmFile.read("wide.wasm", bytes))
        .isInstanceOf(LinkException.class)
        .hasMessageStartingWith("wide.wasm relocation " + type + " at offset 0x")
        .hasMessageEndingWith(
            "is for a 64-bit memory, which is not supported; compile for wasm32 (RAD235)");
  }

  /** Types that only debug sections have. */
  @ParameterizedTest
  @CsvSource({
    "R_WASM_TABLE_INDEX_SLEB, R_WASM_GLOBAL_INDEX_I32",
    "R_WASM_TABLE_INDEX_SLEB, R_WASM_FUNCTION_INDEX_I32",
    "R_WASM_MEMORY_ADDR_SLEB, R_WASM_FUNCTION_OFFSET_I32",
    "R_WASM_MEMORY_ADDR_SLEB, R_WASM_SECTION_OFFSET_I32"
  })
  void refusesInCodeWhatBelongsInDebugSections(RelocationType replaced, RelocationType type) {
    byte[] bytes = replaceFirst("relocations", replaced, type);

    assertThatThrownBy(() -> WasmFile.read("odd.wasm", bytes))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("relocation " + type + " at offset 0x")
        .hasMessageContaining("does not match what is there");
  }

  private static byte[] replaceFirst(
      String fixture, RelocationType replaced, RelocationType replacement) {
    byte[] bytes = Fixture.bytes(fixture);
    WasmBinary module = WasmBinary.read(bytes);
    for (var section : module.sections()) {
      if (section.name().equals("reloc.CODE")) {
        // an entry is its type and then the offset in the section, which takes one or two bytes
        // here
        Relocation first =
            RelocationSection.of(module).stream()
                .filter(relocations -> relocations.name().equals("reloc.CODE"))
                .flatMap(relocations -> relocations.relocations().stream())
                .filter(relocation -> relocation.type() == replaced)
                .findFirst()
                .orElseThrow();
        int offset = first.offset() - codeStart(module);
        for (int i = section.contents().start(); i < section.contents().end() - 1; i++) {
          if (bytes[i] == number(replaced) && bytes[i + 1] == offset && offset < 0x80) {
            bytes[i] = (byte) number(replacement);
            return bytes;
          }
        }
      }
    }
    throw new AssertionError(fixture + " has no " + replaced);
  }

  private static int number(RelocationType type) {
    return List.of(RelocationType.values()).indexOf(type);
  }

  private static int codeStart(WasmBinary module) {
    return module.sections().stream()
        .filter(section -> section.id() == 10)
        .findFirst()
        .orElseThrow()
        .payload()
        .start();
  }

  @ParameterizedTest
  @CsvSource({
    "relocs, relocs",
    "relocs, dylink",
    "relocs, pic-relocs",
    "dylink, relocs",
    "dylink, dylink",
    "dylink, pic-relocs",
    "pic-relocs, relocs",
    "pic-relocs, pic-relocs"
  })
  void aFunctionIsOneNumberHoweverItsAddressIsTaken(String definer, String user) {
    Image image =
        Linker.create()
            .add("before", Fixture.wasm("pointers.dylink"))
            .add("user", Fixture.wasm("address_of." + user))
            .add("definer", Fixture.wasm("triple." + definer))
            .link();

    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      long address = program.function("definer", "own_address_in_code").call()[0];
      assertThat(address).isPositive();
      assertThat(program.function("definer", "own_address_in_data").call()[0]).isEqualTo(address);
      assertThat(program.function("user", "address_in_code").call()[0]).isEqualTo(address);
      assertThat(program.function("user", "address_in_data").call()[0]).isEqualTo(address);
      assertThat(program.function("user", "is_triple").call(address)[0]).isEqualTo(1);
      assertThat(program.function("user", "call_pointer").call(address, 5)[0]).isEqualTo(15);
      assertThat(slotOf(image, "definer!triple")).isEqualTo(address);
    }
  }

  /** The slot in which an element segment of the image puts an exported function. */
  private static int slotOf(Image image, String export) {
    WasmBinary module = WasmBinary.read(image.bytes());
    int function =
        module.exports().stream()
            .filter(candidate -> candidate.name().equals(export))
            .findFirst()
            .orElseThrow()
            .index();
    for (ElementSegment segment : module.elements()) {
      int index = segment.functions().indexOf(function);
      if (index >= 0) {
        WasmReader offset = module.reader(segment.offset());
        assertThat(offset.u8()).as("i32.const").isEqualTo(0x41);
        return offset.s32() + index;
      }
    }
    throw new AssertionError(export + " is in no element segment");
  }
}
