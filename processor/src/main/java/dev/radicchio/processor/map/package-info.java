/**
 * The page that shows a program: where everything is in its memory and its table, and who gets what
 * from whom. {@link dev.radicchio.processor.map.LayoutPage} has one part for each.
 *
 * <p>A page is one file without scripts, and nothing in it is loaded from elsewhere. It shows names
 * out of files that may come from anywhere, so that all markup goes through {@link
 * dev.radicchio.processor.map.Markup}, which escapes them, and the page's own policy forbids
 * whatever would get through. It is well-formed XML, which the tests parse it as.
 */
@NullMarked
package dev.radicchio.processor.map;

import org.jspecify.annotations.NullMarked;
