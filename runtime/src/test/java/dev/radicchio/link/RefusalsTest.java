package dev.radicchio.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.radicchio.binary.WasmWriter;
import dev.radicchio.engine.Engine;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.plan.Region;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What would be silent corruption, or a crash later, is refused with what, where and how to fix it.
 */
final class RefusalsTest {
  private static final int ANY = -1;

  private static List<String> errors(Linker linker) {
    return linker.plan().problems().stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .map(Problem::toString)
        .toList();
  }

  @Test
  void refusesWhatIsNotWasm() {
    byte[] text = "<html>not found</html>".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> WasmFile.read("page.wasm", text))
        .isInstanceOf(LinkException.class)
        .hasMessage(
            "page.wasm: not a Wasm file: it does not start with \"\\0asm\", at offset 0x0 (RAD203)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pointers.relocs", "pointers.dylink", "everything", "traits"})
  void refusesATruncatedModuleWhereverItIsCut(String fixture) {
    byte[] bytes = Fixture.bytes(fixture);
    int step = Math.max(1, bytes.length / 500);
    int refused = 0;
    for (int length = 0; length < bytes.length; length += step) {
      byte[] cut = Arrays.copyOf(bytes, length);
      try {
        WasmFile.read("cut.wasm", cut);
      } catch (LinkException e) {
        refused++;
        assertThat(e).hasMessageStartingWith("cut.wasm");
      }
    }
    // cut between two sections, a module may still be one
    assertThat(refused).isGreaterThan(bytes.length / step * 9 / 10);
  }

  @Test
  void refusesAModuleThatWasChangedAfterLinking() {
    byte[] bytes = Fixture.bytes("pointers.relocs");
    // the address in the first relocated i32.const, a LEB128 padded to five bytes
    int site = indexOf(bytes, 0x41, ANY, 0x88, 0x80, 0x80, 0x00);
    assertThat(site).isPositive();
    bytes[site + 1]++;

    assertThatThrownBy(() -> WasmFile.read("changed.wasm", bytes))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("changed.wasm relocation R_WASM_MEMORY_ADDR_")
        .hasMessageContaining("at offset 0x" + Integer.toHexString(site + 1))
        .hasMessageContaining("does not match what is there")
        .hasMessageContaining("wasm-opt");
  }

  @Test
  void refusesAModuleThatWasmOptChanged() {
    assertThatThrownBy(() -> Fixture.wasm("changed.wasm-opt"))
        .isInstanceOf(LinkException.class)
        .hasMessage(
            "changed.wasm-opt.wasm has relocations in reloc.CODE that apply to another section. The"
                + " module was changed after it was linked (clang runs wasm-opt by itself when it is"
                + " on PATH). Link it again with wasm-ld itself, or where wasm-opt is not on PATH (RAD230)");
  }

  @Test
  void refusesRelocationsWhosePaddingWasCompressed() {
    assertThatThrownBy(() -> Fixture.wasm("changed.compressed"))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("does not match what is there: the number there is not padded")
        .hasMessageContaining("--compress-relocations");
  }

  @Test
  void refusesAModuleWithoutTheRelocationsOfItsCode() {
    assertThatThrownBy(() -> Fixture.wasm("changed.no-reloc-code"))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("is padded to be relocated, and no relocation for it")
        .hasMessageContaining("some relocations were removed");
  }

  @Test
  void takesAModuleWithoutItsSymbolsForAbsolute() {
    assertThat(Fixture.wasm("changed.stripped").relocationModel())
        .isEqualTo(RelocationModel.ABSOLUTE);
  }

  private static int indexOf(byte[] bytes, int... pattern) {
    for (int i = 0; i + pattern.length <= bytes.length; i++) {
      int matched = 0;
      while (matched < pattern.length
          && (pattern[matched] == ANY || (bytes[i + matched] & 0xFF) == pattern[matched])) {
        matched++;
      }
      if (matched == pattern.length) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void refusesAnObjectFile() {
    assertThatThrownBy(() -> Fixture.wasm("object_file"))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("object_file.wasm is an object file; link it first");
  }

  @Test
  void refusesImportsThatNothingSatisfiesAllAtOnce() {
    Linker linker = Linker.create().add("needy", Fixture.wasm("needs_missing"));

    assertThat(errors(linker))
        .containsExactly(
            "needy: needs_missing.wasm imports env.missing (i32) -> i64, and no other module of the"
                + " program exports missing. Add a module that exports it, give it from Java (a host,"
                + " WASI or import values of @SharedMemory, Linker.host), or build this one without"
                + " the import (RAD300)",
            "needy: needs_missing.wasm imports elsewhere.also_missing () -> (), and the program has"
                + " no module elsewhere. Add a module of that name that exports it, bind it to another"
                + " one that exports it (@Link on the accessor, Linker.bind), give it from Java (a"
                + " host, WASI or import values of @SharedMemory, Linker.host), or build this one"
                + " without the import (RAD302)");
    LinkException thrown = catchThrowableOfType(LinkException.class, linker::link);
    assertThat(thrown.problems()).hasSize(2);
  }

  @Test
  void refusesAnImportOfAnotherType() {
    Linker linker =
        Linker.create()
            .add("odd", Fixture.wasm("odd.relocs"))
            .add("even", Fixture.wasm("even.relocs"))
            .add("wrong", Fixture.wasm("wrong_type"));

    assertThat(errors(linker))
        .containsExactly(
            "wrong: wrong_type.wasm imports env.is_odd as (i64) -> i32, but is_odd of"
                + " odd.relocs.wasm is (i32) -> i32. Make both sides declare the same type (RAD310)");
  }

  @Test
  void refusesUnmovableModulesThatOverlap() {
    Linker linker =
        Linker.create()
            .add("one", Fixture.absolute("pointers.absolute"))
            .add("two", Fixture.absolute("large.absolute"));

    assertThat(errors(linker))
        .singleElement()
        .asString()
        .startsWith(
            "two: large.absolute.wasm is to stay where it was linked and occupies 0x400 to 0x40000,"
                + " which overlaps 0x400 to 0x20000 of one.")
        .contains("relocation = REBASED")
        .contains("-Wl,--emit-relocs");
  }

  @Test
  void warnsOfAnUnmovableModuleBelowTheStack() {
    LinkPlan plan =
        Linker.create()
            .add("fixed", Fixture.wasm("pointers.absolute"))
            .add("movable", Fixture.wasm("stack.relocs"))
            .plan();

    assertThat(plan.hasErrors()).isFalse();
    assertThat(plan.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
              assertThat(problem.instance()).isEqualTo("fixed");
              assertThat(problem.message()).contains("the stack is above it");
            });
    assertThat(plan.layout().stackLow()).isEqualTo(131072);
  }

  @Test
  void unmovableModulesThatDoNotOverlapCoexist() {
    LinkPlan plan =
        Linker.create()
            .add("low", Fixture.wasm("pointers.absolute"))
            .add("high", Fixture.wasm("pointers.absolute-high"))
            .add("movable", Fixture.wasm("large.relocs"))
            .plan();

    assertThat(plan.hasErrors()).isFalse();
    List<Region> regions = plan.layout().regions();
    for (int i = 1; i < regions.size(); i++) {
      assertThat(regions.get(i).start()).isGreaterThanOrEqualTo(regions.get(i - 1).end());
    }
  }

  @Test
  void refusesTwoThatManageTheSameHeap() {
    Linker linker =
        Linker.create().add("one", Fixture.wasm("allocator")).add("two", Fixture.wasm("allocator"));

    assertThat(errors(linker))
        .singleElement()
        .asString()
        .startsWith("two: both allocator.wasm (one) and allocator.wasm (two) manage");
  }

  /** The names alone do not make it wasi-libc's allocator, of which two may be in a program. */
  @Test
  void refusesTwoAllocatorsThatTakeItThatMemoryGrowsWhereTheirHeapEnds() {
    Linker linker =
        Linker.create()
            .add("one", Fixture.wasm("contiguous_sbrk"))
            .add("two", Fixture.wasm("contiguous_sbrk"));

    assertThat(errors(linker)).anyMatch(error -> error.contains("would hand out the same bytes"));
  }

  @Test
  void refusesAProgramThatIsLargerThanItMayBe() {
    Linker linker =
        Linker.create().add("large", Fixture.wasm("large.relocs")).stackBytes(1 << 20).maxPages(8);

    assertThat(errors(linker))
        .containsExactly(
            "the program needs 19 pages of 64 KiB to start with and may have 8; raise maxPages, or"
                + " make the stack smaller (RAD410)");
  }

  @Test
  void refusesToMoveAModuleWhereItsStackIs() {
    assertThatThrownBy(() -> Fixture.wasm("pointers.relocs").moveTo(2048))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("cannot be at 0x800: it must be at or above 0x10400");
  }

  @Test
  void refusesToMoveAnUnmovableModule() {
    assertThatThrownBy(() -> Fixture.wasm("pointers.absolute").moveTo(0x20000))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining(
            "pointers.absolute.wasm cannot be moved: it is absolute. Read it as REBASED");
  }

  @Test
  void refusesAnotherFileThanTheProgramWasCompiledAgainst() {
    byte[] bytes = Fixture.bytes("even.relocs");
    String otherHash = Fixture.wasm("odd.relocs").sha256();
    assertThatThrownBy(() -> WasmFile.read("even.wasm", new ByteArrayInputStream(bytes), otherHash))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("even.wasm has changed since the program was compiled");
    assertThatThrownBy(() -> WasmFile.read("even.wasm", null, otherHash))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("even.wasm: not found on the class path");
  }

  /**
   * Also where the name section is broken, which the spec has ignored and Chicory's parser trusts.
   */
  @Test
  void refusesCodeThatIsNotValidAndNamesTheModule() {
    byte[] valid = Fixture.bytes("allocator");
    valid[indexOf(valid, 0x6A)] = 0x7C; // i64.add for i32.add
    WasmWriter names = new WasmWriter().name("name").u8(0).u32(6).u32(0x7FFF_FFFF).u8(0);
    byte[] bytes = new WasmWriter().bytes(valid, 0, valid.length).u8(0).sized(names).toByteArray();
    Linker linker =
        Linker.create()
            .add("valid", Fixture.wasm("odd.relocs"))
            .add("even", Fixture.wasm("even.relocs"))
            .add("invalid", WasmFile.read("invalid.wasm", bytes));

    LinkException thrown =
        catchThrowableOfType(LinkException.class, () -> Engine.installed().validate(linker.link()));
    assertThat(thrown.problems())
        .singleElement()
        .asString()
        .startsWith("invalid: invalid.wasm is not a valid module: ");
  }

  @Test
  void takesAModuleWithoutDataSectionsForUnmovableIfItsCodeHasAddresses() {
    assertThat(Fixture.wasm("bss.absolute").relocationModel()).isEqualTo(RelocationModel.ABSOLUTE);
    Linker linker =
        Linker.create()
            .add("one", Fixture.absolute("bss.absolute"))
            .add("two", Fixture.absolute("bss.absolute"));
    assertThat(errors(linker))
        .singleElement()
        .asString()
        .startsWith(
            "two: bss.absolute.wasm is to stay where it was linked and occupies 0x400 to 0x20000");
  }

  @Test
  void refusesRelocationsThatApplyToAnotherSection() {
    byte[] bytes = Fixture.bytes("pointers.relocs");
    byte[] inserted = new byte[bytes.length + 4];
    System.arraycopy(bytes, 0, inserted, 0, 8);
    inserted[8] = 0; // a custom section of two bytes, its name "x"
    inserted[9] = 2;
    inserted[10] = 1;
    inserted[11] = 'x';
    System.arraycopy(bytes, 8, inserted, 12, bytes.length - 8);

    assertThatThrownBy(() -> WasmFile.read("shifted.wasm", inserted))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("shifted.wasm has relocations in reloc.CODE that apply to another")
        .hasMessageContaining("wasm-opt");
  }

  @Test
  void refusesALibraryWhoseThreadLocalDataHasNoBase() {
    assertThatThrownBy(() -> Fixture.wasm("thread_local.dylink"))
        .isInstanceOf(LinkException.class)
        .hasMessage(
            "thread_local.dylink.wasm is a shared library with thread-local data, whose base its linker"
                + " leaves at 0; build it without -pthread and -matomics (RAD223)");
  }

  @Test
  void refusesALibraryWhoseDataIsLargerThanItSays() {
    byte[] bytes = Fixture.bytes("pointers.dylink");
    int size = indexOf(bytes, 'd', 'y', 'l', 'i', 'n', 'k', '.', '0') + 10;
    bytes[size] = (byte) 0x80;
    bytes[size + 1] = 1; // 128 bytes
    assertThatThrownBy(() -> WasmFile.read("small.wasm", bytes))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("small.wasm has data outside the memory that its dylink section");
  }

  @Test
  void takesANumberForAnAddressUnlessTheUserSaysWhereTheModuleBegins() {
    Linker linker =
        Linker.create()
            .add("pointers", Fixture.wasm("pointers.relocs"))
            .add("tested", Fixture.absolute("number_below_data"));

    assertThat(errors(linker))
        .containsExactly(
            "tested: number_below_data.wasm manages the memory from 0xffff on, but others lie above it."
                + " number_below_data.wasm has the number 0xffff in its code, which may be an address; if"
                + " none is below its data, say so with base = 2097152 (@WasmModule, Linker.base)."
                + " Otherwise let it be rebased, with relocation = REBASED (RAD502)");

    linker.base("tested", 2097152);
    assertThat(errors(linker)).isEmpty();
    assertThat(linker.plan().layout().instance("tested").dataStart()).isEqualTo(2097152);

    linker.base("tested", 2097153);
    assertThat(errors(linker))
        .anyMatch(error -> error.contains("is at 0xffff and not at 0x200001"));
  }

  @Test
  void refusesAnAllocatorOfAllMemoryBesideOneThatGrowsIt() {
    Linker linker =
        Linker.create().add("rust", Fixture.wasm("traits")).add("arena", Fixture.wasm("arena"));
    assertThat(errors(linker))
        .singleElement()
        .asString()
        .startsWith(
            "arena: arena.wasm (arena) asks how large the memory is and may take what lies below"
                + " that for its own, and traits.wasm (rust) grows the memory");
  }

  @Test
  void warnsOfFunctionPointersThatMeanNothingElsewhere() {
    LinkPlan plan =
        Linker.create()
            .add("own", Fixture.wasm("own_table"))
            .add("pointers", Fixture.wasm("pointers.relocs"))
            .plan();
    assertThat(plan.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
              assertThat(problem.message())
                  .startsWith("own_table.wasm keeps a function table of its own");
            });
  }

  @Test
  void refusesInstanceNamesThatWouldClash() {
    Linker linker = Linker.create().add("a", Fixture.wasm("allocator"));
    assertThatThrownBy(() -> linker.add("a", Fixture.wasm("everything")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two instances named a");
    assertThatThrownBy(() -> linker.add("b!c", Fixture.wasm("everything")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
