/**
 * One module, read and recognised: what its toolchain made, and how it can be moved.
 *
 * <p>{@link dev.radicchio.link.input.ModuleReader} decodes the file, walks its code once ({@link
 * dev.radicchio.link.input.CodeScan}) and recognises its relocation model. Each model is a class
 * behind {@link dev.radicchio.link.input.Relocatability}, which answers all that later stages have
 * to know; where an answer depends on the program, it is given for a {@link
 * dev.radicchio.link.input.ModulePlace}. Nothing here knows a later stage.
 */
@NullMarked
package dev.radicchio.link.input;

import org.jspecify.annotations.NullMarked;
