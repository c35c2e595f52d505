package dev.radicchio.corpus;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A row linked as far as it can be: two instances of it with another module between them, else one
 * and the other module. Each module keeps its own allocator.
 *
 * @param image nothing if the row is refused altogether
 * @param instances the instances of the row in the image
 * @param refusals the messages of what was refused, in this order: reading the module without
 *     asking for its model, linking it twice, linking it once
 */
public record LinkedRow(
    Row row, Optional<Image> image, List<String> instances, List<String> refusals) {
  private static final Pattern CODE = Pattern.compile(" \\(RAD\\d{3}\\)$", Pattern.MULTILINE);
  private static final Map<Row, LinkedRow> LINKED = new ConcurrentHashMap<>();

  public LinkedRow {
    instances = List.copyOf(instances);
    refusals = List.copyOf(refusals);
  }

  /** Links a row, or gives what linking it gave before. */
  public static LinkedRow of(Row row) {
    return LINKED.computeIfAbsent(row, LinkedRow::link);
  }

  private static LinkedRow link(Row row) {
    List<String> refusals = new ArrayList<>();
    try {
      WasmFile.read(row.module(), Corpus.bytes(row));
    } catch (LinkException e) {
      refusals.add(withoutCodes(e));
      if (!row.isPicStatic()) {
        return new LinkedRow(row, Optional.empty(), List.of(), refusals);
      }
    }
    // one must link even where two do: they could satisfy each other's imports
    Optional<Image> two = link(row, List.of("one", "two"), refusals);
    Optional<Image> one = link(row, List.of("one"), refusals);
    return two.isPresent()
        ? new LinkedRow(row, two, List.of("one", "two"), refusals)
        : new LinkedRow(row, one, one.isPresent() ? List.of("one") : List.of(), refusals);
  }

  private static Optional<Image> link(Row row, List<String> instances, List<String> refusals) {
    try {
      return Optional.of(linker(row, instances).heap(new HeapPolicy.Private()).link());
    } catch (LinkException e) {
      refusals.add(withoutCodes(e));
      return Optional.empty();
    }
  }

  /** The table of refusals has the messages alone, one a line. */
  private static String withoutCodes(LinkException e) {
    return CODE.matcher(e.getMessage()).replaceAll("");
  }

  private static Linker linker(Row row, List<String> instances) {
    WasmFile file = row.read();
    Linker linker = Linker.create();
    row.hosts().forEach(linker::hostByName); // for Node, too
    linker.add(instances.get(0), file);
    linker.add(Scenario.OTHER, Fixture.wasm(Scenario.OTHER_FIXTURE));
    instances.stream().skip(1).forEach(instance -> linker.add(instance, file));
    if (instances.size() == 1) { // of two, one is elsewhere
      row.base().ifPresent(base -> linker.base(instances.get(0), base));
    }
    return linker;
  }

  /** The row linked so that the program's heap, in Java, replaces the allocator that it brings. */
  Image onProgramHeap() {
    return linker(row, instances).link();
  }

  /** Whether it computes what its module computes alone: it links, and not only against advice. */
  public boolean isSound() {
    return image.isPresent() && !Corpus.isUnsound(row);
  }

  /** What the image is called with. */
  Scenario scenario() {
    return Scenario.withOther(row, instances);
  }

  @Override
  public String toString() {
    return row.toString();
  }
}
