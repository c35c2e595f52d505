package dev.radicchio.engine;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.Value;
import dev.radicchio.GuestFunction;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.memory.GuestDataException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Java functions in a program's table, where guests call them through pointers.
 *
 * <p>Chicory 1.7.5 compares the numbers of types when a function of another instance is called
 * through a table. So such a function is put there as one of a module that has the image's types
 * and nothing else but functions, which a machine of our own runs. Each function belongs to one
 * slot for good; slots are used again.
 */
final class Callbacks {
  /** How many functions such a module has. */
  private static final int FUNCTIONS = 32;

  private static final int HEADER_BYTES = 8;
  private static final int END = 0x0B;
  private static final int UNREACHABLE = 0x00;

  private final LoadedImage image;
  private final TableInstance table;
  private final Map<FunctionType, Integer> types = new HashMap<>();
  private final Map<Integer, WasmModule> modules = new HashMap<>();
  private final Map<Integer, Deque<Slot>> unused = new HashMap<>();
  private final Map<Integer, Slot> used = new HashMap<>();

  Callbacks(LoadedImage image, TableInstance table) {
    this.image = image;
    this.table = table;
  }

  /** A function of a module of ours, and the slot of the program's table that it has. */
  private static final class Slot {
    final Instance instance;
    final int function;
    final Deque<Slot> unused;
    int number = -1;

    Slot(Instance instance, int function, Deque<Slot> unused) {
      this.instance = instance;
      this.function = function;
      this.unused = unused;
    }
  }

  /**
   * Puts a function into the table.
   *
   * @return its slot
   * @throws IllegalArgumentException if no code of the program calls functions of that type
   */
  int add(FunctionType type, GuestFunction function) {
    int typeIndex = types.computeIfAbsent(type, this::typeIndex);
    Deque<Slot> free = unused.computeIfAbsent(typeIndex, none -> new ArrayDeque<>());
    if (free.isEmpty()) {
      makeSlots(typeIndex, free);
    }
    Slot slot = free.pop();
    if (slot.number < 0) {
      slot.number = table.grow(1, slot.function, slot.instance);
      if (slot.number < 0) {
        free.push(slot);
        throw new IllegalStateException("the program's table cannot grow");
      }
    } else {
      table.setRef(slot.number, slot.function, slot.instance);
    }
    ((Functions) slot.instance.getMachine()).functions[slot.function] = function;
    used.put(slot.number, slot);
    return slot.number;
  }

  /** Takes a function out of the table; a call through its slot traps from now on. */
  void remove(int number) {
    Slot slot = used.remove(number);
    if (slot != null) {
      table.setRef(number, Value.REF_NULL_VALUE, null);
      ((Functions) slot.instance.getMachine()).functions[slot.function] = null;
      slot.unused.push(slot);
    }
  }

  /** The Java function in a slot, or null. */
  @Nullable GuestFunction at(int number) {
    Slot slot = used.get(number);
    return slot == null ? null : ((Functions) slot.instance.getMachine()).functions[slot.function];
  }

  private int typeIndex(FunctionType type) {
    com.dylibso.chicory.wasm.types.FunctionType wanted = NumberTypes.of(type);
    TypeSection section = image.module().typeSection();
    for (int i = 0; i < section.subTypeCount(); i++) {
      if (wanted.equals(section.getType(i))) {
        return i;
      }
    }
    throw new IllegalArgumentException("no module of the program has a function type " + type);
  }

  private void makeSlots(int type, Deque<Slot> free) {
    WasmModule module = modules.computeIfAbsent(type, this::module);
    Instance instance =
        Instance.builder(module).withMachineFactory(any -> new Functions(any.type(type))).build();
    for (int function = FUNCTIONS - 1; function >= 0; function--) {
      free.push(new Slot(instance, function, free));
    }
  }

  private WasmModule module(int type) {
    byte[] bytes = image.bytes();
    Span types = types(bytes);
    WasmWriter functions = new WasmWriter().u32(FUNCTIONS);
    WasmWriter code = new WasmWriter().u32(FUNCTIONS);
    for (int i = 0; i < FUNCTIONS; i++) {
      functions.u32(type);
      code.sized(new WasmWriter().u32(0).u8(UNREACHABLE).u8(END));
    }
    WasmWriter out = new WasmWriter();
    out.u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);
    out.u8(Section.TYPE).sized(new WasmWriter().bytes(bytes, types.start(), types.end()));
    out.u8(Section.FUNCTION).sized(functions);
    out.u8(Section.CODE).sized(code);
    return Parser.parse(out.toByteArray());
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

  /** Runs the functions of one module. */
  private static final class Functions implements com.dylibso.chicory.runtime.Machine {
    final @Nullable GuestFunction[] functions = new GuestFunction[FUNCTIONS];
    final com.dylibso.chicory.wasm.types.FunctionType type;

    Functions(com.dylibso.chicory.wasm.types.FunctionType type) {
      this.type = type;
    }

    @Override
    public long[] call(int function, long[] arguments) {
      GuestFunction target = functions[function];
      if (target == null) {
        throw new HostException(
            new GuestDataException(
                "a guest calls a Java function that is not lent to it any more"));
      }
      return HostImports.guarded((instance, a) -> HostImports.results(type, target.call(a)))
          .apply(null, arguments);
    }
  }
}
