/**
 * What runs images, in Radicchio's own terms: an engine loads an image, makes instances of it, and
 * calls their functions. No class of an engine is named here; {@code engine.chicory} and {@code
 * engine.endive} are two.
 */
@NullMarked
package dev.radicchio.engine;

import org.jspecify.annotations.NullMarked;
