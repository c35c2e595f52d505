package dev.radicchio.link.bind;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every global is in the image. */
final class GlobalBinderTest {
  private static final String STACK_USER =
      "(module (@dylink.0 (mem-info (memory 0 0) (table 0 0)))"
          + " (import \"env\" \"__stack_pointer\" (global (mut i32))))";

  private static final String OWNER =
      "(module (global (export \"a\") (mut i32) (i32.const 1)) (global (export \"b\") (mut i32)"
          + " (i32.const 2)))";

  private static GlobalBinder.Globals bind(Stages stages) {
    return GlobalBinder.bind(stages.instances(), stages.resolution(), stages.placement());
  }

  private static GlobalBinding binding(Stages stages, String instance, int global) {
    return bind(stages).bindings().get(stages.instance(instance).number())[global];
  }

  private static String library(String importModule, String name, String code) {
    return """
        (module
          (@dylink.0 (mem-info (memory 8 3) (table 0 0)))
          (import "%s" "%s" (global $g (mut i32)))
          (func (export "run") %s))
        """
        .formatted(importModule, name, code);
  }

  @Test
  void theStackPointerIsThereWhoeverUsesIt() {
    Stages stages = new Stages().add("one", "(module)");

    assertThat(bind(stages).all())
        .containsExactly(new ImageGlobal.StackPointer(stages.placement().memory().stack().end()));
  }

  @Test
  void allShareTheStackPointer() {
    Stages stages = new Stages().add("one", STACK_USER).add("two", STACK_USER);

    assertThat(binding(stages, "one", 0)).isEqualTo(new GlobalBinding.Index(0));
    assertThat(binding(stages, "two", 0)).isEqualTo(new GlobalBinding.Index(0));
  }

  @Test
  void globalsOfInstancesFollowIt() {
    Stages stages = new Stages().add("one", OWNER).add("two", OWNER);

    assertThat(binding(stages, "one", 1)).isEqualTo(new GlobalBinding.Index(2));
    assertThat(binding(stages, "two", 0)).isEqualTo(new GlobalBinding.Index(3));
    assertThat(bind(stages).all().get(3))
        .isEqualTo(new ImageGlobal.Defined(stages.instance("two"), 0));
  }

  @Test
  void globalsOfTheHostComeBeforeIt() {
    Stages stages =
        new Stages()
            .host("host")
            .add("one", OWNER)
            .add("two", "(module (import \"host\" \"level\" (global i32)))");

    assertThat(binding(stages, "two", 0)).isEqualTo(new GlobalBinding.Index(0));
    assertThat(bind(stages).all().get(1)).isInstanceOf(ImageGlobal.StackPointer.class);
    assertThat(bind(stages).hostImports()).extracting(HostImport::name).containsExactly("level");
  }

  @Test
  void anImportedGlobalIsTheOneThatItMeans() {
    Stages stages =
        new Stages()
            .add("user", "(module (import \"owner\" \"b\" (global (mut i32))))")
            .add("owner", OWNER);

    assertThat(binding(stages, "user", 0)).isEqualTo(binding(stages, "owner", 1));
  }

  @Test
  void anImportedGlobalIsFollowedThroughInstancesThatPassItOn() {
    String passesOn =
        "(module (import \"owner\" \"b\" (global $b (mut i32))) (export \"b\" (global $b)))";
    Stages stages =
        new Stages()
            .add("user", "(module (import \"between\" \"b\" (global (mut i32))))")
            .add("between", passesOn)
            .add("owner", OWNER);

    assertThat(binding(stages, "user", 0)).isEqualTo(binding(stages, "owner", 1));
  }

  @Test
  void whatIsPassedOnInACircleIsNothing() {
    String passesOn = "(module (import \"%s\" \"g\" (global $g i32)) (export \"g\" (global $g)))";
    Stages stages =
        new Stages().add("one", passesOn.formatted("two")).add("two", passesOn.formatted("one"));

    assertThat(codes(bind(stages).problems()))
        .containsExactly(ProblemCode.EXPORT_MISSING, ProblemCode.EXPORT_MISSING);
  }

  @Test
  void anAddressIsAConstant() {
    Stages stages = new Stages().add("one", library("GOT.mem", "__heap_base", ""));

    assertThat(binding(stages, "one", 0))
        .isEqualTo(new GlobalBinding.Constant((int) stages.placement().memory().heapBase()));
  }

  @Test
  void anAddressThatCodeWritesIsAGlobal() {
    Stages stages =
        new Stages().add("one", library("GOT.mem", "__heap_base", "(global.set $g (i32.const 1))"));

    assertThat(binding(stages, "one", 0)).isEqualTo(new GlobalBinding.Index(1));
    assertThat(bind(stages).all().get(1))
        .isEqualTo(new ImageGlobal.Cell((int) stages.placement().memory().heapBase()));
  }

  @Test
  void anAddressOfAFunctionIsItsSlot() {
    Stages stages =
        new Stages()
            .add("one", library("GOT.func", "f", ""))
            .add("owner", "(module (func (export \"f\")))");

    assertThat(binding(stages, "one", 0)).isEqualTo(new GlobalBinding.Constant(1));
  }

  @ParameterizedTest
  @CsvSource({"GOT.mem", "GOT.func"})
  void anAddressOfNothingIsAProblem(String module) {
    assertThat(codes(bind(new Stages().add("one", library(module, "x", ""))).problems()))
        .containsExactly(ProblemCode.UNRESOLVED_ADDRESS);
  }

  @ParameterizedTest
  @CsvSource({"GOT.mem", "GOT.func"})
  void aWeakAddressOfNothingIs0(String module) {
    String weak =
        library(module, "x", "")
            .replace("(table 0 0))", "(table 0 0)) (import-info \"env\" \"x\" binding-weak)");
    Stages stages = new Stages().add("one", weak);

    assertThat(bind(stages).problems()).isEmpty();
    assertThat(binding(stages, "one", 0)).isEqualTo(new GlobalBinding.Constant(0));
  }

  @Test
  void aRequestedRegionIsAConstant() {
    Stages stages =
        new Stages()
            .region("mem.x", 64, 64)
            .add("one", "(module (import \"mem\" \"x\" (global i32)))");

    assertThat(binding(stages, "one", 0))
        .isEqualTo(
            new GlobalBinding.Constant(
                stages.placement().memory().requested("mem.x").orElseThrow()));
  }

  @Test
  void anotherTypeIsAProblem() {
    Stages stages = new Stages().addCrafted("one", "wants_i64").addCrafted("codec", "has_i32");

    assertThat(codes(bind(stages).problems())).containsExactly(ProblemCode.GLOBAL_TYPE_MISMATCH);
  }

  @Test
  void whatAnotherHasAsAnAddressCannotBeWritten() {
    Stages stages = new Stages().addCrafted("one", "writes_end").addCrafted("codec", "has_end");

    assertThat(codes(bind(stages).problems())).containsExactly(ProblemCode.ADDRESS_WRITTEN);
  }

  @Test
  void aGlobalThatMayBeAnAddressAndHasNoSymbolIsAProblem() {
    assertThat(codes(bind(new Stages().addCrafted("one", "no_global_symbol")).problems()))
        .containsExactly(ProblemCode.GLOBAL_WITHOUT_SYMBOL);
  }
}
