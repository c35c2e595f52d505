package dev.radicchio.link;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.binary.ModuleCopy;
import dev.radicchio.binary.Section;
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
    return ModuleCopy.of(module).without(Section.CUSTOM).toByteArray();
  }

  private static String reason(Throwable e) {
    return e instanceof ChicoryException ? String.valueOf(e.getMessage()) : e.toString();
  }
}
