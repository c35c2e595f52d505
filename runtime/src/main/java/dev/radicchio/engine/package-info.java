/**
 * Runs an image on Chicory. The only package that touches Chicory's run-time API: another engine
 * would change this package alone.
 */
@NullMarked
package dev.radicchio.engine;

import org.jspecify.annotations.NullMarked;
