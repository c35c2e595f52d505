package dev.radicchio.wat;

import dev.radicchio.binary.WasmWriter;
import dev.radicchio.wat.SExpression.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The relocations of one section, as they are found while it is written. */
final class Relocations {
  /** By method, format and modifier. */
  private static final Map<String, Integer> TYPES =
      Map.ofEntries(
          Map.entry("func leb", 0),
          Map.entry("functable sleb", 1),
          Map.entry("functable i32", 2),
          Map.entry("data leb", 3),
          Map.entry("data sleb", 4),
          Map.entry("data i32", 5),
          Map.entry("type leb", 6),
          Map.entry("global leb", 7),
          Map.entry("tag leb", 10),
          Map.entry("data sleb pic", 11),
          Map.entry("functable sleb pic", 12),
          Map.entry("data i32 pic", 23));

  private record Site(int type, int offset, int index, int addend) {}

  private final Symbols symbols;
  private final List<Site> sites = new ArrayList<>();

  Relocations(Symbols symbols) {
    this.symbols = symbols;
  }

  /** One of an index; of a type the index itself counts, of others the symbol. */
  void index(String method, int offset, int index) {
    int symbol = method.equals("type") ? index : symbols.of(method, index);
    sites.add(new Site(TYPES.get(method + " leb"), offset, symbol, 0));
  }

  /** One that an annotation describes, whose format goes without saying. */
  void annotated(Items annotation, String format, int offset) {
    ItemReader parts = annotation.rest();
    String method = parts.word();
    String symbol = parts.word();
    String modifier = "";
    if (!symbol.startsWith("$")) {
      modifier = " " + symbol;
      symbol = parts.word();
    }
    int addend = parts.atEnd() ? 0 : (int) parts.number();
    sites.add(
        new Site(
            TYPES.get(method + " " + format + modifier),
            offset,
            symbols.named(method, symbol),
            addend));
  }

  /** What starts later in the section than where it was written. */
  void addMoved(Relocations others, int distance) {
    for (Site site : others.sites) {
      sites.add(new Site(site.type, site.offset + distance, site.index, site.addend));
    }
  }

  boolean isEmpty() {
    return sites.isEmpty();
  }

  WasmWriter section(int target) {
    WasmWriter out = new WasmWriter().u32(target).u32(sites.size());
    for (Site site : sites) {
      out.u8(site.type).u32(site.offset).u32(site.index);
      if ((site.type >= 3 && site.type <= 5) || site.type == 11 || site.type == 23) {
        out.s64(site.addend);
      }
    }
    return out;
  }
}
