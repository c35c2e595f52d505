package dev.radicchio.link.input;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.plan.RelocationModel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a module: decodes its file, recognises its relocation model, which checks what moving it
 * relies on, and looks at what its code does with its stack.
 */
public final class ModuleReader {
  private ModuleReader() {}

  /**
   * Reads a module.
   *
   * @param file its path or file name
   * @param bytes the file's bytes, which are not copied
   * @param wanted the model that the user asks for, or null
   * @throws MalformedWasmException if it is not Wasm, or cut short, or corrupt
   * @throws RefusedModuleException if it cannot be linked
   */
  public static InputModule read(String file, byte[] bytes, @Nullable RelocationModel wanted)
      throws RefusedModuleException {
    ModuleContents contents = ModuleContents.read(file, bytes);
    Recognition.Recognised recognised = Recognition.of(contents, wanted);
    return new InputModule(
        contents,
        sha256(bytes),
        recognised.model(),
        recognised.startFunction(),
        StackUse.of(
            contents.binary(), contents.scan(), writtenPointers(contents, recognised.model())));
  }

  /** The globals that may be stack pointers, but for those that are known to be. */
  private static List<Integer> writtenPointers(ModuleContents contents, Relocatability model) {
    WasmBinary binary = contents.binary();
    List<Integer> globals = new ArrayList<>();
    for (int global = 0; global < binary.globals().size(); global++) {
      if (contents.scan().writesGlobal(global)
          && binary.globals().get(global).equals(StackUse.POINTER)
          && !model.isStackPointer(global)
          && !importsStackPointer(binary, global)
          && !contents.isNamedStackPointer(global)) {
        globals.add(global);
      }
    }
    return globals;
  }

  private static boolean importsStackPointer(WasmBinary binary, int global) {
    List<Import> imports = binary.imports(ExternType.Kind.GLOBAL);
    return global < imports.size() && ImportNames.isStackPointer(imports.get(global));
  }

  /** SHA-256 of a file, lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
