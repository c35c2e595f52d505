package dev.radicchio.random;

import dev.radicchio.Engine;
import dev.radicchio.link.LinkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Compares programs with their twins. */
final class Differential {
  private final Toolchain toolchain;

  Differential(Toolchain toolchain) {
    this.toolchain = toolchain;
  }

  /**
   * How a program failed.
   *
   * @param kind by which a smaller program that fails is known to fail in the same way
   */
  private record Failure(String kind, String text) {
    static final Failure NONE = new Failure("", "");
  }

  /** Builds a program and asks its twin. */
  SeparateProgram built(RandomProgram program) throws IOException {
    Toolchain.Built built = toolchain.build(program);
    List<ProgramCall> calls = ProgramCall.of(program);
    return SeparateProgram.of(built, calls, Twin.run(built.twin(), calls));
  }

  /**
   * What a program does wrong, and the least program that does so, as source.
   *
   * @return empty if it does nothing wrong
   */
  String shrunkFailure(RandomProgram program) {
    Failure failure = failure(program);
    if (failure.equals(Failure.NONE)) {
      return "";
    }
    RandomProgram least =
        Shrinker.shrink(program, smaller -> failure(smaller).kind.equals(failure.kind));
    return "seed %d: %s%nleast: %s%n%s"
        .formatted(program.seed(), failure.text, failure(least).text, source(least));
  }

  private Failure failure(RandomProgram program) {
    try {
      SeparateProgram built = built(program);
      Engine engine = program.seed() % 2 == 0 ? Engine.INTERPRETED : Engine.COMPILED;
      return difference(built, SeparateRun.run(built, engine));
    } catch (Toolchain.BuildException e) {
      return new Failure("build", e.getMessage());
    } catch (SeparateRun.RefusedException e) {
      return new Failure(e.code(), e.getMessage());
    } catch (LinkException e) {
      return new Failure(e.problems().get(0).code().toString(), e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Failure difference(SeparateProgram program, List<String> found) {
    for (int i = 0; i < program.answers().size(); i++) {
      String expected = program.answers().get(i);
      String answer = i < found.size() ? found.get(i) : "nothing";
      if (!answer.equals(expected)) {
        Object call = i == 0 ? "initializing" : program.calls().get(i - 1);
        return new Failure(
            "difference", "%s: expected %s, was %s".formatted(call, expected, answer));
      }
    }
    return Failure.NONE;
  }

  private String source(RandomProgram program) {
    StringBuilder out = new StringBuilder();
    try {
      Path directory = toolchain.build(program).directory();
      for (Part part : program.parts()) {
        out.append(part).append('\n');
        for (int i = 0; i < part.units(); i++) {
          String file = new Unit(part.name(), i) + "." + part.language().extension();
          out.append("// ").append(file).append('\n');
          out.append(Toolchain.generated(directory.resolve(file)));
        }
      }
    } catch (IOException e) {
      out.append(e);
    }
    return out.toString();
  }
}
