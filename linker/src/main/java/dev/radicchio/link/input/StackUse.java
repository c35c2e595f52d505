package dev.radicchio.link.input;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
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
 * putting it back after a call that did not return does what returning would have done, whatever
 * the global is for. It is not true of the top of an allocator, where something stays allocated.
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
  static Map<Integer, StackUse> of(WasmBinary module, CodeScan scan, Collection<Integer> globals) {
    Map<Integer, StackUse> uses = new LinkedHashMap<>();
    if (!globals.isEmpty()) {
      Functions functions = new Functions(module, scan);
      globals.forEach(global -> uses.put(global, functions.use(global)));
    }
    return uses;
  }

  /** The functions of a module: which write a global, are called by others or have an address. */
  private static final class Functions {
    private final WasmBinary module;
    private final CodeScan scan;
    private final ReturnedArguments returned;
    private final BitSet referenced;
    private final BitSet exported = new BitSet();

    Functions(WasmBinary module, CodeScan scan) {
      this.module = module;
      this.scan = scan;
      this.returned = new ReturnedArguments(module);
      this.referenced = scan.calls().called();
      for (ElementSegment segment : module.elements()) {
        segment.functions().forEach(referenced::set);
        segment.expressions().forEach(this::addReference);
      }
      module.definedGlobals().forEach(global -> addReference(global.initializer()));
      for (Export export : module.exports()) {
        if (export.kind() == ExternType.Kind.FUNCTION) {
          exported.set(export.index());
        }
      }
    }

    private void addReference(Span expression) {
      ConstantExpression.function(module, expression).ifPresent(referenced::set);
    }

    StackUse use(int global) {
      boolean framed = false;
      boolean lowered = false;
      boolean changed = false;
      boolean resembles = false;
      List<Integer> entrances = new ArrayList<>();
      for (int writer : scan.writers(global).stream().toArray()) {
        EntryFlow.Summary flow = EntryFlow.of(module, global, writer, returned);
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
