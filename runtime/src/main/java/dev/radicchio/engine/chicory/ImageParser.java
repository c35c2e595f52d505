package dev.radicchio.engine.chicory;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.binary.ModuleCopy;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.pass.ImagePasses;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses and validates an image before it is ever run; if it is not valid, the module that brought
 * what is not is found by validating each alone.
 */
final class ImageParser {
  private ImageParser() {}

  /**
   * Parses a form of an image.
   *
   * @throws LinkException if a module's code is not valid
   */
  static WasmModule parse(byte[] form, Image image) {
    try {
      return Parser.parse(form);
    } catch (RuntimeException | AssertionError e) { // Chicory asserts what its users should not see
      throw invalid(image, e);
    }
  }

  /** What is thrown for an image of which something is not valid. */
  static LinkException invalid(Image image, Throwable inImage) {
    return new LinkException(culprits(image, inImage), inImage);
  }

  private static List<Problem> culprits(Image image, Throwable inImage) {
    List<Problem> problems = new ArrayList<>();
    for (Image.Part part : image.parts()) {
      try {
        Parser.parse(ImagePasses.ofLinker(true).run(withoutCustomSections(part.module())).bytes());
      } catch (RuntimeException | AssertionError e) {
        problems.add(ProblemCode.INVALID_MODULE.of(part.instance(), part.file(), reason(e)));
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
