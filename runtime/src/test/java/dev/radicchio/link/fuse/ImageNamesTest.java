package dev.radicchio.link.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.fixture.Allocators;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.HeapPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What functions are called in the image. */
final class ImageNamesTest {
  private static Map<Integer, String> names(Stages stages) {
    return NameSection.of(WasmBinary.read(Fuser.fuse(stages.fused()))).functions();
  }

  @Test
  void aFunctionIsCalledByItsInstanceAndItsName() {
    assertThat(names(new Stages().add("one", "(module (func $f (export \"g\")))")))
        .containsExactly(Map.entry(0, "one!f"));
  }

  @Test
  void oneWithoutANameIsCalledAsItIsExported() {
    assertThat(names(new Stages().add("one", "(module (func (export \"g\")))")))
        .containsExactly(Map.entry(0, "one!g"));
  }

  @Test
  void anyOtherIsCalledByItsIndexInTheModule() {
    Stages stages =
        new Stages().add("one", "(module (func $f))").add("two", "(module (func) (func))");

    assertThat(names(stages)).containsEntry(2, "two!function[1]");
  }

  @Test
  void importsHaveNoName() {
    Stages stages =
        new Stages()
            .host("host")
            .add("one", "(module (import \"host\" \"log\" (func $log)) (func $f))");

    assertThat(names(stages)).containsExactly(Map.entry(1, "one!f"));
  }

  @Test
  void anAllocatorThatIsReplacedHasNoName() {
    Stages stages = new Stages().heap(new HeapPolicy.Host()).add("one", Allocators.replaceable());

    assertThat(names(stages)).containsValue("one!run").doesNotContainValue("one!malloc");
  }

  @Test
  void aCharacterThatChicoryRefusesIsReplaced() {
    ModuleBytes module = new ModuleBytes().types().function().nameOfFunction("f→é");

    assertThat(names(new Stages().add("one", module))).containsValue("one!f_é");
  }

  @Test
  void aModuleThatIsOnlyMovedKeepsItsNames() {
    FusedProgram program = new Stages().add("one", "(module (func $f))").fused();
    FusedProgram moved =
        new FusedProgram(
            program.allocation(),
            program.resolution(),
            program.placement(),
            program.bindings(),
            program.layout(),
            true);

    assertThat(NameSection.of(WasmBinary.read(Fuser.fuse(moved))).functions())
        .containsExactly(Map.entry(0, "f"));
  }
}
