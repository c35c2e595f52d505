package dev.radicchio.link.plan;

import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A layout as bytes: the custom section of an image that was compiled ahead of time. It is read
 * without lambdas, each of which makes a JVM start slower.
 */
public final class LayoutSection {
  private static final int HOST = 0;
  private static final int GUEST = 1;
  private static final int PRIVATE = 2;

  private LayoutSection() {}

  public static byte[] write(Layout layout) {
    WasmWriter out = new WasmWriter();
    out.s64(layout.stackLow()).s64(layout.stackHigh()).s64(layout.heapBase());
    write(out, layout.heap());
    out.u32(layout.initialPages()).u32(layout.maxPages()).u32(layout.tableSlots());
    write(out, layout.regions(), LayoutSection::write);
    write(out, layout.instances(), LayoutSection::write);
    write(out, layout.stackPointers(), WasmWriter::u32);
    return out.toByteArray();
  }

  public static Layout read(WasmReader in) {
    return new Layout(
        in.s64(),
        in.s64(),
        in.s64(),
        readHeap(in),
        in.u32(),
        in.u32(),
        in.u32(),
        readRegions(in),
        readInstances(in),
        readStackPointers(in));
  }

  private static void write(WasmWriter out, HeapLayout heap) {
    if (heap.policy() instanceof HeapPolicy.Guest guest) {
      out.u8(GUEST).name(guest.instance()).name(guest.malloc()).name(guest.free());
    } else {
      out.u8(heap.policy() instanceof HeapPolicy.Host ? HOST : PRIVATE);
    }
    optional(out.s64(heap.start()).s64(heap.end()), heap.unavailable());
  }

  private static HeapLayout readHeap(WasmReader in) {
    HeapPolicy policy =
        switch (in.u8()) {
          case HOST -> new HeapPolicy.Host();
          case GUEST -> new HeapPolicy.Guest(in.name(), in.name(), in.name());
          default -> new HeapPolicy.Private();
        };
    return new HeapLayout(policy, in.s64(), in.s64(), optional(in));
  }

  private static void write(WasmWriter out, Region region) {
    optional(out.name(region.kind().name()), region.owner());
    out.s64(region.start()).s64(region.end());
  }

  private static List<Region> readRegions(WasmReader in) {
    List<Region> regions = new ArrayList<>();
    for (int i = in.count(); i > 0; i--) {
      regions.add(new Region(Region.Kind.valueOf(in.name()), optional(in), in.s64(), in.s64()));
    }
    return regions;
  }

  private static void write(WasmWriter out, InstanceLayout instance) {
    out.name(instance.name()).name(instance.module()).name(instance.model().name());
    out.name(instance.sha256()).s64(instance.base()).u8(instance.reachesBelow() ? 1 : 0);
    out.s64(instance.dataStart()).s64(instance.dataEnd());
    out.u32(instance.tableStart()).u32(instance.tableEnd());
    write(
        out,
        instance.symbols(),
        (to, symbol) -> to.name(symbol.name()).s64(symbol.address()).s64(symbol.size()));
  }

  private static List<InstanceLayout> readInstances(WasmReader in) {
    List<InstanceLayout> instances = new ArrayList<>();
    for (int i = in.count(); i > 0; i--) {
      instances.add(readInstance(in));
    }
    return instances;
  }

  private static List<Integer> readStackPointers(WasmReader in) {
    List<Integer> globals = new ArrayList<>();
    for (int i = in.count(); i > 0; i--) {
      globals.add(in.u32());
    }
    return globals;
  }

  private static List<DataSymbol> readSymbols(WasmReader in) {
    List<DataSymbol> symbols = new ArrayList<>();
    for (int i = in.count(); i > 0; i--) {
      symbols.add(new DataSymbol(in.name(), in.s64(), in.s64()));
    }
    return symbols;
  }

  private static InstanceLayout readInstance(WasmReader in) {
    return new InstanceLayout(
        in.name(),
        in.name(),
        RelocationModel.valueOf(in.name()),
        in.name(),
        in.s64(),
        in.u8() != 0,
        in.s64(),
        in.s64(),
        in.u32(),
        in.u32(),
        readSymbols(in));
  }

  private static void optional(WasmWriter out, @Nullable String text) {
    out.u8(text == null ? 0 : 1);
    if (text != null) {
      out.name(text);
    }
  }

  private static @Nullable String optional(WasmReader in) {
    return in.u8() == 0 ? null : in.name();
  }

  private static <T> void write(WasmWriter out, List<T> items, BiConsumer<WasmWriter, T> write) {
    out.u32(items.size());
    items.forEach(item -> write.accept(out, item));
  }
}
