package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which definition an import gets where there are several, or none. */
final class SymbolRulesTest {
  private static Linker linker(String... namesAndFixtures) {
    Linker linker = Linker.create();
    for (int i = 0; i < namesAndFixtures.length; i += 2) {
      linker.add(namesAndFixtures[i], Fixture.wasm(namesAndFixtures[i + 1]));
    }
    return linker;
  }

  private static int twiceTheLevel(Linker linker) {
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      return (int) program.function("user", "twice_the_level").call()[0];
    }
  }

  private static List<String> messages(Linker linker) {
    return linker.plan().problems().stream().map(Problem::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "dylink"})
  void aStrongDefinitionGoesBeforeAWeakOne(String strong) {
    Linker linker =
        linker(
            "user", "uses_level",
            "weak", "weak_definition.relocs",
            "strong", "strong_definition." + strong);

    assertThat(messages(linker)).isEmpty();
    assertThat(twiceTheLevel(linker)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "dylink"})
  void aWeakDefinitionIsTakenWhereThereIsNoOther(String model) {
    Linker linker = linker("user", "uses_level", "weak", "weak_definition." + model);

    assertThat(twiceTheLevel(linker)).isEqualTo(2);
  }

  @Test
  void warnsOfTwoStrongDefinitions() {
    Linker linker =
        linker(
            "user", "uses_level",
            "one", "strong_definition.relocs",
            "two", "strong_definition.dylink");

    assertThat(messages(linker))
        .containsExactly(
            "user: uses_level.wasm refers to env.level, which both strong_definition.relocs.wasm (one)"
                + " and strong_definition.dylink.wasm (two) define; it gets that of one, which comes"
                + " first. To choose, bind the import to one of them (@Link on the accessor,"
                + " Linker.bind) (RAD320)");
    assertThat(linker.plan().hasErrors()).isFalse();
  }

  @Test
  void anImportComesFromTheInstanceThatItIsBoundTo() {
    Linker linker =
        linker(
                "user", "uses_level",
                "strong", "strong_definition.relocs",
                "weak", "weak_definition.relocs")
            .bind("user", "env.level", "weak");

    assertThat(messages(linker)).isEmpty();
    assertThat(twiceTheLevel(linker)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "dylink"})
  void anAddressComesFromTheInstanceThatItsSymbolIsBoundTo(String model) {
    Linker linker =
        linker(
                "user", "address_of." + model,
                "one", "triple.relocs",
                "two", "triple.dylink")
            .bind("user", "env.triple", "two");

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      long address = program.function("user", "address_in_data").call()[0];
      assertThat(address)
          .isEqualTo(program.function("two", "own_address_in_code").call()[0])
          .isNotEqualTo(program.function("one", "own_address_in_code").call()[0]);
      assertThat(program.function("user", "address_in_code").call()[0]).isEqualTo(address);
    }
  }

  @Test
  void refusesABindingThatBindsNothing() {
    Linker linker =
        linker("user", "uses_level", "strong", "strong_definition.relocs", "log", "log")
            .bind("user", "env.depth", "strong")
            .bind("user", "env.level", "log");

    assertThat(messages(linker))
        .containsExactly(
            "user: uses_level.wasm does not import env.depth, which is bound to strong. Name an import"
                + " as module.name (RAD321)",
            "user: uses_level.wasm is to get env.level from log, and log.wasm exports no level (RAD322)");
    assertThat(linker.plan().hasErrors()).isTrue();
    assertThatThrownBy(() -> linker("user", "uses_level").bind("user", "env.level", "who").plan())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no instance named who");
  }

  @Test
  void refusesALibraryThatNeedsAnother() {
    assertThat(messages(linker("user", "needs_triple", "other", "triple.relocs")))
        .containsExactly(
            "user: needs_triple.wasm needs the library triple.dylink.wasm (its dylink section says"
                + " so), which is no module of the program. Add a module whose file is named so, or"
                + " link this one without that library (RAD305)");
  }

  @Test
  void aLibraryFindsTheOneThatItNeeds() {
    Linker linker = linker("user", "needs_triple", "library", "triple.dylink");

    assertThat(messages(linker)).isEmpty();
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      long address = program.function("user", "address_in_code").call()[0];
      assertThat(program.function("user", "call_pointer").call(address, 14)[0]).isEqualTo(42);
    }
  }

  @Test
  void whatIsLeftToTheHostComesFromTheHost() {
    GlobalInstance counter = new GlobalInstance(100, 0, ValType.I32, MutabilityType.Var);
    HostFunction tick =
        new HostFunction(
            "host",
            "tick",
            FunctionType.of(List.of(ValType.I32), List.of(ValType.I32)),
            (instance, arguments) -> new long[] {arguments[0] + 1});
    ImportValues hosts =
        ImportValues.builder()
            .addFunction(tick)
            .addGlobal(
                new ImportGlobal(
                    "settings",
                    "limit",
                    new GlobalInstance(1L << 40, 0, ValType.I64, MutabilityType.Const)),
                new ImportGlobal("settings", "counter", counter))
            .build();
    Linker linker =
        linker("before", "pointers.relocs", "one", "hosted", "two", "hosted", "after", "log")
            .host("host")
            .host("settings");

    try (LinkedProgram program =
        LinkedProgram.instantiate(linker.link(), Hosts.none().add(ChicoryHosts.of(hosts)))) {
      for (String instance : List.of("one", "two")) {
        assertThat(program.function(instance, "ticks").call(20)[0]).isEqualTo(42);
        assertThat(program.function(instance, "tick").call(6)[0]).isEqualTo(7);
        assertThat(program.function(instance, "limits").call()[0]).isEqualTo(2L << 40);
      }
      assertThat(program.function("one", "count").call()[0]).isEqualTo(105);
      assertThat(program.function("two", "count").call()[0]).isEqualTo(110);
      assertThat(counter.getValue()).isEqualTo(110);
      assertThat(program.function("before", "apply").call(2, 6, 7)[0]).isEqualTo(42);
    }
  }

  @Test
  void aModuleGoesBeforeTheHost() {
    Linker linker = linker("user", "uses_level", "level", "strong_definition.relocs").host("env");

    assertThat(twiceTheLevel(linker)).isEqualTo(4);
  }

  @Test
  void namesWhatTheHostDoesNotProvide() {
    Linker linker = linker("one", "hosted").host("host").host("settings");

    assertThatThrownBy(() -> LinkedProgram.instantiate(linker.link()))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("host.one!tick");
  }
}
