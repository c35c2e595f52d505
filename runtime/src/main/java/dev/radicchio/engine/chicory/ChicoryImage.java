package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.UnknownCustomSection;
import dev.radicchio.engine.Faults;
import dev.radicchio.engine.ImageImports;
import dev.radicchio.engine.ImageInstance;
import dev.radicchio.engine.LoadedImage;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.link.Image;
import dev.radicchio.link.ImageFile;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.memory.FlatMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An image as Chicory runs it. */
final class ChicoryImage implements LoadedImage {
  private final byte[] bytes;
  private final WasmModule module;
  private final Layout layout;
  private final Function<Instance, Machine> machines;
  private final Map<String, Export> exports = new LinkedHashMap<>();
  private final CompiledFunctions functions;

  private ChicoryImage(
      byte[] bytes, WasmModule module, Layout layout, Function<Instance, Machine> machines) {
    this.bytes = bytes;
    this.module = module;
    this.layout = layout;
    this.machines = machines;
    this.functions = new CompiledFunctions(module);
    ExportSection section = module.exportSection();
    for (int i = 0; i < section.exportCount(); i++) {
      exports.put(section.getExport(i).name(), section.getExport(i));
    }
  }

  /**
   * Validates and compiles an image, where the compiler is present.
   *
   * @throws LinkException if a module's code is not valid, or not for Chicory; or if the image is
   *     larger than a Java array
   */
  static ChicoryImage compiled(Image image) {
    checkRunnable(image);
    ImageForm form = ImageForm.compilable(image);
    return new ChicoryImage(
        form.bytes(), form.module(), image.layout(), Machines.compiling(form.module()));
  }

  /** Takes an image as {@link #compiled} does where the compiler is absent. */
  static ChicoryImage interpreted(Image image) {
    checkRunnable(image);
    ImageForm form = ImageForm.interpretable(image);
    return new ChicoryImage(form.bytes(), form.module(), image.layout(), Machines.interpreting());
  }

  private static void checkRunnable(Image image) {
    checkSize(image.layout());
    checkHas(Shortcoming.VECTORS, ProblemCode.VECTOR_INSTRUCTIONS, image.vectorUsers());
  }

  /**
   * Takes an image whose code was compiled ahead of time.
   *
   * @param bytes what {@link ImageFile#write} wrote
   * @param machines what runs it
   * @throws LinkException if it is larger than a Java array
   */
  static ChicoryImage precompiled(byte[] bytes, Function<Instance, Machine> machines) {
    WasmModule module = PrecompiledModule.of(bytes);
    UnknownCustomSection section = (UnknownCustomSection) module.customSection(ImageFile.LAYOUT);
    Layout layout = ImageFile.layout(section.bytes());
    checkSize(layout);
    return new ChicoryImage(bytes, module, layout, machines);
  }

  private static void checkSize(Layout layout) {
    if (layout.initialPages() > FlatMemory.MAX_PAGES) {
      throw refused(ProblemCode.OVER_JVM_LIMIT, layout.initialPages(), FlatMemory.MAX_PAGES);
    }
  }

  /** Refuses modules that need what the engine does not have. */
  static void checkHas(Shortcoming shortcoming, ProblemCode code, List<String> users) {
    if (EngineVersion.has(shortcoming) && !users.isEmpty()) {
      throw refused(code, String.join(", ", users), ChicoryEngine.NAME);
    }
  }

  static LinkException refused(ProblemCode code, Object... arguments) {
    return new LinkException(List.of(code.of(null, arguments)));
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public ImageInstance instantiate(ImageImports imports, Faults faults) {
    return new ChicoryInstance(this, imports, faults);
  }

  @Override
  public @Nullable String fault(Throwable thrown) {
    return ChicoryFault.words(thrown);
  }

  @Override
  public OptionalInt argument(Throwable thrown, String tag) {
    return ChicoryFault.argument(thrown, tag);
  }

  @Override
  public OptionalInt exitCode(Throwable thrown) {
    return WasiExit.code(thrown);
  }

  /** The module; not to be written to. */
  byte[] bytes() {
    return bytes;
  }

  /** The same, parsed. */
  WasmModule module() {
    return module;
  }

  /** What it exports of a kind under a name; null if nothing. */
  @Nullable Export export(ExternalType kind, String name) {
    Export export = exports.get(name);
    return export != null && export.exportType() == kind ? export : null;
  }

  /** The names under which it exports what is of a kind, in order. */
  List<String> exports(ExternalType kind) {
    List<String> names = new ArrayList<>();
    for (Export export : exports.values()) {
      if (export.exportType() == kind) {
        names.add(export.name());
      }
    }
    return names;
  }

  /** The methods of its functions. */
  CompiledFunctions functions() {
    return functions;
  }

  /** What runs it. */
  Function<Instance, Machine> machines() {
    return machines;
  }
}
