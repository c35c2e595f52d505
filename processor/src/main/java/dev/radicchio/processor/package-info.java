/**
 * The annotation processor: it reads the interfaces ({@link dev.radicchio.processor.model}), checks
 * them against the modules' files ({@link dev.radicchio.processor.check}) and their debug
 * information ({@link dev.radicchio.processor.dwarf}), and writes the sources of each program
 * ({@link dev.radicchio.processor.generate}).
 *
 * <p>To Gradle the processor is <i>aggregating</i> ({@code META-INF/gradle}): the classes of a
 * program come from the program interface and from every module interface that it uses, and all of
 * them are originating elements. An isolating processor may name just one, or Gradle recompiles
 * everything. Gradle sees that a {@code .wasm} file has changed where it is among the resources on
 * the class path or a declared input of the compile task.
 */
@NullMarked
package dev.radicchio.processor;

import org.jspecify.annotations.NullMarked;
