package dev.radicchio.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A variable, which is an array.
 *
 * @param count how many elements it has
 * @param salt what makes its contents different from others'
 * @param targets what its elements refer to: one for each, or three for each node (the next node, a
 *     cell, a function); null for none
 */
record Variable(
    String name,
    Unit unit,
    Linkage linkage,
    Contents contents,
    int count,
    int salt,
    Traits traits,
    List<Target> targets)
    implements Item {
  /** How many targets a node has. */
  static final int OF_NODE = 3;

  /**
   * What else is said of a variable.
   *
   * @param section whether it has a section of its own
   * @param dynamic whether code gives it its first value
   * @param align in bytes, 0 for what the type has
   * @param skew the bytes by which pointers are off, which whoever uses them knows
   */
  record Traits(
      boolean constant,
      boolean zero,
      boolean threadLocal,
      boolean section,
      boolean dynamic,
      int align,
      int skew) {
    static final Traits NONE = new Traits(false, false, false, false, false, 0, 0);
  }

  /**
   * An address.
   *
   * @param index of the element that it is the address of
   */
  record Target(String name, int index) {}

  Variable {
    targets = new ArrayList<>(targets);
  }

  Variable withTargets(List<Target> others) {
    return new Variable(name, unit, linkage, contents, count, salt, traits, others);
  }

  private Variable withTraits(Traits others) {
    return new Variable(name, unit, linkage, contents, count, salt, others, targets);
  }

  @Override
  public Stream<String> references() {
    return targets.stream().filter(Objects::nonNull).map(Target::name);
  }

  @Override
  public List<Item> smaller() {
    List<Item> all = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i) != null) {
        List<Target> less = new ArrayList<>(targets);
        less.set(i, null);
        all.add(withTargets(less));
      }
    }
    if (!traits.equals(Traits.NONE)) {
      all.add(withTraits(Traits.NONE));
    }
    return all;
  }
}
