package dev.radicchio.engine.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.engine.CompiledImage;
import dev.radicchio.engine.ValidImage;
import dev.radicchio.link.Image;

/** An image as it was parsed to validate it. */
final class ParsedImage implements ValidImage {
  private final Image image;
  private final byte[] bytes;
  private final WasmModule module;

  /**
   * @param bytes the image's bytes, not to be changed
   */
  ParsedImage(Image image, byte[] bytes, WasmModule module) {
    this.image = image;
    this.bytes = bytes;
    this.module = module;
  }

  @Override
  public Image image() {
    return image;
  }

  @Override
  public CompiledImage compile(String machine) {
    return ImageCompiler.compile(ImageForm.compilable(this), image.layout(), machine);
  }

  byte[] bytes() {
    return bytes;
  }

  WasmModule module() {
    return module;
  }
}
