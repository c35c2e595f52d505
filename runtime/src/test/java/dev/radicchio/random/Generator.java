package dev.radicchio.random;

import dev.radicchio.random.RandomProgram.Settings;
import dev.radicchio.random.RandomProgram.Step;
import java.util.ArrayList;
import java.util.List;

/** Makes up a random program: first what there is, then what refers to what. */
final class Generator {
  private Generator() {}

  /** Of C and C++ only. */
  static RandomProgram ofC(long seed) {
    return generate(seed, false);
  }

  /** With a part in Rust. */
  static RandomProgram withRust(long seed) {
    return generate(seed, true);
  }

  private static RandomProgram generate(long seed, boolean rust) {
    Chance chance = new Chance(seed);
    Flavor flavor = Flavor.of(chance, rust);
    Declarations declarations = Declarations.of(chance, flavor);
    List<Item> items = References.in(declarations, chance, flavor);
    boolean guestHeap = !rust && !flavor.library() && chance.oneIn(3);
    Settings settings =
        new Settings(
            guestHeap,
            flavor.atomics(),
            flavor.twice(),
            flavor.library(),
            chance.any(BuildCommands.RUST));
    return new RandomProgram(
        seed, declarations.parts(), items, steps(items, flavor, chance), settings);
  }

  private static List<Step> steps(List<Item> items, Flavor flavor, Chance chance) {
    List<Step> steps = new ArrayList<>();
    for (Item item : items) {
      if (item instanceof Function function
          && !flavor.isShared(function.unit().part())
          && function.linkage().isExported()
          && function.shape().isCallable()) {
        steps.add(new Step(function.name(), chance.number()));
      }
    }
    return steps.stream().distinct().toList();
  }
}
