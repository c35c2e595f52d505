package dev.radicchio.processor.generate;

import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.Region;
import dev.radicchio.processor.check.CheckedProgram;
import dev.radicchio.processor.check.LayoutCheck;
import java.util.List;
import java.util.Locale;

/**
 * The text that pins a layout: what moves when a module is rebuilt, and nothing else. Each line is
 * a word, then numbers, then the name of what is there, so that a program of any size gives a diff
 * that can be read.
 */
public final class LayoutText {
  private final StringBuilder text = new StringBuilder();

  private LayoutText() {}

  /** The whole text; lines end with {@code \n}. */
  public static String of(CheckedProgram program, Layout layout) {
    LayoutText text = new LayoutText();
    text.line(
        "%s%s, which the layoutFile of its @SharedMemory pins.",
        LayoutCheck.HEADER, program.program().element().getQualifiedName());
    text.line("# Regions, data and slots have a start, and an end that is the first after them.");
    text.line("# Compiling with -Aradicchio.updateLayout=true writes it anew.");
    layout.regions().forEach(text::addRegion);
    text.line("pages %d", layout.initialPages());
    text.line("table %d", layout.tableSlots());
    layout.instances().forEach(instance -> text.addInstance(instance, layout.regions()));
    return text.text.toString();
  }

  private void addRegion(Region region) {
    String owner = region.owner() == null ? "" : " " + visible(region.owner());
    line(
        "region 0x%08x 0x%08x %s%s",
        region.start(), region.end(), region.kind().name().toLowerCase(Locale.ROOT), owner);
  }

  /** Data that is a region of its own has its line; a range that is empty is nowhere. */
  private void addInstance(InstanceLayout instance, List<Region> regions) {
    String name = visible(instance.name());
    boolean isRegion =
        regions.stream()
            .anyMatch(
                region ->
                    instance.name().equals(region.owner())
                        && region.start() == instance.dataStart()
                        && region.end() == instance.dataEnd());
    if (!isRegion && instance.dataStart() < instance.dataEnd()) {
      line("data 0x%08x 0x%08x %s", instance.dataStart(), instance.dataEnd(), name);
    }
    if (instance.tableStart() < instance.tableEnd()) {
      line("slots %d %d %s", instance.tableStart(), instance.tableEnd(), name);
    }
    LayoutClass.symbolConstants(instance)
        .forEach(
            (constant, symbol) -> line("symbol 0x%08x %s.%s", symbol.address(), name, constant));
  }

  /** A name that breaks no line. */
  private static String visible(String name) {
    StringBuilder visible = new StringBuilder();
    name.chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                visible.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                visible.append((char) c);
              }
            });
    return visible.toString();
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
