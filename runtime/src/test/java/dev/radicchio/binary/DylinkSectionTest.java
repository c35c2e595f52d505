package dev.radicchio.binary;

import static dev.radicchio.binary.CustomSection.assertMalformed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.DylinkSection.WeakImport;
import dev.radicchio.fixture.ModuleBytes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DylinkSectionTest {
  private static final String NAME = "dylink.0";
  private static final String OLD_NAME = "dylink";

  private static final int MEMORY_INFO = 1;
  private static final int NEEDED = 2;
  private static final int EXPORT_INFO = 3;
  private static final int IMPORT_INFO = 4;
  private static final int RUNTIME_PATH = 5;

  private static WasmWriter part(int id, WasmWriter contents) {
    return new WasmWriter().u8(id).sized(contents);
  }

  private static DylinkSection read(WasmWriter contents) {
    return DylinkSection.of(CustomSection.module(NAME, contents)).orElseThrow();
  }

  @Test
  void isNotThereInOtherModules() {
    assertThat(DylinkSection.of(CustomSection.module("dylink.1", new WasmWriter()))).isEmpty();
  }

  @Test
  void anEmptyOneAsksForNothing() {
    DylinkSection section = read(new WasmWriter());
    assertThat(section.memorySize()).isZero();
    assertThat(section.memoryAlignment()).isEqualTo(1);
    assertThat(section.tableSize()).isZero();
    assertThat(section.tableAlignment()).isEqualTo(1);
    assertThat(section.needed()).isEmpty();
  }

  @Test
  void alignmentsArePowersOfTwo() {
    DylinkSection section =
        read(part(MEMORY_INFO, new WasmWriter().u32(1000).u32(4).u32(7).u32(1)));
    assertThat(section.memorySize()).isEqualTo(1000);
    assertThat(section.memoryAlignment()).isEqualTo(16);
    assertThat(section.tableSize()).isEqualTo(7);
    assertThat(section.tableAlignment()).isEqualTo(2);
  }

  @Test
  void librariesAreNeededInTheirOrder() {
    WasmWriter names = new WasmWriter().u32(2).name("libm.so").name("libc.so");
    assertThat(read(part(NEEDED, names)).needed()).containsExactly("libm.so", "libc.so");
  }

  @Test
  void onlyWeakImportsAndExportsAreKept() {
    WasmWriter imports =
        new WasmWriter().u32(2).name("env").name("a").u32(1).name("env").name("b").u32(0);
    WasmWriter exports = new WasmWriter().u32(2).name("c").u32(1).name("d").u32(4);
    DylinkSection section =
        read(
            new WasmWriter().append(part(IMPORT_INFO, imports)).append(part(EXPORT_INFO, exports)));

    assertThat(section.weakImports()).containsExactly(new WeakImport("env", "a"));
    assertThat(section.weakExports()).containsExactly("c");
    assertThat(section.exportsThreadLocals()).isFalse();
  }

  @Test
  void anExportMayBeThreadLocal() {
    WasmWriter exports = new WasmWriter().u32(1).name("own").u32(0x100);
    assertThat(read(part(EXPORT_INFO, exports)).exportsThreadLocals()).isTrue();
  }

  @Test
  void partsThatLinkingDoesNotNeedAreSkipped() {
    WasmWriter path = new WasmWriter().u32(1).name("/lib");
    WasmWriter memory = new WasmWriter().u32(8).u32(0).u32(0).u32(0);
    assertThat(
            read(new WasmWriter()
                    .append(part(RUNTIME_PATH, path))
                    .append(part(99, new WasmWriter().u8(1)))
                    .append(part(MEMORY_INFO, memory)))
                .memorySize())
        .isEqualTo(8);
  }

  private static DylinkSection readOld(WasmWriter contents) {
    return DylinkSection.of(CustomSection.module(OLD_NAME, contents)).orElseThrow();
  }

  @Test
  void anOldOneIsFourNumbersAndNames() {
    DylinkSection section =
        readOld(new WasmWriter().u32(1000).u32(4).u32(7).u32(1).u32(2).name("b.so").name("a.so"));
    assertThat(section)
        .isEqualTo(
            new DylinkSection(1000, 16, 7, 2, List.of("b.so", "a.so"), List.of(), Set.of(), false));
  }

  @Test
  void anOldOneMayEndBeforeTheNames() {
    assertThat(readOld(new WasmWriter().u32(8).u32(2).u32(0).u32(0)).needed()).isEmpty();
  }

  @Test
  void anOldOneWithoutAlignmentsIsRefused() {
    assertMalformed(
        () -> readOld(new WasmWriter().u32(8).u32(2)),
        CustomSection.start(OLD_NAME) + 2,
        "unexpected end");
  }

  @Test
  void anOldOneWithMoreThanThatIsRefused() {
    assertMalformed(
        () -> readOld(new WasmWriter().u32(8).u32(2).u32(0).u32(0).u32(0).u8(1)),
        CustomSection.start(OLD_NAME) + 5,
        "1 bytes too many in section dylink");
  }

  @Test
  void theNewOneCounts() {
    WasmWriter info = new WasmWriter().u32(8).u32(0).u32(0).u32(0);
    ModuleBytes both =
        new ModuleBytes()
            .custom(OLD_NAME, new WasmWriter().u32(1).u32(0).u32(0).u32(0))
            .custom(NAME, part(MEMORY_INFO, info));
    assertThat(DylinkSection.of(WasmBinary.read(both.toByteArray())).orElseThrow().memorySize())
        .isEqualTo(8);
  }

  @Test
  void anAlignmentThatNoMemoryHasIsRefused() {
    WasmWriter info = new WasmWriter().u32(8).u32(31).u32(0).u32(0);
    assertMalformed(
        () -> read(part(MEMORY_INFO, info)), CustomSection.start(NAME) + 3, "alignment 2^31");
  }

  @Test
  void aPartThatEndsTooEarlyIsRefusedWhereItEnds() {
    WasmWriter cut = new WasmWriter().u32(8).u32(0);
    assertMalformed(
        () -> read(part(MEMORY_INFO, cut).append(part(NEEDED, new WasmWriter().u32(0)))),
        CustomSection.start(NAME) + 4,
        "unexpected end");
  }

  @Test
  void aCountThatIsTooLargeIsRefused() {
    assertMalformed(
        () -> read(part(NEEDED, new WasmWriter().u32(100).name("a"))),
        CustomSection.start(NAME) + 2,
        "a count of 100 items with 2 bytes left");
  }
}
