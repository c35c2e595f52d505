package dev.radicchio.processor.map;

import dev.radicchio.link.plan.HeapLayout;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.processor.check.CheckedProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page of one program. */
public final class LayoutPage {
  /** Nothing but the style sheet of the page itself, whatever a name may hold. */
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private final String program;
  private final CheckedProgram checked;
  private final Layout layout;
  private final Markup markup = new Markup();

  private LayoutPage(CheckedProgram checked, Layout layout) {
    this.program = checked.program().element().getSimpleName().toString();
    this.checked = checked;
    this.layout = layout;
  }

  /** The whole page; the same program gives the same bytes. */
  public static String of(CheckedProgram program, Layout layout) {
    return new LayoutPage(program, layout).write();
  }

  private String write() {
    Colours colours = new Colours(layout);
    markup.open("html", "lang", "en");
    addHead();
    markup.open("body").open("header");
    markup.element("p", "Memory map", "class", "kind");
    markup.element("h1", program);
    markup.element("p", checked.program().element().getQualifiedName().toString(), "class", "full");
    addSummary();
    markup.close().open("main");
    new MemoryPart(layout, colours).addTo(markup);
    new ImportsPart(checked.imports(), layout, colours).addTo(markup);
    new TablePart(layout, colours).addTo(markup);
    new InstancesPart(layout, colours).addTo(markup);
    markup.close();
    markup.element(
        "footer",
        "Written by Radicchio’s annotation processor at compile time."
            + " -Aradicchio.map=false leaves it out.");
    markup.close().close();
    return markup.document();
  }

  private void addHead() {
    markup.open("head").empty("meta", "charset", "utf-8");
    markup.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    markup.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    markup.empty("meta", "name", "color-scheme", "content", "light dark");
    markup.element("title", program + ": memory map");
    markup.style(styleSheet()).close();
  }

  private static String styleSheet() {
    try (InputStream in = LayoutPage.class.getResourceAsStream("page.css")) {
      if (in == null) {
        throw new IllegalStateException("page.css is not in the processor's jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addSummary() {
    markup.open("dl", "class", "summary");
    addFigure(
        "Memory",
        Figures.bytes((long) layout.initialPages() * Layout.PAGE_BYTES),
        Figures.count(layout.initialPages(), "page")
            + (layout.maxPages() == 0 ? "" : " of at most " + Figures.count(layout.maxPages())));
    addFigure(
        "Stack", Figures.bytes(layout.stackHigh() - layout.stackLow()), "shared by all instances");
    long data = layout.instances().stream().mapToLong(LayoutPage::dataBytes).sum();
    addFigure(
        "Static data",
        Figures.bytes(data),
        "of " + Figures.count(layout.instances().size(), "instance"));
    addFigure("Heap", heapOwner(), "from " + Figures.address(layout.heapBase()));
    addFigure("Table", Figures.count(layout.tableSlots(), "slot"), "slot 0 is null");
    markup.close();
    String reason = layout.heap().unavailable();
    if (reason != null) {
      markup.element("p", "Java cannot allocate here: " + reason + ".", "class", "note");
    }
  }

  private static long dataBytes(InstanceLayout instance) {
    return instance.dataEnd() - instance.dataStart();
  }

  private String heapOwner() {
    HeapLayout heap = layout.heap();
    if (heap.policy() instanceof HeapPolicy.Guest guest) {
      return guest.instance();
    }
    return heap.policy() instanceof HeapPolicy.Host && heap.unavailable() == null
        ? "Java"
        : "modules";
  }

  private void addFigure(String term, String figure, String note) {
    markup.open("div").element("dt", term).element("dd", figure);
    markup.element("dd", note, "class", "note").close();
  }
}
