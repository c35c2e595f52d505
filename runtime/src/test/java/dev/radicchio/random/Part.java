package dev.radicchio.random;

import java.util.ArrayList;
import java.util.List;

/**
 * One module of a random program.
 *
 * @param name which is its instance's as well
 * @param level the compiler's level of optimization, such as {@code O2}
 * @param units of how many source files it is made
 * @param llvm the release of LLVM that compiles and links it, unless it is in Rust
 * @param features what its compiler may use, as options
 * @param layout options of its linker that change where things are
 */
record Part(
    String name,
    Language language,
    Model model,
    String level,
    int units,
    int llvm,
    List<String> features,
    List<String> layout) {
  /** The release that links the twin. */
  static final int LLVM = 19;

  Part {
    features = List.copyOf(features);
    layout = List.copyOf(layout);
  }

  /** The same with one of its options less, each time another. */
  List<Part> smaller() {
    List<Part> all = new ArrayList<>();
    Lists.withoutEach(features)
        .forEach(
            less -> all.add(new Part(name, language, model, level, units, llvm, less, layout)));
    Lists.withoutEach(layout)
        .forEach(
            less -> all.add(new Part(name, language, model, level, units, llvm, features, less)));
    return all;
  }

  /**
   * Whether its linker can be told to keep the names of what it does not need: LLVM 19's crashes
   * then for shared libraries, and LLVM 14's always.
   */
  boolean keepsNames() {
    return language != Language.RUST && llvm == LLVM && model != Model.DYLINK;
  }
}
