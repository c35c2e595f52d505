package dev.radicchio.engine.chicory;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.wasm.Version;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.link.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** The version of the engine that is there. */
final class EngineVersion {
  private static final String PROPERTIES =
      "/META-INF/maven/com.dylibso.chicory/compiler/pom.properties";

  private EngineVersion() {}

  /** That of its run time, such as {@code 1.7.5}. */
  static String ofRunTime() {
    return Version.version();
  }

  /** That of its compiler; empty if that is not there, or does not tell. */
  static Optional<String> ofCompiler() {
    return Machines.COMPILER_PRESENT ? Compiler.version() : Optional.empty();
  }

  /** In a class of its own, so that the compiler is not looked for where it is absent. */
  private static final class Compiler {
    /** Asks a class of the compiler's, since its module has the file. */
    static Optional<String> version() {
      try (InputStream in = MachineFactoryCompiler.class.getResourceAsStream(PROPERTIES)) {
        if (in == null) {
          return Optional.empty();
        }
        Properties properties = new Properties();
        properties.load(in);
        return Optional.ofNullable(properties.getProperty("version"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Checks that compiler and run time are of one version: what the parser of one has read, the
   * compiler of another takes for something else.
   *
   * @throws dev.radicchio.link.LinkException if they are not
   */
  static void check() {
    ofCompiler().ifPresent(compiler -> check(compiler, ofRunTime()));
  }

  static void check(String compiler, String runTime) {
    if (!compiler.equals(runTime)) {
      throw ChicoryImage.refused(
          ProblemCode.ENGINE_VERSIONS, ChicoryEngine.NAME, compiler, runTime);
    }
  }

  /** Whether it has a shortcoming. */
  static boolean has(Shortcoming shortcoming) {
    return shortcoming.isOf(ChicoryEngine.NAME, ofRunTime());
  }
}
