package dev.radicchio.processor.model;

import com.google.auto.common.MoreElements;
import javax.lang.model.element.TypeElement;

/** The name that generated top-level classes take over from an interface. */
final class FlatName {
  private FlatName() {}

  /** The interface's name with those of the types around it, as in {@code Outer_Geometry}. */
  static String of(TypeElement type) {
    String packageName = MoreElements.getPackage(type).getQualifiedName().toString();
    String name = type.getQualifiedName().toString();
    return name.substring(packageName.isEmpty() ? 0 : packageName.length() + 1).replace('.', '_');
  }
}
