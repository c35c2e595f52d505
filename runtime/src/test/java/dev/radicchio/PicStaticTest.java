package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.Problem;
import dev.radicchio.link.RelocationModel;
import dev.radicchio.link.WasmFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Position-independent code that was linked statically without relocations, moved on request. */
final class PicStaticTest {
  private static WasmFile asked(String fixture) {
    return WasmFile.readAs(fixture + ".wasm", Fixture.bytes(fixture), RelocationModel.PIC_STATIC);
  }

  private interface Exports {
    long call(String function, long... arguments);
  }

  private static List<Long> results(Exports exports) {
    List<Long> results = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      results.add(exports.call("digit", i));
    }
    for (int i = 0; i < 3; i++) {
      results.add(exports.call("add", i, 5));
      results.add(exports.call("count"));
    }
    exports.call("put", 499, 77);
    results.add(exports.call("get", 499));
    results.add(exports.call("get", 0));
    for (int which = 0; which < 2; which++) {
      exports.call("choose", which);
      results.add(exports.call("apply", 9));
    }
    results.add(exports.call("on_stack", 3));
    return results;
  }

  private static long first(long[] results) {
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  @Test
  void computesWhatTheModuleComputesAlone() {
    Alone alone = Alone.run("no_pointers.pic-static");
    List<Long> expected =
        results((function, arguments) -> first(alone.function(function).apply(arguments)));
    Linker linker =
        Linker.create()
            .add("before", Fixture.wasm("large.relocs"))
            .add("one", asked("no_pointers.pic-static"))
            .add("two", asked("no_pointers.pic-static"));

    assertThat(linker.plan().problems()).isEmpty();
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      for (String instance : List.of("one", "two")) {
        List<Long> results =
            results(
                (function, arguments) ->
                    first(program.function(instance, function).call(arguments)));
        assertThat(results).isEqualTo(expected);
      }
    }
  }

  @Test
  void warnsOfEveryWordThatLooksLikeAPointer() {
    List<String> warnings =
        Linker.create().add("one", asked("pointers.pic-static")).plan().problems().stream()
            .map(Problem::toString)
            .toList();

    // three names, two pointers to them, three entries, the counter and the zeros
    assertThat(warnings)
        .hasSize(10)
        .contains(
            "one: pointers.pic-static.wasm has 0x430 in its static data at 0x43c (.data+0xc), which"
                + " looks like a pointer into that data and will not move with it; link it with"
                + " -Wl,--emit-relocs if it is one");
  }

  @Test
  void refusesToTreatOtherModulesSo() {
    assertThatThrownBy(() -> asked("pointers.relocs"))
        .isInstanceOf(LinkException.class)
        .hasMessage(
            "pointers.relocs.wasm is to be moved as pic-static, and is relocs; do not ask for a model");
  }
}
