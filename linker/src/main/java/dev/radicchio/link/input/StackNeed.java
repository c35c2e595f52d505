package dev.radicchio.link.input;

import java.util.List;

/** How large the stack is that instances have in common. */
public final class StackNeed {
  private static final long DEFAULT_BYTES = 65536;

  private StackNeed() {}

  /**
   * The size of a program's stack in bytes; 0 if no instance uses it.
   *
   * @param asked what the program says, or 0 for the largest that a module was linked with
   */
  public static long bytes(List<Instance> instances, long asked) {
    if (instances.stream().noneMatch(StackNeed::usesStack)) {
      return 0;
    }
    return asked > 0
        ? asked
        : instances.stream()
            .mapToLong(instance -> instance.module().relocatability().stackBytes())
            .reduce(DEFAULT_BYTES, Math::max);
  }

  private static boolean usesStack(Instance instance) {
    return instance.module().relocatability().mayUseStack()
        || instance.binary().imports().stream()
            .anyMatch(imported -> imported.name().startsWith(LinkerSymbols.STACK_BOUND));
  }
}
