package dev.radicchio.link.bind;

import static dev.radicchio.fixture.ModuleBytes.I32;
import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.constant;
import static dev.radicchio.fixture.ModuleBytes.export;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** Which globals are stack pointers, by what all instances of a program do with them. */
final class StackPointersTest {
  private static final WasmWriter SIXTEEN_DOWN = bytes(0x23, 0, 0x41, 16, 0x6B, 0x24, 0);
  private static final WasmWriter STORE = bytes(0x23, 0, 0x41, 7, 0x36, 2, 0);
  private static final WasmWriter SIXTEEN_UP = bytes(0x23, 0, 0x41, 16, 0x6A, 0x24, 0);

  private static WasmWriter code(WasmWriter... parts) {
    WasmWriter code = new WasmWriter();
    for (WasmWriter part : parts) {
      code.append(part);
    }
    return code;
  }

  /** Has a stack, and a function that sets its pointer for whoever calls the module. */
  private static WasmFile owner(String global) {
    return new ModuleBytes()
        .types()
        .section(Section.FUNCTION, bytes(0), bytes(1))
        .memory(3)
        .section(Section.GLOBAL, bytes(I32, 1).append(constant(0x28000)).append(bytes(0x0B)))
        .section(
            Section.EXPORT,
            export("frame", ModuleBytes.FUNCTION, 0),
            export("restore", ModuleBytes.FUNCTION, 1),
            export(global, ModuleBytes.GLOBAL, 0))
        .code(code(SIXTEEN_DOWN, STORE, SIXTEEN_UP), bytes(0x20, 0, 0x24, 0))
        .read("owner.wasm");
  }

  /** Does something with the global that it imports. */
  private static WasmFile sharer(String global, WasmWriter code) {
    return new ModuleBytes()
        .types()
        .imports(
            new WasmWriter().name("env").name("memory").u8(2).u8(0).u32(1),
            ModuleBytes.global("owner", global, I32, true))
        .functions(1)
        .section(Section.EXPORT, export("go", ModuleBytes.FUNCTION, 0))
        .code(code)
        .read("sharer.wasm");
  }

  private static Linker linker(WasmFile owner) {
    return Linker.create().add("owner", owner);
  }

  private static int found(Linker linker) {
    return linker.link().layout().stackPointers().size();
  }

  @Test
  void aStackMayBeSetByItsHost() {
    assertThat(found(linker(owner("top")))).isEqualTo(1);
  }

  @Test
  void whatAnotherModuleSetsByCallIsNotPutBack() {
    WasmFile caller =
        new ModuleBytes()
            .types()
            .imports(ModuleBytes.function("env", "restore", 1))
            .function(0x41, 0, 0x10, 0)
            .read("caller.wasm");

    assertThat(found(linker(owner("top")).add("caller", caller))).isZero();
  }

  @Test
  void whatAnotherModuleSetsThroughAnAdapterIsNotPutBack() {
    ModuleBytes caller =
        new ModuleBytes()
            .types()
            .imports(ModuleBytes.function("env", "restore", 1))
            .functions(1)
            .memory(1)
            .code(bytes(0x41, 0, 0x10, 0))
            .data(constant(1024));
    WasmFile moved = WasmFile.readAs("caller.wasm", caller.toByteArray(), RelocationModel.REBASED);
    Pointers address = Pointers.NONE.param(0, Pointers.Kind.ADDRESS);

    assertThat(
            found(linker(owner("top")).add("caller", moved).pointers("owner", "restore", address)))
        .isZero();
  }

  @Test
  void whatAnotherModuleSetsByPointerIsNotPutBack() {
    WasmFile taker =
        new ModuleBytes()
            .dylink(0, 0)
            .types()
            .imports(ModuleBytes.global("GOT.func", "restore", I32, true))
            .read("taker.wasm");

    assertThat(found(linker(owner("top")).add("taker", taker))).isZero();
  }

  @Test
  void whatAnotherModuleLeavesChangedIsNotPutBack() {
    WasmFile good = sharer("top", code(SIXTEEN_DOWN, STORE, SIXTEEN_UP));
    WasmFile bad = sharer("top", SIXTEEN_DOWN);
    WasmFile plain =
        new ModuleBytes()
            .types()
            .functions(1)
            .memory(3)
            .section(Section.GLOBAL, bytes(I32, 1).append(constant(0x28000)).append(bytes(0x0B)))
            .section(Section.EXPORT, export("top", ModuleBytes.GLOBAL, 0))
            .code(code(SIXTEEN_DOWN, STORE, SIXTEEN_UP))
            .read("plain.wasm");

    assertThat(found(linker(plain).add("sharer", good))).isEqualTo(1);
    assertThat(found(linker(plain).add("sharer", bad))).isZero();
  }

  @Test
  void noWarningIsOfOneThatItsOwnerNames() {
    Linker linker =
        linker(owner("__stack_pointer"))
            .add("sharer", sharer("__stack_pointer", code(bytes(0x10, 0), SIXTEEN_DOWN, STORE)));

    assertThat(linker.plan().problems())
        .extracting(Problem::code)
        .doesNotContain(ProblemCode.UNCERTAIN_STACK_POINTER);
    assertThat(found(linker)).isEqualTo(1);
  }
}
