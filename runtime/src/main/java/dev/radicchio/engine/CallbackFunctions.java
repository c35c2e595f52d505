package dev.radicchio.engine;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import dev.radicchio.GuestFunction;
import dev.radicchio.binary.ModuleWriter;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Functions of one type that a program's table can have and that Java runs.
 *
 * <p>Chicory 1.7.5 compares the numbers of types when a function of another instance is called
 * through a table. So they are functions of a module that has the image's types and nothing else
 * but functions, which a machine of our own runs. There are as many instances of it as are needed.
 */
final class CallbackFunctions {
  /** How many functions the module has. */
  private static final int FUNCTIONS = 32;

  private static final int HEADER_BYTES = 8;

  private final WasmModule module;
  private final FunctionType type;
  private final Deque<TableFunction> unused = new ArrayDeque<>();

  /**
   * @param typeIndex the number that the type has in the image
   */
  CallbackFunctions(LoadedImage image, int typeIndex) {
    this.module = module(image.bytes(), typeIndex);
    this.type = image.module().typeSection().getType(typeIndex);
  }

  /** A function that the table can have: its instance, and its number there. */
  record TableFunction(CallbackFunctions owner, Instance instance, int number) {
    /** Makes it call what a slot has. */
    void call(CallbackSlot slot) {
      slots()[number] = slot;
    }

    /** Leaves it to be taken again. */
    void giveBack() {
      slots()[number] = null;
      owner.unused.push(this);
    }

    private @Nullable CallbackSlot[] slots() {
      return ((Slots) instance.getMachine()).slots;
    }
  }

  /** Their type. */
  FunctionType type() {
    return type;
  }

  /** One that nobody has. */
  TableFunction take() {
    if (unused.isEmpty()) {
      Instance instance =
          Instance.builder(module).withMachineFactory(any -> new Slots(type)).build();
      for (int number = FUNCTIONS - 1; number >= 0; number--) {
        unused.push(new TableFunction(this, instance, number));
      }
    }
    return unused.pop();
  }

  private static WasmModule module(byte[] image, int typeIndex) {
    Span types = types(image);
    WasmWriter functions = new WasmWriter().u32(FUNCTIONS);
    WasmWriter code = new WasmWriter().u32(FUNCTIONS);
    for (int i = 0; i < FUNCTIONS; i++) {
      functions.u32(typeIndex);
      code.sized(new WasmWriter().u32(0).u8(Opcode.UNREACHABLE).u8(Opcode.END));
    }
    return Parser.parse(
        new ModuleWriter()
            .section(Section.TYPE, image, types)
            .section(Section.FUNCTION, functions)
            .section(Section.CODE, code)
            .toByteArray());
  }

  /** The contents of the type section, of an image that need not have its code. */
  private static Span types(byte[] bytes) {
    WasmReader in = new WasmReader(bytes);
    in.skip(HEADER_BYTES);
    while (true) {
      int id = in.u8();
      Span contents = in.sized();
      if (id == Section.TYPE) {
        return contents;
      }
    }
  }

  /** Runs the functions of one instance. */
  private static final class Slots implements Machine {
    final @Nullable CallbackSlot[] slots = new CallbackSlot[FUNCTIONS];
    final FunctionType type;

    Slots(FunctionType type) {
      this.type = type;
    }

    @Override
    public long[] call(int number, long[] arguments) {
      CallbackSlot slot = Objects.requireNonNull(slots[number], "no slot has this function");
      CheckedFunction lent = slot.lent();
      if (lent == null) {
        throw new TrapException(slot.isOver());
      }
      GuestFunction target = lent.unchecked();
      return HostImports.guarded((instance, a) -> HostImports.results(type, target.call(a)))
          .apply(null, arguments);
    }
  }
}
