package dev.radicchio.processor.check;

import static java.util.stream.Collectors.joining;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import dev.radicchio.annotations.Length;
import dev.radicchio.annotations.Offset;
import dev.radicchio.annotations.Pointer;
import dev.radicchio.processor.model.FieldModel;
import dev.radicchio.processor.model.FieldSetting;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.SetterModel;
import dev.radicchio.processor.model.StructModel;
import dev.radicchio.processor.model.StructReader;
import dev.radicchio.processor.model.StructType;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Checks a struct: its shape, each of its fields, then its layout. */
public final class StructCheck {
  private static final List<Class<? extends Annotation>> OF_GETTERS =
      List.of(Pointer.class, Length.class, Offset.class);

  private final StructReader reader;

  public StructCheck(StructReader reader) {
    this.reader = reader;
  }

  public CheckedStruct check(StructModel struct) {
    List<Diagnostic> problems =
        new ArrayList<>(InterfaceShape.check(struct.element(), "@WasmStruct"));
    if (problems.isEmpty()) {
      checkMethods(struct, problems);
      checkConstants(struct, problems);
      struct.fields().forEach(field -> checkField(field, problems));
    }
    StructLayouts layouts = new StructLayouts(reader);
    StructLayouts.Outcome outcome = layouts.of(struct);
    if (outcome instanceof StructLayouts.Outcome.TooLarge tooLarge) {
      problems.add(
          Diagnostic.error(
              site(tooLarge.field()),
              tooLarge.field().signature()
                  + " makes "
                  + struct.type().name()
                  + " "
                  + tooLarge.end()
                  + " bytes large, and no memory has more than "
                  + Integer.MAX_VALUE
                  + "; give it fewer elements or a lower offset"));
    }
    if (outcome instanceof StructLayouts.Outcome.LaidOut laidOut) {
      checkSuperstructs(struct, laidOut.layout(), layouts, problems);
    }
    return new CheckedStruct(
        struct,
        problems.isEmpty() && outcome instanceof StructLayouts.Outcome.LaidOut laidOut
            ? Optional.of(laidOut.layout())
            : Optional.empty(),
        problems);
  }

  private static void checkMethods(StructModel struct, List<Diagnostic> problems) {
    if (struct.fields().isEmpty() && struct.orphans().isEmpty() && struct.others().isEmpty()) {
      problems.add(
          Diagnostic.error(
              Site.of(struct.element()),
              struct.type().name()
                  + " has no field, and C has no struct without any; declare a getter and a"
                  + " setter for each, as in int x(); void x(int value)"));
    }
    for (SetterModel setter : struct.orphans()) {
      problems.add(
          Diagnostic.error(
              site(setter),
              setter.signature()
                  + " sets a field that has no getter; declare "
                  + (setter.indexed() ? "@Length(<elements>) " : "")
                  + MethodModel.typeName(setter.type())
                  + " "
                  + setter.name()
                  + (setter.indexed() ? "(int index)" : "()")));
      checkAnnotations(setter.element(), struct.element(), problems);
    }
    for (ExecutableElement method : struct.others()) {
      problems.add(
          Diagnostic.error(
              Site.ofMember(method, struct.element()),
              method.getSimpleName()
                  + parameterNames(method)
                  + " is neither a getter nor a setter of a field; declare a field as in int x();"
                  + " void x(int value), an array with an index before the value, or give the"
                  + " method a body"));
    }
    for (ExecutableElement method : struct.reserved()) {
      problems.add(
          Diagnostic.error(
              Site.ofMember(method, struct.element()),
              method.getSimpleName()
                  + parameterNames(method)
                  + " would clash with the method that the generated "
                  + struct.type().viewName().simpleName()
                  + " has for itself; rename it"));
    }
  }

  private static void checkConstants(StructModel struct, List<Diagnostic> problems) {
    Map<String, FieldModel> fields = new HashMap<>();
    for (FieldModel field : struct.fields()) {
      FieldModel other = fields.putIfAbsent(field.constantName(), field);
      if (other != null) {
        problems.add(
            Diagnostic.error(
                site(field),
                field.signature()
                    + " and "
                    + other.signature()
                    + " would both have the constant "
                    + field.constantName()
                    + "; rename one"));
      }
    }
  }

  private void checkField(FieldModel field, List<Diagnostic> problems) {
    checkLength(field, problems);
    if (field.offset().filter(offset -> offset.value() < 0).isPresent()) {
      FieldSetting offset = field.offset().get();
      problems.add(
          Diagnostic.error(
              site(field, offset),
              field.signature()
                  + " has the offset "
                  + offset.value()
                  + ", which is before the struct; give one from 0 on"));
    }
    field.setters().forEach(setter -> checkAnnotations(setter.element(), field.owner(), problems));
    FieldType type = field.type();
    if (type instanceof FieldType.Unsupported) {
      problems.add(
          Diagnostic.error(
              site(field),
              field.signature()
                  + " has a type that no field of a C struct has; use byte, short, char (16 bits"
                  + " without a sign), int, long, float, double, boolean, an enum or a"
                  + " @WasmStruct interface (an address is an int, an array a getter with @Length"
                  + " and an int index)"));
    } else if (type instanceof FieldType.InvalidPointer) {
      problems.add(
          Diagnostic.error(
              site(field),
              field.signature()
                  + " has @Pointer, but "
                  + MethodModel.typeName(field.javaType())
                  + " is no @WasmStruct interface; return one, or an int without @Pointer for the"
                  + " address of anything else"));
    } else if (type instanceof FieldType.Nested nested) {
      checkAccess(field, nested.struct().element(), problems);
      checkNested(field, nested.struct(), problems);
    } else {
      if (type instanceof FieldType.Pointer pointer) {
        checkAccess(field, pointer.struct().element(), problems);
      } else if (type instanceof FieldType.Enumeration enumeration) {
        checkAccess(field, enumeration.element(), problems);
      }
      checkSetters(field, problems);
    }
  }

  private static void checkLength(FieldModel field, List<Diagnostic> problems) {
    if (field.length().isEmpty()) {
      if (field.indexed()) {
        problems.add(
            Diagnostic.error(
                site(field),
                field.signature()
                    + " is an array, and how many elements it has is not said; add"
                    + " @Length(<elements>)"));
      }
      return;
    }
    FieldSetting length = field.length().get();
    if (!field.indexed()) {
      problems.add(
          Diagnostic.error(
              site(field, length),
              field.signature()
                  + " has @Length, but no index; declare "
                  + MethodModel.typeName(field.javaType())
                  + " "
                  + field.name()
                  + "(int index), or remove @Length"));
    } else if (length.value() <= 0) {
      problems.add(
          Diagnostic.error(
              site(field, length),
              field.signature()
                  + " has "
                  + length.value()
                  + " elements; give at least 1 (for an array of open length behind the struct, use"
                  + " an address)"));
    }
  }

  private static void checkAnnotations(
      ExecutableElement setter, TypeElement struct, List<Diagnostic> problems) {
    for (Class<? extends Annotation> annotation : OF_GETTERS) {
      if (MoreElements.isAnnotationPresent(setter, annotation)) {
        problems.add(
            Diagnostic.error(
                Site.ofMember(setter, struct),
                "@"
                    + annotation.getSimpleName()
                    + " belongs on the getter of a field; move it there from the setter "
                    + setter.getSimpleName()));
      }
    }
  }

  private static void checkAccess(FieldModel field, TypeElement type, List<Diagnostic> problems) {
    if (!InterfaceShape.isAccessible(type, field.owner())) {
      problems.add(
          Diagnostic.error(
              site(field),
              field.signature()
                  + " is of the type "
                  + type.getSimpleName()
                  + ", which "
                  + field.owner().getSimpleName()
                  + " cannot see from its package; make the type "
                  + (type.getModifiers().contains(Modifier.PRIVATE)
                      ? "at least package-private"
                      : "public")));
    }
  }

  private static void checkSetters(FieldModel field, List<Diagnostic> problems) {
    if (field.setters().isEmpty()) {
      problems.add(
          Diagnostic.error(
              site(field),
              field.signature()
                  + " is a field without a setter; declare "
                  + field.setterDeclaration()));
    }
    for (SetterModel setter : field.setters()) {
      if (setter.indexed() != field.indexed() || !isSame(setter.type(), field.javaType())) {
        problems.add(
            Diagnostic.error(
                site(setter),
                setter.signature()
                    + " does not fit the field "
                    + field.signature()
                    + "; declare "
                    + field.setterDeclaration()));
      }
    }
  }

  /** Of types that fields have, which have no type arguments; annotations do not matter. */
  private static boolean isSame(TypeMirror one, TypeMirror other) {
    return (one.getKind() == TypeKind.DECLARED && other.getKind() == TypeKind.DECLARED)
        ? MoreTypes.asElement(one).equals(MoreTypes.asElement(other))
        : one.getKind() == other.getKind();
  }

  private void checkNested(FieldModel field, StructType struct, List<Diagnostic> problems) {
    for (SetterModel setter : field.setters()) {
      problems.add(
          Diagnostic.error(
              site(setter),
              setter.signature()
                  + " would replace a struct that is inside "
                  + field.owner().getSimpleName()
                  + "; remove it and set the fields of "
                  + field.name()
                  + (field.indexed() ? "(index)" : "()")
                  + " (if it is a pointer, mark the getter with @Pointer)"));
    }
    List<StructType> path = new ArrayList<>();
    if (leadsTo(field.owner(), struct, path, new HashSet<>())) {
      problems.add(
          Diagnostic.error(
              site(field),
              field.signature()
                  + " puts "
                  + field.owner().getSimpleName()
                  + " inside itself ("
                  + field.owner().getSimpleName()
                  + path.stream().map(step -> " > " + step.name()).collect(joining())
                  + "), so that its size has no end; make one a pointer with @Pointer"));
    }
  }

  /**
   * Whether {@code target} is {@code from} or inside it.
   *
   * @param path takes the structs on the way, both ends included, if so
   */
  private boolean leadsTo(
      TypeElement target, StructType from, List<StructType> path, Set<TypeElement> seen) {
    path.add(from);
    if (from.element().equals(target)) {
      return true;
    }
    if (seen.add(from.element())) {
      for (FieldModel field : reader.read(from).fields()) {
        if (field.type() instanceof FieldType.Nested nested
            && leadsTo(target, nested.struct(), path, seen)) {
          return true;
        }
      }
    }
    path.remove(path.size() - 1);
    return false;
  }

  /** A view of a struct is one of those that it extends, so these have to be its beginning. */
  private void checkSuperstructs(
      StructModel struct, StructLayout layout, StructLayouts layouts, List<Diagnostic> problems) {
    Map<String, Integer> offsets = new HashMap<>();
    layout.fields().forEach(field -> offsets.put(field.model().name(), field.offset()));
    for (StructType superstruct : superstructs(struct.element())) {
      layouts.of(superstruct).stream()
          .flatMap(other -> other.fields().stream())
          .filter(field -> offsets.getOrDefault(field.model().name(), -1) != field.offset())
          .findFirst()
          .ifPresent(
              field ->
                  problems.add(
                      Diagnostic.error(
                          Site.of(struct.element()),
                          struct.type().name()
                              + " extends the struct "
                              + superstruct.name()
                              + ", whose "
                              + field.model().signature()
                              + " is at offset "
                              + field.offset()
                              + (offsets.containsKey(field.model().name())
                                  ? ", but here it is at " + offsets.get(field.model().name())
                                  : ", but here it is no field")
                              + ", so that it could not stand for one; have "
                              + superstruct.name()
                              + " as a field instead")));
    }
  }

  private static Set<StructType> superstructs(TypeElement type) {
    Set<StructType> structs = new LinkedHashSet<>();
    for (TypeMirror superinterface : type.getInterfaces()) {
      StructType.of(superinterface).ifPresent(structs::add);
      structs.addAll(superstructs(MoreTypes.asTypeElement(superinterface)));
    }
    return structs;
  }

  private static String parameterNames(ExecutableElement method) {
    return method.getParameters().stream()
        .map(parameter -> MethodModel.typeName(parameter.asType()))
        .collect(joining(", ", "(", ")"));
  }

  private static Site site(FieldModel field) {
    return Site.ofMember(field.getter(), field.owner());
  }

  private static Site site(FieldModel field, FieldSetting setting) {
    return field.owner().equals(field.getter().getEnclosingElement())
        ? Site.of(field.getter(), setting.annotation(), setting.annotationValue())
        : site(field);
  }

  private static Site site(SetterModel setter) {
    return Site.ofMember(setter.element(), setter.owner());
  }
}
