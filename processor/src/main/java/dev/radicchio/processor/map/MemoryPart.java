package dev.radicchio.processor.map;

import dev.radicchio.link.plan.DataSymbol;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The memory twice: a bar in which every byte is as large as any other, and a list in which every
 * region has a line, with ribbons from one to the other. A stack of a megabyte and a counter of
 * four bytes can both be seen.
 */
final class MemoryPart {
  /** Units of the drawing; the style sheet gives a line of the list as many. */
  private static final int LINE = 44;

  private static final int BAR_LEFT = 1;
  private static final int BAR_RIGHT = 47;
  private static final int RIGHT = 120;
  private static final double LEAST_HEIGHT = 0.8;

  /** Less than that between two regions is padding. */
  private static final long LEAST_GAP = 1024;

  private final Layout layout;
  private final Colours colours;
  private final List<Line> lines = new ArrayList<>();

  /** A line of the list. */
  private record Line(String colour, long start, long end, String name, Content content) {}

  /** What a line shows of the inside of its region. */
  private sealed interface Content {
    record Note(String text) implements Content {}

    record Symbols(int instance) implements Content {}
  }

  MemoryPart(Layout layout, Colours colours) {
    this.layout = layout;
    this.colours = colours;
    long cursor = 0;
    for (Region region : layout.regions()) {
      if (region.start() - cursor >= LEAST_GAP) {
        lines.add(new Line("free", cursor, region.start(), "unused", new Content.Note("")));
      }
      lines.add(line(region));
      cursor = Math.max(cursor, region.end());
    }
  }

  void addTo(Markup markup) {
    markup.open("section").element("h2", "Memory");
    markup.element(
        "p",
        "The bar on the left is to scale. The list has every region; data shows its named symbols,"
            + " to scale within the region.",
        "class",
        "note");
    markup.open("div", "class", "memory");
    addDrawing(markup);
    markup.open("table").open("thead").open("tr");
    markup.element("th", "From", "scope", "col").element("th", "Region", "scope", "col");
    markup.element("th", "Inside", "scope", "col");
    markup.element("th", "Size", "scope", "col", "class", "number");
    markup.close().close().open("tbody");
    lines.forEach(line -> addLine(markup, line));
    markup.close().close().close().close();
  }

  private Line line(Region region) {
    return switch (region.kind()) {
      case GUARD ->
          new Line(
              "guard",
              region.start(),
              region.end(),
              "guard",
              new Content.Note("null pointers point here"));
      case STACK ->
          new Line(
              "stack",
              region.start(),
              region.end(),
              "stack",
              new Content.Note("↑ grows towards lower addresses"));
      case HEAP ->
          new Line("heap", region.start(), region.end(), "heap", new Content.Note(heapNote()));
      case DATA, RESERVED -> owned(region);
    };
  }

  private String heapNote() {
    String growth =
        layout.maxPages() == 0
            ? "↓ grows"
            : "↓ grows, to " + Figures.bytes((long) layout.maxPages() * Layout.PAGE_BYTES);
    String owner =
        layout.heap().policy() instanceof HeapPolicy.Guest guest
            ? guest.instance() + " manages it"
            : layout.heap().policy() instanceof HeapPolicy.Private
                    || layout.heap().unavailable() != null
                ? "modules manage it"
                : "Java manages it";
    return growth + "; " + owner;
  }

  private Line owned(Region region) {
    String owner = Optional.ofNullable(region.owner()).orElse("");
    for (int i = 0; i < layout.instances().size(); i++) {
      InstanceLayout instance = layout.instances().get(i);
      if (instance.name().equals(owner)) {
        boolean isData = instance.dataStart() == region.start();
        return new Line(
            colours.of(owner),
            region.start(),
            region.end(),
            owner,
            isData && !instance.symbols().isEmpty()
                ? new Content.Symbols(i)
                : new Content.Note(
                    region.kind() == Region.Kind.DATA
                        ? "data without names"
                        : isData ? "cannot be moved" : "its allocator’s"));
      }
    }
    return new Line(
        "region",
        region.start(),
        region.end(),
        owner,
        new Content.Note("region, shared with Java"));
  }

  private void addDrawing(Markup markup) {
    double height = (double) LINE * lines.size();
    long bytes = Math.max(1, lines.get(lines.size() - 1).end());
    markup.open(
        "svg",
        "class",
        "scale",
        "viewBox",
        "0 0 " + RIGHT + " " + Figures.point(height),
        "preserveAspectRatio",
        "none",
        "style",
        "--lines:" + lines.size(),
        "role",
        "img",
        "aria-label",
        "The regions to scale; the list beside it has the same.");
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      double top = height * line.start() / bytes;
      double bottom = Math.max(height * line.end() / bytes, top + LEAST_HEIGHT);
      double to = (double) LINE * i;
      markup.empty(
          "path",
          "class",
          "ribbon " + line.colour(),
          "d",
          ribbon(top, bottom, to + 3, to + LINE - 3));
      markup.open("g").element("title", line.name() + ", " + Figures.bytes(size(line)));
      markup.empty(
          "rect",
          "class",
          line.colour(),
          "x",
          Figures.point(BAR_LEFT),
          "y",
          Figures.point(top),
          "width",
          Figures.point(BAR_RIGHT - BAR_LEFT),
          "height",
          Figures.point(bottom - top));
      markup.close();
    }
    markup.close();
  }

  /** From the bar to a line of the list. */
  private static String ribbon(double top, double bottom, double lineTop, double lineBottom) {
    double middle = (BAR_RIGHT + RIGHT) / 2.0;
    return "M%s %sC%s %s %s %s %s %sL%s %sC%s %s %s %s %s %sZ"
        .formatted(
            (Object[])
                points(
                    BAR_RIGHT,
                    top,
                    middle,
                    top,
                    middle,
                    lineTop,
                    RIGHT,
                    lineTop,
                    RIGHT,
                    lineBottom,
                    middle,
                    lineBottom,
                    middle,
                    bottom,
                    BAR_RIGHT,
                    bottom));
  }

  private static String[] points(double... values) {
    String[] points = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      points[i] = Figures.point(values[i]);
    }
    return points;
  }

  private static long size(Line line) {
    return line.end() - line.start();
  }

  private void addLine(Markup markup, Line line) {
    markup.open("tr");
    markup.element("td", Figures.address(line.start()), "class", "address");
    markup.open("th", "scope", "row").element("span", "", "class", "chip " + line.colour());
    markup.element("span", line.name(), "class", "name").close();
    if (line.content() instanceof Content.Note note) {
      markup.element("td", note.text(), "class", "note");
    } else if (line.content() instanceof Content.Symbols symbols) {
      addSymbols(markup, line, symbols.instance());
    }
    markup.element("td", Figures.bytes(size(line)), "class", "number").close();
  }

  private void addSymbols(Markup markup, Line line, int instance) {
    markup.open("td", "class", "strip").open("div", "class", "symbols " + line.colour());
    int i = 0;
    for (DataSymbol symbol : ShownSymbols.of(layout.instances().get(instance))) {
      long offset = symbol.address() - line.start();
      String place =
          Figures.address(symbol.address())
              + (symbol.size() == 0 ? "" : ", " + Figures.bytes(symbol.size()));
      boolean right = offset > size(line) / 2;
      markup.open(
          "a",
          "href",
          "#" + ShownSymbols.id(instance, i++),
          "class",
          right ? "symbol right" : "symbol",
          "style",
          "left:"
              + Figures.percent(offset, size(line))
              + ";width:"
              + Figures.percent(symbol.size(), size(line)),
          "aria-label",
          symbol.name() + ", " + place);
      markup.open("span", "class", "tip").element("b", symbol.name());
      markup.element("span", place);
      markup.close().close();
    }
    markup.close().close();
  }
}
