package dev.radicchio.link.fuse;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.input.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The image's name section: {@code instance!function}, so that traps show where they happened. A
 * function without a name has that of an export, or else its index in its module.
 */
final class ImageNames {
  private ImageNames() {}

  /** The payload of the name section. */
  static WasmWriter of(FusedProgram program) {
    List<Map.Entry<Integer, String>> functions = new ArrayList<>();
    for (Instance instance : program.instances()) {
      WasmBinary module = instance.binary();
      Map<Integer, String> exports = new HashMap<>();
      for (Export export : module.exports()) {
        if (export.kind() == ExternType.Kind.FUNCTION) {
          exports.putIfAbsent(export.index(), export.name());
        }
      }
      int imported = module.imported(ExternType.Kind.FUNCTION);
      for (int i = imported; i < module.functions().size(); i++) {
        if (!program.functions().isOwn(instance, i)) {
          continue; // another function stands for it, which has a name of its own
        }
        String own = instance.module().names().functions().getOrDefault(i, exports.get(i));
        String name = own == null ? "function[" + i + "]" : plain(own);
        functions.add(Map.entry(program.functions().of(instance, i), program.name(instance, name)));
      }
    }
    WasmWriter out = new WasmWriter();
    NameSection.write(out, functions);
    return out;
  }

  /** Chicory 1.7.5 refuses a name section with other characters; exports may have any. */
  private static String plain(String name) {
    StringBuilder text = new StringBuilder(name);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && !Character.isUnicodeIdentifierPart(c)) {
        text.setCharAt(i, '_');
      }
    }
    return text.toString();
  }
}
