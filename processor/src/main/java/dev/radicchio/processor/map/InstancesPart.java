package dev.radicchio.processor.map;

import dev.radicchio.link.plan.DataSymbol;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import java.util.List;

/** What is known of each instance, and all its data symbols, or the largest. */
final class InstancesPart {
  private final Layout layout;
  private final Colours colours;

  InstancesPart(Layout layout, Colours colours) {
    this.layout = layout;
    this.colours = colours;
  }

  void addTo(Markup markup) {
    markup.open("section").element("h2", "Instances");
    markup.open("div", "class", "wide").open("table", "class", "instances");
    markup.open("thead").open("tr");
    for (String heading : List.of("Instance", "Module", "Moved by", "Data")) {
      markup.element("th", heading, "scope", "col");
    }
    markup.element("th", "Size", "scope", "col", "class", "number");
    markup.element("th", "Slots", "scope", "col", "class", "number");
    markup.element("th", "SHA-256", "scope", "col").close().close().open("tbody");
    layout.instances().forEach(instance -> addInstance(markup, instance));
    markup.close().close().close();
    for (int i = 0; i < layout.instances().size(); i++) {
      addSymbols(markup, i);
    }
    markup.close();
  }

  private void addInstance(Markup markup, InstanceLayout instance) {
    boolean hasData = instance.dataStart() < instance.dataEnd();
    markup.open("tr").open("th", "scope", "row");
    markup.element("span", "", "class", "chip " + colours.of(instance.name()));
    markup.element("span", instance.name(), "class", "name").close();
    markup.element("td", instance.module(), "class", "long");
    markup.element("td", model(instance));
    markup.element(
        "td", hasData ? Figures.address(instance.dataStart()) : "none", "class", "address");
    markup.element(
        "td",
        hasData ? Figures.bytes(instance.dataEnd() - instance.dataStart()) : "",
        "class",
        "number");
    markup.element(
        "td", Figures.count((long) instance.tableEnd() - instance.tableStart()), "class", "number");
    markup.element(
        "td",
        instance.sha256().substring(0, Math.min(12, instance.sha256().length())) + "…",
        "class",
        "address",
        "title",
        instance.sha256());
    markup.close();
  }

  private static String model(InstanceLayout instance) {
    return instance.base() == 0
        ? instance.model().toString()
        : instance.model() + " by " + Figures.address(instance.base());
  }

  private void addSymbols(Markup markup, int number) {
    InstanceLayout instance = layout.instances().get(number);
    if (instance.symbols().isEmpty()) {
      return;
    }
    List<DataSymbol> shown = ShownSymbols.of(instance);
    markup.open("details").open("summary");
    markup.element("span", "", "class", "chip " + colours.of(instance.name()));
    markup.element("span", instance.name(), "class", "name").text(" ");
    markup.inline("span", Figures.count(instance.symbols().size(), "data symbol"), "class", "note");
    markup.close();
    if (ShownSymbols.areSome(instance)) {
      markup.element(
          "p",
          "The "
              + Figures.count(shown.size())
              + " largest of "
              + Figures.count(instance.symbols().size())
              + " are shown, here and in the map.",
          "class",
          "note");
    }
    markup.open("div", "class", "wide").open("table").open("thead").open("tr");
    markup.element("th", "Address", "scope", "col");
    markup.element("th", "Size", "scope", "col", "class", "number");
    markup.element("th", "Symbol", "scope", "col").close().close().open("tbody");
    for (int i = 0; i < shown.size(); i++) {
      DataSymbol symbol = shown.get(i);
      markup.open("tr", "id", ShownSymbols.id(number, i));
      markup.element("td", Figures.address(symbol.address()), "class", "address");
      markup.element(
          "td", symbol.size() == 0 ? "" : Figures.bytes(symbol.size()), "class", "number");
      markup.open("td", "class", "long").element("code", symbol.name()).close().close();
    }
    markup.close().close().close().close();
  }
}
