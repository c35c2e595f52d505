package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import dev.radicchio.binary.ModuleWriter;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.engine.CallDepth;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.engine.JavaFunction;
import dev.radicchio.engine.Shortcoming;
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
 *
 * @see Shortcoming#TYPE_NUMBERS
 */
final class CallbackFunctions implements FunctionTable.Lender {
  /** How many functions the module has. */
  private static final int FUNCTIONS = 32;

  private static final int HEADER_BYTES = 8;

  private final WasmModule module;
  private final FunctionType type;
  private final ProgramTable table;
  private final CallDepth depth;
  private final Deque<TableFunction> unused = new ArrayDeque<>();

  /**
   * @param typeIndex the number that the type has in the image
   * @param depth counts the calls
   */
  CallbackFunctions(ChicoryImage image, int typeIndex, ProgramTable table, CallDepth depth) {
    this.module = module(image.bytes(), typeIndex);
    this.type = image.module().typeSection().getType(typeIndex);
    this.table = table;
    this.depth = depth;
  }

  /** A function that the table can have: its instance, and its number there. */
  private record TableFunction(Instance instance, int number) {
    void run(@Nullable WasmFunctionHandle function) {
      ((Functions) instance.getMachine()).functions[number] = function;
    }
  }

  /** One that the table has. */
  private final class InTable implements FunctionTable.Lent {
    private final TableFunction function;

    /** What guests may have put into other slots. */
    private final int reference;

    InTable(TableFunction function, int reference) {
      this.function = function;
      this.reference = reference;
    }

    @Override
    public void forget() {
      table.forget(reference);
      function.run(null);
      unused.push(function);
    }
  }

  @Override
  public FunctionTable.Lent lend(int slot, JavaFunction function) {
    TableFunction caller = take();
    caller.run(HostFunctions.of(type, function, depth));
    return new InTable(caller, table.put(slot, caller.instance, caller.number));
  }

  /** One that nobody has. */
  private TableFunction take() {
    if (unused.isEmpty()) {
      Instance instance =
          Instance.builder(module).withMachineFactory(any -> new Functions()).build();
      for (int number = FUNCTIONS - 1; number >= 0; number--) {
        unused.push(new TableFunction(instance, number));
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
  private static final class Functions implements Machine {
    final @Nullable WasmFunctionHandle[] functions = new WasmFunctionHandle[FUNCTIONS];

    @Override
    public long[] call(int number, long[] arguments) {
      WasmFunctionHandle function =
          Objects.requireNonNull(functions[number], "no slot has this function");
      return function.apply(null, arguments);
    }
  }
}
