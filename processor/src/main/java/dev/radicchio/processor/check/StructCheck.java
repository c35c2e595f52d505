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
import org.jspecify.annotations.Nullable;

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
          DiagnosticCode.STRUCT_TOO_LARGE.at(
              site(tooLarge.field()),
              tooLarge.field().signature(),
              struct.type().name(),
              tooLarge.end(),
              Integer.MAX_VALUE));
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
          DiagnosticCode.STRUCT_WITHOUT_FIELD.at(Site.of(struct.element()), struct.type().name()));
    }
    for (SetterModel setter : struct.orphans()) {
      problems.add(
          DiagnosticCode.SETTER_WITHOUT_GETTER.at(
              site(setter),
              setter.signature(),
              (setter.indexed() ? "@Length(<elements>) " : "")
                  + MethodModel.typeName(setter.type())
                  + " "
                  + setter.name()
                  + (setter.indexed() ? "(int index)" : "()")));
      checkAnnotations(setter.element(), struct.element(), problems);
    }
    for (ExecutableElement method : struct.others()) {
      problems.add(
          DiagnosticCode.NEITHER_GETTER_NOR_SETTER.at(
              Site.ofMember(method, struct.element()),
              method.getSimpleName() + parameterNames(method)));
    }
    for (ExecutableElement method : struct.reserved()) {
      problems.add(
          DiagnosticCode.RESERVED_STRUCT_METHOD.at(
              Site.ofMember(method, struct.element()),
              method.getSimpleName() + parameterNames(method),
              struct.type().viewName().simpleName()));
    }
  }

  private static void checkConstants(StructModel struct, List<Diagnostic> problems) {
    Map<String, FieldModel> fields = new HashMap<>();
    for (FieldModel field : struct.fields()) {
      FieldModel other = fields.putIfAbsent(field.constantName(), field);
      if (other != null) {
        problems.add(
            DiagnosticCode.OFFSET_CONSTANT_TWICE.at(
                site(field), field.signature(), other.signature(), field.constantName()));
      }
    }
  }

  private void checkField(FieldModel field, List<Diagnostic> problems) {
    checkLength(field, problems);
    if (field.offset().filter(offset -> offset.value() < 0).isPresent()) {
      FieldSetting offset = field.offset().get();
      problems.add(
          DiagnosticCode.NEGATIVE_OFFSET.at(
              site(field, offset), field.signature(), offset.value()));
    }
    field.setters().forEach(setter -> checkAnnotations(setter.element(), field.owner(), problems));
    FieldType type = field.type();
    if (type instanceof FieldType.Unsupported) {
      problems.add(DiagnosticCode.FIELD_TYPE.at(site(field), field.signature()));
    } else if (type instanceof FieldType.InvalidPointer) {
      problems.add(
          DiagnosticCode.POINTER_TO_NO_STRUCT.at(
              site(field), field.signature(), MethodModel.typeName(field.javaType())));
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
        problems.add(DiagnosticCode.ARRAY_WITHOUT_LENGTH.at(site(field), field.signature()));
      }
      return;
    }
    FieldSetting length = field.length().get();
    if (!field.indexed()) {
      problems.add(
          DiagnosticCode.LENGTH_WITHOUT_INDEX.at(
              site(field, length),
              field.signature(),
              MethodModel.typeName(field.javaType()) + " " + field.name() + "(int index)"));
    } else if (length.value() <= 0) {
      problems.add(
          DiagnosticCode.ARRAY_WITHOUT_ELEMENTS.at(
              site(field, length), field.signature(), length.value()));
    }
  }

  private static void checkAnnotations(
      ExecutableElement setter, TypeElement struct, List<Diagnostic> problems) {
    for (Class<? extends Annotation> annotation : OF_GETTERS) {
      if (MoreElements.isAnnotationPresent(setter, annotation)) {
        problems.add(
            DiagnosticCode.ANNOTATED_SETTER.at(
                Site.ofMember(setter, struct), annotation.getSimpleName(), setter.getSimpleName()));
      }
    }
  }

  private static void checkAccess(FieldModel field, TypeElement type, List<Diagnostic> problems) {
    if (!InterfaceShape.isAccessible(type, field.owner())) {
      problems.add(
          DiagnosticCode.FIELD_TYPE_NOT_VISIBLE.at(
              site(field),
              field.signature(),
              type.getSimpleName(),
              field.owner().getSimpleName(),
              type.getModifiers().contains(Modifier.PRIVATE)
                  ? "at least package-private"
                  : "public"));
    }
  }

  private static void checkSetters(FieldModel field, List<Diagnostic> problems) {
    if (field.setters().isEmpty()) {
      problems.add(
          DiagnosticCode.GETTER_WITHOUT_SETTER.at(
              site(field), field.signature(), field.setterDeclaration()));
    }
    for (SetterModel setter : field.setters()) {
      if (setter.indexed() != field.indexed() || !isSame(setter.type(), field.javaType())) {
        problems.add(
            DiagnosticCode.SETTER_MISMATCH.at(
                site(setter), setter.signature(), field.signature(), field.setterDeclaration()));
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
          DiagnosticCode.SETTER_OF_INNER_STRUCT.at(
              site(setter),
              setter.signature(),
              field.owner().getSimpleName(),
              field.name() + (field.indexed() ? "(index)" : "()")));
    }
    List<StructType> path = new ArrayList<>();
    if (leadsTo(field.owner(), struct, path, new HashSet<>())) {
      problems.add(
          DiagnosticCode.STRUCT_INSIDE_ITSELF.at(
              site(field),
              field.signature(),
              field.owner().getSimpleName(),
              field.owner().getSimpleName()
                  + path.stream().map(step -> " > " + step.name()).collect(joining())));
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
                      noBeginning(struct, superstruct, field, offsets.get(field.model().name()))));
    }
  }

  private static Diagnostic noBeginning(
      StructModel struct,
      StructType superstruct,
      StructLayout.Field field,
      @Nullable Integer here) {
    Site site = Site.of(struct.element());
    String name = struct.type().name();
    String signature = field.model().signature();
    return here == null
        ? DiagnosticCode.SUPERSTRUCT_WITHOUT_FIELD.at(
            site, name, superstruct.name(), signature, field.offset(), superstruct.name())
        : DiagnosticCode.SUPERSTRUCT_AT_OTHER_OFFSET.at(
            site, name, superstruct.name(), signature, field.offset(), here, superstruct.name());
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
