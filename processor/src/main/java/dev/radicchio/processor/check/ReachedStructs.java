package dev.radicchio.processor.check;

import dev.radicchio.processor.model.FieldModel;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.FunctionInterface;
import dev.radicchio.processor.model.FunctionModel;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.MethodReader;
import dev.radicchio.processor.model.StructReader;
import dev.radicchio.processor.model.StructType;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** The structs that methods lead to. */
final class ReachedStructs {
  private final StructReader structs;
  private final MethodReader methods;

  ReachedStructs(StructReader structs, MethodReader methods) {
    this.structs = structs;
    this.methods = methods;
  }

  /** Those that methods name, the methods of functions that they pass included. */
  Set<StructType> named(Stream<MethodModel> all) {
    Set<StructType> found = new LinkedHashSet<>();
    Set<TypeElement> seen = new HashSet<>();
    all.forEach(method -> addNamed(method, found, seen));
    return found;
  }

  /** Structs with all that lie in them or that they point to. */
  Set<StructType> withInner(Set<StructType> some) {
    Set<StructType> found = new LinkedHashSet<>();
    some.forEach(struct -> addInner(struct, found));
    return found;
  }

  private void addNamed(MethodModel method, Set<StructType> found, Set<TypeElement> seen) {
    method
        .namedTypes()
        .filter(seen::add)
        .forEach(
            type -> {
              StructType.of(type).ifPresent(found::add);
              FunctionInterface.of(type).stream()
                  .flatMap(function -> FunctionModel.of(function, methods).methods().stream())
                  .forEach(inner -> addNamed(inner, found, seen));
            });
  }

  private void addInner(StructType struct, Set<StructType> found) {
    if (found.add(struct)) {
      for (FieldModel field : structs.read(struct).fields()) {
        if (field.type() instanceof FieldType.Nested nested) {
          addInner(nested.struct(), found);
        } else if (field.type() instanceof FieldType.Pointer pointer) {
          addInner(pointer.struct(), found);
        }
      }
    }
  }
}
