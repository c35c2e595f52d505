package dev.radicchio.processor.model;

import static com.google.auto.common.AnnotationMirrors.getAnnotationValue;
import static com.google.auto.common.MoreElements.getAnnotationMirror;
import static com.google.auto.common.MoreElements.isAnnotationPresent;
import static java.util.stream.Collectors.joining;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import dev.radicchio.annotations.Length;
import dev.radicchio.annotations.Offset;
import dev.radicchio.annotations.Packed;
import dev.radicchio.annotations.Pointer;
import dev.radicchio.annotations.WasmStruct;
import dev.radicchio.memory.AddressSpace;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.StructView;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads {@code @WasmStruct} interfaces. */
public final class StructReader {
  private static final String MEMORY = FlatMemory.class.getName();
  private static final String HEAP = Heap.class.getName();
  private static final String ARENA = Arena.class.getName();
  private static final String ADDRESSES = AddressSpace.class.getName();

  /** Those of the generated class, and what every object has but no interface. */
  private static final Set<String> RESERVED =
      Set.of(
          "memory()",
          "address()",
          "isIn(" + ADDRESSES + ")",
          "at(" + MEMORY + ",int)",
          "at(" + MEMORY + ",int," + ADDRESSES + ")",
          "allocate(" + HEAP + ")",
          "allocate(" + HEAP + "," + ADDRESSES + ")",
          "allocate(" + ARENA + ")",
          "allocate(" + ARENA + "," + ADDRESSES + ")",
          "array(" + MEMORY + ",int,int)",
          "array(" + MEMORY + ",int,int," + ADDRESSES + ")",
          "allocateArray(" + HEAP + ",int)",
          "allocateArray(" + HEAP + ",int," + ADDRESSES + ")",
          "allocateArray(" + ARENA + ",int)",
          "allocateArray(" + ARENA + ",int," + ADDRESSES + ")",
          "clone()",
          "finalize()");

  private final InterfaceMethods methods;
  private final Types types;

  public StructReader(Elements elements, Types types) {
    this.methods = new InterfaceMethods(elements, types);
    this.types = types;
  }

  /** Whether there are pointers in a struct, or in one that is inside it. */
  public boolean hasPointers(StructType struct) {
    return hasPointers(struct, new HashSet<>());
  }

  private boolean hasPointers(StructType struct, Set<StructType> seen) {
    return seen.add(struct)
        && read(struct).fields().stream()
            .map(FieldModel::type)
            .anyMatch(
                type ->
                    type instanceof FieldType.Pointer
                        || (type instanceof FieldType.Nested nested
                            && hasPointers(nested.struct(), seen)));
  }

  /** The struct that an interface describes. */
  public StructModel read(StructType struct) {
    TypeElement element = struct.element();
    List<Getter> getters = new ArrayList<>();
    List<SetterModel> setters = new ArrayList<>();
    List<ExecutableElement> others = new ArrayList<>();
    for (ExecutableElement method : methods.abstractOf(element)) {
      if (isOfView(element, method)) {
        continue;
      }
      Optional<Getter> getter = getter(element, method);
      Optional<SetterModel> setter = setter(element, method);
      getter.ifPresent(getters::add);
      setter.ifPresent(setters::add);
      if (getter.isEmpty() && setter.isEmpty()) {
        others.add(method);
      }
    }
    List<String> order = List.copyOf(namesInOrder(element));
    getters.sort(Comparator.comparingInt(getter -> order.indexOf(getter.name())));
    return new StructModel(
        struct,
        cName(struct),
        isAnnotationPresent(element, Packed.class),
        getters.stream().map(getter -> field(element, getter, getters, setters)).toList(),
        setters.stream().filter(setter -> fieldOf(setter, getters).isEmpty()).toList(),
        others,
        methods.inheritableOf(element).stream()
            .filter(method -> isReserved(element, method))
            .filter(
                method ->
                    !isAbstract(method)
                        || (getter(element, method).isPresent() && !isOfView(element, method)))
            .toList());
  }

  private boolean isReserved(TypeElement struct, ExecutableElement method) {
    return !isView(MoreElements.asType(method.getEnclosingElement()))
        && RESERVED.contains(
            method.getSimpleName()
                + methods.typeIn(struct, method).getParameterTypes().stream()
                    .map(types::erasure)
                    .map(TypeMirror::toString)
                    .collect(joining(",", "(", ")")));
  }

  /** A struct may extend {@link StructView}, to have the view's address. */
  private boolean isOfView(TypeElement struct, ExecutableElement method) {
    return method.getParameters().isEmpty()
        && (method.getSimpleName().contentEquals("memory")
            || method.getSimpleName().contentEquals("address"))
        && extendsView(struct);
  }

  private static boolean extendsView(TypeElement type) {
    return isView(type)
        || type.getInterfaces().stream()
            .map(MoreTypes::asTypeElement)
            .anyMatch(StructReader::extendsView);
  }

  private static boolean isView(TypeElement type) {
    return type.getQualifiedName().contentEquals(StructView.class.getName());
  }

  /** A getter that is declared again stays where the superinterface has it. */
  private static Set<String> namesInOrder(TypeElement type) {
    Set<String> names = new LinkedHashSet<>();
    for (TypeMirror superinterface : type.getInterfaces()) {
      names.addAll(namesInOrder(MoreTypes.asTypeElement(superinterface)));
    }
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (isAbstract(method) && method.getReturnType().getKind() != TypeKind.VOID) {
        names.add(method.getSimpleName().toString());
      }
    }
    return names;
  }

  private static boolean isAbstract(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.ABSTRACT);
  }

  private record Getter(ExecutableElement element, TypeMirror type, boolean indexed) {
    String name() {
      return element.getSimpleName().toString();
    }
  }

  private Optional<Getter> getter(TypeElement struct, ExecutableElement method) {
    ExecutableType type = methods.typeIn(struct, method);
    List<? extends TypeMirror> parameters = type.getParameterTypes();
    boolean indexed = parameters.size() == 1 && parameters.get(0).getKind() == TypeKind.INT;
    return type.getReturnType().getKind() != TypeKind.VOID
            && (indexed || parameters.isEmpty())
            && method.getTypeParameters().isEmpty()
        ? Optional.of(new Getter(method, type.getReturnType(), indexed))
        : Optional.empty();
  }

  private Optional<SetterModel> setter(TypeElement struct, ExecutableElement method) {
    ExecutableType type = methods.typeIn(struct, method);
    List<? extends TypeMirror> parameters = type.getParameterTypes();
    boolean indexed = parameters.size() == 2 && parameters.get(0).getKind() == TypeKind.INT;
    return type.getReturnType().getKind() == TypeKind.VOID
            && (indexed || parameters.size() == 1)
            && method.getTypeParameters().isEmpty()
        ? Optional.of(
            new SetterModel(struct, method, parameters.get(parameters.size() - 1), indexed))
        : Optional.empty();
  }

  private static FieldModel field(
      TypeElement struct, Getter getter, List<Getter> getters, List<SetterModel> setters) {
    return new FieldModel(
        struct,
        getter.element(),
        type(getter),
        getter.type(),
        getter.indexed(),
        setting(getter.element(), Length.class),
        setting(getter.element(), Offset.class),
        setters.stream()
            .filter(setter -> fieldOf(setter, getters).filter(getter::equals).isPresent())
            .toList());
  }

  /** The field of a setter's name; of two, the one that has an index as the setter has. */
  private static Optional<Getter> fieldOf(SetterModel setter, List<Getter> getters) {
    return getters.stream()
        .filter(getter -> getter.name().equals(setter.name()))
        .min(Comparator.comparing(getter -> getter.indexed() != setter.indexed()));
  }

  private static FieldType type(Getter getter) {
    Optional<StructType> struct = StructType.of(getter.type());
    if (isAnnotationPresent(getter.element(), Pointer.class)) {
      return struct.<FieldType>map(FieldType.Pointer::new).orElseGet(FieldType.InvalidPointer::new);
    }
    if (struct.isPresent()) {
      return new FieldType.Nested(struct.get());
    }
    Optional<FieldScalar> scalar = FieldScalar.of(getter.type());
    if (scalar.isPresent()) {
      return new FieldType.Scalar(scalar.get());
    }
    if (getter.type().getKind() == TypeKind.DECLARED) {
      Element element = MoreTypes.asElement(getter.type());
      if (element.getKind() == ElementKind.ENUM) {
        return new FieldType.Enumeration((TypeElement) element);
      }
    }
    return new FieldType.Unsupported();
  }

  private static Optional<FieldSetting> setting(
      ExecutableElement method, Class<? extends Annotation> type) {
    return getAnnotationMirror(method, type)
        .toJavaUtil()
        .map(
            annotation -> {
              AnnotationValue value = getAnnotationValue(annotation, "value");
              return new FieldSetting((Integer) value.getValue(), annotation, value);
            });
  }

  private static String cName(StructType struct) {
    String name =
        (String)
            getAnnotationValue(
                    getAnnotationMirror(struct.element(), WasmStruct.class).get(), "name")
                .getValue();
    return name.isEmpty() ? struct.name() : name;
  }
}
