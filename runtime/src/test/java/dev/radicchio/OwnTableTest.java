package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.GuestDataException;
import dev.radicchio.wat.WatModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Function pointers of instances that have a table of their own: one absolute module at home and
 * rebased, beside the same with relocations, which shares the program's table.
 */
final class OwnTableTest {
  private static final FunctionType COMPARATOR =
      new FunctionType(List.of(ValType.I32, ValType.I32), List.of(ValType.I32));
  private static final FunctionType FUNCTION =
      new FunctionType(List.of(ValType.F64, ValType.I64, ValType.F32), List.of(ValType.F64));
  private static final int SUM = 0;
  private static final int PRODUCT = 1;

  private final Image image =
      Linker.create()
          .add("home", Fixture.wasm("callbacks.absolute"))
          .add("moved", Fixture.wasm("callbacks.absolute"))
          .add("importing", Fixture.wasm("callbacks.imports-table"))
          .add("shared", Fixture.wasm("callbacks"))
          .reachBelow("moved")
          .javaAllocates()
          .link();
  private final LinkedProgram program = LinkedProgram.instantiate(image);
  private final FlatMemory memory = program.memory();

  @AfterEach
  void close() {
    program.close();
  }

  private int base(String instance) {
    return (int) image.layout().instance(instance).base();
  }

  private long call(String instance, String export, long... arguments) {
    return program.function(instance, export).call(arguments)[0];
  }

  private double apply(String instance, int pointer) {
    return Double.longBitsToDouble(call(instance, "apply", pointer, arguments()));
  }

  private long call(String instance, String export, int pointer, long[] arguments) {
    long[] all = new long[arguments.length + 1];
    all[0] = pointer;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return call(instance, export, all);
  }

  /** Of which the sum is 7.5 and the product 12. */
  private static long[] arguments() {
    return new long[] {Double.doubleToRawLongBits(1.5), 4, Float.floatToRawIntBits(2)};
  }

  private int operation(String instance, int which) {
    return (int) call(instance, "operation", which);
  }

  private GuestFunction function(String instance, int which) {
    return program.pointer(instance, operation(instance, which), FUNCTION);
  }

  private static GuestFunction returns(long result) {
    return arguments -> new long[] {result};
  }

  @Test
  void theProgramIsWhatTheTestsTakeItFor() {
    assertThat(image.layout().instances())
        .extracting(instance -> instance.model())
        .containsExactly(
            RelocationModel.ABSOLUTE,
            RelocationModel.REBASED,
            RelocationModel.REBASED,
            RelocationModel.RELOCS);
    assertThat(base("moved")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"home", "moved", "importing", "shared"})
  void aGuestSortsWithAComparatorOfJava(String instance) {
    int base = base(instance);
    int[] numbers = new Random(1).ints(300).toArray();
    int address = program.heap().allocate(4 * numbers.length);
    write(address, numbers);
    GuestFunction descending =
        a ->
            new long[] {
              Integer.compare(memory.readInt((int) a[1] + base), memory.readInt((int) a[0] + base))
            };
    try (LentFunction lent = program.lend(instance, COMPARATOR, descending)) {
      program.function(instance, "sort").call(address - base, numbers.length, lent.pointer());
    }
    Arrays.sort(numbers);
    int[] reversed =
        IntStream.range(0, numbers.length).map(i -> numbers[numbers.length - 1 - i]).toArray();
    assertThat(read(address, numbers.length)).isEqualTo(reversed);
  }

  private void write(int address, int[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      memory.writeInt(address + 4 * i, numbers[i]);
    }
  }

  private int[] read(int address, int count) {
    return IntStream.range(0, count).map(i -> memory.readInt(address + 4 * i)).toArray();
  }

  @Test
  void onePointerMeansAnotherFunctionInEachTable() {
    List<String> instances = List.of("home", "moved", "importing");
    List<Integer> pointers = new ArrayList<>();
    for (String instance : instances) {
      LentFunction lent = program.lend(instance, COMPARATOR, returns(base(instance) + 1));
      program.function(instance, "keep").call(lent.pointer());
      pointers.add(lent.pointer());
    }
    assertThat(pointers).containsOnly(4);
    for (String instance : instances) {
      assertThat(call(instance, "call_kept", 1, 2)).isEqualTo(base(instance) + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"home", "moved", "importing", "shared"})
  void javaCallsAndPassesBackWhatAGuestReturns(String instance) {
    for (int which : new int[] {SUM, PRODUCT}) {
      GuestFunction function = function(instance, which);
      assertThat(Double.longBitsToDouble(function.call(arguments())[0]))
          .isEqualTo(which == SUM ? 7.5 : 12);
      try (LentFunction lent = program.lend(instance, FUNCTION, function)) {
        assertThat(lent.pointer()).isEqualTo(operation(instance, which));
      }
      assertThat(apply(instance, operation(instance, which))).isEqualTo(which == SUM ? 7.5 : 12);
    }
  }

  @Test
  void aFunctionOfJavaKeepsItsPointerToo() {
    try (LentFunction lent = program.lend("moved", COMPARATOR, returns(5))) {
      GuestFunction again = program.pointer("moved", lent.pointer(), COMPARATOR);
      try (LentFunction same = program.lend("moved", COMPARATOR, again)) {
        assertThat(same.pointer()).isEqualTo(lent.pointer());
      }
      program.function("moved", "keep").call(lent.pointer());
      assertThat(call("moved", "call_kept", 1, 2)).isEqualTo(5);
      try (LentFunction other = program.lend("shared", COMPARATOR, again)) {
        program.function("shared", "keep").call(other.pointer());
        assertThat(call("shared", "call_kept", 1, 2)).isEqualTo(5);
      }
      assertThatThrownBy(() -> call("shared", "call_kept", 1, 2)).hasMessageContaining("is over");
      assertThat(call("moved", "call_kept", 1, 2)).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @CsvSource({"home, moved", "moved, home", "moved, importing", "home, shared", "shared, moved"})
  void aGuestsFunctionGetsOnePointerInAnotherTable(String from, String to) {
    GuestFunction product = function(from, PRODUCT);
    int pointer;
    try (LentFunction lent = program.lend(to, FUNCTION, product)) {
      pointer = lent.pointer();
      assertThat(pointer).isNotEqualTo(operation(to, PRODUCT));
      assertThat(apply(to, pointer)).isEqualTo(12);
    }
    assertThat(apply(to, pointer)).isEqualTo(12);
    try (LentFunction again = program.lend(to, FUNCTION, function(from, PRODUCT));
        LentFunction other = program.lend(to, FUNCTION, function(from, SUM))) {
      assertThat(again.pointer()).isEqualTo(pointer);
      assertThat(other.pointer()).isNotEqualTo(pointer);
      assertThat(call(to, "same", again.pointer(), pointer)).isEqualTo(1);
    }
    GuestFunction returned = program.pointer(to, pointer, FUNCTION);
    try (LentFunction home = program.lend(from, FUNCTION, returned)) {
      assertThat(home.pointer()).isEqualTo(operation(from, PRODUCT));
    }
  }

  @Test
  void itsPointerIsThatOfNoFunctionOfJava() {
    int pointer;
    try (LentFunction lent = program.lend("moved", FUNCTION, function("home", SUM))) {
      pointer = lent.pointer();
    }
    for (int i = 0; i < 3000; i++) {
      program.lend("moved", COMPARATOR, returns(i)).close();
    }
    assertThat(apply("moved", pointer)).isEqualTo(7.5);
  }

  /** Its comparator takes addresses of its own, which the others' are not. */
  @ParameterizedTest
  @CsvSource({"home, moved", "moved, home", "moved, shared", "moved, importing"})
  void oneThatTakesAddressesGetsAnAdapter(String from, String to) {
    int[] numbers = new Random(2).ints(100).toArray();
    int address = program.heap().allocate(4 * numbers.length);
    write(address, numbers);
    int order = (int) call(from, "order");
    GuestFunction function = program.pointer(from, order, COMPARATOR);
    int difference = base(to) - base(from);
    List<long[]> seen = new ArrayList<>();
    GuestFunction adapter =
        a -> {
          seen.add(a);
          return function.call((int) a[0] + difference, (int) a[1] + difference);
        };
    int pointer;
    try (LentFunction lent = program.lend(to, COMPARATOR, function, adapter)) {
      pointer = lent.pointer();
      program.function(to, "sort").call(address - base(to), numbers.length, pointer);
    }
    Arrays.sort(numbers);
    assertThat(read(address, numbers.length)).isEqualTo(numbers);
    assertThat(seen).isNotEmpty();
    try (LentFunction again = program.lend(to, COMPARATOR, function, adapter)) {
      assertThat(again.pointer()).isEqualTo(pointer);
    }
    GuestFunction returned = program.pointer(to, pointer, COMPARATOR);
    try (LentFunction home = program.lend(from, COMPARATOR, returned, a -> returned.call(a))) {
      assertThat(home.pointer()).isEqualTo(order);
    }
  }

  @Test
  void anAdapterIsNotLeftOutForAThird() {
    long bits = Double.doubleToRawLongBits(42);
    int pointer;
    try (LentFunction lent =
        program.lend("moved", FUNCTION, function("home", SUM), returns(bits))) {
      pointer = lent.pointer();
    }
    GuestFunction adapted = program.pointer("moved", pointer, FUNCTION);
    try (LentFunction lent = program.lend("importing", FUNCTION, adapted)) {
      assertThat(apply("importing", lent.pointer())).isEqualTo(42);
    }
  }

  @Test
  void whatIsTakenBackTrapsAndSaysWhoseItWas() {
    LentFunction lent = program.lend("moved", COMPARATOR, returns(1));
    program.function("moved", "keep").call(lent.pointer());
    lent.close();
    String message =
        "function pointer 4 of moved is over: it was a Java function (a lambda of"
            + " dev.radicchio.OwnTableTest, (i32, i32) -> i32), lent until it was closed";
    assertThatThrownBy(() -> call("moved", "call_kept", 1, 2))
        .isInstanceOf(GuestTrapException.class)
        .hasMessageStartingWith("moved!call_kept trapped: " + message);
    assertThatThrownBy(() -> program.pointer("moved", 4, COMPARATOR))
        .isInstanceOf(GuestDataException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void pointersToNothingSayWhoseTheyAre() {
    assertThatThrownBy(() -> program.pointer("home", 9, COMPARATOR))
        .isInstanceOf(GuestDataException.class)
        .hasMessage("function pointer 9 of home points to no function");
    assertThatThrownBy(() -> program.pointer("nobody", 1, COMPARATOR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no instance nobody");
  }

  @Test
  void whoSharesTheProgramsTableHasItsPointers() {
    int order = (int) call("shared", "order");
    assertThat(program.pointer("shared", order, COMPARATOR))
        .isSameAs(program.pointer(order, COMPARATOR));
    try (LentFunction lent = program.lend(COMPARATOR, returns(3))) {
      program.function("shared", "keep").call(lent.pointer());
      assertThat(call("shared", "call_kept", 1, 2)).isEqualTo(3);
    }
  }

  /** The guests have 64 KiB of stack and take some of it for each call. */
  @ParameterizedTest
  @ValueSource(strings = {"home", "moved", "importing", "shared"})
  void theStackIsWholeAfterExceptions(String instance) {
    IllegalStateException thrown = new IllegalStateException("not comparable");
    long before = stackAddress(instance);
    try (LentFunction lent = program.lend(instance, COMPARATOR, throwing(thrown))) {
      program.function(instance, "keep").call(lent.pointer());
      for (int i = 0; i < 1000; i++) {
        assertThatThrownBy(() -> call(instance, "call_kept", 1, 2)).isSameAs(thrown);
      }
    }
    assertThat(stackAddress(instance)).isEqualTo(before);
  }

  private static GuestFunction throwing(RuntimeException thrown) {
    return arguments -> {
      throw thrown;
    };
  }

  /** Where an instance keeps the first of what it compares, which is on its stack. */
  private long stackAddress(String instance) {
    try (LentFunction lent = program.lend(instance, COMPARATOR, a -> new long[] {a[0]})) {
      program.function(instance, "keep").call(lent.pointer());
      return call(instance, "call_kept", 1, 2);
    }
  }

  /** One calls the other through Java, and the exception comes through both. */
  @ParameterizedTest
  @CsvSource({"home, moved", "moved, shared", "shared, importing"})
  void theStacksOfBothAreWholeAfterExceptions(String outer, String inner) {
    IllegalStateException thrown = new IllegalStateException("not comparable");
    List<Long> before = List.of(stackAddress(outer), stackAddress(inner));
    GuestFunction callsInner = arguments -> new long[] {call(inner, "call_kept", 3, 4)};
    try (LentFunction throwing = program.lend(inner, COMPARATOR, throwing(thrown));
        LentFunction calling = program.lend(outer, COMPARATOR, callsInner)) {
      program.function(inner, "keep").call(throwing.pointer());
      program.function(outer, "keep").call(calling.pointer());
      for (int i = 0; i < 1000; i++) {
        assertThatThrownBy(() -> call(outer, "call_kept", 1, 2)).isSameAs(thrown);
      }
    }
    assertThat(List.of(stackAddress(outer), stackAddress(inner))).isEqualTo(before);
  }

  private static LinkedProgram start(String... modules) {
    Linker linker = Linker.create();
    for (int i = 0; i < modules.length; i++) {
      linker.add("m" + i, WasmFile.read("m" + i + ".wasm", WatModule.encode(modules[i])));
    }
    return LinkedProgram.instantiate(linker.link());
  }

  private static String growing(String limits) {
    return """
        (module
          (table %s funcref)
          (elem (i32.const 1) func $f)
          (func $f (param i32 i32) (result i32) (i32.const 7))
          (func (export "size") (result i32) (table.size 0))
          (func (export "grow") (param i32) (result i32)
            (table.grow 0 (ref.null func) (local.get 0)))
          (func (export "call") (param i32) (result i32)
            (call_indirect (param i32 i32) (result i32)
              (i32.const 0) (i32.const 0) (local.get 0))))
        """
        .formatted(limits);
  }

  @Test
  void aTableThatIsFullHasRoomForJava() {
    try (LinkedProgram full =
        start(
            """
            (module
              (table 2 2 funcref)
              (elem (i32.const 1) func $f)
              (func $f (result i32) (i32.const 7))
              (func (export "size") (result i32) (table.size 0))
              (func (export "call") (param i32) (result i32)
                (call_indirect (result i32) (local.get 0))))
            """)) {
      FunctionType type = new FunctionType(List.of(), List.of(ValType.I32));
      try (LentFunction lent = full.lend("m0", type, returns(8))) {
        assertThat(full.function("m0", "call").call(lent.pointer())).containsExactly(8);
        assertThat(full.function("m0", "call").call(1)).containsExactly(7);
        assertThat(full.function("m0", "size").call()[0]).isGreaterThan(2);
      }
    }
  }

  @Test
  void whatAGuestGrowsIsItsOwnAsFarAsItsMaximum() {
    try (LinkedProgram two = start(growing("2 5"), growing("2 5"))) {
      assertThat(two.function("m1", "grow").call(4)).containsExactly(-1);
      assertThat(two.function("m1", "grow").call(1)).containsExactly(2);
      try (LentFunction lent = two.lend("m1", COMPARATOR, returns(8));
          LentFunction last = two.lend("m1", COMPARATOR, returns(9))) {
        assertThat(lent.pointer()).isEqualTo(3);
        assertThat(two.function("m1", "call").call(last.pointer())).containsExactly(9);
        assertThat(two.function("m1", "grow").call(1)).containsExactly(-1);
        assertThatThrownBy(() -> two.lend("m1", COMPARATOR, returns(9)))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("the table of m1 is full: 2 Java functions are lent at one time");
      }
      assertThat(two.function("m0", "size").call()).containsExactly(2);
    }
  }

  @Test
  void aHostFindsWhatItsCallerPointsTo() {
    FunctionType run = new FunctionType(List.of(ValType.I32), List.of(ValType.I32));
    FunctionType type = new FunctionType(List.of(), List.of(ValType.I32));
    Linker linker = Linker.create().host("env");
    for (int i = 0; i < 2; i++) {
      String text =
          """
          (module
            (import "env" "run" (func $run (param i32) (result i32)))
            (table 2 2 funcref)
            (elem (i32.const 1) func $f)
            (func $f (result i32) (i32.const %d))
            (func (export "ask") (result i32) (call $run (i32.const 1))))
          """
              .formatted(7 + i);
      linker.add("m" + i, WasmFile.read("m" + i + ".wasm", WatModule.encode(text)));
    }
    Hosts hosts =
        Hosts.none()
            .add(
                "env",
                "run",
                run,
                (caller, a) ->
                    caller.program().pointer(caller.instance(), (int) a[0], type).call());
    try (LinkedProgram two = LinkedProgram.instantiate(linker.link(), hosts)) {
      assertThat(two.function("m0", "ask").call()).containsExactly(7);
      assertThat(two.function("m1", "ask").call()).containsExactly(8);
    }
  }

  @Test
  void pointersInStaticDataAreThoseThatJavaGets() {
    Linker linker =
        Linker.create()
            .add("one", Fixture.wasm("pointers.absolute"))
            .add("two", Fixture.wasm("pointers.absolute"))
            .add("three", Fixture.wasm("pointers.relocs"));
    try (LinkedProgram pointers = LinkedProgram.instantiate(linker.link())) {
      for (String instance : List.of("one", "two", "three")) {
        GuestFunction call = pointers.function(instance, "call");
        GuestFunction isAdd = pointers.function(instance, "is_add");
        for (int i = 0; i < 3; i++) {
          int pointer = (int) pointers.function(instance, "operation_pointer").call(i)[0];
          GuestFunction operation = pointers.pointer(instance, pointer, COMPARATOR);
          assertThat(operation.call(7, 3)).containsExactly(new int[] {10, 4, 21}[i]);
          for (String other : List.of("one", "two", "three")) {
            boolean same = other.equals(instance);
            try (LentFunction lent = pointers.lend(other, COMPARATOR, operation)) {
              assertThat(pointers.function(other, "call").call(lent.pointer(), 7, 3)[0])
                  .isEqualTo(call.call(pointer, 7, 3)[0]);
              assertThat(pointers.function(other, "is_add").call(lent.pointer())[0])
                  .isEqualTo(same && i == 0 ? 1 : 0);
            }
          }
          assertThat(isAdd.call(pointer)[0]).isEqualTo(i == 0 ? 1 : 0);
        }
      }
    }
  }
}
