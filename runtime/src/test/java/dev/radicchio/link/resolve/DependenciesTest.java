package dev.radicchio.link.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import dev.radicchio.link.input.Instance;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who depends on whom. */
final class DependenciesTest {
  private static String module(String exported, String... imported) {
    StringBuilder imports = new StringBuilder();
    for (String name : imported) {
      imports.append("(import \"env\" \"").append(name).append("\" (func))");
    }
    return "(module " + imports + "(func (export \"" + exported + "\")))";
  }

  private static Dependencies of(Stages stages) {
    return new Dependencies(stages.instances(), stages.resolution().symbols());
  }

  private static List<String> names(Collection<Instance> instances) {
    return instances.stream().map(Instance::name).toList();
  }

  @Test
  void whatIsImportedComesFirst() {
    Stages stages =
        new Stages().add("a", module("a", "b")).add("b", module("b", "c")).add("c", module("c"));

    assertThat(names(of(stages).order())).containsExactly("c", "b", "a");
  }

  @Test
  void whatDoesNotDependStaysInOrder() {
    Stages stages = new Stages().add("b", module("b")).add("a", module("a"));

    assertThat(names(of(stages).order())).containsExactly("b", "a");
  }

  @Test
  void ofACircleTheFirstIsLast() {
    Stages stages =
        new Stages()
            .add("a", module("a", "b"))
            .add("b", module("b", "c"))
            .add("c", module("c", "a"));

    assertThat(names(of(stages).order())).containsExactly("c", "b", "a");
  }

  @Test
  void aCircleGoesByWayOfOthers() {
    Stages stages =
        new Stages()
            .add("a", module("a", "b"))
            .add("b", module("b", "a", "d"))
            .add("c", module("c", "a"))
            .add("d", module("d"));
    Dependencies dependencies = of(stages);

    assertThat(names(dependencies.circle(stages.instance("a")))).containsExactly("b");
    assertThat(dependencies.circle(stages.instance("c"))).isEmpty();
    assertThat(dependencies.circle(stages.instance("d"))).isEmpty();
  }

  @Test
  void aLibraryThatIsNeededComesFirst() {
    Stages stages =
        new Stages()
            .add(
                "user",
                "(module (@dylink.0 (mem-info (memory 0 0) (table 0 0)) (needed \"math.so\")))")
            .add("math", module("f"));

    assertThat(names(of(stages).order())).containsExactly("math", "user");
  }

  @Test
  void dataIsToldApart() {
    Stages stages =
        new Stages()
            .add(
                "user",
                """
                (module
                  (@dylink.0 (mem-info (memory 0 0) (table 0 0)))
                  (import "GOT.mem" "level" (global (mut i32)))
                  (import "GOT.func" "f" (global (mut i32))))
                """)
            .add("data", "(module (global (export \"level\") i32 (i32.const 4)))")
            .add("code", module("f"));
    Dependencies dependencies = of(stages);

    assertThat(names(dependencies.ofData(stages.instance("user")))).containsExactly("data");
    assertThat(dependencies.ofData(stages.instance("code"))).isEmpty();
    assertThat(names(dependencies.order())).containsExactly("data", "code", "user");
  }
}
