package dev.radicchio.link.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Import;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.HostModule;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostModulesTest {
  private static Import imported(String module) {
    return new Stages()
        .add("one", "(module (import \"%s\" \"f\" (func)))".formatted(module))
        .instance("one")
        .binary()
        .imports()
        .get(0);
  }

  private static final HostModules HOSTS =
      HostModules.of(List.of(new HostModule("host", false), new HostModule("each", true)));

  @Test
  void anImportIsTheHostsByItsModule() {
    assertThat(HOSTS.include(imported("host"))).isTrue();
    assertThat(HOSTS.include(imported("other"))).isFalse();
    assertThat(HOSTS.isAll()).isFalse();
  }

  @Test
  void aHostMayWantToKnowWhoCalls() {
    assertThat(HOSTS.isByInstance(imported("each"))).isTrue();
    assertThat(HOSTS.isByInstance(imported("host"))).isFalse();
    assertThat(HOSTS.isByInstance(imported("other"))).isFalse();
  }

  @Test
  void ofAModuleAloneAllImportsAreTheHosts() {
    assertThat(HostModules.all().include(imported("other"))).isTrue();
    assertThat(HostModules.all().isByInstance(imported("other"))).isFalse();
    assertThat(HostModules.all().isAll()).isTrue();
  }
}
