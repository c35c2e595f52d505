package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.GuestDataException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java functions that guests call, and functions of guests that Java calls, by pointer. */
final class FunctionPointersTest {
  private static final FunctionType COMPARATOR =
      new FunctionType(List.of(ValType.I32, ValType.I32), List.of(ValType.I32));
  private static final FunctionType FUNCTION =
      new FunctionType(List.of(ValType.F64, ValType.I64, ValType.F32), List.of(ValType.F64));

  private final Image image =
      Linker.create()
          .add("a", Fixture.wasm("callbacks"))
          .add("b", Fixture.wasm("callbacks"))
          .add("c", Fixture.wasm("qsort"))
          .link();
  private final LinkedProgram program = LinkedProgram.instantiate(image);
  private final FlatMemory memory = program.memory();

  private long[] compare(long[] pointers) {
    int a = memory.readInt((int) pointers[0]);
    int b = memory.readInt((int) pointers[1]);
    return new long[] {Integer.compare(b, a)};
  }

  @ParameterizedTest
  @ValueSource(strings = {"b", "c"}) // its own sorting, and the C library's qsort
  void aGuestSortsWithAComparatorOfJava(String instance) {
    int[] numbers = new Random(1).ints(500).toArray();
    int address = program.heap().allocate(4 * numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      memory.writeInt(address + 4 * i, numbers[i]);
    }
    try (LentFunction descending = program.lend(COMPARATOR, this::compare)) {
      program.function(instance, "sort").call(address, numbers.length, descending.pointer());
    }
    Arrays.sort(numbers);
    for (int i = 0; i < numbers.length; i++) {
      assertThat(memory.readInt(address + 4 * i)).isEqualTo(numbers[numbers.length - 1 - i]);
    }
  }

  @Test
  void whatIsLentMustReturnAResult() {
    try (LentFunction lent = program.lend(FUNCTION, arguments -> new long[0])) {
      assertThatThrownBy(() -> program.function("a", "apply").call(lent.pointer(), 0, 0, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a Java function of type (f64, i64, f32) -> f64 returned 0 values");
    }
  }

  @Test
  void argumentsAndResultsKeepTheirBits() {
    List<String> seen = new ArrayList<>();
    GuestFunction java =
        arguments -> {
          seen.add(
              Double.longBitsToDouble(arguments[0])
                  + " "
                  + arguments[1]
                  + " "
                  + Float.intBitsToFloat((int) arguments[2]));
          return new long[] {Double.doubleToRawLongBits(-0.0)};
        };
    try (LentFunction lent = program.lend(FUNCTION, java)) {
      long result =
          program.function("a", "apply")
              .call(
                  lent.pointer(),
                  Double.doubleToRawLongBits(0.1),
                  Long.MIN_VALUE,
                  Float.floatToRawIntBits(-2.5f))[0];
      assertThat(result).isEqualTo(Double.doubleToRawLongBits(-0.0));
      long[] arguments = {
        Double.doubleToRawLongBits(0.2), Long.MAX_VALUE, Float.floatToRawIntBits(3)
      };
      assertThat(program.pointer(lent.pointer(), FUNCTION).call(arguments)).containsExactly(result);
    }
    assertThat(seen)
        .containsExactly("0.1 " + Long.MIN_VALUE + " -2.5", "0.2 " + Long.MAX_VALUE + " 3.0");
  }

  @Test
  void javaCallsFunctionsOfGuests() {
    int sum = (int) program.function("a", "operation").call(0)[0];
    int product = (int) program.function("b", "operation").call(1)[0];
    long[] arguments = {
      Double.doubleToRawLongBits(1.5), 4, Float.floatToRawIntBits(2.0f),
    };
    assertThat(Double.longBitsToDouble(program.pointer(sum, FUNCTION).call(arguments)[0]))
        .isEqualTo(7.5);
    assertThat(Double.longBitsToDouble(program.pointer(product, FUNCTION).call(arguments)[0]))
        .isEqualTo(12);
  }

  @Test
  void manyAreLentAtOneTime() {
    List<LentFunction> many = lend(100);
    for (int i = 0; i < 100; i++) {
      program.function("a", "keep").call(many.get(i).pointer());
      assertThat(program.function("a", "call_kept").call(1, 2)[0]).isEqualTo(i);
    }
    assertThat(many.stream().map(LentFunction::pointer)).doesNotHaveDuplicates();
  }

  /** Functions that return their numbers, from 0 on. */
  private List<LentFunction> lend(int count) {
    List<LentFunction> lent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      lent.add(program.lend(COMPARATOR, arguments -> new long[] {number}));
    }
    return lent;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 33})
  void aKeptPointerReachesNoOtherFunction(int atATime) {
    List<LentFunction> first = lend(atATime);
    first.forEach(LentFunction::close);
    GuestFunction callKept = program.function("a", "call_kept");
    for (int lendings = 0; lendings + atATime <= 1000; lendings += atATime) {
      List<LentFunction> others = lend(atATime);
      for (LentFunction kept : first) {
        program.function("a", "keep").call(kept.pointer());
        assertThatThrownBy(() -> callKept.call(1, 2)).isInstanceOf(GuestTrapException.class);
      }
      others.forEach(LentFunction::close);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 33})
  void whoLendsAllTheTimeNeedsNoMoreSlots(int atATime) {
    Set<Integer> pointers = new HashSet<>();
    for (int lendings = 0; lendings < 20_000; lendings += atATime) {
      List<LentFunction> lent = lend(atATime);
      lent.forEach(each -> pointers.add(each.pointer()));
      lent.forEach(LentFunction::close);
      lent.forEach(LentFunction::close);
    }
    assertThat(pointers).hasSizeBetween(1000 + atATime, 1000 + 2 * atATime + 125);
  }

  @Test
  void whatIsOverKeepsNothingOfJavas() throws InterruptedException {
    Garbage.awaitCollected(lentAndTakenBack());
  }

  private WeakReference<Object> lentAndTakenBack() {
    Object held = new Object();
    program.lend(COMPARATOR, arguments -> new long[] {held.hashCode()}).close();
    return new WeakReference<>(held);
  }

  @Test
  void whatIsTakenBackTrapsAndSaysWhichItWas() {
    LentFunction lent = program.lend(COMPARATOR, this::compare);
    program.function("a", "keep").call(lent.pointer());
    lent.close();
    String message =
        "function pointer "
            + lent.pointer()
            + " is over: it was a Java function (a lambda of dev.radicchio.FunctionPointersTest,"
            + " (i32, i32) -> i32), lent until it was closed. Guests may keep what"
            + " LinkedProgram.lend is given, or lend of the class that is generated for a"
            + " @WasmFunction, until what that returns is closed";
    assertThatThrownBy(() -> program.function("a", "call_kept").call(1, 2))
        .isInstanceOf(GuestTrapException.class)
        .hasMessage("a!call_kept trapped: " + message);
    assertThatThrownBy(() -> program.pointer(lent.pointer(), COMPARATOR))
        .isInstanceOf(GuestDataException.class)
        .hasMessage(message);
  }

  @Test
  void whatWasLentForOneCallSaysForWhich() {
    LentFunction lent = program.lend(COMPARATOR, this::compare);
    program.function("a", "keep").call(lent.pointer("A.keep"));
    lent.close();
    assertThatThrownBy(() -> program.function("a", "call_kept").call(1, 2))
        .isInstanceOf(GuestTrapException.class)
        .hasMessageContaining("lent to A.keep for one call");
  }

  @Test
  void aFunctionOfJavaThatIsOverIsLentAnew() {
    LentFunction lent = program.lend(COMPARATOR, arguments -> new long[] {5});
    GuestFunction kept = program.pointer(lent.pointer(), COMPARATOR);
    assertThat(program.lend(COMPARATOR, kept).pointer()).isEqualTo(lent.pointer());
    lent.close();
    try (LentFunction again = program.lend(COMPARATOR, kept)) {
      program.function("a", "keep").call(again.pointer());
      assertThat(program.function("a", "call_kept").call(1, 2)).containsExactly(5);
    }
    int order = (int) program.function("a", "order").call()[0];
    GuestFunction own = program.pointer(order, COMPARATOR);
    assertThat(program.lend(COMPARATOR, own).pointer()).isEqualTo(order);
  }

  @Test
  void argumentsAreCounted() {
    int sum = (int) program.function("a", "operation").call(0)[0];
    assertThatThrownBy(() -> program.pointer(sum, FUNCTION).call(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "function pointer %d is of type (f64, i64, f32) -> f64 and was called with 2 arguments",
            sum);
    try (LentFunction lent = program.lend(COMPARATOR, this::compare)) {
      assertThatThrownBy(() -> program.pointer(lent.pointer(), COMPARATOR).call(1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "function pointer %d is of type (i32, i32) -> i32 and was called with 1 argument",
              lent.pointer());
    }
  }

  @Test
  void exceptionsOfCallbacksReachJava() {
    IllegalStateException thrown = new IllegalStateException("not comparable");
    GuestFunction throwing =
        arguments -> {
          throw thrown;
        };
    int address = program.heap().allocate(16);
    try (LentFunction lent = program.lend(COMPARATOR, throwing)) {
      assertThatThrownBy(() -> program.function("a", "sort").call(address, 2, lent.pointer()))
          .isSameAs(thrown);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_000, Integer.MIN_VALUE})
  void pointersToNothingAreRefused(int pointer) {
    assertThatThrownBy(() -> program.pointer(pointer, FUNCTION))
        .isInstanceOf(GuestDataException.class)
        .hasMessage(
            "function pointer " + Integer.toUnsignedString(pointer) + " points to no function");
  }

  @Test
  void typesMustBeThoseOfTheProgram() {
    int sum = (int) program.function("a", "operation").call(0)[0];
    assertThatThrownBy(() -> program.pointer(sum, COMPARATOR))
        .isInstanceOf(GuestDataException.class)
        .hasMessageContaining("points to a function of type");
    FunctionType unknown = new FunctionType(List.of(), List.of(ValType.F32));
    assertThatThrownBy(() -> program.lend(unknown, arguments -> arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no module of the program has a function type () -> f32");
    try (LentFunction lent = program.lend(COMPARATOR, this::compare)) {
      assertThatThrownBy(() -> program.function("a", "apply").call(lent.pointer(), 0, 0, 0))
          .isInstanceOf(GuestTrapException.class);
    }
  }

  @Test
  void programsOfOneImageHaveTablesOfTheirOwn() {
    for (int i = 0; i < 100; i++) {
      program.lend(COMPARATOR, this::compare);
    }
    LinkedProgram other = LinkedProgram.instantiate(image);
    LentFunction lent = other.lend(COMPARATOR, arguments -> new long[] {5});
    assertThat(lent.pointer()).isEqualTo(image.layout().tableSlots());
  }
}
