package dev.radicchio.link.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.fixture.Allocators;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.HeapPolicy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the image is made of. */
final class FuserTest {
  private static WasmBinary fuse(Stages stages) {
    return WasmBinary.read(Fuser.fuse(stages.fused()));
  }

  private static byte[] body(WasmBinary image, int body) {
    return Arrays.copyOfRange(
        image.bytes(), image.bodies().get(body).start(), image.bodies().get(body).end());
  }

  private static Export export(WasmBinary image, String name) {
    return image.exports().stream()
        .filter(export -> export.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void exportsAreCalledByTheirInstance() {
    WasmBinary image =
        fuse(
            new Stages()
                .add("one", "(module (func (export \"f\")))")
                .add("two", "(module (func) (func (export \"f\")))"));

    assertThat(export(image, "one!f").index()).isZero();
    assertThat(export(image, "two!f").index()).isEqualTo(2);
  }

  @Test
  void theImageExportsOneMemory() {
    WasmBinary image =
        fuse(
            new Stages()
                .add("one", "(module (memory (export \"memory\") 1))")
                .add("two", "(module (memory (export \"memory\") 1))"));

    assertThat(image.memories()).hasSize(1);
    assertThat(image.exports())
        .filteredOn(export -> export.kind() == ExternType.Kind.MEMORY)
        .extracting(Export::name)
        .containsExactly("memory");
  }

  @Test
  void callsHaveTheIndicesOfTheImage() {
    WasmBinary image =
        fuse(
            new Stages()
                .add("user", "(module (import \"env\" \"f\" (func $f)) (func (call $f)))")
                .add("owner", "(module (func) (func (export \"f\")))"));

    assertThat(body(image, 0)).containsExactly(0, 0x10, 2, 0x0B);
  }

  @Test
  void whatInitializesIsCalledByOneFunction() {
    WasmBinary image =
        fuse(
            new Stages()
                .add(
                    "one",
                    "(module (global $g (mut i32) (i32.const 0)) (func $start (global.set $g (i32.const 1))) (start $start))")
                .add(
                    "two", "(module (func) (func (export \"_initialize\") (drop (i32.const 1))))"));

    assertThat(export(image, "_initialize").index()).isEqualTo(3);
    assertThat(body(image, 3)).containsExactly(0, 0x10, 0, 0x10, 2, 0x0B);
    assertThat(image.start()).isEqualTo(-1);
  }

  @Test
  void whereNothingInitializesThereIsNoSuchFunction() {
    assertThat(fuse(new Stages().add("one", "(module (func))")).exports())
        .extracting(Export::name)
        .doesNotContain("_initialize");
  }

  @Test
  void whatNobodyCallsAnyMoreHasNoCode() {
    WasmBinary image =
        fuse(new Stages().heap(new HeapPolicy.Host()).add("one", Allocators.replaceable()));

    assertThat(body(image, 0)).as("malloc").isEqualTo(SyntheticCode.trap().toByteArray());
    assertThat(body(image, 2)).as("allocate_chunk").isEqualTo(SyntheticCode.trap().toByteArray());
    assertThat(body(image, 3)).as("run").isNotEqualTo(SyntheticCode.trap().toByteArray());
  }

  @Test
  void dataIsWhereItWasPlaced() {
    Stages stages =
        new Stages()
            .add(
                "one",
                """
                (module
                  (memory 1)
                  (data (i32.const 1024) (@sym $x name="x" size=4) "\\07\\00\\00\\00"))
                """);
    WasmBinary image = fuse(stages);
    long start = stages.placement().memory().of(stages.instance("one")).start();

    assertThat(image.data()).hasSize(1);
    assertThat(image.reader(image.data().get(0).offset()))
        .satisfies(
            in -> {
              assertThat(in.u8()).isEqualTo(0x41);
              assertThat(in.s32()).isEqualTo((int) start);
            });
  }

  @Test
  void theSameProgramGivesTheSameBytes() {
    Stages stages = new Stages().add("one", Allocators.replaceable()).add("two", Allocators.OWNER);

    assertThat(Fuser.fuse(stages.fused())).isEqualTo(Fuser.fuse(stages.fused()));
  }
}
