package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import org.junit.jupiter.api.Test;

/** Absolute modules beside others, at addresses that they were not linked for. */
final class RebasedTest {
  @Test
  void severalInstancesOfAnAbsoluteModuleComputeWhatOneDoesAlone() {
    WasmFile module = Fixture.wasm("pointers.absolute");
    Linker linker = Linker.create().add("one", module).add("two", module).add("three", module);
    linker.reachBelow("three");
    Image image = linker.link();
    assertThat(image.layout().instance("one").model()).isEqualTo(RelocationModel.ABSOLUTE);
    assertThat(image.layout().instance("two").model()).isEqualTo(RelocationModel.REBASED);
    System.out.println(image.layout().describe());
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      for (String name : new String[] {"one", "two", "three"}) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 4; j++) {
            all.append(program.function(name, "name_char").call(i, j)[0]).append(' ');
            all.append(program.function(name, "entry_char").call(i, j)[0]).append(' ');
          }
        }
        System.out.println(name + " " + all);
      }
    }
  }
}
