/** Compiles a linked image to JVM bytecode, with Chicory's compiler. */
@NullMarked
package dev.radicchio.processor.compile;

import org.jspecify.annotations.NullMarked;
