package dev.radicchio.link.allocator;

import dev.radicchio.binary.Import;
import dev.radicchio.link.input.Instance;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code of a program that can still run once allocators are replaced, and what it does about the
 * memory's size.
 */
public final class LiveCode {
  private final List<ModuleAllocator> own;

  /** By the instance's number; null where it stays. */
  private final List<@Nullable OwnAllocator> replaced;

  LiveCode(List<ModuleAllocator> own, List<@Nullable OwnAllocator> replaced) {
    this.own = own;
    this.replaced = replaced;
  }

  /** The allocator that an instance brings. */
  ModuleAllocator allocator(Instance instance) {
    return own.get(instance.number());
  }

  /** The allocator of an instance, if it is replaced, or else null. */
  @Nullable OwnAllocator replaced(Instance instance) {
    return replaced.get(instance.number());
  }

  /** Whether a function can be called, unless the module's own code never did. */
  public boolean isLive(Instance instance, int function) {
    OwnAllocator allocator = replaced(instance);
    return allocator == null || allocator.isLive(function);
  }

  /** Whether a function that is called has nothing to do. */
  public boolean isEmptied(Instance instance, int function) {
    OwnAllocator allocator = replaced(instance);
    return allocator != null && allocator.isEmptied(function);
  }

  /**
   * Whether an instance's code asks how large the program's memory is, as one does that takes all
   * of it.
   */
  public boolean asksMemorySize(Instance instance) {
    return !isShownRange(instance) && anyLive(instance, instance.module().scan().growth().askers());
  }

  /** Whether an instance's code asks for more of the program's memory. */
  public boolean growsMemory(Instance instance) {
    return !isShownRange(instance)
        && anyLive(instance, instance.module().scan().growth().growers());
  }

  private static boolean isShownRange(Instance instance) {
    return instance
        .module()
        .relocatability()
        .window()
        .filter(range -> !range.growsProgram())
        .isPresent();
  }

  /**
   * Whether an instance's code may take memory that others have grown for its own: because it is
   * below the memory's size, or where it expects its next pages to be.
   */
  public boolean takesWhatOthersGrow(Instance instance) {
    return !allocator(instance).hasOwnMemorySize()
        && !isShownRange(instance)
        && (asksMemorySize(instance)
            || anyLive(instance, instance.module().scan().growth().followers()));
  }

  private boolean anyLive(Instance instance, BitSet functions) {
    return functions.stream().anyMatch(function -> isLive(instance, function));
  }

  /** See {@link ModuleAllocator#hasOwnMemorySize()}. */
  public boolean hasOwnMemorySize(Instance instance) {
    return allocator(instance).hasOwnMemorySize() && asksMemorySize(instance);
  }

  /** Whether live code or data of an instance refers to a symbol, or an import does. */
  boolean refersTo(Instance instance, String symbol) {
    for (Import imported : instance.binary().imports()) {
      if (imported.name().equals(symbol)) {
        return true;
      }
    }
    OwnAllocator allocator = replaced(instance);
    return instance
        .module()
        .relocatability()
        .relocations()
        .filter(
            relocations ->
                relocations.referTo(
                    symbol,
                    site -> allocator == null || allocator.isLiveCode(site),
                    site -> allocator == null || allocator.isLiveData(site)))
        .isPresent();
  }
}
