package dev.radicchio.random;

import java.util.List;
import java.util.stream.Stream;

/**
 * A function.
 *
 * @param salt what makes its results different from others'
 */
record Function(
    String name, Unit unit, Linkage linkage, Shape shape, int salt, List<Operation> body)
    implements Item {
  Function {
    body = List.copyOf(body);
  }

  Function withBody(List<Operation> other) {
    return new Function(name, unit, linkage, shape, salt, other);
  }

  @Override
  public Stream<String> references() {
    return body.stream().flatMap(Operation::references);
  }

  @Override
  public List<Item> smaller() {
    return Lists.withoutEach(body).map(less -> (Item) withBody(less)).toList();
  }
}
