package dev.radicchio.link.place;

import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LinkedMemory;
import dev.radicchio.link.input.Relocatability;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares where instances are with where the program says that they are. */
final class AskedPlaces {
  private AskedPlaces() {}

  static List<Problem> problems(Instance instance, Allocation allocation, Memory memory) {
    List<Problem> problems = new ArrayList<>();
    checkBase(instance, memory.of(instance).start(), problems);
    checkPages(instance, allocation, problems);
    return problems;
  }

  private static void checkBase(Instance instance, long start, List<Problem> problems) {
    long base = instance.base().orElse(start);
    if (base >= 0 && base != start) {
      problems.add(
          instance.module().relocatability().fixed().isPresent()
              ? ProblemCode.OTHER_BASE_OF_ABSOLUTE.of(
                  instance.name(),
                  instance.file(),
                  start,
                  base,
                  instance.module().producer().base(base))
              : ProblemCode.OTHER_BASE.of(instance.name(), instance.file(), start, base));
    }
  }

  private static void checkPages(Instance instance, Allocation allocation, List<Problem> problems) {
    if (instance.pages().isPresent()) {
      int pages = instance.pages().getAsInt();
      String reason = reasonAgainst(pages, instance, allocation);
      if (reason != null) {
        problems.add(
            ProblemCode.PAGES_NOT_POSSIBLE.of(instance.name(), instance.file(), pages, reason));
      }
    }
  }

  private static @Nullable String reasonAgainst(
      int pages, Instance instance, Allocation allocation) {
    Relocatability model = instance.module().relocatability();
    LinkedMemory memory = model.ownMemory().orElse(null);
    if (memory == null || model.model() == RelocationModel.PIC_STATIC) {
      return "it is " + model.model() + " and not absolute";
    }
    if (memory.above() == LinkedMemory.Above.TAKES || allocation.live().growsMemory(instance)) {
      return "it asks for the memory's size or grows it, and so takes what it likes";
    }
    if (pages > Layout.MAX_PAGES) {
      return "a memory has at most " + Layout.MAX_PAGES;
    }
    return pages * (long) Layout.PAGE_BYTES < memory.end()
        ? String.format(Locale.ROOT, "it was linked with memory up to 0x%x", memory.end())
        : null;
  }
}
