package dev.radicchio.binary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of a module, in recursion groups as GC defines them; a plain function type is a group
 * of one.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/types.html#recursive-types">Binary
 *     Format: Recursive Types</a>
 */
public final class TypeSection {
  private static final int REC = 0x4E;
  private static final int SUB = 0x50;
  private static final int SUB_FINAL = 0x4F;
  private static final int FUNC = 0x60;
  private static final int STRUCT = 0x5F;
  private static final int ARRAY = 0x5E;
  private static final int I16 = 0x77;
  private static final int I8 = 0x78;

  /**
   * Types that are defined together and may refer to each other.
   *
   * @param firstType index of the group's first type
   * @param count number of types
   * @param span the group's bytes
   */
  public record Group(int firstType, int count, Span span) {}

  private final List<Group> groups = new ArrayList<>();
  private final List<CompositeType> types = new ArrayList<>();

  /**
   * What is known of a type: of an array's, what its elements are to code; of a struct's, what its
   * fields are.
   */
  private record CompositeType(
      @Nullable FunctionType function, @Nullable ValType element, @Nullable List<ValType> fields) {}

  TypeSection() {}

  static TypeSection read(WasmReader in) {
    TypeSection section = new TypeSection();
    for (int i = in.count(); i > 0; i--) {
      int start = in.position();
      int first = section.size();
      section.readGroup(in);
      section.groups.add(new Group(first, section.size() - first, new Span(start, in.position())));
    }
    return section;
  }

  /** Number of types. */
  public int size() {
    return types.size();
  }

  /** The recursion groups in order. */
  public List<Group> groups() {
    return Collections.unmodifiableList(groups);
  }

  /** The function type at {@code index}, or null where there is none or a struct or array. */
  public @Nullable FunctionType function(int index) {
    return index >= 0 && index < types.size() ? types.get(index).function : null;
  }

  /**
   * The elements of the array type at {@code index} as code handles them, packed ones as {@code
   * i32}; null where there is no array type.
   */
  public @Nullable ValType arrayElement(int index) {
    return index >= 0 && index < types.size() ? types.get(index).element : null;
  }

  /**
   * The fields of the struct type at {@code index} as code handles them, packed ones as {@code
   * i32}; null where there is no struct type.
   */
  public @Nullable List<ValType> structFields(int index) {
    return index >= 0 && index < types.size() ? types.get(index).fields : null;
  }

  /** Tells {@code visitor} every type index in the bytes of a group. */
  public static void visitGroup(WasmReader in, ImmediateVisitor visitor) {
    new Walk(in, visitor, new CodeLocation()).group(type -> {});
  }

  private void readGroup(WasmReader in) {
    new Walk(in, ImmediateVisitor.NOTHING, new CodeLocation()).group(types::add);
  }

  /** Reads a value type and tells {@code visitor} the type index in it, if there is one. */
  static ValType visitValType(WasmReader in, ImmediateVisitor visitor, CodeLocation at) {
    int start = in.position();
    ValType type = ValType.read(in);
    if ((type.code() == ValType.REF || type.code() == ValType.REF_NULL) && type.heapType() >= 0) {
      int opcode = at.opcode;
      int instruction = at.instruction;
      at.inType(start + 1, in.position());
      visitor.index(IndexSpace.SIGNED_TYPE, type.heapType(), at);
      at.opcode = opcode;
      at.instruction = instruction;
    }
    return type;
  }

  private interface TypeSink {
    void add(CompositeType type);
  }

  private record Walk(WasmReader in, ImmediateVisitor visitor, CodeLocation at) {
    void group(TypeSink sink) {
      if (in.peek() != REC) {
        sink.add(subType());
        return;
      }
      in.u8();
      for (int i = in.count(); i > 0; i--) {
        sink.add(subType());
      }
    }

    private CompositeType subType() {
      int form = in.peek();
      if (form == SUB || form == SUB_FINAL) {
        in.u8();
        for (int i = in.count(); i > 0; i--) {
          int start = in.position();
          int superType = in.u32();
          at.inType(start, in.position());
          visitor.index(IndexSpace.TYPE, superType, at);
        }
      }
      return compositeType();
    }

    private CompositeType compositeType() {
      int start = in.position();
      int form = in.u8();
      return switch (form) {
        case FUNC -> new CompositeType(new FunctionType(valTypes(), valTypes()), null, null);
        case STRUCT -> {
          ValType[] fields = new ValType[in.count()];
          for (int i = 0; i < fields.length; i++) {
            fields[i] = field();
          }
          yield new CompositeType(null, null, List.of(fields));
        }
        case ARRAY -> new CompositeType(null, field(), null);
        default ->
            throw new MalformedWasmException(
                start,
                "0x" + Integer.toHexString(form) + " is not a function, struct or array type");
      };
    }

    private List<ValType> valTypes() {
      int count = in.count();
      List<ValType> types = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        types.add(visitValType(in, visitor, at));
      }
      return types;
    }

    private ValType field() {
      int storage = in.peek();
      ValType type = ValType.I32;
      if (storage == I8 || storage == I16) {
        in.u8();
      } else {
        type = visitValType(in, visitor, at);
      }
      in.u8(); // mutability
      return type;
    }
  }
}
