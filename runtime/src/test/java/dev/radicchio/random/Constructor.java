package dev.radicchio.random;

import java.util.List;
import java.util.stream.Stream;

/**
 * A function that runs when the program is initialized.
 *
 * @param priority 0 for none
 */
record Constructor(String name, Unit unit, int priority, List<Operation> body) implements Item {
  Constructor {
    body = List.copyOf(body);
  }

  @Override
  public Linkage linkage() {
    return Linkage.LOCAL;
  }

  @Override
  public Stream<String> references() {
    return body.stream().flatMap(Operation::references);
  }

  @Override
  public List<Item> smaller() {
    return Lists.withoutEach(body)
        .map(less -> (Item) new Constructor(name, unit, priority, less))
        .toList();
  }
}
