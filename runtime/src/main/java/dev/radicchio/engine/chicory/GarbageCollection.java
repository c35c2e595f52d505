package dev.radicchio.engine.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.GlobalSection;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.engine.Shortcoming;
import java.util.Arrays;

/**
 * Whether Chicory 1.7.5 has to collect what an image's code allocates. It does so where a call
 * through an export returns, if nothing else is called, and at no other time; so functions of
 * images that need it are called in no other way.
 *
 * <p>Structs and arrays are objects to collect. So are references to {@code i31} numbers: compiled
 * code makes an object of each that it makes, or reads out of a global.
 *
 * @see Shortcoming#COLLECTION
 */
final class GarbageCollection {
  /** The custom section of an image file without code, whose code makes such references. */
  private static final String SECTION = "radicchio.i31";

  private GarbageCollection() {}

  static boolean isNeeded(WasmModule image) {
    return EngineVersion.has(Shortcoming.COLLECTION)
        && (hasStructsOrArrays(image)
            || hasGlobalsOfNumbers(image)
            || image.customSection(SECTION) != null
            || makesReferencesOfNumbers(image));
  }

  /** Adds to the file of an image what {@link #isNeeded} cannot see without its code. */
  static byte[] mark(byte[] file, WasmModule image) {
    if (!EngineVersion.has(Shortcoming.COLLECTION) || !makesReferencesOfNumbers(image)) {
      return file;
    }
    return new WasmWriter()
        .bytes(file, 0, file.length)
        .u8(Section.CUSTOM)
        .sized(new WasmWriter().name(SECTION))
        .toByteArray();
  }

  private static boolean hasStructsOrArrays(WasmModule image) {
    return Arrays.asList(image.typeSection().types()).contains(null);
  }

  private static boolean hasGlobalsOfNumbers(WasmModule image) {
    ImportSection imports = image.importSection();
    for (int i = 0; i < imports.importCount(); i++) {
      if (imports.getImport(i) instanceof GlobalImport global
          && mayBeNumber(global.type(), image)) {
        return true;
      }
    }
    GlobalSection globals = image.globalSection();
    for (int i = 0; i < globals.globalCount(); i++) {
      if (mayBeNumber(globals.getGlobal(i).valueType(), image)) {
        return true;
      }
    }
    return false;
  }

  /** Types of the module's own have indices that are not negative; no number is of one. */
  private static boolean mayBeNumber(ValType type, WasmModule image) {
    return type.isReference()
        && type.typeIdx() < 0
        && ValType.heapTypeSubtype(ValType.I31Ref.typeIdx(), type.typeIdx(), image.typeSection());
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
