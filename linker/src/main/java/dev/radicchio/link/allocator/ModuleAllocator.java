package dev.radicchio.link.allocator;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.input.HeapStart;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Relocations;
import dev.radicchio.link.plan.HeapFunction;
import dev.radicchio.link.problem.Producer;
import java.util.Optional;

/**
 * What there is to say of the allocator that a module brings, whatever program it is linked into.
 *
 * @param known the allocator, if it is one that the linker knows; the program's heap may replace it
 *     all the same
 * @param replaceable the allocator, if the program's heap can replace it
 * @param kept the allocator, if nothing can replace it
 * @param hasOwnMemorySize whether the module is to see only the memory that it got itself: its
 *     allocator would take that of others otherwise, and is known to cope with less
 * @param definesHeapFunctions whether it defines functions of C's for memory, which it may have
 *     replaced or not
 */
public record ModuleAllocator(
    Optional<KnownAllocator> known,
    Optional<OwnAllocator> replaceable,
    Optional<KeptAllocator> kept,
    boolean hasOwnMemorySize,
    boolean definesHeapFunctions) {

  /** Looks for the allocator of a module. */
  public static ModuleAllocator of(InputModule module) {
    Optional<Relocations> relocations = module.relocatability().relocations();
    Optional<KnownAllocator> known = KnownAllocator.of(AllocatorNames.of(module, relocations));
    Optional<AllocatorCheck> check =
        relocations.map(some -> AllocatorCheck.of(module, some, known));
    boolean definesHeapFunctions = definesHeapFunctions(module.binary(), relocations);
    return new ModuleAllocator(
        known,
        check.flatMap(AllocatorCheck::replaceable),
        check.isPresent()
            ? check.get().kept()
            : withoutRelocations(module.producer(), known, definesHeapFunctions),
        hasOwnMemorySize(module, known),
        definesHeapFunctions);
  }

  private static Optional<KeptAllocator> withoutRelocations(
      Producer producer, Optional<KnownAllocator> known, boolean definesHeapFunctions) {
    String what = known.map(KnownAllocator::description).orElse("its allocator");
    return known.isPresent() || definesHeapFunctions
        ? Optional.of(
            new KeptAllocator(
                "it was linked without relocations"
                    + producer.relocationFlag()
                    + ", so that nothing says where "
                    + what
                    + " is",
                producer.importsAllocator()
                    ? KeptAllocator.remedy(known.filter(KnownAllocator::isOfRust).isPresent())
                    : KeptAllocator.APART))
        : Optional.empty();
  }

  private static boolean hasOwnMemorySize(InputModule module, Optional<KnownAllocator> known) {
    return module.relocatability().heapStart() != HeapStart.NONE
        && !module.scan().sizeReaders().isEmpty()
        && known.equals(Optional.of(KnownAllocator.WASI_LIBC))
        && WasiAllocator.isAlone(module);
  }

  private static boolean definesHeapFunctions(
      WasmBinary binary, Optional<Relocations> relocations) {
    boolean exported =
        binary.exports().stream()
            .filter(export -> export.kind() == ExternType.Kind.FUNCTION)
            .filter(export -> export.index() >= binary.imported(ExternType.Kind.FUNCTION))
            .anyMatch(export -> isHeapFunction(binary, export.name(), export.index()));
    return exported
        || relocations.stream()
            .flatMap(kept -> kept.symbols().stream())
            .filter(symbol -> symbol.kind() == Symbol.Kind.FUNCTION)
            .filter(symbol -> !symbol.isUndefined() && !symbol.isLocal())
            .anyMatch(symbol -> isHeapFunction(binary, symbol.name(), symbol.index()));
  }

  private static boolean isHeapFunction(WasmBinary binary, String symbol, int function) {
    return HeapFunction.of(symbol, binary.functionType(function))
        .filter(found -> found.family() == HeapFunction.Family.C)
        .isPresent();
  }
}
