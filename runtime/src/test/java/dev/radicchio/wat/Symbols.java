package dev.radicchio.wat;

import dev.radicchio.binary.WasmWriter;
import dev.radicchio.wat.SExpression.Items;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The symbol table. */
final class Symbols {
  private static final int UNDEFINED = 0x10;
  private static final int EXPLICIT_NAME = 0x40;
  private static final Map<String, Integer> FLAGS =
      Map.of("weak", 1, "local", 2, "hidden", 4, "retain", 0x80);
  private static final Map<String, Integer> KINDS =
      Map.of("func", 0, "data", 1, "global", 2, "tag", 4);

  private final List<WasmWriter> symbols = new ArrayList<>();
  private final Map<String, Integer> byIdentifier = new HashMap<>();
  private final Map<String, Integer> byIndex = new HashMap<>();
  private final List<WasmWriter> segments = new ArrayList<>();

  /**
   * The symbol of a function, a global or a tag.
   *
   * @param annotations those that stand with it, none or one
   */
  void add(String kind, Identifiers space, int index, boolean imported, List<Items> annotations) {
    int flags = imported ? UNDEFINED : 0;
    String name = space.name(index);
    for (Items annotation : annotations) {
      flags |= flags(annotation);
      String given = qualifier(annotation, "name");
      if (given != null) {
        name = given;
        flags |= EXPLICIT_NAME;
      }
    }
    byIndex.put(kind + " " + index, symbols.size());
    byIdentifier.put(kind + " $" + space.name(index), symbols.size());
    WasmWriter out = new WasmWriter().u8(KINDS.get(kind)).u32(flags).u32(index);
    symbols.add((flags & (UNDEFINED | EXPLICIT_NAME)) == UNDEFINED ? out : out.name(name));
  }

  void importData(Items annotation) {
    byIdentifier.put("data " + annotation.all().get(1), symbols.size());
    symbols.add(
        new WasmWriter()
            .u8(KINDS.get("data"))
            .u32(flags(annotation) | UNDEFINED)
            .name(qualifier(annotation, "name")));
  }

  void data(Items annotation, int segment, int offset) {
    byIdentifier.put("data " + annotation.all().get(1), symbols.size());
    symbols.add(
        new WasmWriter()
            .u8(KINDS.get("data"))
            .u32(flags(annotation))
            .name(qualifier(annotation, "name"))
            .u32(segment)
            .u32(offset)
            .u32((int) ItemReader.number(qualifier(annotation, "size"))));
  }

  /** Says how a data segment is aligned, by default to 1. */
  void segment(List<Items> annotations) {
    int align = 1;
    for (Items annotation : annotations) {
      align = (int) ItemReader.number(qualifier(annotation, "align"));
    }
    segments.add(new WasmWriter().name(".data").u32(Integer.numberOfTrailingZeros(align)).u32(0));
  }

  private static int flags(Items annotation) {
    return annotation.all().stream()
        .mapToInt(item -> FLAGS.getOrDefault(item.toString(), 0))
        .reduce(0, (a, b) -> a | b);
  }

  /** The value of {@code key=value}, or null. */
  private static String qualifier(Items annotation, String key) {
    return annotation.all().stream()
        .map(SExpression::toString)
        .filter(item -> item.startsWith(key + "="))
        .map(item -> item.substring(key.length() + 1).replace("\"", ""))
        .findFirst()
        .orElse(null);
  }

  /** The index of a symbol, by what it is of. */
  int of(String kind, int index) {
    return byIndex.get(kind + " " + index);
  }

  /** The index of a symbol, by the method of a relocation and an identifier. */
  int named(String method, String identifier) {
    String kind = method.equals("functable") ? "func" : method;
    Integer symbol = byIdentifier.get(kind + " " + identifier);
    if (symbol == null) {
      throw new IllegalArgumentException("no symbol " + identifier);
    }
    return symbol;
  }

  WasmWriter section() {
    WasmWriter out = new WasmWriter().u32(2).u8(8).sized(WatModule.vector(symbols));
    return segments.isEmpty() ? out : out.u8(5).sized(WatModule.vector(segments));
  }
}
