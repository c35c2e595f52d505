package dev.radicchio.link;

import static dev.radicchio.fixture.CraftedModules.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.Engine;
import dev.radicchio.engine.EngineHosts;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.engine.chicory.Forms;
import dev.radicchio.fixture.CraftedModules;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.plan.GlobalUse;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For every code of a problem, a program or a file that it is reported of. */
final class ReportedProblemsTest {
  @ParameterizedTest
  @EnumSource
  void isReportedAlone(ProblemCode code) {
    assumeTrue(
        code != ProblemCode.VECTOR_INSTRUCTIONS || Engine.installed().has(Shortcoming.VECTORS));
    assumeTrue(
        code != ProblemCode.SHARED_EXCEPTIONS
            || Engine.installed().has(Shortcoming.EXCEPTION_REFERENCES));
    List<Problem> problems = report(code);

    assertThat(problems).isNotEmpty().extracting(Problem::code).containsOnly(code);
    assertThat(problems)
        .allSatisfy(
            problem -> {
              assertThat(problem.severity()).isEqualTo(code.severity());
              assertThat(problem.message()).matches(pattern(code));
              assertThat(problem).asString().endsWith(" (" + code.code() + ")");
            });
  }

  /** What the messages of a code look like. */
  private static String pattern(ProblemCode code) {
    String quoted = code.template().replaceAll("[\\\\.()+?\\[\\]{}^$|*]", "\\\\$0");
    return "(?s)" + quoted.replace("0x%x", "0x[0-9a-f]+").replace("%d", "\\d+").replace("%s", ".+");
  }

  private static Linker two(String one, String other) {
    return Linker.create().add("a", CraftedModules.wasm(one)).add("b", CraftedModules.wasm(other));
  }

  private static WasmFile rebased(String crafted) {
    return WasmFile.readAs(
        crafted + ".wasm", CraftedModules.file(crafted), RelocationModel.REBASED);
  }

  /** For an engine that nobody has. */
  private static final class HostsOfNoEngine implements EngineHosts {
    @Override
    public String engine() {
      return "witloof";
    }

    @Override
    public void close() {}
  }

  /** What is reported where the code belongs; the compiler asks for every code. */
  private static List<Problem> report(ProblemCode code) {
    return switch (code) {
      case FILE_MISSING -> refusal(() -> WasmFile.read("a.wasm", null, "00"));
      case FILE_CHANGED ->
          refusal(() -> WasmFile.read("a.wasm", new ByteArrayInputStream(new byte[] {1}), "00"));
      case EMPTY_FILE -> reading(file("empty"));
      case NOT_WASM -> reading(file("page"));
      case COMPONENT -> reading(file("component"));
      case UNKNOWN_VERSION -> reading(file("version_2"));
      case CUT_SHORT -> reading(file("cut_short"));
      case MALFORMED -> reading(file("two_type_sections"));
      case UNKNOWN_INSTRUCTION -> reading(file("unknown_instruction"));
      case INVALID_MODULE ->
          refusal(
              () ->
                  Engine.installed()
                      .validate(
                          Linker.create().add("a", CraftedModules.wasm("drops_nothing")).link()));

      case MEMORY_64 -> reading(Fixture.bytes("refused/memory64"));
      case STARTS_THREADS -> reading(Fixture.bytes("refused/threads"));
      case TABLE_64 -> reading(Fixture.bytes("refused/table64"));
      case SEVERAL_MEMORIES -> reading(Fixture.bytes("refused/two_memories"));

      case OBJECT_FILE -> reading(Fixture.bytes("object_file"));
      case NO_DYLINK -> reading(file("no_dylink"));
      case THREAD_LOCAL_LIBRARY -> reading(Fixture.bytes("thread_local.dylink"));
      case DATA_OUTSIDE_LIBRARY -> reading(file("data_outside"));
      case OTHER_MODEL ->
          refusal(
              () ->
                  WasmFile.readAs(
                      "a.wasm", Fixture.bytes("even.relocs"), RelocationModel.PIC_STATIC));
      case DATA_OFFSET_NOT_CONSTANT -> reading(file("data_somewhere"));
      case PASSIVE_DATA -> reading(file("passive_data"));
      case START_NOT_RELOCATED -> reading(file("start_stores"));

      case RELOCATIONS_MISPLACED -> reading(Fixture.bytes("changed.wasm-opt"));
      case RELOCATION_WITHOUT_SITE -> reading(file("no_site"));
      case RELOCATION_OF_OTHER_VALUE -> reading(file("other_value"));
      case RELOCATION_COMPRESSED -> reading(Fixture.bytes("changed.compressed"));
      case RELOCATION_REMOVED -> reading(Fixture.bytes("changed.no-reloc-code"));
      case RELOCATION_64 -> reading(file("relocation_64"));
      case RELOCATION_OF_NO_SYMBOL -> reading(file("no_symbol"));
      case RELOCATION_NOT_FOR_DATA -> reading(file("type_in_data"));

      case RELOCATIONS_OVERLAP -> reading(file("overlapping_relocations"));
      case RELOCATION_OUTSIDE_DATA -> reading(file("relocation_outside_data"));

      case RELOCATIONS_OF_CODE_REMOVED -> reading(file("global_not_relocated"));

      case UNRESOLVED_IMPORT -> planning(Linker.create().add("a", Fixture.wasm("uses_level")));
      case EXPORT_MISSING ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.wasm("calls_codec"))
                  .add("codec", CraftedModules.wasm("nothing")));
      case UNKNOWN_MODULE -> planning(Linker.create().add("a", CraftedModules.wasm("calls_codec")));
      case UNRESOLVED_ADDRESS ->
          planning(Linker.create().add("a", CraftedModules.wasm("needs_address")));
      case UNDEFINED_DATA -> planning(Linker.create().add("a", Fixture.wasm("uses_data.relocs")));
      case LIBRARY_MISSING ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("needs_triple"))
                  .add("b", Fixture.wasm("triple.relocs")));
      case HOST_IMPORT_MISSING -> {
        Image image = callOfHost().link();
        yield refusal(() -> LinkedProgram.instantiate(image));
      }

      case FUNCTION_TYPE_MISMATCH ->
          planning(
              Linker.create()
                  .add("odd", Fixture.wasm("odd.relocs"))
                  .add("even", Fixture.wasm("even.relocs"))
                  .add("a", Fixture.wasm("wrong_type")));
      case GLOBAL_TYPE_MISMATCH ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.wasm("wants_i64"))
                  .add("codec", CraftedModules.wasm("has_i32")));
      case TABLE_TYPE_MISMATCH ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.wasm("wants_functions"))
                  .add("codec", CraftedModules.wasm("has_externals")));
      case TAG_TYPE_MISMATCH ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.wasm("catches"))
                  .add("codec", CraftedModules.wasm("throws")));
      case HOST_TYPE_MISMATCH -> {
        Image image = callOfHost().link();
        Hosts hosts =
            Hosts.none()
                .add(
                    "host",
                    "log",
                    new FunctionType(List.of(), List.of(ValType.I32)),
                    (caller, arguments) -> arguments);
        yield refusal(() -> LinkedProgram.instantiate(image, hosts));
      }
      case HOSTS_OF_ANOTHER_ENGINE ->
          refusal(
              () ->
                  LinkedProgram.instantiate(
                      callOfHost().link(), Hosts.none().add(new HostsOfNoEngine())));
      case ADDRESS_WRITTEN ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.wasm("writes_end"))
                  .add("codec", CraftedModules.wasm("has_end")));

      case AMBIGUOUS_IMPORT ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("uses_level"))
                  .add("b", Fixture.wasm("strong_definition.relocs"))
                  .add("c", Fixture.wasm("strong_definition.dylink")));
      case BINDING_OF_NO_IMPORT ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("log"))
                  .add("b", Fixture.wasm("log"))
                  .bind("a", "env.level", "b"));
      case BINDING_WITHOUT_EXPORT ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("uses_level"))
                  .add("b", Fixture.wasm("strong_definition.relocs"))
                  .add("c", Fixture.wasm("log"))
                  .bind("a", "env.level", "c"));

      case SHARED_FUNCTION_DIFFERS -> planning(two("weak_function", "function_of_other_type"));
      case SHARED_DATA_DIFFERS -> planning(two("weak_data", "larger_data"));
      case STATE_APART ->
          planning(two("weak_data", "weak_data").add("c", CraftedModules.wasm("other_weak_data")));
      case SHARED_UNKNOWN ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("shared/vague.one.dylink"))
                  .add("b", Fixture.wasm("shared/vague.two.dylink")));
      case NAMES_DROPPED ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("shared/dropped"))
                  .add("b", Fixture.wasm("shared/weak.two.relocs")));

      case ABSOLUTE_SYMBOL ->
          planning(Linker.create().add("a", CraftedModules.wasm("absolute_symbol")));
      case GLOBAL_WITHOUT_SYMBOL ->
          planning(Linker.create().add("a", CraftedModules.wasm("no_global_symbol")));

      case INITIALIZED_IN_A_CIRCLE ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("circle.one.sets"))
                  .add("b", Fixture.wasm("circle.two.calls")));

      case TABLE_LIMITS_MISMATCH ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.wasm("wants_5_slots"))
                  .add("codec", CraftedModules.wasm("has_4_slots")));
      case TABLE_OVER_MAXIMUM ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.wasm("wants_2_slots"))
                  .add("b", CraftedModules.wasm("slots_5")));
      case GLOBAL_OF_OTHER_BASE ->
          planning(
              Linker.create()
                  .add("a", rebased("wants_level"))
                  .add("codec", CraftedModules.wasm("has_i32")));
      case ADDRESS_OF_OTHER_BASE ->
          planning(
              Linker.create()
                  .add("a", rebased("wants_level"))
                  .add("codec", CraftedModules.wasm("has_i32"))
                  .global("codec", "level", GlobalUse.ADDRESS));
      case STACK_OF_OTHER_BASE -> planning(Linker.create().add("a", rebased("wants_stack")));

      case MAY_PASS_ADDRESSES ->
          planning(
              Linker.create()
                  .add("codec", CraftedModules.wasm("takes_number"))
                  .add("a", CraftedModules.wasm("passes_number")));

      case CONSTRUCTED_AGAIN ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("command.wrapped"))
                  .host("wasi_snapshot_preview1"));
      case CONSTRUCTED_BY_START ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("command.crt1"))
                  .host("wasi_snapshot_preview1"));

      case OVERLAP ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("at_0x20000"))
                  .add("b", CraftedModules.absolute("at_0x20000")));
      case OVERLAP_OF_NUMBER ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("at_0x40000_number_0x20000"))
                  .add("b", CraftedModules.absolute("at_0x30000")));
      case BELOW_STACK ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("at_0x400"))
                  .add("b", Fixture.wasm("large.relocs")));
      case NUMBER_BELOW_STACK ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("at_0x20000_number_0x400"))
                  .add("b", Fixture.wasm("large.relocs")));
      case NOT_MOVABLE -> refusal(() -> Fixture.wasm("pointers.absolute-high").moveTo(0x20000));
      case ADDRESS_NOT_POSSIBLE -> refusal(() -> Fixture.wasm("pointers.relocs").moveTo(2048));
      case OTHER_BASE ->
          planning(Linker.create().add("a", Fixture.wasm("pointers.relocs")).base("a", 0x50000));
      case OTHER_BASE_OF_ABSOLUTE ->
          planning(Linker.create().add("a", CraftedModules.wasm("at_0x20000")).base("a", 0x20001));
      case OVERLAP_OF_MADE_ADDRESSES ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("makes_addresses"))
                  .add("b", CraftedModules.absolute("makes_addresses")));
      case MADE_ADDRESSES_BELOW_STACK ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("makes_addresses"))
                  .add("b", Fixture.wasm("large.relocs")));

      case OVER_MAX_PAGES ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("large.relocs"))
                  .stackBytes(1 << 20)
                  .maxPages(8));
      case OVER_4_GIB ->
          planning(Linker.create().add("a", Fixture.wasm("large.relocs")).stackBytes(1L << 32));
      case OVER_JVM_LIMIT -> {
        Image image =
            Linker.create().add("a", Fixture.wasm("large.relocs")).stackBytes(1L << 31).link();
        yield refusal(() -> LinkedProgram.instantiate(image));
      }

      case LOOKS_LIKE_POINTER ->
          planning(Linker.create().add("a", picStatic(Fixture.bytes("pointers.pic-static"))));
      case FIXED_ADDRESS -> planning(Linker.create().add("a", picStatic(file("fixed_address"))));
      case PAGES_NOT_POSSIBLE ->
          planning(Linker.create().add("a", Fixture.wasm("pointers.relocs")).pages("a", 2));

      case OWN_TABLE ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("own_table"))
                  .add("b", Fixture.wasm("pointers.relocs")));
      case SLOT_TAKEN ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("at_slot_1"))
                  .add("b", CraftedModules.absolute("at_slot_1"))
                  .host("host"));
      case SLOT_TOO_HIGH ->
          planning(Linker.create().add("a", CraftedModules.wasm("at_slot_1048576")).host("host"));
      case TOO_MANY_SLOTS -> reading(file("slots_1048577"));
      case TABLE_FULL ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.wasm("slots_524288"))
                  .add("b", CraftedModules.wasm("slots_524288")));
      case ELEMENT_OFFSET_NOT_CONSTANT ->
          planning(Linker.create().add("a", CraftedModules.wasm("at_some_slot")).host("host"));
      case ELEMENTS_OUTSIDE_LIBRARY ->
          planning(Linker.create().add("a", CraftedModules.wasm("slots_outside")));

      case UNCERTAIN_STACK_POINTER ->
          planning(Linker.create().add("a", Fixture.wasm("stacks/uncertain")));

      case TWO_HEAP_OWNERS ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("allocator"))
                  .add("b", Fixture.wasm("allocator")));
      case ABOVE_HEAP_OWNER ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("rest_0x20000"))
                  .add("b", Fixture.wasm("large.relocs")));
      case ABOVE_NUMBER_OF_HEAP_OWNER ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("rest_0x40000_number_0x20000"))
                  .add("b", Fixture.wasm("large.relocs")));
      case GROWTH_BESIDE_HEAP_OWNER ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("rest_0x20000"))
                  .add("b", CraftedModules.wasm("grows")));
      case GROWTH_BESIDE_SIZE ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.wasm("asks_size"))
                  .add("b", CraftedModules.wasm("grows")));
      case GROWTH_BESIDE_HEAP -> planning(Linker.create().add("a", Fixture.wasm("follows_memory")));
      case HEAP_TAKEN ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("arena"))
                  .add("b", Fixture.wasm("memory_user.relocs")));
      case OTHERS_IN_OPEN_MEMORY ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("from_heap_base_0x20000"))
                  .add("b", Fixture.wasm("large.relocs")));
      case HEAP_IN_OPEN_MEMORY ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("from_heap_base_0x20000"))
                  .add("b", Fixture.wasm("memory_user.relocs")));
      case ABOVE_MADE_ADDRESSES ->
          planning(
              Linker.create()
                  .add("a", CraftedModules.absolute("makes_addresses_of_size"))
                  .add("b", Fixture.wasm("pointers.relocs")));

      case HEAP_FUNCTION_MISSING ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("manager"))
                  .heap(new HeapPolicy.Guest("a", "malloc", "release")));
      case HEAP_FUNCTION_IMPORTED ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("passes_on"))
                  .host("env")
                  .heap(new HeapPolicy.Guest("a", "malloc", "free")));
      case HEAP_FUNCTION_TYPE ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("manager"))
                  .heap(new HeapPolicy.Guest("a", "give", "free")));

      case ALLOCATOR_KEPT ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("own_allocator.peek"))
                  .add("b", Fixture.wasm("manager"))
                  .heap(new HeapPolicy.Guest("a", "malloc", "free")));
      case ALLOCATORS_MIXED ->
          planning(Linker.create().add("a", Fixture.wasm("own_allocator.zeros")));
      case ALLOCATOR_NOT_USED ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("memory_user.relocs"))
                  .add("b", Fixture.wasm("own_allocator.peek")));
      case ALLOCATOR_NOT_REPLACED ->
          planning(Linker.create().add("a", Fixture.wasm("own_allocator")).javaAllocates());
      case ALLOCATORS_APART ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("own_allocator"))
                  .add("b", Fixture.wasm("own_allocator.peek")));

      case STATE_ALLOCATED_APART ->
          planning(two("allocating_data", "weak_data").heap(new HeapPolicy.Private()));

      case INVALID_IMAGE -> refusal(ReportedProblemsTest::validateWhatIsNoImage);
      case VECTOR_INSTRUCTIONS -> {
        Image image = Linker.create().add("a", Fixture.wasm("features/simd")).link();
        yield refusal(() -> LinkedProgram.instantiate(image));
      }
      case SHARED_EXCEPTIONS -> {
        Image image = Linker.create().add("a", Fixture.wasm("refused/shared_exceptions")).link();
        yield refusal(() -> LinkedProgram.instantiate(image));
      }
      case ENGINE_VERSIONS -> refusal(() -> Forms.checkVersions("1.0.0", "1.2.0"));
      case PRECOMPILED_CHANGED ->
          refusal(() -> ImageFile.read("a.image", new ByteArrayInputStream(new byte[] {1}), 0));
      case NOT_INSTANTIATED -> {
        Image image = Linker.create().add("a", CraftedModules.wasm("element_outside")).link();
        yield refusal(() -> LinkedProgram.instantiate(image));
      }
    };
  }

  private static List<Problem> refusal(ThrowingCallable call) {
    return Objects.requireNonNull(catchThrowableOfType(LinkException.class, call), "no refusal")
        .problems();
  }

  private static List<Problem> reading(byte[] bytes) {
    return refusal(() -> WasmFile.read("a.wasm", bytes));
  }

  private static List<Problem> planning(Linker linker) {
    return linker.plan().problems();
  }

  private static WasmFile picStatic(byte[] bytes) {
    return WasmFile.readAs("a.wasm", bytes, RelocationModel.PIC_STATIC);
  }

  private static Linker callOfHost() {
    return Linker.create().add("a", CraftedModules.wasm("calls_host")).host("host");
  }

  /** If the linker makes no mistakes, there is no other way. */
  private static void validateWhatIsNoImage() {
    LinkPlan plan = Linker.create().add("a", Fixture.wasm("log")).plan();
    Image nothing =
        new Image(new byte[0], plan.layout(), List.of(), List.of(), List.of(), false, false);
    Engine.installed().validate(nothing);
  }
}
