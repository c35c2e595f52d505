/** Modules that were compiled against the allocator of another module. */
@NullMarked
package dev.radicchio.example.integration.guestheap;

import org.jspecify.annotations.NullMarked;
