package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.Value;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.engine.CallDepth;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.engine.ImageFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table that an image exports for function pointers. */
final class PointerTable implements FunctionTable {
  private final ChicoryImage image;
  private final Instance instance;
  private final ProgramTable table;
  private final CallDepth depth;

  PointerTable(ChicoryImage image, Instance instance, ProgramTable table, CallDepth depth) {
    this.image = image;
    this.instance = instance;
    this.table = table;
    this.depth = depth;
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public long limit() {
    return table.limits().max();
  }

  @Override
  public int grow(int slots) {
    return table.grow(slots, Value.REF_NULL_VALUE, null);
  }

  @Override
  public @Nullable Lender lender(FunctionType type) {
    com.dylibso.chicory.wasm.types.FunctionType wanted = Types.of(type);
    TypeSection section = image.module().typeSection();
    for (int i = 0; i < section.subTypeCount(); i++) {
      if (wanted.equals(section.getType(i))) {
        return new CallbackFunctions(image, i, table, depth);
      }
    }
    return null;
  }

  @Override
  public @Nullable Reference get(int slot) {
    int function;
    try {
      function = table.requiredRef(slot);
    } catch (ChicoryException e) {
      return null;
    }
    Instance target = Objects.requireNonNullElse(table.instance(slot), instance);
    return new TableReference(target, function, target != instance);
  }

  @Override
  public int find(Reference function) {
    int number = guests(function);
    for (int slot = 0; slot < table.size(); slot++) {
      if (table.ref(slot) == number) {
        return slot;
      }
    }
    return -1;
  }

  @Override
  public void put(int slot, Reference function) {
    table.setRef(slot, guests(function), null);
  }

  /** The number of a function of this image, which is the reference to it in any table. */
  private int guests(Reference function) {
    TableReference reference = (TableReference) function;
    if (reference.target != instance) {
      throw new IllegalArgumentException("a function of Java, or of another program");
    }
    return reference.number;
  }

  /** A function of this image, or of Java. */
  private record TableReference(Instance target, int number, boolean isLent) implements Reference {
    private com.dylibso.chicory.wasm.types.FunctionType actual() {
      return target.type(target.functionType(number));
    }

    @Override
    public FunctionType type() {
      return Types.of(actual());
    }

    @Override
    public boolean hasType(FunctionType type) {
      return actual().equals(Types.of(type));
    }

    @Override
    public ImageFunction function() {
      return new ChicoryFunction(target, actual(), References.function(target, number));
    }
  }
}
