package dev.radicchio.processor.check;

import dev.radicchio.binary.ValType;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.GlobalUse;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ModuleModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a module interface: its shape, its file, then each of its methods. */
public final class ModuleCheck {
  private static final long MOST_BASE = (1L << 32) - 1;

  private final WasmFinder finder;
  private final Map<Source, WasmFile> files = new HashMap<>();

  /** What a file is read from and as. */
  private record Source(String path, Optional<RelocationModel> relocation) {}

  public ModuleCheck(WasmFinder finder) {
    this.finder = finder;
  }

  public CheckedModule check(ModuleModel module) {
    List<Diagnostic> problems =
        new ArrayList<>(InterfaceShape.check(module.element(), "@WasmModule"));
    checkBase(module, problems);
    WasmFile file = read(module, problems);
    for (MethodModel method : module.methods()) {
      SignatureCheck.ofExport(method, problems);
    }
    AllocatorCheck.check(module, file, problems);
    return file == null
        ? new CheckedModule(module, null, List.of(), List.of(), problems)
        : checkExports(module, file, problems);
  }

  private static CheckedModule checkExports(
      ModuleModel module, WasmFile file, List<Diagnostic> problems) {
    List<BoundMethod> functions = new ArrayList<>();
    GlobalCheck globals = new GlobalCheck(file, problems);
    for (MethodModel method : module.methods()) {
      MethodExport.Outcome outcome = MethodExport.find(method, file);
      if (outcome instanceof MethodExport.Outcome.Global global) {
        globals.check(method, global);
      } else {
        MethodCheck.bind(method, outcome, file, problems).ifPresent(functions::add);
      }
    }
    return new CheckedModule(module, file, functions, globals.bound(), problems);
  }

  private @Nullable WasmFile read(ModuleModel module, List<Diagnostic> problems) {
    Site site = Site.of(module.element(), module.annotation(), module.pathValue());
    String path = module.path();
    if (!isResourceName(path)) {
      problems.add(DiagnosticCode.NO_RESOURCE_NAME.at(site, path));
      return null;
    }
    Optional<byte[]> bytes = finder.find(path);
    if (bytes.isEmpty()) {
      problems.add(
          DiagnosticCode.MODULE_NOT_FOUND.at(
              site, path, String.join(", ", finder.places()), path, path));
      return null;
    }
    try {
      return files.computeIfAbsent(
          new Source(path, module.relocation()), source -> read(source, bytes.get()));
    } catch (LinkException e) {
      for (Problem problem : e.problems()) {
        problems.add(Diagnostic.of(site, problem));
      }
      return null;
    }
  }

  private static WasmFile read(Source source, byte[] bytes) {
    return source
        .relocation
        .map(model -> WasmFile.readAs(source.path, bytes, model))
        .orElseGet(() -> WasmFile.read(source.path, bytes));
  }

  private static void checkBase(ModuleModel module, List<Diagnostic> problems) {
    if (module.base() != -1 && !isAddress(module.base())) {
      problems.add(
          DiagnosticCode.NO_BASE_ADDRESS.at(
              Site.of(module.element(), module.annotation(), module.baseValue()), module.base()));
    }
  }

  /** Asks for an instance, at its base if that is an address. */
  static void addTo(Linker linker, CheckedProgram.Instance instance) {
    String name = instance.model().name();
    ModuleModel module = instance.module().module();
    linker.add(name, Objects.requireNonNull(instance.module().file()));
    if (isAddress(module.base())) {
      linker.base(name, module.base());
    }
    if (module.pages() != -1) {
      linker.pages(name, module.pages());
    }
    if (module.growPages() != -1) {
      linker.growPages(name, module.growPages());
    }
    if (module.reachBelow()) {
      linker.reachBelow(name);
    }
    for (BoundGlobal global : instance.module().globals()) {
      if (global.type().type().equals(ValType.I32)) {
        linker.global(
            name, global.export(), global.isAddress() ? GlobalUse.ADDRESS : GlobalUse.NUMBER);
      }
    }
  }

  private static boolean isAddress(long base) {
    return base >= 0 && base <= MOST_BASE;
  }

  static boolean isResourceName(String path) {
    return !path.contains("\\")
        && Arrays.stream(path.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }
}
