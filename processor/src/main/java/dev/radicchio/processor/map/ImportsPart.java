package dev.radicchio.processor.map;

import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.plan.ResolvedImport.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who gets what from whom: importers on the left, those who have it on the right, a band between
 * two for what one gets from the other; and below, the same in words.
 */
final class ImportsPart {
  /** Names of what one instance gets from another that are listed. */
  private static final int MOST_NAMES = 40;

  /** Characters of a label in the drawing; the list has the whole name. */
  private static final int MOST_CHARACTERS = 26;

  private static final int WIDTH = 760;
  private static final int LEFT = 230;
  private static final int RIGHT = 530;
  private static final int POST = 8;
  private static final double GAP = 14;
  private static final double LEAST_HEIGHT = 22;
  private static final double LEAST_BAND = 3;
  private static final double MOST_BAND = 18;

  private final List<ResolvedImport> imports;
  private final Colours colours;
  private final Map<String, Post> importers = new LinkedHashMap<>();
  private final Map<String, Post> exporters = new LinkedHashMap<>();
  private final List<Band> bands = new ArrayList<>();

  /** One end of bands. */
  private static final class Post {
    private final String name;
    private final String colour;
    private double height;
    private double top;
    private double used;

    Post(String name, String colour) {
      this.name = name;
      this.colour = colour;
    }
  }

  /** All that one instance gets from one other. */
  private record Band(Post importer, Post exporter, List<ResolvedImport> imports) {
    double width() {
      double width = LEAST_BAND + 3 * Math.log(imports.size()) / Math.log(2);
      return Math.min(MOST_BAND, width);
    }
  }

  ImportsPart(List<ResolvedImport> imports, Layout layout, Colours colours) {
    this.imports = imports;
    this.colours = colours;
    List<String> order = layout.instances().stream().map(InstanceLayout::name).toList();
    // Instances in accessor order, so that bands cross as little as the program lets them.
    Map<Integer, Map<String, List<ResolvedImport>>> byInstance = new TreeMap<>();
    Map<String, ResolvedImport> origins = new LinkedHashMap<>();
    order.forEach(
        name ->
            imports.stream()
                .filter(each -> label(each).equals(name) && isInstance(each))
                .forEach(each -> origins.putIfAbsent(label(each), each)));
    for (ResolvedImport each : imports) {
      origins.putIfAbsent(label(each), each);
      byInstance
          .computeIfAbsent(order.indexOf(each.instance()), unknown -> new LinkedHashMap<>())
          .computeIfAbsent(label(each), unknown -> new ArrayList<>())
          .add(each);
    }
    origins.forEach((label, each) -> exporters.put(label, new Post(label, colour(each))));
    byInstance.forEach(
        (instance, byOrigin) -> {
          Post importer = new Post(order.get(instance), colours.of(order.get(instance)));
          importers.put(importer.name, importer);
          exporters.forEach(
              (label, exporter) -> {
                List<ResolvedImport> some = byOrigin.get(label);
                if (some != null) {
                  bands.add(new Band(importer, exporter, some));
                }
              });
        });
  }

  private static boolean isInstance(ResolvedImport resolved) {
    return resolved.origin() instanceof Origin.Instance;
  }

  /** What stands at the right end of a band; no instance has a name with a space. */
  private static String label(ResolvedImport resolved) {
    if (resolved.origin() instanceof Origin.Instance instance) {
      return instance.name();
    }
    if (resolved.origin() instanceof Origin.Heap) {
      return "heap in Java";
    }
    return resolved.origin() instanceof Origin.Region
        ? "region " + regionName(resolved)
        : "host " + resolved.module();
  }

  private static String regionName(ResolvedImport resolved) {
    return resolved.module().startsWith("GOT.")
        ? "env." + resolved.name()
        : resolved.qualifiedName();
  }

  private String colour(ResolvedImport resolved) {
    if (resolved.origin() instanceof Origin.Instance instance) {
      return colours.of(instance.name());
    }
    if (resolved.origin() instanceof Origin.Heap) {
      return "heap";
    }
    return resolved.origin() instanceof Origin.Region ? "region" : "host";
  }

  void addTo(Markup markup) {
    markup.open("section").element("h2", "Imports");
    if (imports.isEmpty()) {
      markup.element(
          "p",
          "No instance gets anything from another, from a host or from the heap.",
          "class",
          "note");
      markup.close();
      return;
    }
    markup.element(
        "p",
        "Who calls or reads what of whom: importers on the left. Bands are wider for more imports.",
        "class",
        "note");
    addDrawing(markup);
    addList(markup);
    markup.close();
  }

  private void addDrawing(Markup markup) {
    bands.forEach(
        band -> {
          band.importer.height += band.width() + 1;
          band.exporter.height += band.width() + 1;
        });
    double height = Math.max(height(importers), height(exporters));
    place(importers, height);
    place(exporters, height);
    markup.open(
        "svg",
        "class",
        "imports",
        "viewBox",
        "0 0 " + WIDTH + " " + Figures.point(height),
        "role",
        "group",
        "aria-label",
        "Bands from importers to those who export; the list below has the same.");
    for (Band band : bands) {
      addBand(markup, band);
    }
    importers.values().forEach(post -> addPost(markup, post, LEFT - POST, LEFT - POST - 8, "end"));
    exporters.values().forEach(post -> addPost(markup, post, RIGHT, RIGHT + POST + 8, "start"));
    markup.close();
  }

  private static double height(Map<String, Post> posts) {
    return posts.values().stream()
        .mapToDouble(post -> Math.max(LEAST_HEIGHT, post.height) + GAP)
        .sum();
  }

  /** Places posts below each other, in the middle of what the other side needs. */
  private static void place(Map<String, Post> posts, double height) {
    double top = (height - height(posts)) / 2 + GAP / 2;
    for (Post post : posts.values()) {
      double needed = post.height;
      post.height = Math.max(LEAST_HEIGHT, needed);
      post.top = top;
      post.used = (post.height - needed) / 2;
      top += post.height + GAP;
    }
  }

  private static void addBand(Markup markup, Band band) {
    double width = band.width();
    double from = band.importer.top + band.importer.used + (width + 1) / 2;
    double to = band.exporter.top + band.exporter.used + (width + 1) / 2;
    band.importer.used += width + 1;
    band.exporter.used += width + 1;
    String middle = Figures.point((LEFT + RIGHT) / 2.0);
    String what =
        band.importer.name
            + " gets "
            + Figures.count(band.imports.size(), "import")
            + " from "
            + band.exporter.name;
    markup.open(
        "g",
        "class",
        "band " + band.importer.colour,
        "tabindex",
        "0",
        "role",
        "img",
        "aria-label",
        what);
    markup.element("title", what + ": " + names(band));
    markup.empty(
        "path",
        "d",
        "M%s %sC%s %s %s %s %s %s"
            .formatted(
                LEFT,
                Figures.point(from),
                middle,
                Figures.point(from),
                middle,
                Figures.point(to),
                RIGHT,
                Figures.point(to)),
        "stroke-width",
        Figures.point(width));
    markup.close();
  }

  private static String names(Band band) {
    List<String> names =
        band.imports.stream().limit(MOST_NAMES).map(ResolvedImport::name).distinct().toList();
    return String.join(", ", names) + (band.imports.size() > MOST_NAMES ? ", …" : "");
  }

  private static void addPost(Markup markup, Post post, int x, int labelX, String anchor) {
    markup.empty(
        "rect",
        "class",
        post.colour,
        "x",
        Integer.toString(x),
        "y",
        Figures.point(post.top),
        "width",
        Integer.toString(POST),
        "height",
        Figures.point(post.height),
        "rx",
        "2");
    markup.element(
        "text",
        shortened(post.name),
        "x",
        Integer.toString(labelX),
        "y",
        Figures.point(post.top + post.height / 2),
        "text-anchor",
        anchor);
  }

  private static String shortened(String name) {
    int[] characters = name.codePoints().toArray();
    return characters.length <= MOST_CHARACTERS
        ? name
        : new String(characters, 0, MOST_CHARACTERS - 1) + "…";
  }

  private void addList(Markup markup) {
    markup.open("div", "class", "wide").open("table").open("thead").open("tr");
    for (String heading : List.of("Instance", "From", "Imports")) {
      markup.element("th", heading, "scope", "col");
    }
    markup.close().close().open("tbody");
    for (Band band : bands) {
      markup.open("tr").open("th", "scope", "row");
      markup.element("span", "", "class", "chip " + band.importer.colour);
      markup.element("span", band.importer.name, "class", "name").close().open("td");
      markup.element("span", "", "class", "chip " + band.exporter.colour);
      markup.element("span", band.exporter.name, "class", "name").close();
      markup.open("td", "class", "long");
      addNames(markup, band);
      markup.close().close();
    }
    markup.close().close().close();
  }

  private static void addNames(Markup markup, Band band) {
    Map<ResolvedImport.Kind, List<ResolvedImport>> byKind = new TreeMap<>();
    band.imports.stream()
        .limit(MOST_NAMES)
        .forEach(
            each -> byKind.computeIfAbsent(each.kind(), unknown -> new ArrayList<>()).add(each));
    byKind.forEach(
        (kind, some) -> {
          markup.open("div").element("span", words(kind, some.size()), "class", "note");
          some.forEach(each -> addName(markup, each));
          markup.close();
        });
    if (band.imports.size() > MOST_NAMES) {
      markup.element(
          "div",
          "and " + Figures.count((long) band.imports.size() - MOST_NAMES) + " more",
          "class",
          "note");
    }
  }

  private static void addName(Markup markup, ResolvedImport resolved) {
    markup.element("code", resolved.name(), "title", resolved.qualifiedName());
    if (resolved.origin() instanceof Origin.Instance instance
        && !instance.export().equals(resolved.name())) {
      markup.element("span", "as", "class", "note").element("code", instance.export());
    }
  }

  private static String words(ResolvedImport.Kind kind, int count) {
    return switch (kind) {
      case FUNCTION -> count == 1 ? "function" : "functions";
      case FUNCTION_ADDRESS -> count == 1 ? "function pointer" : "function pointers";
      case DATA_ADDRESS -> "data";
      case GLOBAL -> count == 1 ? "global" : "globals";
      case TABLE -> count == 1 ? "table" : "tables";
      case TAG -> count == 1 ? "tag" : "tags";
    };
  }
}
