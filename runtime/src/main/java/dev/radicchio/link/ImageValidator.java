package dev.radicchio.link;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.fuse.FusedProgram;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses and validates an image before it is ever run; if it is not valid, the module that brought
 * what is not is found by validating each alone.
 */
final class ImageValidator {
  private final FusedProgram program;

  ImageValidator(FusedProgram program) {
    this.program = program;
  }

  WasmModule parse(byte[] bytes) {
    try {
      return Parser.parse(bytes);
    } catch (RuntimeException | AssertionError e) { // Chicory asserts what its users should not see
      throw new LinkException(culprits(e));
    }
  }

  private List<Problem> culprits(Throwable inImage) {
    List<Problem> problems = new ArrayList<>();
    for (Instance instance : program.allocation().instances()) {
      try {
        Parser.parse(withoutCustomSections(instance.binary()));
      } catch (RuntimeException | AssertionError e) {
        problems.add(ProblemCode.INVALID_MODULE.of(instance.name(), instance.file(), reason(e)));
      }
    }
    if (problems.isEmpty()) {
      problems.add(ProblemCode.INVALID_IMAGE.of(null, reason(inImage)));
    }
    return problems;
  }

  /** Custom sections make no module invalid, and the parser trusts the sizes in them. */
  private static byte[] withoutCustomSections(WasmBinary module) {
    WasmWriter out = new WasmWriter().u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);
    for (Section section : module.sections()) {
      if (section.id() != Section.CUSTOM) {
        Span payload = section.payload();
        out.u8(section.id()).u32(payload.length());
        out.bytes(module.bytes(), payload.start(), payload.end());
      }
    }
    return out.toByteArray();
  }

  private static String reason(Throwable e) {
    return e instanceof ChicoryException ? String.valueOf(e.getMessage()) : e.toString();
  }
}
