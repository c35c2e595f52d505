package dev.radicchio;

import static dev.radicchio.link.plan.Pointers.Kind.ADDRESS;
import static dev.radicchio.link.plan.Pointers.Kind.HIGH_HALF;
import static dev.radicchio.link.plan.Pointers.Kind.LOW_HALF;
import static dev.radicchio.link.plan.Pointers.Kind.RANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.wat.WatModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Instances with addresses of their own call each other with addresses. What they compute is what
 * the same modules do that are linked for ranges of their own, where none is moved.
 */
final class AdaptersTest {
  /** Works on ranges that others give it, and gives addresses of its own data. */
  private static final String LIBRARY =
      """
      (module
        (memory PAGES)
        (global $seen (mut i32) (i32.const -1))
        (data (i32.const DATA) "the quick brown fox")
        (func (export "seen") (result i32) (global.get $seen))
        (func $sum (export "sum") (param $at i32) (param $length i32) (result i32)
          (local $sum i32)
          (global.set $seen (local.get $at))
          (block $done
            (loop $next
              (br_if $done (i32.eqz (local.get $length)))
              (local.set $sum
                (i32.add (i32.mul (local.get $sum) (i32.const 31)) (i32.load8_u (local.get $at))))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (local.set $length (i32.sub (local.get $length) (i32.const 1)))
              (br $next)))
          (local.get $sum))
        (func (export "fill") (param $factor i64) (param $at i32) (param $length i32)
          (block $done
            (loop $next
              (br_if $done (i32.eqz (local.get $length)))
              (local.set $length (i32.sub (local.get $length) (i32.const 1)))
              (i32.store8 (i32.add (local.get $at) (local.get $length))
                (i32.mul (local.get $length) (i32.wrap_i64 (local.get $factor))))
              (br $next))))
        (func (export "find") (param $at i32) (param $length i32) (param $wanted i32) (result i32)
          (block $done
            (loop $next
              (br_if $done (i32.eqz (local.get $length)))
              (if (i32.eq (i32.load8_u (local.get $at)) (local.get $wanted))
                (then (return (local.get $at))))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (local.set $length (i32.sub (local.get $length) (i32.const 1)))
              (br $next)))
          (i32.const 0))
        (func (export "word") (param $at i32) (result i32)
          (i32.add (i32.const DATA) (local.get $at)))
        (func (export "split") (param $at i32) (param $length i32) (result f64 i32 i64 i32 i32)
          (f64.convert_i32_s (local.get $length)) (local.get $at) (i64.const 7)
          (i32.add (local.get $at) (i32.const 1)) (i32.sub (local.get $length) (i32.const 1)))
        (func (export "tail_high") (param $range i64) (result i64)
          (if (i64.eqz (local.get $range)) (then (return (i64.const 0))))
          (i64.add (local.get $range) (i64.const 0xFFFFFFFF)))
        (func (export "tail_low") (param $range i64) (result i64)
          (if (i64.eqz (local.get $range)) (then (return (i64.const 0))))
          (i64.sub (local.get $range) (i64.const 0xFFFFFFFF)))
        (func (export "number") (param $number i32) (result i32)
          (i32.add (local.get $number) (i32.const 1))))
      """;

  /** Has a buffer, and calls the library; what it returns is no address. */
  private static final String USER =
      """
      (module
        (import "library" "sum" (func $sum (param i32 i32) (result i32)))
        (import "library" "fill" (func $fill (param i64 i32 i32)))
        (import "library" "find" (func $find (param i32 i32 i32) (result i32)))
        (import "library" "word" (func $word (param i32) (result i32)))
        (import "library" "split" (func $split (param i32 i32) (result f64 i32 i64 i32 i32)))
        (import "library" "tail_high" (func $tail_high (param i64) (result i64)))
        (import "library" "tail_low" (func $tail_low (param i64) (result i64)))
        (import "library" "number" (func $number (param i32) (result i32)))
        (memory PAGES)
        (table 4 funcref)
        (elem (i32.const 1) func $sum $word)
        (data (i32.const DATA) "0123456789")
        (export "passed_on" (func $sum))
        (func (export "fill") (param $seed i32) (param $length i32) (result i32)
          (call $fill (i64.extend_i32_u (local.get $seed)) (i32.const DATA) (local.get $length))
          (i32.xor (i32.load offset=DATA (i32.const 3)) (i32.load8_u offset=DATA (local.get $length))))
        (func (export "sum") (param $length i32) (result i32)
          (call $sum (i32.const DATA) (local.get $length)))
        (func (export "sum_of_null") (param $length i32) (result i32)
          (call $sum (i32.const 0) (local.get $length)))
        (func (export "sum_by_pointer") (param $length i32) (result i32)
          (call_indirect (param i32 i32) (result i32)
            (i32.const DATA) (local.get $length) (i32.const 1)))
        (func (export "sum_by_reference") (param $length i32) (result i32)
          (table.set (i32.const 3) (ref.func $word))
          (i32.load8_u (call_indirect (param i32) (result i32) (local.get $length) (i32.const 3))))
        (func (export "find") (param $wanted i32) (result i32)
          (local $found i32)
          (local.set $found (call $find (i32.const DATA) (i32.const 300) (local.get $wanted)))
          (if (i32.eqz (local.get $found)) (then (return (i32.const -1))))
          (i32.add (i32.mul (i32.sub (local.get $found) (i32.const DATA)) (i32.const 1000))
            (i32.load8_u (local.get $found))))
        (func (export "word") (param $at i32) (result i32)
          (i32.load8_u (call $word (local.get $at))))
        (func (export "split") (param $length i32) (result i32)
          (local $at i32) (local $rest i32) (local $restLength i32) (local $seven i64)
          (call $split (i32.const DATA) (local.get $length))
          (local.set $restLength)
          (local.set $rest)
          (local.set $seven)
          (local.set $at)
          (i32.trunc_f64_s)
          (i32.add (i32.mul (i32.wrap_i64 (local.get $seven)) (i32.load8_u (local.get $at))))
          (i32.add (i32.mul (i32.load8_u (local.get $rest)) (i32.const 1000)))
          (i32.add (i32.mul (local.get $restLength) (i32.const 1000000))))
        (func (export "tail_high") (param $length i32) (result i32)
          (local $tail i64)
          (local.set $tail
            (call $tail_high
              (i64.or (i64.shl (i64.const DATA) (i64.const 32)) (i64.extend_i32_u (local.get $length)))))
          (i32.add (i32.mul (i32.wrap_i64 (local.get $tail)) (i32.const 1000))
            (i32.load8_u (i32.wrap_i64 (i64.shr_u (local.get $tail) (i64.const 32))))))
        (func (export "tail_low") (param $length i32) (result i32)
          (local $tail i64)
          (local.set $tail
            (call $tail_low
              (i64.or (i64.shl (i64.extend_i32_u (local.get $length)) (i64.const 32)) (i64.const DATA))))
          (i32.add (i32.mul (i32.wrap_i64 (i64.shr_u (local.get $tail) (i64.const 32))) (i32.const 1000))
            (i32.load8_u (i32.wrap_i64 (local.get $tail)))))
        (func (export "no_tail_high") (param $unused i32) (result i32)
          (i32.wrap_i64 (i64.shr_u (call $tail_high (i64.const 0)) (i64.const 32))))
        (func (export "no_tail_low") (param $unused i32) (result i32)
          (i32.wrap_i64 (call $tail_low (i64.const 0))))
        (func (export "number") (param $number i32) (result i32)
          (call $number (local.get $number))))
      """;

  private static final List<String> CALLS =
      List.of(
          "sum",
          "sum_by_pointer",
          "find",
          "split",
          "tail_high",
          "tail_low",
          "no_tail_high",
          "no_tail_low",
          "number");

  /** Those of which the user reads what the library has. */
  private static final List<String> READS = List.of("word", "sum_by_reference");

  private static WasmFile file(String name, String text, int data) {
    return WasmFile.read(name, bytes(text, data));
  }

  private static byte[] bytes(String text, int data) {
    String placed =
        text.replace("DATA", Integer.toString(data)).replace("PAGES", data < 65_536 ? "1" : "2");
    return WatModule.encode(placed);
  }

  private static Linker declare(Linker linker) {
    Pointers range = Pointers.NONE.param(0, RANGE);
    return linker
        .pointers("library", "sum", range)
        .pointers("library", "fill", Pointers.NONE.param(1, RANGE))
        .pointers("library", "find", range.result(0, ADDRESS))
        .pointers("library", "word", Pointers.NONE.result(0, ADDRESS))
        .pointers("library", "split", range.result(1, ADDRESS).result(3, RANGE))
        .pointers("library", "tail_high", Pointers.NONE.param(0, HIGH_HALF).result(0, HIGH_HALF))
        .pointers("library", "tail_low", Pointers.NONE.param(0, LOW_HALF).result(0, LOW_HALF))
        .pointers("library", "number", Pointers.NONE);
  }

  /** Who of the two is moved, because another one is where it was linked to be. */
  enum Moved {
    NONE,
    USER,
    LIBRARY,
    BOTH
  }

  private static Linker program(Moved moved) {
    int user = moved == Moved.NONE ? 70_000 : 4_000;
    Linker linker = Linker.create();
    if (moved == Moved.BOTH) {
      linker.add(
          "first", file("first.wasm", "(module (memory 1) (data (i32.const 4000) \"x\"))", 0));
    }
    WasmFile library = file("library.wasm", LIBRARY, 4_000);
    WasmFile using = file("user.wasm", USER, user);
    if (moved == Moved.NONE) {
      linker.base("library", 4_000).base("user", 70_000);
    }
    return moved == Moved.LIBRARY
        ? declare(linker.add("user", using).add("library", library))
        : declare(linker.add("library", library).add("user", using));
  }

  private static Image image(Moved moved) {
    Image image = program(moved).link();
    assertThat(isRebased(image, "library"))
        .isEqualTo(moved == Moved.LIBRARY || moved == Moved.BOTH);
    assertThat(isRebased(image, "user")).isEqualTo(moved == Moved.USER || moved == Moved.BOTH);
    return image;
  }

  private static boolean isRebased(Image image, String instance) {
    return image.layout().instance(instance).model() == RelocationModel.REBASED;
  }

  private static int call(LinkedProgram program, String function, int argument) {
    return (int) program.function("user", function).call(argument)[0];
  }

  private static List<Integer> run(Linker linker, List<String> calls) {
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      Random random = new Random(7);
      List<Integer> results = new ArrayList<>();
      for (int round = 0; round < 20; round++) {
        results.add(call(program, "fill", random.nextInt(), 1 + random.nextInt(200)));
        for (String call : calls) {
          results.add(call(program, call, 1 + random.nextInt(19)));
        }
      }
      return results;
    }
  }

  private static int call(LinkedProgram program, String function, int first, int second) {
    return (int) program.function("user", function).call(first, second)[0];
  }

  @Test
  void eachIsMovedWhereATestSaysSo() {
    for (Moved moved : Moved.values()) {
      image(moved);
    }
  }

  /** A library that was moved does not reach what is below it, see below. */
  @ParameterizedTest
  @EnumSource(names = {"USER", "BOTH"})
  void theyComputeWhatTheyDoWhereNoneIsMoved(Moved moved) {
    assertThat(run(program(moved), CALLS)).isEqualTo(run(program(Moved.NONE), CALLS));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void anInstanceThatReachesBelowReadsWhatAnotherGivesIt(Moved moved) {
    List<Integer> expected = run(program(Moved.NONE), READS);

    assertThat(run(program(moved).reachBelow("user").reachBelow("library"), READS))
        .isEqualTo(expected);
    assertThat(expected).contains((int) 'u', (int) 'b');
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void theyComputeTheSameInTheFormThatReachesBelow(Moved moved) {
    assertThat(run(program(moved).reachBelow("user").reachBelow("library"), CALLS))
        .isEqualTo(run(program(Moved.NONE), CALLS));
  }

  @Test
  void whatLiesBelowAnInstanceTrapsWithoutReachingBelow() {
    try (LinkedProgram program = LinkedProgram.instantiate(image(Moved.USER))) {
      assertThatThrownBy(() -> call(program, "word", 0)).isInstanceOf(GuestTrapException.class);
    }
    try (LinkedProgram program = LinkedProgram.instantiate(image(Moved.LIBRARY))) {
      assertThatThrownBy(() -> call(program, "sum", 1)).isInstanceOf(GuestTrapException.class);
      assertThat(call(program, "word", 4)).isEqualTo('q');
    }
  }

  @Test
  void nullStaysNullAndARangeAtZeroIsTheCallers() {
    Image image = program(Moved.USER).reachBelow("user").link();
    int base = (int) image.layout().instance("user").base();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      program.memory().writeByte(base, (byte) 42);

      assertThat(call(program, "sum_of_null", 0)).isZero();
      assertThat((int) program.function("library", "seen").call()[0]).isZero();
      assertThat(call(program, "sum_of_null", 1)).isEqualTo(42);
      assertThat((int) program.function("library", "seen").call()[0]).isEqualTo(base);
    }
  }

  @Test
  void numbersThatAreDeclaredPassAsTheyAre() {
    try (LinkedProgram program = LinkedProgram.instantiate(image(Moved.USER))) {
      assertThat(call(program, "number", 4_000)).isEqualTo(4_001);
    }
  }

  private static final String NEXT =
      """
      (module
        (import "user" "passed_on" (func $sum (param i32 i32) (result i32)))
        (memory 1)
        (data (i32.const 4000) "abc")
        (func (export "sum") (param $length i32) (result i32)
          (call $sum (i32.const 4000) (local.get $length))))
      """;

  private static int sumOfNext(Linker linker, String... reachBelow) {
    linker.add("next", file("next.wasm", NEXT, 0));
    for (String instance : reachBelow) {
      linker.reachBelow(instance);
    }
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      return (int) program.function("next", "sum").call(3)[0];
    }
  }

  /** It is the owner's base that counts, and not that of who passes the function on. */
  @ParameterizedTest
  @CsvSource({"USER, library", "USER, next", "LIBRARY, library", "LIBRARY, next", "BOTH, next"})
  void aFunctionIsReachedThroughAnInstanceThatPassesItOn(Moved moved, String reachesBelow) {
    int sum = ('a' * 31 + 'b') * 31 + 'c';
    assertThat(sumOfNext(program(moved), reachesBelow)).isEqualTo(sum);
  }

  @Test
  void whatIsSaidOfAnExportThatPassesAFunctionOnIsSaidOfTheFunction() {
    Linker linker =
        Linker.create()
            .add("library", file("library.wasm", LIBRARY, 4_000))
            .add("user", file("user.wasm", "(module" + PASSES_ON + ")", 0))
            .pointers("user", "passed_on", Pointers.NONE.param(0, RANGE));
    assertThat(sumOfNext(linker)).isEqualTo(('a' * 31 + 'b') * 31 + 'c');
  }

  private static final String PASSES_ON =
      """
      (import "library" "sum" (func $sum (param i32 i32) (result i32)))
      (export "passed_on" (func $sum))
      """;

  /** It is not moved, and shares the program's table, in which it puts what it imports. */
  private static final String RELOCATED =
      """
      (module
        (import "library" "sum" (func $sum (param i32 i32) (result i32)))
        (memory (export "memory") 1)
        (table 2 funcref)
        (func (export "sum") (param $length i32) (result i32)
          (call $sum (i32.const 1024 (@reloc data $buffer)) (local.get $length)))
        (func (export "sum_by_pointer") (param $length i32) (result i32)
          (call_indirect (param i32 i32) (result i32)
            (i32.const 1024 (@reloc data $buffer))
            (local.get $length)
            (i32.load (i32.const 1032 (@reloc data $pointer)))))
        (elem (i32.const 1) func $sum)
        (data (@sym.segment align=8) (i32.const 1024)
          (@sym $buffer name="buffer" size=8) "abcdefgh"
          (@sym $pointer name="pointer" size=4)
          "\01\00\00\00" (@reloc i32 functable $sum)))
      """;

  @Test
  void relocatedModulesCallMovedOnesAndPointToThem() {
    Linker linker =
        Linker.create()
            .add("first", file("first.wasm", RELOCATED, 0))
            .add("second", file("second.wasm", RELOCATED, 0))
            .add(
                "library",
                WasmFile.readAs("library.wasm", bytes(LIBRARY, 4_000), RelocationModel.REBASED))
            .reachBelow("library")
            .pointers("library", "sum", Pointers.NONE.param(0, RANGE));
    Image image = linker.link();
    int sum = ('a' * 31 + 'b') * 31 + 'c';
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      for (String name : List.of("first", "second")) {
        int buffer = address(image, name, "buffer");
        int pointer = program.memory().readInt(address(image, name, "pointer"));

        assertThat((int) program.function(name, "sum").call(3)[0]).isEqualTo(sum);
        assertThat((int) program.function(name, "sum_by_pointer").call(3)[0]).isEqualTo(sum);
        assertThat(program.pointer(pointer, SUM).call(buffer, 3)).containsExactly(sum);
        assertThat(pointer).as("a function has one pointer in the program's table").isEqualTo(1);
      }
    }
  }

  /** A shared library, which is not moved either, and has no more than the function's address. */
  private static final String POINTS =
      """
      (module
        (@dylink.0 (mem-info (memory 8 2) (table 0 0)))
        (import "env" "memory" (memory 1))
        (import "env" "__indirect_function_table" (table 0 funcref))
        (import "env" "__memory_base" (global $base i32))
        (import "GOT.func" "NAME" (global $pointer (mut i32)))
        (func (export "run") (param $length i32) (result i32)
          (call_indirect (param i32 i32) (result i32)
            (global.get $base) (local.get $length) (global.get $pointer)))
        (data (global.get $base) "abc"))
      """;

  @ParameterizedTest
  @CsvSource({"sum, LIBRARY", "passed_on, LIBRARY", "passed_on, BOTH", "passed_on, USER"})
  void librariesPointToFunctionsOfMovedModules(String name, Moved moved) {
    Linker linker =
        program(moved)
            .reachBelow("library")
            .add("points", file("points.wasm", POINTS.replace("NAME", name), 0))
            .bind("points", "env." + name, name.equals("sum") ? "library" : "user");
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat((int) program.function("points", "run").call(3)[0])
          .isEqualTo(('a' * 31 + 'b') * 31 + 'c');
    }
  }

  private static final FunctionType SUM =
      new FunctionType(List.of(ValType.I32, ValType.I32), List.of(ValType.I32));

  private static int address(Image image, String instance, String symbol) {
    return image.layout().instance(instance).symbols().stream()
        .filter(found -> found.name().equals(symbol))
        .mapToInt(found -> (int) found.address())
        .findFirst()
        .orElseThrow();
  }

  /** What a compiler of C makes: addresses of the stack, and a struct that is returned by one. */
  private static List<Integer> runC(String model, String... order) {
    Linker linker = Linker.create();
    for (String name : order) {
      linker.add(name, Fixture.wasm("calls." + name + "." + model)).reachBelow(name);
    }
    Pointers address = Pointers.NONE.param(0, ADDRESS);
    linker
        .pointers("callee", "word", Pointers.NONE.result(0, ADDRESS))
        .pointers("callee", "reverse", address)
        .pointers("callee", "extremes", address.param(1, ADDRESS));
    Image image = linker.link();
    assertThat(isRebased(image, order[1])).isEqualTo(model.equals("absolute"));
    List<Integer> results = new ArrayList<>();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      Random random = new Random(3);
      for (int i = 0; i < 200; i++) {
        results.add(ofC(program, "reversed", random.nextInt(20), random.nextInt(19)));
        results.add(ofC(program, "spread", random.nextInt(), 1 + random.nextInt(16)));
        results.add(ofC(program, "letter", random.nextInt(5), random.nextInt(3)));
      }
    }
    return results;
  }

  private static int ofC(LinkedProgram program, String function, int first, int second) {
    return (int) program.function("caller", function).call(first, second)[0];
  }

  @Test
  void modulesInCComputeWhatTheyDoWithRelocations() {
    List<Integer> expected = runC("relocs", "callee", "caller");

    assertThat(expected).contains(-1, (int) 'z', (int) 'q');
    assertThat(runC("absolute", "callee", "caller")).isEqualTo(expected);
    assertThat(runC("absolute", "caller", "callee")).isEqualTo(expected);
  }

  private static LinkPlan undeclared(String type) {
    String exporter =
        "(module (memory 1) (data (i32.const 4000) \"x\") (func (export \"f\") TYPE unreachable))";
    String importer =
        "(module (import \"a\" \"f\" (func TYPE)) (memory 1) (data (i32.const 4000) \"x\"))";
    return Linker.create()
        .add("a", file("a.wasm", exporter.replace("TYPE", type), 0))
        .add("b", file("b.wasm", importer.replace("TYPE", type), 0))
        .plan();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(param i32)", "(param f32 i64)", "(result i32)", "(result f64 i64)"})
  void integersOfWhichNothingIsSaidAreAWarning(String type) {
    List<Problem> problems = undeclared(type).problems();

    assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.MAY_PASS_ADDRESSES);
    assertThat(problems.get(0).instance()).isEqualTo("b");
    assertThat(problems.get(0).message())
        .startsWith("b.wasm (b) calls functions of a.wasm (a)")
        .contains("all are passed as they are: f.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "(param f32 f64)", "(result f32)"})
  void functionsWithoutIntegersPassNoAddresses(String type) {
    assertThat(undeclared(type).problems()).isEmpty();
  }

  @Test
  void nothingIsAWarningWhereNoneIsMoved() {
    Linker linker =
        Linker.create()
            .add("library", file("library.wasm", LIBRARY, 4_000))
            .add("user", file("user.wasm", "(module" + PASSES_ON + ")", 0));
    assertThat(linker.plan().problems()).isEmpty();
  }

  @Test
  void aProgramWithoutMovedInstancesIsTheSameWhateverIsDeclared() {
    WasmFile library = file("library.wasm", LIBRARY, 4_000);
    WasmFile user = file("user.wasm", "(module" + PASSES_ON + ")", 0);
    Linker linker = Linker.create().add("library", library).add("user", user);
    Linker declaring = Linker.create().add("library", library).add("user", user);

    assertThat(declare(declaring).link().bytes()).isEqualTo(linker.link().bytes());
  }
}
