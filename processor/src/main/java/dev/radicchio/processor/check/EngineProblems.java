package dev.radicchio.processor.check;

import dev.radicchio.processor.model.ProgramEngine;
import dev.radicchio.processor.model.ProgramModel;

/** What is said where a program's engine is not where it has to be. */
public final class EngineProblems {
  private EngineProblems() {}

  /** The processor cannot validate the program. */
  static Diagnostic notThere(ProgramModel program) {
    return notThere(program, "", program.engine().engine().runTimeArtifact());
  }

  /** The processor cannot compile the program. */
  public static Diagnostic compilerNotThere(ProgramModel program) {
    return notThere(program, " with its compiler", program.engine().engine().compilerArtifact());
  }

  private static Diagnostic notThere(ProgramModel program, String part, String artifact) {
    return DiagnosticCode.ENGINE_NOT_THERE.at(
        Site.of(program.element()),
        program.element().getSimpleName(),
        program.engine().engine().title(),
        part,
        artifact);
  }

  /**
   * What is generated for the program cannot name the engine's classes.
   *
   * @param generated the class that would
   */
  public static Diagnostic notVisible(ProgramModel program, String generated) {
    ProgramEngine engine = program.engine().engine();
    return DiagnosticCode.ENGINE_NOT_VISIBLE.at(
        Site.of(program.element()),
        program.element().getSimpleName(),
        engine.title(),
        generated,
        engine.runTimeArtifact(),
        engine.runTimeJavaModule());
  }
}
