/** Benchmarks, and what is required of their ratios. */
@NullMarked
package dev.radicchio.example.benchmarks;

import org.jspecify.annotations.NullMarked;
