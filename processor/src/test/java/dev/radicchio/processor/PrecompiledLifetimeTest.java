package dev.radicchio.processor;

import org.junit.jupiter.api.extension.ExtendWith;

/** The same with programs that are compiled to bytecode. */
@ExtendWith(Precompiling.class)
final class PrecompiledLifetimeTest extends LifetimeTest {}
