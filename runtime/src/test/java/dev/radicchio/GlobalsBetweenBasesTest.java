package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.link.Image;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.GlobalUse;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.Problem.Severity;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.wat.WatModule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an instance has for a global of another one that has another base. */
final class GlobalsBetweenBasesTest {
  /** Says "owner" at the address in its global, and has a mutable one. */
  private static final String ABSOLUTE_OWNER =
      """
      (module
        (memory 1)
        (global (export "text") i32 (i32.const 2048))
        (global (export "none") i32 (i32.const 0))
        (global $count (export "count") (mut i32) (i32.const 3))
        (func (export "get") (result i32) (global.get $count))
        (data (i32.const 2048) "owner"))
      """;

  private static final String MOVED_OWNER =
      """
      (module
        (memory 1)
        (global $text (export "text") i32 (i32.const 1024))
        (data (i32.const 1024) (@sym $text name="text" size=5) "owner"))
      """;

  private static final String LIBRARY_OWNER =
      """
      (module
        (@dylink.0 (mem-info (memory 16 3) (table 0 0)))
        (import "env" "__memory_base" (global $base i32))
        (memory 1)
        (global (export "text") i32 (i32.const 0))
        (data (global.get $base) "owner"))
      """;

  /**
   * Reads where an imported global points to; it has data of its own, so that it can be rebased.
   */
  private static String user(String importModule, String name, String type) {
    return """
        (module
          (import "%s" "%s" (global $g %s))
          (memory 1)
          (func (export "value") (result i32) (global.get $g))
          (func (export "read") (result i32) (i32.load8_u (global.get $g)))
          (func (export "own") (result i32) (i32.load8_u (i32.const 1024)))
          (data (i32.const 1024) "user"))
        """
        .formatted(importModule, name, type);
  }

  private static WasmFile wasm(String name, String text) {
    return WasmFile.read(name + ".wasm", WatModule.encode(text));
  }

  private static WasmFile rebased(String name, String text) {
    return WasmFile.readAs(name + ".wasm", WatModule.encode(text), RelocationModel.REBASED);
  }

  private static int call(LinkedProgram program, String instance, String function) {
    return (int) program.function(instance, function).call()[0];
  }

  /** The user of a linked program reads the owner's text. */
  private static void assertReads(Linker linker) {
    Image image = linker.link();
    InstanceLayout user = image.layout().instance("user");
    assertThat(user.base()).isPositive();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(call(program, "user", "own")).isEqualTo('u');
      assertThat(call(program, "user", "read")).isEqualTo('o');
      int address = program.global("owner", "text").address();
      assertThat(call(program, "user", "value")).isEqualTo(address - (int) user.base());
    }
  }

  private static List<Problem> problems(LinkPlan plan) {
    return plan.problems().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {ABSOLUTE_OWNER, MOVED_OWNER, LIBRARY_OWNER})
  void theAddressOfDataIsTheImporters(String owner) {
    assertReads(
        Linker.create()
            .add("owner", wasm("owner", owner))
            .add("user", rebased("user", user("GOT.mem", "text", "(mut i32)")))
            .reachBelow("user"));
  }

  @Test
  void theAddressOfDataOfARebasedInstanceIsTheImporters() {
    assertReads(
        Linker.create()
            .add("owner", rebased("owner", ABSOLUTE_OWNER))
            .add("user", rebased("user", user("GOT.mem", "text", "(mut i32)")))
            .reachBelow("user"));
  }

  @Test
  void aLibraryFindsTheDataOfARebasedInstance() {
    String library =
        """
        (module
          (@dylink.0 (mem-info (memory 0 0) (table 0 0)))
          (import "GOT.mem" "text" (global $g (mut i32)))
          (memory 1)
          (func (export "read") (result i32) (i32.load8_u (global.get $g))))
        """;
    Image image =
        Linker.create()
            .add("library", wasm("library", library))
            .add("owner", rebased("owner", ABSOLUTE_OWNER))
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(call(program, "library", "read")).isEqualTo('o');
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MOVED_OWNER, LIBRARY_OWNER})
  void aGlobalThatLinkingKnowsAsAnAddressIsTranslated(String owner) {
    assertReads(
        Linker.create()
            .add("owner", wasm("owner", owner))
            .add("user", rebased("user", user("env", "text", "i32")))
            .reachBelow("user"));
  }

  @Test
  void oneOfWhichNothingIsKnownIsAnErrorThatNamesBoth() {
    LinkPlan plan =
        Linker.create()
            .add("owner", wasm("owner", ABSOLUTE_OWNER))
            .add("user", rebased("user", user("owner", "text", "i32")))
            .plan();

    assertThat(problems(plan))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.GLOBAL_OF_OTHER_BASE);
              assertThat(problem.instance()).isEqualTo("user");
              assertThat(problem.message())
                  .startsWith(
                      "user.wasm (user) imports owner.text, an i32 global of owner.wasm (owner), and"
                          + " their bases differ (0x%x and 0x0). "
                              .formatted(plan.layout().instance("user").base()))
                  .contains("Linker.global(\"text\")");
            });
  }

  @Test
  void betweenInstancesOfOneBaseNothingIsToBeSaid() {
    LinkPlan plan =
        Linker.create()
            .add("owner", wasm("owner", ABSOLUTE_OWNER))
            .add("user", wasm("user", "(module (import \"owner\" \"text\" (global i32)))"))
            .plan();

    assertThat(problems(plan)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true,false", "false,true", "true,true"})
  void oneThatIsDeclaredAnAddressIsTranslated(boolean moveOwner, boolean moveUser) {
    String user = user("owner", "text", "i32");
    Image image =
        Linker.create()
            .add("owner", moveOwner ? rebased("owner", ABSOLUTE_OWNER) : wasm("o", ABSOLUTE_OWNER))
            .add("user", moveUser ? rebased("user", user) : wasm("user", user))
            .global("owner", "text", GlobalUse.ADDRESS)
            .reachBelow("user")
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(call(program, "user", "own")).isEqualTo('u');
      assertThat(call(program, "user", "read")).isEqualTo('o');
    }
  }

  @Test
  void anAddressOf0Stays0() {
    Image image =
        Linker.create()
            .add("owner", wasm("owner", ABSOLUTE_OWNER))
            .add("user", rebased("user", user("owner", "none", "i32")))
            .global("owner", "none", GlobalUse.ADDRESS)
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(call(program, "user", "value")).isZero();
    }
  }

  @Test
  void oneThatIsDeclaredANumberIsShared() {
    Image image =
        Linker.create()
            .add("owner", wasm("owner", ABSOLUTE_OWNER))
            .add("user", rebased("user", user("owner", "count", "(mut i32)")))
            .global("owner", "count", GlobalUse.NUMBER)
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(call(program, "user", "value")).isEqualTo(3);
      program.global("owner", "count").set(4);
      assertThat(call(program, "user", "value")).isEqualTo(4);
      assertThat(call(program, "owner", "get")).isEqualTo(4);
    }
  }

  @Test
  void aMutableAddressCannotBeShared() {
    LinkPlan plan =
        Linker.create()
            .add("owner", wasm("owner", ABSOLUTE_OWNER))
            .add("user", rebased("user", user("owner", "count", "(mut i32)")))
            .global("owner", "count", GlobalUse.ADDRESS)
            .plan();

    assertThat(problems(plan))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.ADDRESS_OF_OTHER_BASE);
  }

  @Test
  void theProgramsStackIsNotThatOfARebasedInstance() {
    LinkPlan plan =
        Linker.create()
            .add("user", rebased("user", user("env", "__stack_pointer", "(mut i32)")))
            .plan();

    assertThat(problems(plan))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.STACK_OF_OTHER_BASE);
  }

  @Test
  void aRegionIsAtTheImportersAddress() {
    Image image =
        Linker.create()
            .add("home", wasm("home", user("mem", "offset", "i32")))
            .add("user", rebased("user", user("mem", "offset", "i32")))
            .add("entry", rebased("entry", user("GOT.mem", "offset", "(mut i32)")))
            .region("mem.offset", 16, 16)
            .region("env.offset", 16, 16)
            .reachBelow("user")
            .reachBelow("entry")
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      int region = call(program, "home", "value");
      program.memory().writeByte(region, (byte) 'r');
      assertThat(call(program, "user", "read")).isEqualTo('r');
      assertThat(call(program, "user", "value"))
          .isEqualTo(region - (int) image.layout().instance("user").base());
      InstanceLayout entry = image.layout().instance("entry");
      program.memory().writeByte(call(program, "entry", "value") + (int) entry.base(), (byte) 'e');
      assertThat(call(program, "entry", "read")).isEqualTo('e');
      assertThat(call(program, "home", "read")).isEqualTo('r');
    }
  }

  @ParameterizedTest
  @CsvSource({
    "__heap_base, 131072",
    "__data_end, 131072",
    "__heap_end, 1179648", // 16 pages to grow
    "__global_base, 65536",
    "__dso_handle, 65536"
  })
  void whatLinkersDefineIsOfItsOwnMemory(String name, int value) {
    String user =
        """
        (module
          (import "env" "%s" (global $g i32))
          (memory 2)
          (func (export "value") (result i32) (global.get $g))
          (data (i32.const 65600) "user"))
        """
            .formatted(name);
    Image image =
        Linker.create()
            .add("home", wasm("home", "(module (memory 2) (data (i32.const 70000) \"home\"))"))
            .add("user", rebased("user", user))
            .growPages("user", 16)
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(image.layout().instance("user").base()).isPositive();
      assertThat(call(program, "user", "value")).isEqualTo(value);
    }
  }

  @Test
  void theHeapOfOneThatGrowsEndsWithItsPages() {
    String user =
        """
        (module
          (import "env" "__heap_end" (global $g i32))
          (memory 2)
          (func (export "value") (result i32) (global.get $g))
          (func (export "grow") (result i32) (i32.mul (memory.grow (i32.const 1)) (i32.const 65536)))
          (data (i32.const 65600) "user"))
        """;
    Image image = Linker.create().add("user", rebased("user", user)).growPages("user", 16).link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(call(program, "user", "grow")).isEqualTo(call(program, "user", "value"));
    }
  }
}
