/**
 * The sources of a program: the class that implements it, and the class that shows its layout.
 *
 * <p>Generated code calls the linker's public API and nothing else; what it does at run time is
 * what anyone could write by hand.
 */
@NullMarked
package dev.radicchio.processor.generate;

import org.jspecify.annotations.NullMarked;
