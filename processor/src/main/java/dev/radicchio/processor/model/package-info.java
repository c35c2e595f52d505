/**
 * What the annotated interfaces say, as records.
 *
 * <p>The readers are total: they accept any element that an annotation was put on, and describe
 * what is wrong with it as a value ({@link dev.radicchio.processor.model.ResultModel.Unsupported},
 * {@link dev.radicchio.processor.model.InvalidAccessor}) that a check reports later. So each
 * problem of an interface is reported, not just the first that a reader would stumble over.
 */
@NullMarked
package dev.radicchio.processor.model;

import org.jspecify.annotations.NullMarked;
