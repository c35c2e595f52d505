package dev.radicchio.link.bind;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.LinkerSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A function that initializes, as the functions that it calls one after another: what a linker made
 * to put the module's own memory and globals in order, and what a person wrote.
 *
 * <p>wasm-ld has four functions of the first kind, {@code __wasm_init_memory}, {@code
 * __wasm_apply_global_relocs}, {@code __wasm_apply_data_relocs} and {@code __wasm_init_tls}, and
 * makes one that calls several of them ({@code __wasm_start}) the start function. They are known by
 * name or, where a module has no names, by {@link OwnDataWriter what they do}.
 *
 * @param ofLinker functions of the module that its linker made, as far as they come first
 * @param ofModule all others, which may be imported
 */
record StartParts(List<Integer> ofLinker, List<Integer> ofModule) {
  private static final int MAX_DEPTH = 8;
  private static final FunctionType EMPTY = new FunctionType(List.of(), List.of());
  private static final Set<String> LINKERS_NAMES =
      Set.of(
          "__wasm_init_memory",
          "__wasm_apply_global_relocs",
          LinkerSymbols.APPLY_DATA_RELOCATIONS,
          LinkerSymbols.OLD_APPLY_DATA_RELOCATIONS,
          "__wasm_init_tls");

  /**
   * The parts of a function.
   *
   * @param function without parameters and results, or -1 for none
   */
  static StartParts of(InputModule module, int function) {
    List<Integer> parts = new ArrayList<>();
    if (function >= 0) {
      addParts(module.binary(), function, MAX_DEPTH, parts);
    }
    int ofLinker = 0;
    while (ofLinker < parts.size() && isOfLinker(module, parts.get(ofLinker))) {
      ofLinker++;
    }
    return new StartParts(
        List.copyOf(parts.subList(0, ofLinker)),
        List.copyOf(parts.subList(ofLinker, parts.size())));
  }

  private static boolean isOfLinker(InputModule module, int function) {
    return LINKERS_NAMES.contains(module.names().functions().getOrDefault(function, ""))
        || OwnDataWriter.is(module.binary(), function);
  }

  private static void addParts(WasmBinary module, int function, int depth, List<Integer> parts) {
    int body = function - module.imported(ExternType.Kind.FUNCTION);
    List<Integer> calls = new ArrayList<>();
    if (body < 0 || depth == 0 || !onlyCalls(module, module.bodies().get(body), calls)) {
      parts.add(function);
    } else {
      calls.forEach(called -> addParts(module, called, depth - 1, parts));
    }
  }

  /** Whether a body does nothing but call functions without parameters and results. */
  private static boolean onlyCalls(WasmBinary module, Span body, List<Integer> calls) {
    WasmReader in = module.reader(body);
    if (in.u32() != 0) {
      return false;
    }
    while (in.peek() == Opcode.CALL) {
      in.u8();
      int called = in.u32();
      if (!module.functionType(called).equals(EMPTY)) {
        return false;
      }
      calls.add(called);
    }
    return in.u8() == Opcode.END && in.atEnd();
  }
}
