package dev.radicchio.link.bind;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.ExternType.Kind;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.bind.GlobalBinding.Constant;
import dev.radicchio.link.bind.GlobalBinding.Index;
import dev.radicchio.link.input.GlobalMeaning;
import dev.radicchio.link.input.ImportNames;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.place.Addresses;
import dev.radicchio.link.place.Placement;
import dev.radicchio.link.plan.GlobalUse;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.plan.ResolvedImport.Origin;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.resolve.FoundExport;
import dev.radicchio.link.resolve.ImportChain;
import dev.radicchio.link.resolve.ImportChain.Importing;
import dev.radicchio.link.resolve.Resolution;
import dev.radicchio.link.resolve.ResolvedImports;
import dev.radicchio.link.resolve.SymbolTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Decides what every global of every instance is in the image: the stack pointer that all share, a
 * constant where it holds an address that linking has fixed, or a global of its own.
 */
final class GlobalBinder {
  private final List<Instance> instances;
  private final Resolution resolution;
  private final Placement placement;
  private final SymbolTable symbols;
  private final Addresses addresses;
  private final List<GlobalBinding[]> bindings = new ArrayList<>();
  private final List<ImageGlobal> globals = new ArrayList<>();
  private final List<HostImport> hostImports = new ArrayList<>();
  private final ResolvedImports resolved = new ResolvedImports();
  private final List<Problem> problems = new ArrayList<>();
  private Index stackPointer = new Index(0);

  private GlobalBinder(List<Instance> instances, Resolution resolution, Placement placement) {
    this.instances = instances;
    this.resolution = resolution;
    this.placement = placement;
    this.symbols = resolution.symbols();
    this.addresses = placement.addresses();
  }

  /**
   * The globals of the image.
   *
   * @param bindings what each global of each instance is, by the instance's number
   * @param all the globals
   */
  record Globals(
      List<GlobalBinding[]> bindings,
      List<ImageGlobal> all,
      List<HostImport> hostImports,
      List<ResolvedImport> imports,
      List<Problem> problems) {}

  static Globals bind(List<Instance> instances, Resolution resolution, Placement placement) {
    GlobalBinder binder = new GlobalBinder(instances, resolution, placement);
    binder.bind();
    return new Globals(
        binder.bindings,
        binder.globals,
        binder.hostImports,
        binder.resolved.all(),
        binder.problems);
  }

  private void bind() {
    for (Instance instance : instances) {
      GlobalBinding[] unbound = new GlobalBinding[instance.binary().size(Kind.GLOBAL)];
      Arrays.fill(unbound, new Constant(0));
      bindings.add(unbound);
    }
    instances.forEach(this::addHosts);
    globals.add(new ImageGlobal.StackPointer(placement.memory().stack().end()));
    stackPointer = new Index(globals.size() - 1);
    for (Instance instance : instances) {
      GlobalBinding[] ofInstance = of(instance);
      int imported = instance.binary().imported(Kind.GLOBAL);
      for (int global = imported; global < ofInstance.length; global++) {
        ofInstance[global] = defined(instance, global);
      }
    }
    for (Instance instance : instances) {
      List<Import> imports = instance.binary().imports(Kind.GLOBAL);
      for (int global = 0; global < imports.size(); global++) {
        of(instance)[global] = imported(new Importing(instance, global, imports.get(global)));
        if (of(instance)[global] instanceof Constant
            && instance.module().scan().writesGlobal(global)) {
          problems.add(
              ProblemCode.ADDRESS_WRITTEN.of(
                  instance.name(), instance.file(), imports.get(global).qualifiedName()));
        }
      }
    }
  }

  private GlobalBinding[] of(Instance instance) {
    return bindings.get(instance.number());
  }

  /** What no instance defines stays an import, and imports come before all other globals. */
  private void addHosts(Instance instance) {
    List<Import> imports = instance.binary().imports(Kind.GLOBAL);
    for (int global = 0; global < imports.size(); global++) {
      Import imported = imports.get(global);
      if (isHost(instance, imported)) {
        of(instance)[global] = new Index(globals.size());
        globals.add(new ImageGlobal.Host(instance, global));
        hostImports.add(
            new HostImport(
                instance.name(), instance.file(), imported.module(), imported.name(), null));
        resolved.add(instance, ResolvedImport.Kind.GLOBAL, imported, new Origin.Host());
      }
    }
  }

  private boolean isHost(Instance instance, Import imported) {
    return resolution.hosts().include(imported)
        && !isOfLinker(instance, imported)
        && symbols.find(instance, imported).isEmpty();
  }

  private GlobalBinding defined(Instance instance, int global) {
    GlobalMeaning meaning =
        instance.module().relocatability().global(global, addresses.place(instance));
    return meaning.match(
        () -> stackPointer,
        value -> address(instance, global, value),
        own -> own(instance, global, own.mayBeAddress()));
  }

  private GlobalBinding own(Instance instance, int global, boolean mayBeAddress) {
    if (mayBeAddress) {
      problems.add(ProblemCode.GLOBAL_WITHOUT_SYMBOL.of(instance.name(), instance.file(), global));
    }
    globals.add(new ImageGlobal.Defined(instance, global));
    return new Index(globals.size() - 1);
  }

  private GlobalBinding address(Instance instance, int global, int value) {
    if (!instance.module().scan().writesGlobal(global)) {
      return new Constant(value);
    }
    globals.add(new ImageGlobal.Cell(value));
    return new Index(globals.size() - 1);
  }

  private GlobalBinding imported(Importing importing) {
    ImportChain chain =
        ImportChain.of(symbols, importing, at -> isOfLinker(at.importer(), at.imported()));
    if (!chain.links().isEmpty()) {
      resolved.add(
          importing.importer(),
          ResolvedImport.Kind.GLOBAL,
          importing.imported(),
          chain.links().get(0).found());
    }
    chain.links().forEach(this::checkType);
    if (chain.end() instanceof ImportChain.End.Defined defined) {
      FoundExport found = chain.links().get(chain.links().size() - 1).found();
      return between(importing, found, of(defined.owner())[defined.index()]);
    } else if (chain.end() instanceof ImportChain.End.Open open) {
      GlobalBinding binding = outside(open.at());
      return chain.links().isEmpty()
          ? binding
          : between(importing, chain.links().get(chain.links().size() - 1).found(), binding);
    }
    return unresolved(((ImportChain.End.Circle) chain.end()).at());
  }

  /**
   * What an instance has for the global of another one. Where their bases differ, an {@code i32} is
   * another number for each if it is an address, and nothing but the user says so of one that no
   * relocation covers.
   *
   * @param found the export where it is defined, or comes in from outside
   * @param binding what it is to its owner
   */
  private GlobalBinding between(Importing importing, FoundExport found, GlobalBinding binding) {
    Instance importer = importing.importer();
    Instance owner = found.instance();
    if (base(importer) == base(owner) || !isI32(importer, importing.index())) {
      return binding;
    }
    GlobalUse use = owner.memory().globals().get(found.export().name());
    if (use == GlobalUse.NUMBER) {
      return binding;
    }
    OptionalInt own = ownAddress(found, binding, use);
    if (own.isPresent()) {
      return new Constant(addresses.translated(own.getAsInt(), owner, importer));
    }
    String imported = importing.imported().qualifiedName();
    String export = found.export().name();
    ProblemCode code =
        use == null ? ProblemCode.GLOBAL_OF_OTHER_BASE : ProblemCode.ADDRESS_OF_OTHER_BASE;
    problems.add(
        code.of(
            importer.name(),
            importer.described(),
            imported,
            owner.described(),
            base(importer),
            base(owner),
            export));
    return binding;
  }

  /** The address that an owner has in a global, if it is one and linking knows which. */
  private OptionalInt ownAddress(
      FoundExport found, GlobalBinding binding, @Nullable GlobalUse use) {
    if (use == GlobalUse.ADDRESS && binding instanceof Constant constant) {
      return OptionalInt.of(constant.value());
    }
    OptionalInt address =
        use == GlobalUse.ADDRESS || binding instanceof Constant
            ? addresses.exported(found)
            : OptionalInt.empty();
    return address.isPresent()
        ? OptionalInt.of(address.getAsInt() - (int) base(found.instance()))
        : address;
  }

  private long base(Instance instance) {
    return placement.memory().base(instance);
  }

  private static boolean isI32(Instance instance, int global) {
    return instance.binary().globals().get(global).type().equals(ValType.I32);
  }

  /** Whether linking gives an import its value, and no instance or host. */
  private boolean isOfLinker(Instance instance, Import imported) {
    return imported.module().equals(ImportNames.GOT_MEM)
        || imported.module().equals(ImportNames.GOT_FUNC)
        || ImportNames.isStackPointer(imported)
        || linkerDefined(instance, imported).isPresent();
  }

  /** What no instance defines: an address, or a host's. */
  private GlobalBinding outside(Importing last) {
    Instance instance = last.importer();
    Import imported = last.imported();
    switch (imported.module()) {
      case ImportNames.GOT_MEM -> {
        return address(instance, last.index(), gotMem(instance, imported));
      }
      case ImportNames.GOT_FUNC -> {
        return address(instance, last.index(), gotFunc(instance, imported));
      }
      default -> {}
    }
    if (ImportNames.isStackPointer(imported)) {
      if (base(instance) != 0) {
        problems.add(
            ProblemCode.STACK_OF_OTHER_BASE.of(
                instance.name(),
                instance.described(),
                base(instance),
                instance.module().producer().orRelink()));
      }
      return stackPointer;
    }
    OptionalInt linker = linkerDefined(instance, imported);
    if (linker.isPresent()) {
      addRegion(instance, imported);
      return address(instance, last.index(), linker.getAsInt());
    }
    return resolution.hosts().include(imported) ? of(instance)[last.index()] : unresolved(last);
  }

  private GlobalBinding unresolved(Importing last) {
    ExternType.Global type = last.importer().binary().globals().get(last.index());
    problems.add(
        symbols.unresolved(
            last.importer(),
            last.imported(),
            "(" + (type.mutable() ? "mutable " : "") + type.type() + " global)"));
    return new Constant(0);
  }

  /** The value of an address that linkers define under a name of their own. */
  private OptionalInt linkerDefined(Instance instance, Import imported) {
    if (!(imported.type() instanceof ExternType.Global global)
        || !global.type().equals(ValType.I32)) {
      return OptionalInt.empty();
    }
    return imported.module().equals(ImportNames.FLAT)
        ? addresses.linkerDefined(instance, imported.name())
        : addresses.requested(instance, imported);
  }

  private void checkType(ImportChain.Link link) {
    Instance importer = link.from().importer();
    Instance owner = link.found().instance();
    ExternType.Global type = importer.binary().globals().get(link.from().index());
    ExternType.Global offered = owner.binary().globals().get(link.found().export().index());
    if (!offered.equals(type)) {
      problems.add(
          ProblemCode.GLOBAL_TYPE_MISMATCH.of(
              importer.name(),
              importer.file(),
              link.from().imported().qualifiedName(),
              describe(type),
              owner.file(),
              describe(offered)));
    }
  }

  private static String describe(ExternType.Global type) {
    return type.type() + (type.mutable() ? " (mutable)" : "");
  }

  private int gotMem(Instance instance, Import imported) {
    OptionalInt linker = addresses.linkerDefined(instance, imported.name());
    if (linker.isPresent()) {
      addRegion(instance, imported);
      return linker.getAsInt();
    }
    Optional<FoundExport> found = symbols.find(instance, imported);
    OptionalInt address = found.isPresent() ? addresses.exported(found.get()) : OptionalInt.empty();
    if (address.isEmpty() && !instance.module().isWeakImport(imported)) {
      problems.add(symbols.unresolvedEntry(instance, imported, "data"));
    }
    if (address.isPresent()) {
      resolved.add(instance, ResolvedImport.Kind.DATA_ADDRESS, imported, found.get());
    }
    return address.isPresent() ? addresses.inside(instance, address.getAsInt()) : 0;
  }

  /** Tells of an import whose value linking defines, if a region is what it means. */
  private void addRegion(Instance instance, Import imported) {
    String name =
        imported.module().equals(ImportNames.GOT_MEM)
            ? ImportNames.flat(imported.name())
            : imported.qualifiedName();
    if (placement.memory().requested(name).isPresent()) {
      resolved.add(instance, ResolvedImport.Kind.DATA_ADDRESS, imported, new Origin.Region());
    }
  }

  private int gotFunc(Instance instance, Import imported) {
    OptionalInt function = resolution.functions().entry(instance, imported.name());
    if (function.isPresent()) {
      return placement.table().slotOf(function.getAsInt());
    }
    if (!instance.module().isWeakImport(imported)) {
      problems.add(symbols.unresolvedEntry(instance, imported, "function"));
    }
    return 0;
  }
}
