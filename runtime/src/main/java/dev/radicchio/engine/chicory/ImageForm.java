package dev.radicchio.engine.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.link.Image;
import dev.radicchio.link.pass.DirectTypes;
import dev.radicchio.link.pass.ExceptionValues;
import dev.radicchio.link.pass.ImagePass;
import dev.radicchio.link.pass.ImagePasses;
import dev.radicchio.link.pass.UnsignedOperands;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** A form of an image for Chicory 1.7.5, which does there what other engines do with the image. */
final class ImageForm {
  private final byte[] bytes;
  private final WasmModule module;

  private ImageForm(byte[] bytes, WasmModule module) {
    this.bytes = bytes;
    this.module = module;
  }

  /**
   * The image for the interpreter: with instructions on ranges of tables and arrays that trap as
   * they should, see {@link UnsignedOperands}, and with values in place of references to
   * exceptions, see {@link ExceptionValues}.
   *
   * @throws dev.radicchio.link.LinkException if a module's code is not valid, or references to
   *     exceptions leave the functions that catch them
   */
  static ImageForm interpretable(Image image) {
    return of(image, checking(image));
  }

  /**
   * The image for the compiler, as for the interpreter, and with types of their own for functions
   * that are only called directly, where very many functions share a type, see {@link DirectTypes}.
   *
   * @throws dev.radicchio.link.LinkException if a module's code is not valid, references to
   *     exceptions leave the functions that catch them, or the compiler is of another version than
   *     the run time
   */
  static ImageForm compilable(Image image) {
    EngineVersion.check();
    return of(image, compiling(image));
  }

  /** The same of an image that was parsed; that is not done again if it is as it was. */
  static ImageForm compilable(ParsedImage parsed) {
    EngineVersion.check();
    byte[] form = rewritten(parsed.bytes(), compiling(parsed.image()), parsed.image());
    return form == parsed.bytes()
        ? new ImageForm(form, parsed.module())
        : new ImageForm(form, ImageParser.parse(form, parsed.image()));
  }

  private static List<ImagePass> compiling(Image image) {
    List<ImagePass> passes = checking(image);
    passes.add(DirectTypes::rewrite);
    return passes;
  }

  private static List<ImagePass> checking(Image image) {
    ChicoryImage.checkHas(
        Shortcoming.EXCEPTION_REFERENCES, ProblemCode.SHARED_EXCEPTIONS, image.exceptionSharers());
    List<ImagePass> passes = new ArrayList<>();
    if (image.catchesReferences() && EngineVersion.has(Shortcoming.EXCEPTION_REFERENCES)) {
      passes.add(ExceptionValues::rewrite);
    }
    if (image.usesRanges()) {
      passes.add(UnsignedOperands::rewrite);
    }
    return passes;
  }

  private static ImageForm of(Image image, List<ImagePass> passes) {
    byte[] form = rewritten(image.bytes(), passes, image);
    return new ImageForm(form, ImageParser.parse(form, image));
  }

  /** Some passes want to know the types of operands, and notice where code is not valid. */
  private static byte[] rewritten(byte[] bytes, List<ImagePass> passes, Image image) {
    try {
      return ImagePasses.before(passes).run(bytes).bytes();
    } catch (MalformedWasmException e) {
      throw ImageParser.invalid(image, e);
    }
  }

  /** The module, not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** The same, parsed and validated. */
  WasmModule module() {
    return module;
  }
}
