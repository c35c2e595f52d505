/** Modules that import {@code malloc} and {@code free}, which Java serves. */
@NullMarked
package dev.radicchio.example.integration.javaheap;

import org.jspecify.annotations.NullMarked;
