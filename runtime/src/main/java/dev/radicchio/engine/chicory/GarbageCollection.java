package dev.radicchio.engine.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.Arrays;

/**
 * Whether Chicory 1.7.5 has to collect what an image's code allocates. It does so where a call
 * through an export returns, if nothing else is called, and at no other time; so functions of
 * images that need it are called in no other way.
 *
 * <p>Structs and arrays are objects to collect. So are references to {@code i31} numbers: compiled
 * code makes an object of each that it makes.
 */
final class GarbageCollection {
  private GarbageCollection() {}

  static boolean isNeeded(WasmModule image) {
    return hasStructsOrArrays(image) || makesReferencesOfNumbers(image);
  }

  private static boolean hasStructsOrArrays(WasmModule image) {
    return Arrays.asList(image.typeSection().types()).contains(null);
  }

  private static boolean makesReferencesOfNumbers(WasmModule image) {
    CodeSection code = image.codeSection();
    for (int i = 0; i < code.functionBodyCount(); i++) {
      for (Instruction instruction : code.getFunctionBody(i).instructions()) {
        if (instruction.opcode() == OpCode.REF_I31) {
          return true;
        }
      }
    }
    return false;
  }
}
