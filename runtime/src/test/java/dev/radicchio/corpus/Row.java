package dev.radicchio.corpus;

import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import java.util.List;
import java.util.OptionalLong;

/**
 * One module of the corpus.
 *
 * @param module its file name
 * @param guest the source that it was made from, which its calls belong to
 * @param model how it can be moved, as the toolchain's user would say
 * @param hosts the modules from which it imports what a host must provide
 * @param base where it begins, if its user has to say so
 */
public record Row(
    String module,
    String guest,
    String language,
    String toolchain,
    String optimization,
    String model,
    List<String> hosts,
    OptionalLong base) {
  public Row {
    hosts = List.copyOf(hosts);
  }

  /** Whether it is moved only if that is asked for. */
  boolean isPicStatic() {
    return model.equals("pic-static");
  }

  /** What the linker calls its model. */
  String linkerModel() {
    return model.equals("pic-relocs") ? "relocs" : model;
  }

  /** The module as the linker reads it; if its model has to be asked for, it is. */
  public WasmFile read() {
    byte[] bytes = Corpus.bytes(this);
    return isPicStatic()
        ? WasmFile.readAs(module, bytes, RelocationModel.PIC_STATIC)
        : WasmFile.read(module, bytes);
  }

  @Override
  public String toString() {
    return module;
  }
}
