package dev.radicchio.processor.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.memory.AddressSpace;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.GuestDataException;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.MemoryAccessException;
import dev.radicchio.memory.Slice;
import dev.radicchio.memory.StructView;
import dev.radicchio.processor.check.StructLayout;
import dev.radicchio.processor.model.ConstantName;
import dev.radicchio.processor.model.FieldModel;
import dev.radicchio.processor.model.FieldScalar;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.SetterModel;
import dev.radicchio.processor.model.StructModel;
import dev.radicchio.processor.model.StructType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * The class that implements a struct: a memory and an address, which it checks once. Each accessor
 * then is one access of the memory.
 *
 * <p>Parameters have names of its own rather than the interface's, which could hide the fields and
 * constants that the accessors use.
 */
final class StructClass {
  private static final String ADDRESSES = "addresses";

  private final StructModel struct;
  private final StructLayout layout;
  private final ClassName name;
  private final ClassName array;
  private final Predicate<StructType> hasPointers;

  /** Whether it has pointers inside, so that a view has to know whose they are. */
  private final boolean ownPointers;

  /** The constants that hold the values of the enums, by qualified names of these. */
  private final Map<String, FieldSpec> enums = new LinkedHashMap<>();

  /**
   * @param hasPointers whether a struct has pointers inside
   */
  StructClass(
      StructModel struct, StructLayout layout, ClassName name, Predicate<StructType> hasPointers) {
    this.struct = struct;
    this.layout = layout;
    this.name = name;
    this.array = name.nestedClass("Array");
    this.hasPointers = hasPointers;
    this.ownPointers = hasPointers.test(struct.type());
    NameAllocator names = new NameAllocator();
    for (FieldModel field : struct.fields()) {
      if (field.type() instanceof FieldType.Enumeration enumeration) {
        TypeElement element = enumeration.element();
        enums.computeIfAbsent(
            element.getQualifiedName().toString(), key -> constants(element, names));
      }
    }
  }

  private static FieldSpec constants(TypeElement element, NameAllocator names) {
    ClassName type = ClassName.get(element);
    return FieldSpec.builder(
            ArrayTypeName.of(type),
            names.newName(ConstantName.of(element.getSimpleName()) + "_VALUES"),
            Modifier.PRIVATE,
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer("$T.values()", type)
        .build();
  }

  TypeSpec.Builder spec() {
    TypeElement element = struct.element();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addJavadoc(
                "A {@link $T} in a memory: $L bytes, aligned to $L.\n",
                element,
                layout.size(),
                layout.alignment())
            .addSuperinterface(TypeName.get(element.asType()))
            .addSuperinterface(StructView.class)
            .avoidClashesWithNestedClasses(element);
    lint().suppression().ifPresent(type::addAnnotation);
    type.addField(constant("SIZE", layout.size(), "Its size in bytes.\n"))
        .addField(
            constant(
                "ALIGN",
                layout.alignment(),
                "What C aligns it to, in bytes; a view need not be.\n"));
    for (StructLayout.Field field : layout.fields()) {
      type.addField(
          constant(
              field.model().constantName(),
              field.offset(),
              "Offset of {@code " + field.model().name() + "}, " + extent(field) + ".\n"));
    }
    enums.values().forEach(type::addField);
    type.addField(FlatMemory.class, "memory", Modifier.PRIVATE, Modifier.FINAL)
        .addField(int.class, "address", Modifier.PRIVATE, Modifier.FINAL)
        .addFields(addressesField())
        .addMethod(constructor())
        .addMethods(factories(false));
    if (ownPointers) {
      type.addMethods(factories(true));
    }
    type.addMethod(
            overriding("memory").returns(FlatMemory.class).addStatement("return memory").build())
        .addMethod(overriding("address").returns(int.class).addStatement("return address").build());
    if (ownPointers) {
      type.addMethod(isIn());
    }
    for (StructLayout.Field field : layout.fields()) {
      type.addMethod(getter(field));
      field.model().setters().forEach(setter -> type.addMethod(setter(field, setter)));
    }
    return type.addMethod(equals())
        .addMethod(overriding("hashCode").returns(int.class).addStatement("return address").build())
        .addMethod(
            overriding("toString")
                .returns(String.class)
                .addStatement(
                    "return $S + $T.toHexString(address)",
                    struct.type().name() + "@0x",
                    Integer.class)
                .build())
        .addType(arrayType());
  }

  private static String extent(StructLayout.Field field) {
    return field.model().indexed()
        ? field.model().count() + " times " + bytes(field.elementSize())
        : bytes(field.elementSize());
  }

  private static String bytes(int size) {
    return size == 1 ? "1 byte" : size + " bytes";
  }

  private static FieldSpec constant(String name, int value, String javadoc) {
    return FieldSpec.builder(int.class, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("$L", javadoc)
        .initializer("$L", value)
        .build();
  }

  private List<FieldSpec> addressesField() {
    return ownPointers
        ? List.of(
            FieldSpec.builder(AddressSpace.class, ADDRESSES, Modifier.PRIVATE, Modifier.FINAL)
                .build())
        : List.of();
  }

  private MethodSpec constructor() {
    return constructor("memory", "address");
  }

  /** A constructor that sets fields of these names. */
  private MethodSpec constructor(String memory, String... numbers) {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(FlatMemory.class, memory);
    CodeBlock.Builder code = CodeBlock.builder().addStatement("this.$N = $N", memory, memory);
    for (String number : numbers) {
      constructor.addParameter(int.class, number);
      code.addStatement("this.$N = $N", number, number);
    }
    if (ownPointers) {
      constructor.addParameter(AddressSpace.class, ADDRESSES);
      code.addStatement("this.$N = $N", ADDRESSES, ADDRESSES);
    }
    return constructor.addCode(code.build()).build();
  }

  /**
   * What makes views.
   *
   * @param own whether they take the addresses that pointers inside are
   */
  private List<MethodSpec> factories(boolean own) {
    return Stream.of(
            at(own),
            allocateOnHeap(own),
            allocateInArena(own),
            array(own),
            allocateArrayOnHeap(own),
            allocateArrayInArena(own))
        .map(MethodSpec.Builder::build)
        .toList();
  }

  /** Adds the parameter that views with pointers of an instance take. */
  private static MethodSpec.Builder ofInstance(boolean own, MethodSpec.Builder method) {
    return own ? method.addParameter(AddressSpace.class, ADDRESSES) : method;
  }

  /** Its Javadoc. */
  private static CodeBlock whose(boolean own) {
    return own
        ? CodeBlock.of(
            "@param $N those of the instance that the pointers inside are for\n", ADDRESSES)
        : CodeBlock.of("");
  }

  /** An expression for a new view. */
  private CodeBlock created(boolean own, ClassName type, String arguments) {
    CodeBlock addresses =
        !ownPointers
            ? CodeBlock.of("")
            : own
                ? CodeBlock.of(", $N", ADDRESSES)
                : CodeBlock.of(", $T.PROGRAM", AddressSpace.class);
    return CodeBlock.of("new $T($L$L)", type, arguments, addresses);
  }

  private static MethodSpec isIn() {
    return overriding("isIn")
        .returns(boolean.class)
        .addParameter(AddressSpace.class, "others")
        .addStatement("return others.base() == $N.base()", ADDRESSES)
        .build();
  }

  private MethodSpec.Builder at(boolean own) {
    return ofInstance(
            own,
            factory("at", name)
                .addJavadoc("The struct at an address, which need not be aligned.\n\n")
                .addJavadoc("@param memory the memory that it is in\n")
                .addJavadoc("@param address where it begins\n")
                .addJavadoc(whose(own))
                .addJavadoc("@return a view of it\n")
                .addJavadoc(
                    "@throws $L if it is not wholly inside the memory\n",
                    MemoryAccessException.class.getName())
                .addParameter(FlatMemory.class, "memory")
                .addParameter(int.class, "address"))
        .addStatement("memory.checkRange(address, SIZE)")
        .addStatement("return $L", created(own, name, "memory, address"));
  }

  private MethodSpec.Builder allocateOnHeap(boolean own) {
    return ofInstance(
            own,
            factory("allocate", name)
                .addJavadoc("Allocates a struct of zeros.\n\n")
                .addJavadoc(
                    "@param heap where from; its {@code free(address())} frees the struct\n")
                .addJavadoc(whose(own))
                .addJavadoc("@return a view of it\n")
                .addJavadoc(
                    "@throws $L if the memory is exhausted\n", HeapException.class.getName())
                .addParameter(Heap.class, "heap"))
        .addStatement("int address = heap.allocate(SIZE, ALIGN)")
        .addStatement("heap.memory().fill(address, SIZE, (byte) 0)")
        .addStatement("return $L", created(own, name, "heap.memory(), address"));
  }

  private MethodSpec.Builder allocateInArena(boolean own) {
    return ofInstance(
            own,
            factory("allocate", name)
                .addJavadoc("Allocates a struct of zeros.\n\n")
                .addJavadoc("@param arena where from; it frees the struct when it is closed\n")
                .addJavadoc(whose(own))
                .addJavadoc("@return a view of it\n")
                .addJavadoc(
                    "@throws $L if the memory is exhausted\n", HeapException.class.getName())
                .addParameter(Arena.class, "arena"))
        .addStatement("$T block = arena.allocate(SIZE, ALIGN)", Slice.class)
        .addStatement("block.fill((byte) 0)")
        .addStatement("return $L", created(own, name, "block.memory(), block.address()"));
  }

  private MethodSpec.Builder array(boolean own) {
    return ofInstance(
            own,
            factory("array", array)
                .addJavadoc("The structs that are one after the other from an address on.\n\n")
                .addJavadoc("@param memory the memory that they are in\n")
                .addJavadoc("@param address where the first begins\n")
                .addJavadoc("@param length how many there are\n")
                .addJavadoc(whose(own))
                .addJavadoc("@return a view of them\n")
                .addJavadoc(
                    "@throws $L if they are not wholly inside the memory\n",
                    MemoryAccessException.class.getName())
                .addParameter(FlatMemory.class, "memory")
                .addParameter(int.class, "address")
                .addParameter(int.class, "length"))
        .addStatement("memory.checkRange(address, (long) SIZE * length)")
        .addStatement("return $L", created(own, array, "memory, address, length"));
  }

  private MethodSpec.Builder allocateArrayOnHeap(boolean own) {
    return ofInstance(
            own,
            allocateArray()
                .addJavadoc(
                    "@param heap where from; its {@code free(address())} frees the structs\n")
                .addJavadoc(allocatedArray(own))
                .addParameter(Heap.class, "heap")
                .addParameter(int.class, "length"))
        .addStatement("int bytes = $T.bytes(length)", array)
        .addStatement("int address = heap.allocate(bytes, ALIGN)")
        .addStatement("heap.memory().fill(address, bytes, (byte) 0)")
        .addStatement("return $L", created(own, array, "heap.memory(), address, length"));
  }

  private MethodSpec.Builder allocateArrayInArena(boolean own) {
    return ofInstance(
            own,
            allocateArray()
                .addJavadoc("@param arena where from; it frees the structs when it is closed\n")
                .addJavadoc(allocatedArray(own))
                .addParameter(Arena.class, "arena")
                .addParameter(int.class, "length"))
        .addStatement("$T block = arena.allocate($T.bytes(length), ALIGN)", Slice.class, array)
        .addStatement("block.fill((byte) 0)")
        .addStatement("return $L", created(own, array, "block.memory(), block.address(), length"));
  }

  private MethodSpec.Builder allocateArray() {
    return factory("allocateArray", array)
        .addJavadoc("Allocates structs of zeros, one after the other.\n\n");
  }

  private static CodeBlock allocatedArray(boolean own) {
    return CodeBlock.builder()
        .add("@param length how many\n")
        .add(whose(own))
        .add("@return a view of them\n")
        .add(
            "@throws $L if the length is negative, or the structs are larger than any memory\n",
            IllegalArgumentException.class.getSimpleName())
        .add("@throws $L if the memory is exhausted\n", HeapException.class.getName())
        .build();
  }

  private MethodSpec equals() {
    return overriding("equals")
        .returns(boolean.class)
        .addParameter(Object.class, "other")
        .addStatement(
            "return other instanceof $T view && view.memory == memory && view.address == address",
            name)
        .build();
  }

  private TypeSpec arrayType() {
    return TypeSpec.classBuilder(array)
        .addJavadoc("Structs that are one after the other.\n")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addField(FlatMemory.class, "memory", Modifier.PRIVATE, Modifier.FINAL)
        .addField(int.class, "address", Modifier.PRIVATE, Modifier.FINAL)
        .addField(int.class, "length", Modifier.PRIVATE, Modifier.FINAL)
        .addFields(addressesField())
        .addMethod(constructor("memory", "address", "length"))
        .addMethod(
            MethodSpec.methodBuilder("bytes")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(int.class)
                .addParameter(int.class, "length")
                .addStatement("long bytes = (long) SIZE * length")
                .beginControlFlow("if (bytes < 0 || bytes > $T.MAX_VALUE)", Integer.class)
                .addStatement(
                    "throw new $T($S + length + $S)",
                    IllegalArgumentException.class,
                    "an array of ",
                    " structs of " + bytes(layout.size()))
                .endControlFlow()
                .addStatement("return (int) bytes")
                .build())
        .addMethod(
            arrayMethod("address", int.class)
                .addJavadoc("Where the first begins.\n\n@return its address\n")
                .addStatement("return address")
                .build())
        .addMethod(
            arrayMethod("length", int.class)
                .addJavadoc("How many there are.\n\n@return their number\n")
                .addStatement("return length")
                .build())
        .addMethod(
            MethodSpec.methodBuilder("get")
                .addJavadoc("One of them.\n\n")
                .addJavadoc("@param index from 0 on\n")
                .addJavadoc("@return a view of it\n")
                .addJavadoc("@throws IndexOutOfBoundsException if there is none\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(name)
                .addParameter(int.class, "index")
                // By itself, HotSpot 17 compiles checkIndex in loops worse than comparisons.
                .beginControlFlow("if (index < 0 || index >= length)")
                .addStatement("$T.checkIndex(index, length)", Objects.class)
                .endControlFlow()
                .addStatement("return $L", created(true, name, "memory, address + SIZE * index"))
                .build())
        .build();
  }

  private static MethodSpec.Builder arrayMethod(String name, Class<?> type) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(type);
  }

  /** An expression for a view of a struct inside this one, or that this one points to. */
  private CodeBlock view(StructType other, CodeBlock place) {
    return hasPointers.test(other)
        ? CodeBlock.of("$T.at(memory, $L, $N)", other.viewName(), place, ADDRESSES)
        : CodeBlock.of("$T.at(memory, $L)", other.viewName(), place);
  }

  private MethodSpec getter(StructLayout.Field field) {
    FieldModel model = field.model();
    MethodSpec.Builder method = overriding(model.name());
    if (model.indexed()) {
      method.addParameter(int.class, "index");
    }
    CodeBlock place = place(field);
    if (model.type() instanceof FieldType.Scalar scalar) {
      return method
          .returns(TypeName.get(model.javaType()).withoutAnnotations())
          .addStatement("return $L", read(scalar.scalar(), place))
          .build();
    }
    if (model.type() instanceof FieldType.Enumeration enumeration) {
      return readConstant(method, field, enumeration.element()).build();
    }
    if (model.type() instanceof FieldType.Pointer pointer) {
      CodeBlock address = CodeBlock.of("$N.toProgram(pointer)", ADDRESSES);
      return method
          .returns(pointer.struct().viewName())
          .addStatement("int pointer = memory.readInt($L)", place)
          .addStatement("return pointer == 0 ? null : $L", view(pointer.struct(), address))
          .build();
    }
    StructType nested = ((FieldType.Nested) model.type()).struct();
    return method.returns(nested.viewName()).addStatement("return $L", view(nested, place)).build();
  }

  private MethodSpec.Builder readConstant(
      MethodSpec.Builder method, StructLayout.Field field, TypeElement type) {
    FieldSpec values = enums.get(type.getQualifiedName().toString());
    return method
        .returns(ClassName.get(type))
        .addStatement("int place = $L", place(field))
        .addStatement("int ordinal = memory.readInt(place)")
        .beginControlFlow("if (ordinal < 0 || ordinal >= $N.length)", values)
        .addStatement(
            "throw new $T($T.format($T.ROOT, $S, place, ordinal, $N.length))",
            GuestDataException.class,
            String.class,
            Locale.class,
            struct.type().name()
                + "."
                + field.model().name()
                + " at 0x%x is %d, and "
                + type.getSimpleName()
                + " has %d constants",
            values)
        .endControlFlow()
        .addStatement("return $N[ordinal]", values);
  }

  private static MethodSpec setter(StructLayout.Field field, SetterModel setter) {
    MethodSpec.Builder method = overriding(setter.name());
    if (setter.indexed()) {
      method.addParameter(int.class, "index");
    }
    return method
        .addParameter(TypeName.get(setter.type()).withoutAnnotations(), "value")
        .addStatement(write(field.model().type(), place(field)))
        .build();
  }

  private static CodeBlock place(StructLayout.Field field) {
    CodeBlock.Builder place = CodeBlock.builder().add("address + $N", field.model().constantName());
    if (field.model().indexed()) {
      place.add(" + ");
      if (field.elementSize() != 1) {
        place.add("$L * ", field.elementSize());
      }
      place.add("$T.checkIndex(index, $L)", Objects.class, field.model().count());
    }
    return place.build();
  }

  private static CodeBlock read(FieldScalar scalar, CodeBlock place) {
    return switch (scalar) {
      case BYTE -> CodeBlock.of("memory.readByte($L)", place);
      case SHORT -> CodeBlock.of("memory.readShort($L)", place);
      case CHAR -> CodeBlock.of("(char) memory.readShort($L)", place);
      case INT -> CodeBlock.of("memory.readInt($L)", place);
      case LONG -> CodeBlock.of("memory.readLong($L)", place);
      case FLOAT -> CodeBlock.of("memory.readFloat($L)", place);
      case DOUBLE -> CodeBlock.of("memory.readDouble($L)", place);
      case BOOLEAN -> CodeBlock.of("memory.readByte($L) != 0", place);
    };
  }

  private static CodeBlock write(FieldType type, CodeBlock place) {
    if (type instanceof FieldType.Scalar scalar) {
      return write(scalar.scalar(), place);
    }
    return type instanceof FieldType.Pointer
        ? CodeBlock.of(
            "memory.writeInt($L, $T.addressOf(value, memory, $N))",
            place,
            StructView.class,
            ADDRESSES)
        : CodeBlock.of("memory.writeInt($L, value.ordinal())", place);
  }

  private static CodeBlock write(FieldScalar scalar, CodeBlock place) {
    return switch (scalar) {
      case BYTE -> CodeBlock.of("memory.writeByte($L, value)", place);
      case SHORT -> CodeBlock.of("memory.writeShort($L, value)", place);
      case CHAR -> CodeBlock.of("memory.writeShort($L, (short) value)", place);
      case INT -> CodeBlock.of("memory.writeInt($L, value)", place);
      case LONG -> CodeBlock.of("memory.writeLong($L, value)", place);
      case FLOAT -> CodeBlock.of("memory.writeFloat($L, value)", place);
      case DOUBLE -> CodeBlock.of("memory.writeDouble($L, value)", place);
      case BOOLEAN -> CodeBlock.of("memory.writeByte($L, (byte) (value ? 1 : 0))", place);
    };
  }

  private static MethodSpec.Builder factory(String name, ClassName type) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(type);
  }

  private static MethodSpec.Builder overriding(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC);
  }

  /** What is deprecated of all that the class implements and names. */
  private DeprecationLint lint() {
    DeprecationLint lint = new DeprecationLint();
    lint.add(struct.element());
    for (FieldModel field : struct.fields()) {
      lint.add(field.getter());
      field.setters().forEach(setter -> lint.add(setter.element()));
      if (field.type() instanceof FieldType.Enumeration enumeration) {
        lint.add(enumeration.element());
      } else if (field.type() instanceof FieldType.Nested nested) {
        lint.add(nested.struct().element());
      } else if (field.type() instanceof FieldType.Pointer pointer) {
        lint.add(pointer.struct().element());
      }
    }
    return lint;
  }
}
