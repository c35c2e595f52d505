package dev.radicchio.link.input;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a module's functions do with a global of theirs, as far as it shows whether it is the
 * pointer of a stack. No names are needed for that: each function that takes of a stack gives it
 * back before it returns, so that after any call the pointer is where it was. Where that is proven,
 * to put it back after a call that did not return does what returning would have done, whatever the
 * global is for; and it is not true of the top of an allocator, of which something stays allocated.
 *
 * <p>Functions that set the pointer for whoever calls the module (Emscripten's {@code stackAlloc},
 * wasm-bindgen's {@code __wbindgen_add_to_stack_pointer}) are told by what they are: they are
 * exported, the module itself never calls them, and they call nothing. An allocator may have the
 * same, so they are allowed only where functions take of the stack by going down.
 *
 * @param framed whether a function moves the global and puts it back wherever it returns, if it
 *     does
 * @param lowered whether such a function goes down
 * @param changed whether a function may leave it changed that is not one of {@code entrances}
 * @param resembles whether a function goes down and loads or stores there, as stacks are used
 * @param entrances functions that change it for whoever calls the module
 */
public record StackUse(
    boolean framed, boolean lowered, boolean changed, boolean resembles, List<Integer> entrances) {
  /** What is known of a global. */
  public enum Verdict {
    /** Whatever function returns, it has put it back. */
    PUT_BACK,
    /** It looks like the pointer of a stack, but not every function is known to put it back. */
    UNCERTAIN,
    OTHER
  }

  public static final ExternType.Global POINTER = new ExternType.Global(ValType.I32, true);

  public StackUse {
    entrances = List.copyOf(entrances);
  }

  public Verdict verdict() {
    boolean mayAllocate = !entrances.isEmpty() && !lowered;
    if (framed && !changed && !mayAllocate) {
      return Verdict.PUT_BACK;
    }
    return resembles ? Verdict.UNCERTAIN : Verdict.OTHER;
  }

  /** The same, where what it calls entrances are called by guests. */
  public StackUse withoutEntrances() {
    return new StackUse(framed, lowered, changed || !entrances.isEmpty(), resembles, List.of());
  }

  /** What two modules do that share the global, neither of which has entrances. */
  public StackUse and(StackUse other) {
    return new StackUse(
        framed || other.framed,
        lowered || other.lowered,
        changed || other.changed,
        resembles || other.resembles,
        List.of());
  }

  /** What the module does with each of some globals. */
  public static Map<Integer, StackUse> of(WasmBinary module, Collection<Integer> globals) {
    Map<Integer, StackUse> uses = new LinkedHashMap<>();
    if (!globals.isEmpty()) {
      Writers writers = Writers.of(module, globals);
      for (int global : globals) {
        uses.put(global, writers.use(global));
      }
    }
    return uses;
  }

  /** Which functions write which global, and which are called by others or have an address. */
  private static final class Writers implements ImmediateVisitor {

    private final WasmBinary module;
    private final Map<Integer, BitSet> writers = new LinkedHashMap<>();
    private final BitSet referenced = new BitSet();
    private final BitSet exported = new BitSet();
    private final ReturnedArguments returned;
    private int function;

    private Writers(WasmBinary module, Collection<Integer> globals) {
      this.module = module;
      this.returned = new ReturnedArguments(module);
      globals.forEach(global -> writers.put(global, new BitSet()));
    }

    static Writers of(WasmBinary module, Collection<Integer> globals) {
      Writers writers = new Writers(module, globals);
      writers.function = module.imported(ExternType.Kind.FUNCTION);
      for (Span body : module.bodies()) {
        InstructionWalker.walkBody(module.reader(body), writers);
        writers.function++;
      }
      for (ElementSegment segment : module.elements()) {
        segment.functions().forEach(writers.referenced::set);
        segment.expressions().forEach(expression -> writers.constant(expression));
      }
      module.definedGlobals().forEach(global -> writers.constant(global.initializer()));
      for (Export export : module.exports()) {
        if (export.kind() == ExternType.Kind.FUNCTION) {
          writers.exported.set(export.index());
        }
      }
      return writers;
    }

    private void constant(Span expression) {
      InstructionWalker.walkConstant(module.reader(expression), this);
    }

    @Override
    public void index(IndexSpace space, int i, CodeLocation at) {
      if (space == IndexSpace.FUNCTION) {
        referenced.set(i);
      } else if (space == IndexSpace.GLOBAL && at.opcode() == Opcode.GLOBAL_SET) {
        BitSet functions = writers.get(i);
        if (functions != null) {
          functions.set(function);
        }
      }
    }

    StackUse use(int global) {
      boolean framed = false;
      boolean lowered = false;
      boolean changed = false;
      boolean resembles = false;
      List<Integer> entrances = new ArrayList<>();
      int imported = module.imported(ExternType.Kind.FUNCTION);
      for (int writer : writers.getOrDefault(global, new BitSet()).stream().toArray()) {
        EntryFlow.Summary flow =
            EntryFlow.of(module, global, module.bodies().get(writer - imported), returned);
        if (flow.changes() && isEntrance(writer, flow)) {
          entrances.add(writer);
        } else {
          boolean frame = flow.moves() && !flow.changes();
          framed |= frame;
          lowered |= frame && flow.lowers();
          changed |= flow.changes();
          resembles |= flow.addresses() && (flow.lowers() || frame);
        }
      }
      return new StackUse(framed, lowered, changed, resembles, entrances);
    }

    /** The start function is called once, before anything else. */
    private boolean isEntrance(int writer, EntryFlow.Summary flow) {
      boolean outermost = exported.get(writer) && !flow.calls();
      return !referenced.get(writer) && (outermost || writer == module.start());
    }
  }
}
