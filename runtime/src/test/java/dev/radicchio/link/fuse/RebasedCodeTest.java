package dev.radicchio.link.fuse;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.wat.WatModule;
import dev.radicchio.wat.WatPrinter;
import org.junit.jupiter.api.Test;

/** What becomes of each access to the memory, in both forms. */
final class RebasedCodeTest {
  private static final long BASE = 65536;

  /** A function of an address and an i64. */
  private static byte[] module(String code) {
    return WatModule.encode(
        """
        (module
          (memory 1)
          (global $sp (mut i32) (i32.const 0))
          (global $small (mut i32) (i32.const 0))
          (global $other (mut i32) (i32.const 0))
          (data $a "abc")
          (data $b "abc")
          (func (param i32 i64) %s))
        """
            .formatted(code));
  }

  private static String text(String code) {
    return WatPrinter.print(module(code));
  }

  private static String inOffset(String code) {
    return rebased(code, BASE, false);
  }

  private static String added(String code) {
    return rebased(code, BASE, true);
  }

  private static String rebased(String code, long base, boolean reachesBelow) {
    byte[] module = RebasedModule.of(module(code), base, reachesBelow);
    Parser.parse(module); // which validates it
    return WatPrinter.print(module);
  }

  @Test
  void theBaseIsAddedToTheOffset() {
    assertThat(inOffset("local.get 0 i32.load offset=8 drop"))
        .isEqualTo(text("local.get 0 i32.load offset=65544 drop"));
    assertThat(inOffset("local.get 0 local.get 1 i64.store32"))
        .isEqualTo(text("local.get 0 local.get 1 i64.store32 offset=65536"));
    assertThat(inOffset("i32.const 4 i32.load16_s offset=8 drop"))
        .isEqualTo(text("i32.const 4 i32.load16_s offset=65544 drop"));
  }

  @Test
  void anOffsetThatWouldExceed32BitsIsBeyondAnyMemory() {
    assertThat(inOffset("local.get 0 i32.load offset=0xfffeffff drop"))
        .isEqualTo(text("local.get 0 i32.load offset=0xffffffff drop"));
    assertThat(inOffset("local.get 0 i32.load offset=0xffff0000 drop"))
        .isEqualTo(text("local.get 0 i32.load offset=0xffffffff drop"));
    assertThat(inOffset("local.get 0 i32.load offset=0xffffffff drop"))
        .isEqualTo(text("local.get 0 i32.load offset=0xffffffff drop"));
    assertThat(inOffset("local.get 0 i32.load offset=0x7fffffff drop"))
        .isEqualTo(text("local.get 0 i32.load offset=0x8000ffff drop"));
  }

  @Test
  void theBaseIsAddedToTheAddressWhereThereIsNoOffset() {
    assertThat(added("local.get 0 i32.load drop"))
        .isEqualTo(text("local.get 0 i32.const 65536 i32.add i32.load drop"));
  }

  @Test
  void whatIsStoredIsSetAside() {
    assertThat(added("local.get 0 local.get 1 i64.store"))
        .isEqualTo(
            text(
                """
                (local i64)
                local.get 0 local.get 1 local.set 2
                i32.const 65536 i32.add
                local.get 2 i64.store
                """));
  }

  @Test
  void anAddressThatExceeds32BitsWithItsOffsetIsBeyondAnyMemory() {
    assertThat(added("local.get 0 i32.load offset=8 drop"))
        .isEqualTo(
            text(
                """
                (local i32)
                local.get 0 local.tee 2 i32.const 65544 i32.add
                i32.const -1 local.get 2 i32.const -8 i32.lt_u select
                i32.load drop
                """));
    assertThat(added("local.get 0 i32.const 5 i32.store8 offset=0xffffffff"))
        .isEqualTo(
            text(
                """
                (local i32 i32)
                local.get 0 i32.const 5 local.set 2
                local.tee 3 i32.const 65535 i32.add
                i32.const -1 local.get 3 i32.const 1 i32.lt_u select
                local.get 2 i32.store8
                """));
    assertThat(added("local.get 0 i32.load offset=0x80000000 drop"))
        .isEqualTo(
            text(
                """
                (local i32)
                local.get 0 local.tee 2 i32.const -2147418112 i32.add
                i32.const -1 local.get 2 i32.const -2147483648 i32.lt_u select
                i32.load drop
                """));
  }

  @Test
  void constantsFold() {
    assertThat(added("i32.const 4 i32.load offset=8 drop"))
        .isEqualTo(text("i32.const 65548 i32.load drop"));
    assertThat(added("i32.const -1 i32.load8_u drop"))
        .isEqualTo(text("i32.const 65535 i32.load8_u drop"));
    assertThat(added("i32.const -8 i32.load8_u offset=7 drop"))
        .isEqualTo(text("i32.const 65535 i32.load8_u drop"));
    assertThat(added("i32.const -8 i32.load8_u offset=8 drop"))
        .isEqualTo(text("i32.const -1 i32.load8_u drop"));
    assertThat(added("i32.const 0x7fffffff i32.load offset=0x80000000 drop"))
        .isEqualTo(text("i32.const 65535 i32.load drop"));
  }

  @Test
  void onlyAnAddressFoldsThatIsAConstantItself() {
    assertThat(added("local.get 0 i32.const 4 i32.add i32.load drop"))
        .isEqualTo(text("local.get 0 i32.const 4 i32.add i32.const 65536 i32.add i32.load drop"));
    assertThat(added("i32.const 4 nop i32.load drop"))
        .isEqualTo(text("i32.const 4 nop i32.const 65536 i32.add i32.load drop"));
    assertThat(added("block (result i32) i32.const 4 end i32.load drop"))
        .isEqualTo(
            text("block (result i32) i32.const 4 end i32.const 65536 i32.add i32.load drop"));
    assertThat(added("local.get 0 i32.const 4 i32.store"))
        .isEqualTo(
            text(
                """
                (local i32)
                local.get 0 i32.const 4 local.set 2 i32.const 65536 i32.add local.get 2 i32.store
                """));
  }

  @Test
  void aConstantOfAnotherBodyDoesNotFold() {
    byte[] module =
        WatModule.encode(
            """
            (module
              (memory 1)
              (func (result i32) i32.const 4)
              (func (param i32) (result i32) local.get 0 i32.load))
            """);
    assertThat(WatPrinter.print(RebasedModule.of(module, BASE, true)))
        .contains("i32.const 65536\n    i32.add");
  }

  @Test
  void accessesOfABodyShareTheirLocals() {
    String store = "local.get 0 local.get 1 i64.store offset=4 ";
    String rewritten =
        """
        local.get 0 local.get 1 local.set 2
        local.tee 3 i32.const 65540 i32.add
        i32.const -1 local.get 3 i32.const -4 i32.lt_u select
        local.get 2 i64.store
        """;
    assertThat(added(store + store)).isEqualTo(text("(local i64 i32)" + rewritten + rewritten));
  }

  @Test
  void newLocalsComeAfterThoseOfTheBody() {
    assertThat(added("(local f32 i64 i64) local.get 0 local.get 4 i64.store"))
        .isEqualTo(
            text(
                """
                (local f32 i64 i64 i64)
                local.get 0 local.get 4 local.set 5 i32.const 65536 i32.add local.get 5 i64.store
                """));
  }

  @Test
  void aRangeBeginsAtTheBaseOrBeyondAnyMemory() {
    assertThat(inOffset("local.get 0 i32.const 1 i32.const 2 memory.fill"))
        .isEqualTo(
            text(
                """
                (local i32 i32 i32)
                local.get 0 i32.const 1 i32.const 2 local.set 2 local.set 3 local.set 4
                local.get 4 i32.const 65536 i32.add
                i32.const -1 local.get 4 i32.const -65536 i32.lt_u select
                local.get 3 local.get 2 memory.fill
                """));
    assertThat(inOffset("local.get 0 i32.const 1 i32.const 2 memory.init $b"))
        .isEqualTo(
            text(
                """
                (local i32 i32 i32)
                local.get 0 i32.const 1 i32.const 2 local.set 2 local.set 3 local.set 4
                local.get 4 i32.const 65536 i32.add
                i32.const -1 local.get 4 i32.const -65536 i32.lt_u select
                local.get 3 local.get 2 memory.init $b
                """));
    assertThat(inOffset("local.get 0 i32.const 1 i32.const 2 memory.copy"))
        .isEqualTo(
            text(
                """
                (local i32 i32 i32)
                local.get 0 i32.const 1 i32.const 2 local.set 2 local.set 3 local.set 4
                local.get 4 i32.const 65536 i32.add
                i32.const -1 local.get 4 i32.const -65536 i32.lt_u select
                local.get 3 i32.const 65536 i32.add
                i32.const -1 local.get 3 i32.const -65536 i32.lt_u select
                local.get 2 memory.copy
                """));
  }

  @Test
  void aRangeMayBeginBelowTheBaseIfThatIsInReach() {
    assertThat(added("local.get 0 i32.const 1 i32.const 2 memory.copy"))
        .isEqualTo(
            text(
                """
                (local i32 i32 i32)
                local.get 0 i32.const 1 i32.const 2 local.set 2 local.set 3 local.set 4
                local.get 4 i32.const 65536 i32.add
                i32.const -1
                local.get 4 i64.extend_i32_u local.get 2 i64.extend_i32_u i64.add
                i64.const 0x100000000 i64.le_u select
                local.get 3 i32.const 65536 i32.add
                i32.const -1
                local.get 3 i64.extend_i32_u local.get 2 i64.extend_i32_u i64.add
                i64.const 0x100000000 i64.le_u select
                local.get 2 memory.copy
                """));
  }

  @Test
  void whereBelowIsInReachTheStackPointerIsChecked() {
    assertThat(added("local.get 0 global.set $sp"))
        .isEqualTo(
            text(
                """
                (local i32)
                local.get 0 local.tee 2 i32.const 128 i32.sub i32.const 130944 i32.gt_u
                if unreachable end
                local.get 2 global.set $sp
                """));
    assertThat(added("local.get 0 global.set $small"))
        .isEqualTo(
            text(
                """
                (local i32)
                local.get 0 local.tee 2 i32.const 131072 i32.gt_u
                if unreachable end
                local.get 2 global.set $small
                """));
    assertThat(added("local.get 0 global.set $other"))
        .isEqualTo(text("local.get 0 global.set $other"));
    assertThat(inOffset("local.get 0 global.set $sp"))
        .isEqualTo(text("local.get 0 global.set $sp"));
  }

  /** An open window's own bytes would be 2^32, which is 0 as a number of 32 bits. */
  @Test
  void theStackOfAWindowThatEndsWithAllAddressesIsWithinThem() {
    assertThat(rebased("local.get 0 global.set $small", (1L << 32) - 65536, true))
        .isEqualTo(
            text(
                """
                (local i32)
                local.get 0 local.tee 2 i32.const 65536 i32.gt_u
                if unreachable end
                local.get 2 global.set $small
                """));
  }

  @Test
  void whatDoesNotAccessTheMemoryStaysAsItIs() {
    String code =
        "(local i32 i32) (local.set 2 (local.get 0)) (data.drop $b) (drop (memory.size))"
            + "(if (local.get 2) (then (return)) (else (nop))) (drop (i32.const 4)) (drop (global.get $sp))";
    assertThat(RebasedModule.of(module(code), BASE, false)).isEqualTo(module(code));
    assertThat(RebasedModule.of(module(code), BASE, true)).isEqualTo(module(code));
  }

  @Test
  void codeThatIsNeverReachedIsRewrittenAsWell() {
    String code =
        "unreachable i32.store offset=4 unreachable memory.copy unreachable i64.load drop";
    assertThat(inOffset(code)).contains("i32.store offset=65540");
    assertThat(added(code)).doesNotContain("offset=");
  }

  /** Bit 6 of the alignment says that the memory is named. */
  @Test
  void anAccessMayNameItsMemory() {
    byte[] module = withBody(0x41, 0, 0x28, 0x42, 0, 8, 0x1A, 0x0B);
    assertThat(RebasedModule.of(module, BASE, false))
        .isEqualTo(withBody(0x41, 0, 0x28, 0x42, 0, 0x88, 0x80, 0x04, 0x1A, 0x0B));
    assertThat(RebasedModule.of(module, BASE, true))
        .isEqualTo(withBody(0x41, 0x88, 0x80, 0x04, 0x28, 0x42, 0, 0, 0x1A, 0x0B));
  }

  private static byte[] withBody(int... instructions) {
    return new ModuleBytes()
        .types()
        .functions(1)
        .memory(1)
        .section(
            Section.CODE,
            new WasmWriter().sized(new WasmWriter().u32(0).append(bytes(instructions))))
        .toByteArray();
  }
}
