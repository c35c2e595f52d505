package dev.radicchio.link.resolve;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import dev.radicchio.link.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** Imports that the user binds to one instance. */
final class BoundImportsTest {
  private static final String USER =
      """
      (module
        (@dylink.0 (mem-info (memory 0 0) (table 0 0)))
        (import "codec" "decode" (func))
        (import "GOT.mem" "level" (global (mut i32))))
      """;

  private static final String DATA_USER =
      """
      (module
        (@sym.import.data $level name="level")
        (memory 1)
        (func $read (export "read") (result i32) (i32.const 0 (@reloc data $level))))
      """;

  private static final String OWNER =
      """
      (module
        (func (export "decode"))
        (global (export "level") i32 (i32.const 4)))
      """;

  private static Stages stages() {
    return new Stages().add("user", USER).add("data_user", DATA_USER).add("owner", OWNER);
  }

  private static BoundImports bound(Stages stages) {
    return BoundImports.of(stages.instances(), stages.bound());
  }

  @Test
  void anImportIsBoundByBothItsNames() {
    Stages stages = stages().bind("user", "codec.decode", "owner");
    BoundImports bound = bound(stages);

    assertThat(bound.problems()).isEmpty();
    assertThat(bound.exporter(stages.instance("user"), "codec.decode"))
        .hasValue(stages.instance("owner"));
    assertThat(bound.exporter(stages.instance("user"), "codec.encode")).isEmpty();
  }

  @Test
  void onlyTheImportOfThatInstanceIsBound() {
    Stages stages = stages().bind("user", "codec.decode", "owner");

    assertThat(bound(stages).exporter(stages.instance("data_user"), "codec.decode")).isEmpty();
  }

  @Test
  void anEntryOfTheGotIsBoundAsASymbolOfEnv() {
    assertThat(bound(stages().bind("user", "env.level", "owner")).problems()).isEmpty();
    assertThat(codes(bound(stages().bind("user", "GOT.mem.level", "owner")).problems()))
        .containsExactly(ProblemCode.BINDING_OF_NO_IMPORT);
  }

  @Test
  void undefinedDataIsBoundAsASymbolOfEnv() {
    assertThat(bound(stages().bind("data_user", "env.level", "owner")).problems()).isEmpty();
  }

  @Test
  void whatIsNotImportedIsAProblem() {
    assertThat(codes(bound(stages().bind("owner", "codec.decode", "user")).problems()))
        .containsExactly(ProblemCode.BINDING_OF_NO_IMPORT);
  }

  @Test
  void whatIsNotExportedIsAProblemAndNotBound() {
    Stages stages = stages().bind("user", "codec.decode", "data_user");
    BoundImports bound = bound(stages);

    assertThat(codes(bound.problems())).containsExactly(ProblemCode.BINDING_WITHOUT_EXPORT);
    assertThat(bound.exporter(stages.instance("user"), "codec.decode")).isEmpty();
  }
}
