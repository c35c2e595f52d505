package dev.radicchio.link.plan;

import java.util.Locale;

/** The text of {@link Layout#describe()}. */
final class MemoryMap {
  private MemoryMap() {}

  static String of(Layout layout) {
    StringBuilder text = new StringBuilder();
    for (Region region : layout.regions()) {
      String what = region.kind().name().toLowerCase(Locale.ROOT);
      String owner = region.owner() == null ? "" : " " + region.owner();
      line(
          text,
          "0x%08x  0x%08x  %10d  %s%s",
          region.start(),
          region.end(),
          region.size(),
          what,
          owner);
    }
    String limit = layout.maxPages() == 0 ? "" : " of at most " + layout.maxPages();
    line(
        text,
        "memory: %d pages%s, heap from 0x%08x",
        layout.initialPages(),
        limit,
        layout.heapBase());
    line(text, "table: %d slots", layout.tableSlots());
    for (InstanceLayout instance : layout.instances()) {
      line(
          text,
          "%s: %s, %s, table slots %s",
          instance.name(),
          instance.module(),
          model(instance),
          slots(instance));
    }
    return text.toString();
  }

  private static String model(InstanceLayout instance) {
    return instance.base() == 0
        ? instance.model().toString()
        : String.format(Locale.ROOT, "%s by 0x%x", instance.model(), instance.base());
  }

  private static String slots(InstanceLayout instance) {
    return instance.tableStart() == instance.tableEnd()
        ? "none"
        : instance.tableStart() + " to " + (instance.tableEnd() - 1);
  }

  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
