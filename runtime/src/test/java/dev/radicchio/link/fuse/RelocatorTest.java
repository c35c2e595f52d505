package dev.radicchio.link.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LittleEndian;
import dev.radicchio.link.input.Relocations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What relocation sites hold in the program. */
final class RelocatorTest {
  private static final String MODULE =
      """
      (module
        (table 2 funcref)
        (memory 1)
        (func $f)
        (func $read (export "read") (result i32)
          (drop (i32.const 1 (@reloc functable $f)))
          (i32.load offset=1028 (@reloc $level) (i32.const 1024 (@reloc data $pointer))))
        (elem (i32.const 1) func $f)
        (data (i32.const 1024)
          (@sym $pointer name="pointer" size=4) "\\04\\04\\00\\00" (@reloc i32 data $level)
          (@sym $level name="level" size=4) "\\07\\00\\00\\00"
          (@sym $slot name="slot" size=4) "\\01\\00\\00\\00" (@reloc i32 functable $f)))
      """;

  private static final String SLOT_1 =
      """
      (module
        (import "env" "__indirect_function_table" (table 2 funcref))
        (func $g)
        (elem (i32.const 1) func $g))
      """;

  /** The table's first slot is another's, so that functions and data both move. */
  private final Stages stages = new Stages().add("fixed", SLOT_1).add("one", MODULE);

  private final Instance one = stages.instance("one");
  private final long start = stages.placement().memory().of(one).start();
  private final Relocations relocations = one.module().relocatability().relocations().orElseThrow();
  private final byte[] relocated = relocate(one);

  private int signed(int site) {
    return new WasmReader(relocated, offset(site), relocated.length).s32();
  }

  private int offset(int site) {
    return codeSites().get(site).offset();
  }

  /** Those of addresses and slots; others of code are of indices. */
  private List<Relocation> codeSites() {
    return relocations.code().stream()
        .filter(site -> !site.type().name().endsWith("INDEX_LEB"))
        .toList();
  }

  private int data(int site) {
    return LittleEndian.readInt(relocated, relocations.data().get(site).offset());
  }

  private byte[] relocate(Instance instance) {
    return Relocator.relocate(instance, stages.placement(), stages.resolution().functions());
  }

  @Test
  void aSlotInCodeIsThatOfTheProgram() {
    assertThat(signed(0)).isEqualTo(2);
  }

  @Test
  void anAddressInCodeIsThatOfTheProgram() {
    assertThat(signed(1)).isEqualTo((int) start);
  }

  @Test
  void anOffsetOfALoadIsThatOfTheProgram() {
    assertThat(new WasmReader(relocated, offset(2), relocated.length).u32())
        .isEqualTo((int) start + 4);
  }

  @Test
  void numbersInCodeStayPaddedToFiveBytes() {
    for (Relocation site : codeSites()) {
      WasmReader in = new WasmReader(relocated, site.offset(), relocated.length);
      in.u32();
      assertThat(in.position() - site.offset()).isEqualTo(5);
    }
  }

  @Test
  void aPointerInDataIsThatOfTheProgram() {
    assertThat(data(0)).isEqualTo((int) start + 4);
    assertThat(data(1)).isEqualTo(2);
  }

  @Test
  void nothingElseChanges() {
    byte[] linked = one.binary().bytes();
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < linked.length; i++) {
      if (linked[i] != relocated[i]) {
        changed.add(i);
      }
    }

    assertThat(relocated).hasSameSizeAs(linked);
    assertThat(changed)
        .allMatch(
            at ->
                codeSites().stream().anyMatch(site -> isIn(at, site.offset(), 5))
                    || relocations.data().stream().anyMatch(site -> isIn(at, site.offset(), 4)));
  }

  private static boolean isIn(int at, int start, int bytes) {
    return at >= start && at < start + bytes;
  }

  @Test
  void theModulesOwnBytesAreNotTouched() {
    byte[] before = Arrays.copyOf(one.binary().bytes(), one.binary().bytes().length);

    relocate(one);

    assertThat(one.binary().bytes()).isEqualTo(before);
  }

  @Test
  void aModuleWithoutRelocationsStaysAsItIs() {
    Instance fixed = stages.instance("fixed");

    assertThat(relocate(fixed)).isSameAs(fixed.binary().bytes());
  }
}
