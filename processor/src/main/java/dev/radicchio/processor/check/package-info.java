/**
 * The checks: what the interfaces say against what the modules' files hold, through the linker that
 * the program will use at run time.
 *
 * <p>A check never stops at the first problem and never reports a consequence of another: a module
 * whose file is missing is not said to lack exports, and a program with such a module is not
 * linked.
 */
@NullMarked
package dev.radicchio.processor.check;

import org.jspecify.annotations.NullMarked;
