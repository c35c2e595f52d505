/**
 * What users write: annotated interfaces that describe what each guest module exports, and which
 * instances of these modules share one linear memory.
 *
 * <pre>{@code
 * @WasmModule("wasm/counter.wasm")
 * interface Counter {
 *   int next();
 * }
 *
 * @SharedMemory
 * interface Counters extends AutoCloseable {
 *   Counter left();
 *
 *   Counter right();
 * }
 * }</pre>
 *
 * <p>From these the annotation processor generates {@code LinkedCounters}, whose static method
 * {@code link()} gives the running program, and {@code CountersLayout}, which tells where
 * everything is in its memory. A {@link dev.radicchio.annotations.WasmStruct} interface describes a
 * C struct in that memory, and {@code PointStruct} is generated for {@code Point}. All annotations
 * are kept in the class file and read at compile time only.
 */
@NullMarked
package dev.radicchio.annotations;

import org.jspecify.annotations.NullMarked;
