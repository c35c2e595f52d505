/**
 * The sources of a program: the class that implements it, and the class that shows its layout; and
 * the classes of structs.
 *
 * <p>Generated code calls the runtime's public API and nothing else; what it does at run time is
 * what anyone could write by hand.
 */
@NullMarked
package dev.radicchio.processor.generate;

import org.jspecify.annotations.NullMarked;
