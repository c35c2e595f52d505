package dev.radicchio.processor.model;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.CodeBlock;
import dev.radicchio.annotations.CString;
import dev.radicchio.annotations.Utf8;
import dev.radicchio.binary.ValType;
import dev.radicchio.memory.Slice;
import java.lang.annotation.Annotation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A Java type that crosses the boundary to a guest, and how it does.
 *
 * <p>Of a type that is bytes in the memory, its constant in {@link Memory} says all. What code is
 * generated for another kind of type, and how it is compared with debug information, has a place
 * for each kind wherever {@link #match} is called.
 */
public sealed interface PassedType
    permits ScalarType, PassedType.Memory, PassedType.Struct, PassedType.FunctionPointer {
  /** The Wasm types that it takes. */
  List<ValType> wasm();

  /** Whether methods that guests call may return it. */
  Returned toGuest();

  /** Whether methods that call guests may return it. */
  Returned toJava();

  /** Whether passing it to a guest takes a copy of it in the heap. */
  default boolean isCopied() {
    return false;
  }

  /** Whether passing it, or returning it, takes the program: its memory, for instance. */
  default boolean needsProgram() {
    return true;
  }

  /** The user's interface that describes it, if one does. */
  default Optional<TypeElement> describedBy() {
    return Optional.empty();
  }

  /** What depends on the kind of type. */
  <R> R match(
      Function<ScalarType, R> scalar,
      Function<Memory, R> memory,
      Function<Struct, R> struct,
      Function<FunctionPointer, R> function);

  /** Does what depends on the kind of type. */
  default void accept(
      Consumer<ScalarType> scalar,
      Consumer<Memory> memory,
      Consumer<Struct> struct,
      Consumer<FunctionPointer> function) {
    this.<Runnable>match(
            it -> () -> scalar.accept(it),
            it -> () -> memory.accept(it),
            it -> () -> struct.accept(it),
            it -> () -> function.accept(it))
        .run();
  }

  /** Whether a method may return a type, or what is in the way. */
  enum Returned {
    YES,
    /** It would have to be in the memory, and be freed by someone. */
    TO_BE_FREED,
    /** It could be called only for as long as it is lent. */
    LENT,
    /** It would not share its bytes any more once the memory grows. */
    NOT_SHARED
  }

  /** Types that are bytes in the memory. */
  enum Memory implements PassedType {
    /** A string as address and length. */
    UTF8(String.class, Utf8.class, 2, "utf8", "$L.readUtf8($L)"),
    /** A string as the address of bytes that end with a NUL. */
    C_STRING(String.class, CString.class, 1, "cString", "$L.readCString($L)"),
    /** A byte array as address and length. */
    BYTES(byte[].class, null, 2, "bytes", "$L.slice($L).toByteArray()"),
    /** A byte buffer as address and length. */
    BUFFER(ByteBuffer.class, null, 2, "bytes", "$L.view($L)"),
    /** A slice as address and length; its bytes are in the memory already. */
    SLICE(Slice.class, null, 2, null, "$L.slice($L)");

    private final Class<?> type;
    private final Optional<Class<? extends Annotation>> encoding;
    private final int values;
    private final Optional<String> copying;
    private final String reading;

    /**
     * @param encoding the annotation that tells it from others of the Java type; null if none is
     * @param values the values that it takes: its address, and its length if there are two
     * @param copying the method of an arena that copies it; null if it is passed where it is
     * @param reading the expression that makes it, of the memory and of its address and length
     */
    Memory(
        Class<?> type,
        @Nullable Class<? extends Annotation> encoding,
        int values,
        @Nullable String copying,
        String reading) {
      this.type = type;
      this.encoding = Optional.ofNullable(encoding);
      this.values = values;
      this.copying = Optional.ofNullable(copying);
      this.reading = reading;
    }

    /** Those that an annotation tells from each other, which are strings. */
    public static Stream<Memory> texts() {
      return Arrays.stream(values()).filter(Memory::isText);
    }

    public boolean isText() {
      return encoding.isPresent();
    }

    /** The annotation that says that a string is passed so. */
    public Class<? extends Annotation> encoding() {
      return encoding.orElseThrow();
    }

    private boolean isOf(TypeMirror javaType, Element annotated) {
      return MoreTypes.isTypeOf(type, javaType)
          && encoding.filter(it -> !MoreElements.isAnnotationPresent(annotated, it)).isEmpty();
    }

    /** As messages call the Java type. */
    public String javaName() {
      return type.getSimpleName();
    }

    @Override
    public List<ValType> wasm() {
      return hasLength() ? List.of(ValType.I32, ValType.I32) : List.of(ValType.I32);
    }

    /** Whether its length is passed with its address. */
    public boolean hasLength() {
      return values == 2;
    }

    @Override
    public Returned toGuest() {
      return Returned.TO_BE_FREED;
    }

    @Override
    public Returned toJava() {
      return this == BUFFER ? Returned.NOT_SHARED : Returned.YES;
    }

    @Override
    public boolean isCopied() {
      return copying.isPresent();
    }

    /** The method of an arena that copies it. */
    public String copying() {
      return copying.orElseThrow();
    }

    /**
     * An expression that makes it of what a guest gave.
     *
     * @param place its address, and its length if that is passed
     */
    public CodeBlock read(CodeBlock memory, CodeBlock place) {
      return CodeBlock.of(reading, memory, place);
    }

    @Override
    public <R> R match(
        Function<ScalarType, R> scalar,
        Function<Memory, R> memory,
        Function<Struct, R> struct,
        Function<FunctionPointer, R> function) {
      return memory.apply(this);
    }
  }

  /** A struct by its address. */
  record Struct(StructType type) implements PassedType {
    @Override
    public List<ValType> wasm() {
      return List.of(ValType.I32);
    }

    @Override
    public Returned toGuest() {
      return Returned.YES;
    }

    @Override
    public Returned toJava() {
      return Returned.YES;
    }

    @Override
    public Optional<TypeElement> describedBy() {
      return Optional.of(type.element());
    }

    @Override
    public <R> R match(
        Function<ScalarType, R> scalar,
        Function<Memory, R> memory,
        Function<Struct, R> struct,
        Function<FunctionPointer, R> function) {
      return struct.apply(this);
    }
  }

  /** A function by its slot in the table. */
  record FunctionPointer(FunctionInterface type) implements PassedType {
    @Override
    public List<ValType> wasm() {
      return List.of(ValType.I32);
    }

    @Override
    public Returned toGuest() {
      return Returned.LENT;
    }

    @Override
    public Returned toJava() {
      return Returned.YES;
    }

    @Override
    public Optional<TypeElement> describedBy() {
      return Optional.of(type.element());
    }

    @Override
    public <R> R match(
        Function<ScalarType, R> scalar,
        Function<Memory, R> memory,
        Function<Struct, R> struct,
        Function<FunctionPointer, R> function) {
      return function.apply(this);
    }
  }

  /**
   * The type that a Java type is passed as; empty if nothing says how, or it cannot be.
   *
   * @param annotated the parameter or the method that has the type
   */
  static Optional<PassedType> of(TypeMirror type, Element annotated) {
    Optional<ScalarType> scalar = ScalarType.of(type, annotated);
    if (scalar.isPresent()) {
      return Optional.of(scalar.get());
    }
    if (type.getKind() != TypeKind.ARRAY && type.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    List<PassedType> memory =
        Arrays.stream(Memory.values())
            .filter(one -> one.isOf(type, annotated))
            .<PassedType>map(one -> one)
            .toList();
    if (!memory.isEmpty() || type.getKind() == TypeKind.ARRAY) {
      // With two encodings it is not clear which is meant.
      return memory.size() == 1 ? Optional.of(memory.get(0)) : Optional.empty();
    }
    TypeElement element = MoreTypes.asTypeElement(type);
    return StructType.of(element)
        .<PassedType>map(Struct::new)
        .or(() -> FunctionInterface.of(element).map(FunctionPointer::new));
  }
}
