package dev.radicchio.link.input;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.link.plan.ImageNaming;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What a module has of a command: a program that is called once, after which its instance is over.
 * So wasm-ld has each exported function construct what is static and destroy it again, unless some
 * code says when that is done:
 *
 * <pre>{@code
 * (func $bump.command_export (export "bump") (param i32) (result i32)
 *   call $__wasm_call_ctors
 *   local.get 0
 *   call $bump
 *   call $__wasm_call_dtors)
 * }</pre>
 *
 * <p>Such functions are known by their names. A module without names has them if all that it
 * exports, two at least, are of this form and its last functions, and if nothing else calls what
 * they call first. Either call may be missing, and what does nothing in the end does not count.
 *
 * @see <a href="https://github.com/WebAssembly/tool-conventions/blob/main/BasicModuleABI.md">Basic
 *     Module ABI</a>
 */
public final class Command {
  private static final int MAX_DEPTH = 8;
  private static final FunctionType EMPTY = new FunctionType(List.of(), List.of());

  /** Functions that a command exports to be run, and others under the same names. */
  private static final Set<String> ENTRIES =
      Set.of(ImageNaming.START, "main", "__main_void", "__main_argc_argv", "__original_main");

  private final InputModule module;
  private final IntPredicate emptied;
  private final int imported;
  private final List<Export> functions;

  /**
   * What a module has of a command.
   *
   * @param emptied functions that do nothing in the program when they are called to construct
   *     something
   */
  public Command(InputModule module, IntPredicate emptied) {
    this.module = module;
    this.emptied = emptied;
    this.imported = module.binary().imported(ExternType.Kind.FUNCTION);
    this.functions =
        module.binary().exports().stream()
            .filter(export -> export.kind() == ExternType.Kind.FUNCTION)
            .toList();
  }

  /**
   * What a function of the form above calls around the one that it stands for.
   *
   * @param constructors or -1
   * @param destructors or -1
   */
  private record Wrapper(int constructors, int destructors) {}

  /**
   * The exported functions that its linker wrapped, without those that run the command; empty if
   * there are none.
   */
  public List<String> wrapped() {
    List<Export> named = functions.stream().filter(this::isNamed).toList();
    if (named.isEmpty()) {
      return areWrappers() && doesMore(functions.get(0), true) ? others(functions) : List.of();
    }
    int constructors = module.namedConstructors();
    return others(
        named.stream()
            .filter(function -> doesMore(function, calls(function, constructors)))
            .toList());
  }

  /**
   * The exported functions of a command whose {@code _start} constructs what is static, so that
   * they find nothing constructed before it is called; empty if that is not so. Only the name
   * section tells.
   */
  public List<String> constructedByStart() {
    Export start = module.export(ImageNaming.START, ExternType.Kind.FUNCTION);
    int constructors = module.namedConstructors();
    boolean called =
        start != null
            && constructors >= 0
            && !doesNothing(constructors, MAX_DEPTH)
            && calls(start, constructors);
    boolean exported =
        module.export(LinkerSymbols.INITIALIZE, ExternType.Kind.FUNCTION) != null
            || functions.stream().anyMatch(each -> each.index() == constructors);
    return called && !exported && functions.stream().noneMatch(this::isNamed)
        ? others(functions)
        : List.of();
  }

  private static List<String> others(List<Export> functions) {
    return functions.stream().map(Export::name).filter(name -> !ENTRIES.contains(name)).toList();
  }

  private boolean isNamed(Export function) {
    return module
        .names()
        .functions()
        .getOrDefault(function.index(), "")
        .endsWith(LinkerSymbols.COMMAND_EXPORT);
  }

  private boolean calls(Export function, int callee) {
    return module.scan().calls().callees(function.index()).anyMatch(each -> each == callee);
  }

  /** Whether a wrapper does more than what it stands for, as far as its form tells. */
  private boolean doesMore(Export function, boolean constructs) {
    return wrapper(function, constructs)
        .map(
            wrapper ->
                !doesNothing(wrapper.constructors(), MAX_DEPTH)
                    || !doesNothing(wrapper.destructors(), MAX_DEPTH))
        .orElse(true);
  }

  /** Whether a function only calls others that do nothing, or is none. */
  private boolean doesNothing(int function, int depth) {
    if (function < 0 || emptied.test(function)) {
      return true;
    } else if (function < imported || depth == 0) {
      return false;
    }
    WasmReader in = body(function);
    if (in.u32() != 0) {
      return false;
    }
    while (in.peek() == Opcode.CALL) {
      int callee = call(in, EMPTY);
      if (callee < 0 || !doesNothing(callee, depth - 1)) {
        return false;
      }
    }
    return in.u8() == Opcode.END;
  }

  private WasmReader body(int function) {
    return module.binary().reader(module.binary().bodies().get(function - imported));
  }

  /** Whether all exported functions are what wasm-ld could have made of a command's. */
  private boolean areWrappers() {
    BitSet wrappers = new BitSet();
    Set<Integer> constructors = new HashSet<>();
    for (Export function : functions) {
      int first = wrapper(function, true).map(Wrapper::constructors).orElse(-1);
      if (first < 0) {
        return false;
      }
      wrappers.set(function.index());
      constructors.add(first);
    }
    int all = imported + module.binary().bodies().size();
    return wrappers.cardinality() > 1
        && wrappers.nextClearBit(all - wrappers.cardinality()) == all
        && constructors.size() == 1
        && module.scan().calls().callers(constructors::contains).equals(wrappers);
  }

  /**
   * A function as a wrapper, if it has the form of one.
   *
   * @param constructs whether it is to call constructors
   */
  private Optional<Wrapper> wrapper(Export function, boolean constructs) {
    if (function.index() < imported) {
      return Optional.empty();
    }
    FunctionType type = module.binary().functionType(function.index());
    WasmReader in = body(function.index());
    if (in.u32() != 0) {
      return Optional.empty();
    }
    int constructors = constructs ? call(in, EMPTY) : -1;
    if (constructs && constructors < imported) {
      return Optional.empty();
    }
    for (int i = 0; i < type.params().size(); i++) {
      if (in.u8() != Opcode.LOCAL_GET || in.u32() != i) {
        return Optional.empty();
      }
    }
    if (call(in, type) < imported) {
      return Optional.empty();
    }
    int destructors = in.peek() == Opcode.CALL ? call(in, EMPTY) : -1;
    return in.u8() == Opcode.END && in.atEnd()
        ? Optional.of(new Wrapper(constructors, destructors))
        : Optional.empty();
  }

  /** The function of a type that is called next; -1 if none is. */
  private int call(WasmReader in, FunctionType type) {
    if (in.u8() != Opcode.CALL) {
      return -1;
    }
    int function = in.u32();
    return module.binary().functionType(function).equals(type) ? function : -1;
  }
}
