package dev.radicchio.link.fuse;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.ModuleCopy;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.bind.GlobalBinding;
import java.util.OptionalInt;

/** A module whose accesses to the memory are rewritten, and nothing else of it. */
final class RebasedModule {
  /** What its addresses are below: that many pages. */
  static final int OWN_PAGES = 2;

  private static final int PAGE_BYTES = 65536;
  private static final int[] FLOORS = {128, 0};

  private RebasedModule() {}

  /** The module; global 0 is a stack pointer with a red zone, global 1 one without. */
  static byte[] of(byte[] module, long base, boolean reachesBelow) {
    WasmBinary binary = WasmBinary.read(module);
    RebasedCode code =
        new RebasedCode(
            module,
            (space, opcode, index) -> index,
            GlobalBinding.Index::new,
            null,
            base,
            reachesBelow,
            global -> global < FLOORS.length ? OptionalInt.of(FLOORS[global]) : OptionalInt.empty(),
            OWN_PAGES * (long) PAGE_BYTES);
    WasmWriter bodies = new WasmWriter().u32(binary.bodies().size());
    int function = binary.imported(ExternType.Kind.FUNCTION);
    for (Span body : binary.bodies()) {
      WasmWriter rewritten = new WasmWriter();
      code.body(rewritten, body, binary.functionType(function++).params().size());
      bodies.sized(rewritten);
    }
    return ModuleCopy.of(binary).replace(Section.CODE, bodies).toByteArray();
  }
}
