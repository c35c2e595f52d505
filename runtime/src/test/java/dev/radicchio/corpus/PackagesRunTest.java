package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.Peer;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All packages that have calls in one memory, two instances of each: each computes what its module
 * computes alone, which Node says. The base is in the offset of each access, or added to each
 * address.
 */
@Tag("slow")
final class PackagesRunTest {
  private static final int INSTANCES = 2;
  private static final int GROW_PAGES = 128;

  private static Map<PublishedModule, WasmFile> files;
  private static Map<String, List<String>> alone;

  @BeforeAll
  static void runAlone() throws IOException {
    files = new LinkedHashMap<>();
    List<String> arguments = new ArrayList<>(List.of("alone"));
    for (PublishedModule module : PublishedModule.all()) {
      if (Files.exists(PackageCalls.file(module))) {
        files.put(module, WasmFile.read(module.instance() + ".wasm", module.bytes()));
        arguments.add(module.instance());
        arguments.add(module.path().toString());
        arguments.add(PackageCalls.file(module).toString());
      }
    }
    alone = node(arguments);
  }

  /** What each instance reported. */
  private static Map<String, List<String>> node(List<String> arguments) throws IOException {
    Peer.Result result =
        Peer.run(
            Stream.concat(
                    Stream.of("node", PublishedModule.FOLDER.resolve("run.mjs").toString()),
                    arguments.stream())
                .toList());
    assertThat(result.status()).as(result.output()).isZero();
    return result
        .output()
        .lines()
        .map(line -> line.split("\t", 2))
        .collect(
            Collectors.groupingBy(
                line -> line[0], Collectors.mapping(line -> line[1], Collectors.toList())));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachInstanceComputesWhatItsModuleComputesAlone(boolean reachBelow) throws IOException {
    Map<String, PublishedModule> instances =
        instances(files.keySet().stream().filter(module -> !files.get(module).usesVectors()));
    LinkPlan plan = plan(instances, reachBelow);
    Image image = plan.link();
    Hosts hosts = Hosts.none();
    Map<String, PackageCalls> all = new LinkedHashMap<>();
    for (Map.Entry<String, PublishedModule> instance : instances.entrySet()) {
      PackageCalls calls =
          new PackageCalls(instance.getValue(), instance.getKey(), base(image, instance.getKey()));
      plan.hostImports().stream()
          .filter(imported -> imported.instance().equals(instance.getKey()))
          .forEach(imported -> calls.addHost(hosts, imported));
      all.put(instance.getKey(), calls);
    }

    try (LinkedProgram program = LinkedProgram.instantiate(image, hosts)) {
      all.forEach(
          (instance, calls) ->
              assertThat(calls.run(program, files.get(instances.get(instance))))
                  .as(instance)
                  .isEqualTo(alone.get(instances.get(instance).instance())));
    }
  }

  /** Those with vector instructions as well, which Chicory does not run. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nodeComputesTheSame(boolean reachBelow) throws IOException {
    Map<String, PublishedModule> instances = instances(files.keySet().stream());
    Image image = plan(instances, reachBelow).link();
    Path written = Files.write(Path.of("target", "packages.image.wasm"), image.bytes());
    List<String> arguments = new ArrayList<>(List.of("linked", written.toString()));
    instances.forEach(
        (instance, module) -> {
          arguments.add(instance);
          arguments.add(Integer.toString(base(image, instance)));
          arguments.add(PackageCalls.file(module).toString());
        });

    Map<String, List<String>> linked = node(arguments);
    instances.forEach(
        (instance, module) ->
            assertThat(linked.get(instance)).as(instance).isEqualTo(alone.get(module.instance())));
  }

  private static Map<String, PublishedModule> instances(Stream<PublishedModule> modules) {
    Map<String, PublishedModule> instances = new LinkedHashMap<>();
    modules.forEach(
        module -> {
          for (int i = 0; i < INSTANCES; i++) {
            instances.put(module.instance() + "." + i, module);
          }
        });
    return instances;
  }

  /** All but the first are rebased. Where they may grow in ranges, they have the same addresses. */
  private static LinkPlan plan(Map<String, PublishedModule> instances, boolean reachBelow) {
    Linker linker = Linker.create();
    instances.forEach(
        (instance, module) -> {
          WasmFile file = files.get(module);
          linker.add(instance, file).growPages(instance, GROW_PAGES);
          file.functionImports().forEach(asked -> linker.host(asked.module()));
          if (reachBelow) {
            linker.reachBelow(instance);
          }
        });
    LinkPlan plan = linker.plan();
    assertThat(plan.layout().instances().stream().skip(1))
        .allMatch(instance -> instance.model() == RelocationModel.REBASED);
    return plan;
  }

  private static int base(Image image, String instance) {
    return (int) image.layout().instance(instance).base();
  }
}
