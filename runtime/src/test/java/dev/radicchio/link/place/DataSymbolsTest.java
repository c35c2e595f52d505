package dev.radicchio.link.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.DataSymbol;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The data that others see by name. */
final class DataSymbolsTest {
  private static List<DataSymbol> of(String text) {
    Stages stages = new Stages().add("one", text);
    return DataSymbols.of(stages.instance("one"), stages.placement());
  }

  private static long start(String text) {
    Stages stages = new Stages().add("one", text);
    return stages.placement().memory().of(stages.instance("one")).start();
  }

  @Test
  void symbolsAreSortedByAddressAndThenByName() {
    String module =
        """
        (module
          (memory 1)
          (data (i32.const 1024)
            (@sym $z name="z" size=4) (@sym $y name="y" size=2) "\\00\\00\\00\\00"
            (@sym $a name="a" size=4) "\\00\\00\\00\\00"))
        """;
    long start = start(module);

    assertThat(of(module))
        .containsExactly(
            new DataSymbol("y", start, 2),
            new DataSymbol("z", start, 4),
            new DataSymbol("a", start + 4, 4));
  }

  @Test
  void localSymbolsAreNobodyElses() {
    assertThat(
            of(
                """
                (module
                  (memory 1)
                  (data (i32.const 1024) (@sym $x name="x" size=4 local) "\\00\\00\\00\\00"))
                """))
        .isEmpty();
  }

  @Test
  void anExportedAddressIsOneWithoutASize() {
    String module =
        """
        (module
          (@dylink.0 (mem-info (memory 16 4) (table 0 0)))
          (global (export "level") i32 (i32.const 4)))
        """;

    assertThat(of(module)).containsExactly(new DataSymbol("level", start(module) + 4, 0));
  }

  @Test
  void whatLinkersDefineIsNot() {
    assertThat(
            of(
                """
                (module
                  (@dylink.0 (mem-info (memory 16 4) (table 0 0)))
                  (global (export "__heap_base") i32 (i32.const 4)))
                """))
        .isEmpty();
  }

  @Test
  void aNumberOutsideTheDataIsNoAddress() {
    assertThat(
            of(
                """
                (module
                  (@dylink.0 (mem-info (memory 16 4) (table 0 0)))
                  (global (export "version") i32 (i32.const 100000)))
                """))
        .isEmpty();
  }
}
