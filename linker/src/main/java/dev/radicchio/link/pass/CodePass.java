package dev.radicchio.link.pass;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.ModuleCopy;
import dev.radicchio.binary.ModuleWriter;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.binary.code.BlockTypes;
import dev.radicchio.binary.code.BodyWriter;
import dev.radicchio.binary.code.FunctionBody;

/** Writes the bodies of some functions anew; the others are copied, byte for byte. */
abstract class CodePass {
  /** What is rewritten. */
  final WasmBinary module;

  /** The types of the blocks that are added. */
  final BlockTypes types;

  /** Where code is now, from the start of what the code section contains. */
  private final CodeMap.Builder moved = new CodeMap.Builder();

  CodePass(WasmBinary module) {
    this.module = module;
    this.types = new BlockTypes(module);
  }

  /** Whether a body that has such an instruction is rewritten. */
  abstract boolean changes(int opcode);

  /** Writes a body anew. */
  abstract void rewrite(FunctionBody body, BodyWriter out);

  final RewrittenModule rewritten() {
    WasmWriter code = code();
    ModuleCopy copy = ModuleCopy.of(module).replace(Section.CODE, code);
    if (types.hasAdded()) {
      copy.replace(Section.TYPE, types.section());
    }
    ModuleWriter out = copy.write();
    return new RewrittenModule(out.toByteArray(), moved.build().shifted(out.codeStart()));
  }

  private WasmWriter code() {
    WasmWriter out = new WasmWriter().u32(module.bodies().size());
    WasmWriter rewritten = new WasmWriter();
    int function = module.imported(ExternType.Kind.FUNCTION);
    for (Span span : module.bodies()) {
      if (InstructionWalker.anyInstruction(module.reader(span), this::changes)) {
        FunctionBody body = FunctionBody.read(module, function);
        BodyWriter writer = new BodyWriter(module, body);
        rewrite(body, writer);
        rewritten.clear();
        CodeMap.Builder inBody = new CodeMap.Builder();
        writer.write(rewritten, inBody::add);
        out.sized(rewritten);
        inBody.addTo(moved, out.size() - rewritten.size());
      } else {
        out.u32(span.length());
        moved.add(span.start(), span.end(), out.size());
        out.bytes(module.bytes(), span.start(), span.end());
      }
      function++;
    }
    return out;
  }
}
