package dev.radicchio.link.bind;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Modules;
import dev.radicchio.link.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** What every tag is in the image. */
final class TagBinderTest {
  private static final String OWNER =
      "(module (tag (export \"a\")) (tag (export \"b\") (param i32)))";

  private static InputModule module(String name) {
    return Modules.of(name + ".wasm", Fixture.bytes("exceptions/" + name));
  }

  private static TagBinder.Tags bind(Stages stages) {
    return TagBinder.bind(
        stages.instances(), stages.resolution().symbols(), stages.resolution().types());
  }

  private static int[] indices(Stages stages, String instance) {
    return bind(stages).indices().get(stages.instance(instance).number());
  }

  @Test
  void eachThatIsDefinedIsOne() {
    Stages stages = new Stages().add("one", OWNER).add("two", OWNER);

    assertThat(indices(stages, "one")).containsExactly(0, 1);
    assertThat(indices(stages, "two")).containsExactly(2, 3);
  }

  @Test
  void itHasTheTypeOfItsModuleInTheImage() {
    Stages stages = new Stages().add("one", OWNER).add("two", OWNER);

    assertThat(bind(stages).types()).containsExactly(0, 1, 0, 1);
  }

  @Test
  void oneThatIsImportedIsTheOneThatItMeans() {
    Stages stages =
        new Stages()
            .add("user", "(module (import \"owner\" \"b\" (tag (param i32))) (tag))")
            .add("owner", OWNER);

    assertThat(indices(stages, "user")).containsExactly(2, 0);
  }

  @Test
  void otherParametersAreAProblem() {
    Stages stages =
        new Stages()
            .add("user", "(module (import \"owner\" \"b\" (tag (param i64))))")
            .add("owner", OWNER);

    assertThat(codes(bind(stages).problems())).containsExactly(ProblemCode.TAG_TYPE_MISMATCH);
  }

  @Test
  void oneThatNobodyDefinesIsAProblem() {
    Stages stages = new Stages().add("user", "(module (import \"env\" \"b\" (tag)))");

    assertThat(codes(bind(stages).problems())).containsExactly(ProblemCode.UNRESOLVED_IMPORT);
  }

  @Test
  void oneThatIsOnlyPassedOnIsAProblem() {
    Stages stages =
        new Stages()
            .add("user", "(module (import \"between\" \"a\" (tag)))")
            .add("between", "(module (import \"owner\" \"a\" (tag $a)) (export \"a\" (tag $a)))")
            .add("owner", OWNER);

    assertThat(codes(bind(stages).problems())).containsExactly(ProblemCode.EXPORT_MISSING);
  }

  /** As C++ compilers define the tag of their exceptions in every object file. */
  @Test
  void thoseThatAreWeakAreOne() {
    Stages stages =
        new Stages()
            .add("catcher", module("catcher.relocs"))
            .add("own", OWNER)
            .add("runtime", module("runtime"));

    assertThat(indices(stages, "catcher")).containsExactly(0);
    assertThat(indices(stages, "runtime")).containsExactly(0);
  }
}
