package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.link.LinkException;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Modules of published packages, whose authors knew nothing of linking them: alone, twice, and each
 * with each other. What they import is left to the host. Images are valid if Node says so.
 */
@Tag("slow")
final class PublishedPackagesTest {
  private static final String LINKED = "linked";

  private static List<PublishedModule> all;
  private static Validator validator;

  /** Those that can be linked at all. */
  private static final Map<PublishedModule, WasmFile> FILES = new LinkedHashMap<>();

  /** The codes of the problems of the others. */
  private static final Map<PublishedModule, String> REFUSED = new LinkedHashMap<>();

  private static final Map<PublishedModule, List<String>> OUTCOMES = new LinkedHashMap<>();

  @BeforeAll
  static void read() throws IOException {
    all = PublishedModule.all();
    validator = new Validator();
    for (PublishedModule module : all) {
      OUTCOMES.put(module, new ArrayList<>());
      try {
        FILES.put(module, WasmFile.read(module.instance() + ".wasm", module.bytes()));
      } catch (LinkException e) {
        REFUSED.put(module, codes(e.problems()));
      }
    }
  }

  @AfterAll
  static void report() throws IOException {
    validator.close();
    StringBuilder table =
        new StringBuilder("| package | version | toolchain | model | outcomes |\n");
    table.append("| --- | --- | --- | --- | --- |\n");
    OUTCOMES.forEach(
        (module, outcomes) ->
            table.append(
                "| %s | %s | %s | %s | %s |%n"
                    .formatted(
                        module.name(),
                        module.version(),
                        module.toolchain(),
                        REFUSED.containsKey(module) ? "refused " + module.model() : module.model(),
                        String.join(", ", outcomes))));
    System.out.print(table);
    Files.writeString(Path.of("target", "packages.md"), table);
  }

  private static String codes(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .map(problem -> problem.code().code())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static boolean isAbsolute(PublishedModule module) {
    WasmFile file = FILES.get(module);
    return file != null && file.relocationModel() == RelocationModel.ABSOLUTE;
  }

  private static LinkPlan plan(PublishedModule... modules) {
    Linker linker = Linker.create();
    List<WasmFile> files = Stream.of(modules).map(FILES::get).toList();
    for (int i = 0; i < files.size(); i++) {
      linker.add(modules[i].instance() + "." + i, files.get(i));
      linker.host("env");
      files.get(i).functionImports().forEach(asked -> linker.host(asked.module()));
    }
    return linker.plan();
  }

  /** {@link #LINKED}, or why not. */
  private static String link(LinkPlan plan) throws IOException {
    if (plan.hasErrors()) {
      return codes(plan.problems());
    }
    String checked = validator.check(plan.link().bytes());
    return checked.equals("valid") ? LINKED : checked;
  }

  @Test
  void eachIsOfTheModelThatTheListSays() {
    Map<String, String> found = new LinkedHashMap<>();
    REFUSED.forEach((module, codes) -> found.put(module.name(), codes));
    FILES.forEach((module, file) -> found.put(module.name(), file.relocationModel().toString()));

    assertThat(found)
        .containsExactlyInAnyOrderEntriesOf(
            all.stream().collect(Collectors.toMap(PublishedModule::name, PublishedModule::model)));
  }

  @Test
  void absoluteOnesLinkAlone() throws IOException {
    Map<String, String> outcomes = new LinkedHashMap<>();
    for (PublishedModule module : FILES.keySet()) {
      outcomes.put(module.name(), note("alone", module, link(plan(module))));
    }
    assertThatAbsoluteOnesAreLinked(outcomes);
  }

  @Test
  void absoluteOnesLinkTwice() throws IOException {
    Map<String, String> outcomes = new LinkedHashMap<>();
    for (PublishedModule module : FILES.keySet()) {
      outcomes.put(module.name(), note("twice", module, link(plan(module, module))));
    }
    assertThatAbsoluteOnesAreLinked(outcomes);
  }

  private static String note(String how, PublishedModule module, String outcome) {
    OUTCOMES.get(module).add(how + " " + outcome);
    return outcome;
  }

  private static void assertThatAbsoluteOnesAreLinked(Map<String, String> outcomes) {
    all.stream()
        .filter(PublishedPackagesTest::isAbsolute)
        .forEach(module -> assertThat(outcomes).containsEntry(module.name(), LINKED));
  }

  /** All pairs are planned, and those of neighbours in the list are also written. */
  @Test
  void absoluteOnesLinkInPairs() throws IOException {
    List<PublishedModule> modules = List.copyOf(FILES.keySet());
    Map<PublishedModule, Integer> linked = new LinkedHashMap<>();
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < modules.size(); i++) {
      for (int j = i + 1; j < modules.size(); j++) {
        PublishedModule one = modules.get(i);
        PublishedModule other = modules.get(j);
        LinkPlan plan = plan(one, other);
        String outcome = j == i + 1 || plan.hasErrors() ? link(plan) : LINKED;
        if (outcome.equals(LINKED)) {
          linked.merge(one, 1, Integer::sum);
          linked.merge(other, 1, Integer::sum);
        } else if (isAbsolute(one) && isAbsolute(other)) {
          refused.add(one.name() + " and " + other.name() + ": " + outcome);
        }
      }
    }
    for (PublishedModule module : modules) {
      OUTCOMES
          .get(module)
          .add("in %d of %d pairs".formatted(linked.getOrDefault(module, 0), modules.size() - 1));
    }
    assertThat(refused).isEmpty();
  }
}
