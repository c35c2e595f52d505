package dev.radicchio.processor.model;

/**
 * The engine of a program.
 *
 * @param engine the engine
 * @param isNamed whether it is named; if not, the program is compiled for it and may run on another
 *     that is there when it starts
 * @param isVisible whether code in the program's module can name the engine's classes
 */
public record EngineModel(ProgramEngine engine, boolean isNamed, boolean isVisible) {}
