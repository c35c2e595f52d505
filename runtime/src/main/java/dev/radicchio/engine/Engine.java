package dev.radicchio.engine;

import static java.util.stream.Collectors.joining;

import dev.radicchio.link.Image;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What validates, compiles and runs images. It is found as a service, in the module or on the class
 * path that has Radicchio's runtime.
 *
 * <p>An engine names itself nowhere but in its own package. What runs on it, it sees as functions
 * and values in the terms of this package.
 */
public interface Engine {
  /**
   * The engine that runs programs which do not say on which: the first that is present, in the
   * order in which Radicchio names them, Chicory before Endive.
   *
   * @throws IllegalStateException if none is present
   */
  static Engine installed() {
    List<Engine> engines = known();
    for (Engine engine : engines) {
      if (engine.isPresent()) {
        return engine;
      }
    }
    throw new IllegalStateException(
        "no engine is there; add one of them: "
            + engines.stream().map(Engine::whereToGet).collect(joining(", or ")));
  }

  /**
   * The engine of a name.
   *
   * @param name {@code "chicory"} or {@code "endive"}
   * @throws IllegalArgumentException if no engine has that name
   * @throws IllegalStateException if it is not present
   */
  static Engine named(String name) {
    Engine engine =
        find(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no engine "
                            + name
                            + "; it is one of "
                            + known().stream().map(Engine::name).collect(joining(", "))));
    if (!engine.isPresent()) {
      throw new IllegalStateException(
          "the engine " + name + " is not there; add " + engine.whereToGet());
    }
    return engine;
  }

  /** The engine of a name, which need not be present; empty if none has it. */
  static Optional<Engine> find(String name) {
    return known().stream().filter(engine -> engine.name().equals(name)).findFirst();
  }

  private static List<Engine> known() {
    return ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /** Its name, in lower case. */
  String name();

  /** Whether its own classes are there. */
  boolean isPresent();

  /** Whether it is present with its compiler. */
  boolean canCompile();

  /** Whether the version of it that is present has a shortcoming. */
  boolean has(Shortcoming shortcoming);

  /** The artifact that brings its own classes, and the module that has them. */
  String whereToGet();

  /**
   * Validates an image. The linker checks structure and indices; that the code is well typed is
   * seen here, which takes several times as long as linking.
   *
   * @throws dev.radicchio.link.LinkException if a module's code is not valid
   */
  ValidImage validate(Image image);

  /**
   * Validates an image and makes it ready to run, compiled where the engine can.
   *
   * @throws dev.radicchio.link.LinkException if a module's code is not valid or needs what the
   *     engine does not have, or the image is larger than the JVM allows
   */
  LoadedImage load(Image image);
}
