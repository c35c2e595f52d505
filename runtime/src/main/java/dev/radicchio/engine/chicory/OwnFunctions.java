package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.engine.CallDepth;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.InstanceLayout;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Host functions of Chicory's, which a program was given as they are. Of one, the image imports a
 * function for each instance that calls it, so that the host gets the caller as its instance.
 */
final class OwnFunctions {
  private final ImportSection imports;
  private final CallDepth depth;
  private final Map<String, CallerInstance> callers = new HashMap<>();

  OwnFunctions(ChicoryImage image, CallDepth depth) {
    this.imports = image.module().importSection();
    this.depth = depth;
    for (InstanceLayout instance : image.layout().instances()) {
      callers.put(instance.name(), new CallerInstance(image, instance));
    }
  }

  /** Adds what an image can import of some values. */
  void addTo(ImportValues.Builder builder, ImportValues values) {
    for (ImportFunction function : values.functions()) {
      for (String name : imported(function)) {
        builder.addFunction(
            new ImportFunction(
                function.module(),
                name,
                function.functionType(),
                handle(function, callers.get(ImageNaming.instanceOf(name))),
                function.sourceInstance()));
      }
    }
    builder.addGlobal(values.globals());
    builder.addTag(values.tags());
  }

  /** The names by which the image imports a function, each once. */
  private Set<String> imported(ImportFunction function) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < imports.importCount(); i++) {
      Import each = imports.getImport(i);
      if (each instanceof FunctionImport
          && each.module().equals(function.module())
          && (ImageNaming.nameOf(each.name()).equals(function.name())
              || each.name().equals(function.name()))) {
        names.add(each.name());
      }
    }
    return names;
  }

  /** A function, which makes its own results. */
  private WasmFunctionHandle handle(ImportFunction function, @Nullable CallerInstance caller) {
    boolean needsProgram =
        EngineVersion.has(Shortcoming.COLLECTION) && passesObjects(function.functionType());
    return new Own(function.handle(), needsProgram ? null : caller);
  }

  /** A function that gets the caller's instance, or the program's where no caller is known. */
  private final class Own extends WrappedFunction {
    private final @Nullable CallerInstance caller;

    Own(WasmFunctionHandle handle, @Nullable CallerInstance caller) {
      super(handle);
      this.caller = caller;
    }

    @Override
    <T> T call(Instance program, Function<Instance, T> call) {
      depth.enter();
      try {
        return call.apply(caller == null ? program : caller.of(program));
      } catch (WasmException e) {
        throw caller == null ? e : caller.thrown(e, program);
      } catch (Throwable e) {
        throw HostFunctions.carried(e);
      } finally {
        depth.leave();
      }
    }
  }

  /** Whether it takes or returns objects, which Chicory finds only in the program's instance. */
  private static boolean passesObjects(FunctionType type) {
    return hasObjects(type.params()) || hasObjects(type.returns());
  }

  private static boolean hasObjects(List<ValType> types) {
    for (ValType type : types) {
      if (type.isReference()
          && type.typeIdx() != ValType.FuncRef.typeIdx()
          && type.typeIdx() != ValType.ExternRef.typeIdx()) {
        return true;
      }
    }
    return false;
  }
}
