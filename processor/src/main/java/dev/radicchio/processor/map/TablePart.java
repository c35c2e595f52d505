package dev.radicchio.processor.map;

import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The slots of the function table. */
final class TablePart {
  private final Layout layout;
  private final List<Slots> all = new ArrayList<>();

  private record Slots(String colour, String name, int start, int end) {
    String range() {
      return end - start == 1
          ? "slot " + Figures.count(start)
          : "slots " + Figures.count(start) + " to " + Figures.count(end - 1);
    }
  }

  TablePart(Layout layout, Colours colours) {
    this.layout = layout;
    List<InstanceLayout> instances =
        layout.instances().stream()
            .filter(instance -> instance.tableStart() < instance.tableEnd())
            .sorted(Comparator.comparingInt(InstanceLayout::tableStart))
            .toList();
    all.add(new Slots("guard", "null", 0, 1));
    int cursor = 1;
    for (InstanceLayout instance : instances) {
      addOthers(cursor, instance.tableStart());
      all.add(
          new Slots(
              colours.of(instance.name()),
              instance.name(),
              instance.tableStart(),
              instance.tableEnd()));
      cursor = Math.max(cursor, instance.tableEnd());
    }
    addOthers(cursor, layout.tableSlots());
  }

  /**
   * Slots at fixed places, of functions that another instance takes the address of, and empty ones
   * that a module asks for.
   */
  private void addOthers(int start, int end) {
    if (start < end) {
      all.add(new Slots("other", "by reference, fixed, or empty", start, end));
    }
  }

  void addTo(Markup markup) {
    markup.open("section").element("h2", "Function table");
    if (layout.tableSlots() <= 1) {
      markup.element("p", "No function has its address taken.", "class", "note").close();
      return;
    }
    markup.open("div", "class", "slots", "aria-hidden", "true");
    for (Slots slots : all) {
      markup.element(
          "span",
          "",
          "class",
          slots.colour(),
          "style",
          "flex-grow:" + (slots.end() - slots.start()),
          "title",
          slots.name() + ", " + slots.range());
    }
    markup.close().open("ul", "class", "legend");
    for (Slots slots : all) {
      markup.open("li").element("span", "", "class", "chip " + slots.colour());
      markup.element("span", slots.name(), "class", "name").text(" ");
      markup.inline("span", slots.range(), "class", "note").close();
    }
    markup.close().close();
  }
}
