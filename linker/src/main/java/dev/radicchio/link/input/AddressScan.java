package dev.radicchio.link.input;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Global;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses that the code of a module without relocation information makes itself, which
 * nobody gave it: constants, and what begins with a mutable global.
 *
 * <p>A mutable global may be an index into what was given, and what is added to it an address; that
 * counts as made here all the same. Not one that only marks that there is nothing yet: a function
 * compares it with its first value and sets it to what is given.
 *
 * <p>A global climbs if something is added to what it holds, and nothing taken from it, as in an
 * allocator that hands out one block after the other and unlike a stack pointer.
 */
final class AddressScan {
  private final WasmBinary module;
  private final NameSection names;
  private final long end;
  private final boolean thorough;
  private final int imports;
  private final BitSet given = new BitSet();
  private final BitSet raised = new BitSet();
  private final BitSet lowered = new BitSet();
  private final BitSet marks = new BitSet();
  private final Map<Integer, FlowValue[]> parameters = new HashMap<>();
  private final Map<Integer, FlowValue> results = new HashMap<>();
  private long lowestConstant = Long.MAX_VALUE;
  private boolean changed;
  private boolean made;
  private boolean madeOfSeveral;
  private final BitSet addressed = new BitSet();
  private final BitSet climbing = new BitSet();

  private AddressScan(WasmBinary module, NameSection names, long end, boolean thorough) {
    this.module = module;
    this.names = names;
    this.end = end;
    this.thorough = thorough;
    this.imports = module.imported(ExternType.Kind.FUNCTION);
  }

  /**
   * Scans a module whose indices are known to be in range.
   *
   * @param end the address after the memory that it was linked with; a constant behind that is none
   *     of its addresses
   * @param thorough whether numbers are followed from one function into another, which takes
   *     several times as long
   */
  static AddressScan of(WasmBinary module, NameSection names, long end, boolean thorough) {
    AddressScan scan = new AddressScan(module, names, end, thorough);
    if (!module.memories().isEmpty()) {
      int facts;
      do {
        facts = scan.facts();
        scan.followAll();
      } while (scan.facts() > facts && (thorough || !scan.raised.isEmpty()));
    }
    return scan;
  }

  private int facts() {
    return given.cardinality() + raised.cardinality() + lowered.cardinality() + marks.cardinality();
  }

  /**
   * With what is known of globals by now, until nothing more comes from one function to another.
   */
  private void followAll() {
    made = false;
    madeOfSeveral = false;
    addressed.clear();
    climbing.clear();
    parameters.clear();
    results.clear();
    if (!thorough) {
      defined().forEach(this::follow);
      return;
    }
    calledFromOutside().stream().forEach(function -> parameters.put(function, unknown(function)));
    do {
      changed = false;
      defined().filter(parameters::containsKey).forEach(this::follow);
    } while (changed);
  }

  private IntStream defined() {
    return IntStream.range(imports, imports + module.bodies().size());
  }

  private FlowValue[] unknown(int function) {
    return module.functionType(function).params().stream()
        .map(type -> FlowValue.UNKNOWN)
        .toArray(FlowValue[]::new);
  }

  private BitSet calledFromOutside() {
    BitSet called = new BitSet();
    for (Export export : module.exports()) {
      if (export.kind() == ExternType.Kind.FUNCTION) {
        called.set(export.index());
      }
    }
    if (module.start() >= 0) {
      called.set(module.start());
    }
    for (ElementSegment segment : module.elements()) {
      segment.functions().forEach(called::set);
      segment.expressions().forEach(expression -> addReference(expression, called));
    }
    for (Global global : module.definedGlobals()) {
      addReference(global.initializer(), called);
    }
    called.clear(0, imports);
    return called;
  }

  private void addReference(Span expression, BitSet called) {
    ImmediateVisitor references =
        ImmediateVisitor.ofIndices(
            (space, index, at) -> {
              if (space == IndexSpace.FUNCTION) {
                called.set(index);
              }
            });
    InstructionWalker.walkConstant(module.reader(expression), references);
  }

  private void follow(int function) {
    Scanned scanned = new Scanned(function);
    FunctionFlow.follow(module, function, scanned);
    scanned.compared.and(scanned.set);
    marks.or(scanned.compared);
  }

  /** One that the linker of the module has made gets its value when the program is linked. */
  private boolean isGotEntry(int global) {
    return names.globals().getOrDefault(global, "").startsWith(LinkerSymbols.INTERNAL_DATA);
  }

  private @Nullable Global defined(int global) {
    int index = global - module.imported(ExternType.Kind.GLOBAL);
    return index < 0 ? null : module.definedGlobals().get(index);
  }

  private final class Scanned implements FunctionFlow.Listener {
    private final int function;
    private final boolean allocates;
    private final BitSet compared = new BitSet();
    private final BitSet set = new BitSet();

    Scanned(int function) {
      this.function = function;
      this.allocates = HeapExports.allocates(module, function);
    }

    @Override
    public FlowValue parameter(int index) {
      FlowValue[] known = parameters.get(function);
      return known == null ? FlowValue.UNKNOWN : known[index];
    }

    @Override
    public FlowValue global(int global) {
      Global definition = defined(global);
      OptionalInt initial = ConstantExpression.initialValue(module, global);
      if (definition == null || initial.isEmpty() || isGotEntry(global)) {
        return FlowValue.UNKNOWN;
      } else if (!definition.type().mutable()) {
        return FlowValue.constant(initial.getAsInt());
      } else if (marks.get(global)) {
        return FlowValue.read(global, FlowValue.GIVEN);
      } else if (given.get(global)) {
        return FlowValue.read(global, FlowValue.GLOBAL | FlowValue.GIVEN);
      }
      return FlowValue.read(global, FlowValue.GLOBAL);
    }

    @Override
    public void globalSet(int global, FlowValue value) {
      if (value.global() == global && value.change() != FlowValue.Change.NONE) {
        (value.change() == FlowValue.Change.RAISED ? raised : lowered).set(global);
      }
      if (value.has(FlowValue.GIVEN | FlowValue.START) && !value.has(FlowValue.GLOBAL)) {
        set.set(global);
        given.set(global);
      }
    }

    @Override
    public void compare(FlowValue value, int constant) {
      if (value.global() >= 0 && value.change() == FlowValue.Change.NONE) {
        OptionalInt initial = ConstantExpression.initialValue(module, value.global());
        if (initial.isPresent() && initial.getAsInt() == constant) {
          compared.set(value.global());
        }
      }
    }

    @Override
    public FlowValue call(int callee, List<FlowValue> arguments) {
      if (!thorough || callee < imports) {
        return FlowValue.UNKNOWN;
      }
      FlowValue[] passed = arguments.toArray(FlowValue[]::new);
      FlowValue[] known = parameters.get(callee);
      if (known == null) {
        parameters.put(callee, passed);
        changed = true;
      } else {
        for (int i = 0; i < known.length; i++) {
          FlowValue either = known[i].or(passed[i]);
          changed |= !either.equals(known[i]);
          known[i] = either;
        }
      }
      return results.getOrDefault(callee, FlowValue.NOTHING);
    }

    @Override
    public void result(FlowValue value) {
      FlowValue known = results.get(function);
      FlowValue either = known == null ? value : known.or(value);
      changed |= !either.equals(known);
      results.put(function, either);
      if (allocates) {
        take(value);
      }
    }

    @Override
    public void access(FlowValue address, int offset) {
      if (address.exact()) {
        long at = Integer.toUnsignedLong(address.constant()) + Integer.toUnsignedLong(offset);
        lowestConstant = Math.min(lowestConstant, at < end ? at : Long.MAX_VALUE);
      } else {
        made |= address.origins() == FlowValue.CONSTANT;
        take(address);
      }
    }

    private void take(FlowValue address) {
      if (address.global() >= 0) {
        addressed.set(address.global());
      } else {
        madeOfSeveral |= address.has(FlowValue.GLOBAL);
      }
      made |= address.has(FlowValue.GLOBAL | FlowValue.SIZE);
      if (address.global() >= 0 && address.origins() == FlowValue.GLOBAL) {
        climbing.set(address.global());
      }
    }
  }

  /** The lowest constant address that is loaded from or stored to. */
  OptionalLong lowestConstant() {
    return lowestConstant == Long.MAX_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(lowestConstant);
  }

  /** Whether an address is used that begins with a mutable global or with the memory's size. */
  boolean makesAddresses() {
    return made;
  }

  /** Whether an address may begin with a mutable global. */
  boolean mayAddress(int global) {
    return madeOfSeveral || addressed.get(global);
  }

  /** Where the lowest global begins that climbs and alone makes an address, if there is one. */
  OptionalLong lowestClimbing() {
    return climbing.stream()
        .filter(global -> raised.get(global) && !lowered.get(global))
        .mapToObj(global -> ConstantExpression.initialValue(module, global))
        .mapToLong(initial -> Integer.toUnsignedLong(initial.orElse(0)))
        .min();
  }
}
