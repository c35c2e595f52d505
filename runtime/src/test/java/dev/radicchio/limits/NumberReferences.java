package dev.radicchio.limits;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.export;

import com.dylibso.chicory.runtime.Instance;
import dev.radicchio.GuestFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.engine.chicory.DirectCalls;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;

/** Images of very many functions, one of which has {@code i31} references; they have no types. */
public enum NumberReferences {
  /** It makes them. */
  MADE,
  /** It reads a global that holds one. */
  READ;

  private static final int FUNCTIONS = 600;
  private static final int I31 = 0x6C;

  /** The number that Chicory gives to the first of its objects. */
  private static final int FIRST_OBJECT = 1 << 16;

  /** It collects once as many were made as this, and then when a call returns. */
  private static final int CALLS = 5000;

  private WasmWriter body() {
    return switch (this) {
      case MADE -> bytes(0x41, 7, 0xFB, 0x1C, 0xFB, 0x1E);
      case READ -> bytes(0x23, 0, 0xFB, 0x1E);
    };
  }

  /** The image. */
  public Image image() {
    WasmWriter[] types = new WasmWriter[FUNCTIONS];
    WasmWriter[] bodies = new WasmWriter[FUNCTIONS];
    for (int i = 0; i < FUNCTIONS; i++) {
      types[i] = new WasmWriter().u32(i == 0 ? 2 : 0);
      bodies[i] = i == 0 ? body() : bytes();
    }
    WasmWriter global = bytes(I31, 0, 0x41, 9, 0xFB, 0x1C, 0x0B);
    ModuleBytes module = new ModuleBytes().types().section(Section.FUNCTION, types);
    if (this == READ) {
      module.section(Section.GLOBAL, global);
    }
    module.section(Section.EXPORT, export("number", ModuleBytes.FUNCTION, 0)).code(bodies);
    return Linker.create().add("a", module.read("numbers.wasm")).link();
  }

  /** Whether the first object is gone when very many others were made. */
  public boolean isFirstCollected(LinkedProgram program) {
    GuestFunction number = program.function("a", "number");
    for (int i = 0; i < CALLS; i++) {
      number.call();
    }
    Instance instance = DirectCalls.of(program).instance();
    return instance.gcRef(FIRST_OBJECT) == null && instance.gcRef(FIRST_OBJECT + CALLS - 1) != null;
  }
}
