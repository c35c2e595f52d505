/** Compiles a linked image to JVM bytecode, with the compiler of its engine. */
@NullMarked
package dev.radicchio.processor.compile;

import org.jspecify.annotations.NullMarked;
