package dev.radicchio.link.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.fixture.Allocators;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.resolve.ImageTypes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sees a memory that ends with its own pages. */
final class OwnMemorySizeTest {
  private static final int GLOBALS = 3;
  private static final int FUNCTIONS = 20;

  /** Has wasi-libc's allocator, as far as its names and what it does with the memory tell. */
  private static final String WASI_LIBC =
      """
      (module
        (memory 2)
        (func $dlmalloc (@sym hidden) (param $bytes i32) (result i32)
          (i32.store (i32.const 1024 (@reloc data $_gm_)) (call $sbrk (local.get $bytes)))
          (i32.load (i32.const 1028 (@reloc data $mparams))))
        (func $sbrk (@sym hidden) (param $bytes i32) (result i32)
          (if (result i32) (local.get $bytes)
            (then
              (i32.shl (memory.grow (i32.shr_u (local.get $bytes) (i32.const 16))) (i32.const 16)))
            (else
              (i32.shl (memory.size) (i32.const 16)))))
        (func $take (export "take") (result i32)
          (call $dlmalloc (i32.const 16)))
        (data $.data (i32.const 1024)
          (@sym $_gm_ name="_gm_" size=4 local) "\\01\\00\\00\\00"
          (@sym $mparams name="mparams" size=4 local) "\\00\\00\\01\\00"))
      """;

  private static OwnMemorySize.All sizes(Stages stages, ImageTypes types) {
    return OwnMemorySize.of(
        stages.allocation(), stages.placement().memory(), types, GLOBALS, FUNCTIONS);
  }

  private static OwnMemorySize.All sizes(Stages stages) {
    return sizes(stages, stages.resolution().types());
  }

  @Test
  void mostInstancesSeeTheMemoryAsItIs() {
    OwnMemorySize.All sizes =
        sizes(new Stages().add("one", "(module)").add("owner", Allocators.OWNER));

    assertThat(sizes.ofInstances()).containsExactly(null, null);
    assertThat(sizes.globals()).isEmpty();
    assertThat(sizes.functions()).isEmpty();
  }

  @Test
  void eachThatDoesNotHasAGlobalAndAFunctionOfItsOwn() {
    OwnMemorySize.All sizes =
        sizes(new Stages().add("one", WASI_LIBC).add("other", "(module)").add("two", WASI_LIBC));

    assertThat(sizes.ofInstances())
        .containsExactly(
            new OwnMemorySize(GLOBALS, FUNCTIONS),
            null,
            new OwnMemorySize(GLOBALS + 1, FUNCTIONS + 1));
  }

  @Test
  void itBeginsWithTheInitialPages() {
    Stages stages = new Stages().add("one", WASI_LIBC);

    assertThat(sizes(stages).globals())
        .containsExactly(new ImageGlobal.Cell(stages.placement().memory().initialPages()));
  }

  @Test
  void theFunctionGrowsTheMemoryAndSetsTheGlobal() {
    Stages stages = new Stages().add("one", WASI_LIBC);
    ImageTypes types = stages.resolution().types();
    int grow = types.add(new FunctionType(List.of(ValType.I32), List.of(ValType.I32)));

    assertThat(sizes(stages, types).functions())
        .containsExactly(new SyntheticFunction.Grow(grow, GLOBALS, 0, Layout.MAX_PAGES));
  }
}
