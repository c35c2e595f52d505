package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.ValType;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.wat.WatModule;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Globals that instances export, as Java reads and sets them. */
final class GuestGlobalTest {
  private static final WasmFile ABSOLUTE =
      wasm(
          "absolute",
          """
          (module
            (memory 1)
            (global $count (export "count") (mut i32) (i32.const 5))
            (global $total (export "total") (mut i64) (i64.const -1))
            (global $ratio (export "ratio") (mut f32) (f32.const 1.5))
            (global (export "scale") f64 (f64.const 0.25))
            (global (export "message") i32 (i32.const 1024))
            (global $next (export "next") (mut i32) (i32.const 0))
            (global (export "handler") funcref (ref.null func))
            (func (export "get_count") (result i32) (global.get $count))
            (func (export "set_count") (param i32) (global.set $count (local.get 0)))
            (func (export "is_counting") (result i32)
              (if (result i32) (global.get $count) (then (i32.const 1)) (else (i32.const 0))))
            (func (export "get_ratio") (result f32) (global.get $ratio))
            (func (export "first") (result i32) (i32.load8_u (i32.const 1024)))
            (func (export "load_next") (result i32) (i32.load8_u (global.get $next)))
            (data (i32.const 1024) "hello"))
          """);

  private static final WasmFile MOVED =
      wasm(
          "moved",
          """
          (module
            (memory 1)
            (global $level (export "level") i32 (i32.const 1024))
            (func (export "get") (result i32) (global.get $level))
            (data (i32.const 1024) (@sym $level name="level" size=5) "level"))
          """);

  private static final WasmFile LIBRARY =
      wasm(
          "library",
          """
          (module
            (@dylink.0 (mem-info (memory 16 3) (table 0 0)))
            (import "env" "__memory_base" (global $base i32))
            (memory 1)
            (global (export "title") i32 (i32.const 4))
            (data (global.get $base) "....title"))
          """);

  private final Image image =
      Linker.create()
          .add("home", ABSOLUTE)
          .add("away", ABSOLUTE)
          .add("moved", MOVED)
          .add("library", LIBRARY)
          .link();
  private final LinkedProgram program = LinkedProgram.instantiate(image);

  private static WasmFile wasm(String name, String text) {
    return WasmFile.read(name + ".wasm", WatModule.encode(text));
  }

  private String text(int address, int length) {
    return program.memory().slice(address, length).utf8();
  }

  @Test
  void oneInstanceIsAtHomeAndOneIsRebased() {
    assertThat(image.layout().instance("home").model()).isEqualTo(RelocationModel.ABSOLUTE);
    assertThat(image.layout().instance("away").model()).isEqualTo(RelocationModel.REBASED);
    assertThat(image.layout().instance("away").base()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void aGlobalIsTheOneThatTheGuestHas(Engine engine) {
    LinkedProgram each = engine.executable(image).instantiate();
    for (String instance : new String[] {"home", "away"}) {
      GuestGlobal count = each.global(instance, "count");
      assertThat((int) count.get()).isEqualTo(5);
      each.function(instance, "set_count").call(7);
      assertThat((int) count.get()).isEqualTo(7);
      count.set(-9);
      assertThat((int) each.function(instance, "get_count").call()[0]).isEqualTo(-9);
      each.global(instance, "ratio").set(Float.floatToRawIntBits(-2.5f));
      assertThat(Float.intBitsToFloat((int) each.function(instance, "get_ratio").call()[0]))
          .isEqualTo(-2.5f);
    }
    assertThat(each.global("home", "total").get()).isEqualTo(-1);
    assertThat(Double.longBitsToDouble(each.global("home", "scale").get())).isEqualTo(0.25);
  }

  @ParameterizedTest
  @EnumSource
  void instancesHaveTheirOwn(Engine engine) {
    LinkedProgram each = engine.executable(image).instantiate();
    each.global("away", "count").set(100);

    assertThat((int) each.global("home", "count").get()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource
  void theHighHalfOfAnI32IsIgnored(Engine engine) {
    LinkedProgram each = engine.executable(image).instantiate();
    each.global("home", "count").set(0x1_0000_0000L);

    assertThat((int) each.function("home", "is_counting").call()[0]).isZero();
  }

  @Test
  void tellsTypeAndMutability() {
    assertThat(program.global("home", "scale").type()).isEqualTo(ValType.F64);
    assertThat(program.global("home", "scale").isMutable()).isFalse();
    assertThat(program.global("home", "count").type()).isEqualTo(ValType.I32);
    assertThat(program.global("home", "count").isMutable()).isTrue();
  }

  @Test
  void anAddressIsTheProgramsWhateverTheInstanceHas() {
    GuestGlobal home = program.global("home", "message");
    GuestGlobal away = program.global("away", "message");

    assertThat((int) away.get()).isEqualTo(1024);
    assertThat(away.address()).isNotEqualTo(home.address());
    program.memory().writeByte(away.address(), (byte) 'j');
    assertThat(text(away.address(), 5)).isEqualTo("jello");
    assertThat(text(home.address(), 5)).isEqualTo("hello");
    assertThat(program.function("away", "first").call()[0]).isEqualTo('j');
    assertThat(program.function("home", "first").call()[0]).isEqualTo('h');
  }

  @Test
  void anAddressThatIsSetIsOneOfTheInstance() {
    GuestGlobal next = program.global("away", "next");
    int address = program.global("away", "message").address() + 1;
    next.setAddress(address);

    assertThat((int) next.get()).isEqualTo(1025);
    assertThat(next.address()).isEqualTo(address);
    assertThat(program.function("away", "load_next").call()[0]).isEqualTo('e');
  }

  @Test
  void anAddressOutOfReachIsRefused() {
    GuestGlobal next = program.global("away", "next");
    int base = (int) image.layout().instance("away").base();
    next.setAddress(base + 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> next.setAddress(base - 1))
        .withMessageContaining("reaches upward from there");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> next.setAddress(base))
        .withMessageContaining("its null pointer");
    assertThat((int) next.get()).isEqualTo(1);
  }

  @Test
  void aNumberThatIsNoAddressStaysWhatItIs() {
    GuestGlobal next = program.global("away", "next");
    next.setAddress(-1);

    assertThat((int) next.get()).isEqualTo(-1);
    assertThat(next.address()).isEqualTo(-1);
  }

  @Test
  void nullStaysNull() {
    GuestGlobal next = program.global("away", "next");
    assertThat(next.address()).isZero();
    next.setAddress(program.global("away", "message").address());
    next.setAddress(0);
    assertThat((int) next.get()).isZero();
  }

  @Test
  void whatLinkingMadeConstantIsStillReadable() {
    GuestGlobal level = program.global("moved", "level");

    assertThat(level.isMutable()).isFalse();
    assertThat(text((int) level.get(), 5)).isEqualTo("level");
    assertThat(level.address()).isEqualTo((int) level.get());
    assertThat((int) program.function("moved", "get").call()[0]).isEqualTo((int) level.get());
    assertThat(text(program.global("library", "title").address(), 5)).isEqualTo("title");
  }

  @Test
  void oneThatIsNotMutableIsNotSet() {
    assertThatThrownBy(() -> program.global("home", "scale").set(1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("the global home!scale is not mutable");
  }

  @Test
  void onlyAnI32IsAnAddress() {
    assertThatThrownBy(() -> program.global("home", "total").address())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("the global home!total is of type i64, and an address is an i32");
    assertThatThrownBy(() -> program.global("home", "total").setAddress(1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anUnknownNameIsToldWithThoseThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.global("home", "counter"))
        .withMessage(
            "home exports no global counter; it exports count, total, ratio, scale, message, next,"
                + " handler");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.global("home", "get_count"))
        .withMessageStartingWith("home exports no global get_count; it exports count");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.global("nobody", "count"))
        .withMessage("no instance named nobody");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.global("home", "handler"))
        .withMessageContaining("which is no number");
  }

  @Test
  void keepsNoMemoryOfAProgramThatIsClosed() throws InterruptedException {
    GuestGlobal count = program.global("home", "count");
    WeakReference<byte[]> bytes = new WeakReference<>(program.memory().view(0, 1).array());
    program.close();
    try {
      Garbage.awaitCollected(bytes);
    } finally {
      Reference.reachabilityFence(count);
    }
  }

  @Test
  void aProgramThatIsClosedHasNone() {
    GuestGlobal count = program.global("home", "count");
    program.close();

    for (Runnable use :
        new Runnable[] {
          count::get, () -> count.set(1), count::address, () -> program.global("home", "count")
        }) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the program is closed");
    }
    assertThat(count.type()).isEqualTo(ValType.I32);
  }
}
