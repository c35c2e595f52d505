package dev.radicchio.engine.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.link.Image;
import java.util.Optional;

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
   * they should, see {@link UnsignedOperands}.
   *
   * @throws dev.radicchio.link.LinkException if a module's code is not valid
   */
  static ImageForm interpretable(Image image) {
    return of(checked(image), image);
  }

  /**
   * The image for the compiler, as for the interpreter, and with types of their own for functions
   * that are only called directly, where very many functions share a type, see {@link DirectTypes}.
   *
   * @throws dev.radicchio.link.LinkException if a module's code is not valid
   */
  static ImageForm compilable(Image image) {
    byte[] checked = checked(image);
    Optional<byte[]> separated = DirectTypes.separate(checked);
    return of(separated.orElse(checked), image);
  }

  private static byte[] checked(Image image) {
    byte[] bytes = image.bytes();
    return image.usesRanges() ? UnsignedOperands.check(bytes) : bytes;
  }

  private static ImageForm of(byte[] form, Image image) {
    return new ImageForm(form, ImageParser.parse(form, image));
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
