package dev.radicchio.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class of C++ with virtual functions.
 *
 * @param unit where its functions are defined; the header if they are inline
 * @param base another class, or empty
 */
record VirtualClass(String name, Unit unit, String base, int salt, List<List<Operation>> methods)
    implements Item {
  /** How many virtual functions each has. */
  static final int METHODS = 2;

  @Override
  public Linkage linkage() {
    return unit.isHeader() ? Linkage.INLINE : Linkage.EXPORTED;
  }

  @Override
  public Stream<String> references() {
    Stream<String> called = methods.stream().flatMap(List::stream).flatMap(Operation::references);
    return base.isEmpty() ? called : Stream.concat(Stream.of(base), called);
  }

  @Override
  public List<Item> smaller() {
    List<Item> all = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++) {
      int method = i;
      Lists.withoutEach(methods.get(i))
          .forEach(
              less -> {
                List<List<Operation>> others = new ArrayList<>(methods);
                others.set(method, less);
                all.add(new VirtualClass(name, unit, base, salt, others));
              });
    }
    return all;
  }
}
