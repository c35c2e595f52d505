/** A module whose functions and addresses are imported from Java, which reads its results. */
@NullMarked
package dev.radicchio.example.integration.math;

import org.jspecify.annotations.NullMarked;
