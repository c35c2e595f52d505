package dev.radicchio.link.resolve;

import dev.radicchio.link.input.Instance;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks that every library that a shared library names in {@code dylink.0} as needed is a module
 * of the program: by the file's name, with {@code .so} and {@code .wasm} meaning the same, or by an
 * instance's name.
 *
 * @see <a
 *     href="https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md#the-dylink0-section">
 *     DynamicLinking: The "dylink.0" Section</a>
 */
final class NeededLibraries {
  private NeededLibraries() {}

  /** A problem for each library that no instance is. */
  static List<Problem> missing(List<Instance> instances) {
    List<Problem> problems = new ArrayList<>();
    for (Instance instance : instances) {
      for (String library : instance.module().neededLibraries()) {
        if (find(instances, library).isEmpty()) {
          problems.add(ProblemCode.LIBRARY_MISSING.of(instance.name(), instance.file(), library));
        }
      }
    }
    return problems;
  }

  /** The first instance of a library. */
  static Optional<Instance> find(List<Instance> instances, String library) {
    String stem = stem(library);
    return instances.stream()
        .filter(instance -> stem(instance.file()).equals(stem) || instance.name().equals(stem))
        .findFirst();
  }

  private static String stem(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    for (String extension : List.of(".so", ".wasm")) {
      if (file.endsWith(extension)) {
        return file.substring(0, file.length() - extension.length());
      }
    }
    return file;
  }
}
