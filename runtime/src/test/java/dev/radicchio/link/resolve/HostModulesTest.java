package dev.radicchio.link.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Import;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.ModuleReader;
import dev.radicchio.link.input.Modules;
import dev.radicchio.link.input.RefusedModuleException;
import dev.radicchio.link.plan.HostModule;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.wat.WatModule;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostModulesTest {
  private static final byte[] MODULE =
      WatModule.encode("(module (memory 1) (data (i32.const 8) \"x\"))");
  private static final Instance CALLER =
      new Stages().add("one", Modules.of("one.wasm", MODULE)).instance("one");

  private static Import imported(String module) {
    return new Stages()
        .add("one", "(module (import \"%s\" \"f\" (func)))".formatted(module))
        .instance("one")
        .binary()
        .imports()
        .get(0);
  }

  private static final HostModules HOSTS =
      HostModules.of(
          List.of(
              new HostModule("host", false, List.of("f")),
              new HostModule("each", true, List.of())));

  @Test
  void anImportIsTheHostsByItsModule() {
    assertThat(HOSTS.include(imported("host"))).isTrue();
    assertThat(HOSTS.include(imported("other"))).isFalse();
    assertThat(HOSTS.isAll()).isFalse();
  }

  @Test
  void aWeakImportIsTheHostsByItsName() {
    assertThat(HOSTS.haveWeak(imported("host"))).isTrue();
    assertThat(HOSTS.haveWeak(imported("each"))).isFalse();
    assertThat(HOSTS.haveWeak(imported("other"))).isFalse();
    assertThat(HostModules.all().haveWeak(imported("other"))).isTrue();
  }

  @Test
  void aHostMayWantToKnowWhoCalls() {
    assertThat(HOSTS.isByInstance(CALLER, imported("each"))).isTrue();
    assertThat(HOSTS.isByInstance(CALLER, imported("host"))).isFalse();
    assertThat(HOSTS.isByInstance(CALLER, imported("other"))).isFalse();
  }

  @Test
  void itKnowsWhoCallsFromAnotherMemory() throws RefusedModuleException {
    Instance rebased =
        new Stages()
            .add("one", ModuleReader.read("one.wasm", MODULE, RelocationModel.REBASED))
            .instance("one");

    assertThat(HOSTS.isByInstance(rebased, imported("host"))).isTrue();
    assertThat(HOSTS.isByInstance(rebased, imported("other"))).isFalse();
  }

  @Test
  void ofAModuleAloneAllImportsAreTheHosts() {
    assertThat(HostModules.all().include(imported("other"))).isTrue();
    assertThat(HostModules.all().isByInstance(CALLER, imported("other"))).isFalse();
    assertThat(HostModules.all().isAll()).isTrue();
  }
}
