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
import dev.radicchio.engine.EngineHosts;
import dev.radicchio.engine.Faults;
import dev.radicchio.engine.HostException;
import dev.radicchio.engine.ImageImports;
import dev.radicchio.engine.JavaFunction;
import dev.radicchio.engine.Trap;
import dev.radicchio.link.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/** Functions of Java as Chicory calls them. */
final class HostFunctions {
  private static final long[] NOTHING = {};

  private HostFunctions() {}

  /**
   * What an image imports, for Chicory.
   *
   * @param depth counts the calls
   */
  static ImportValues of(ChicoryImage image, ImageImports imports, CallDepth depth) {
    ImportValues.Builder builder = ImportValues.builder();
    ImportSection section = image.module().importSection();
    for (int i = 0; i < section.importCount(); i++) {
      Import imported = section.getImport(i);
      if (imported instanceof FunctionImport function) {
        FunctionType type = image.module().typeSection().getType(function.typeIndex());
        ImageImports.Function found = imports.function(imported.module(), imported.name());
        if (found != null) {
          checkType(imported, type, found.type());
          builder.addFunction(
              new ImportFunction(
                  imported.module(), imported.name(), type, of(type, found.function(), depth)));
        }
      }
    }
    if (!imports.own().isEmpty()) {
      OwnFunctions functions = new OwnFunctions(image, depth);
      for (EngineHosts own : imports.own()) {
        if (own instanceof ChicoryHosts hosts) {
          functions.addTo(builder, hosts.values());
        } else {
          throw ChicoryImage.refused(
              ProblemCode.HOSTS_OF_ANOTHER_ENGINE, own.engine(), ChicoryEngine.NAME);
        }
      }
    }
    return builder.build();
  }

  /** Chicory's types are compared, since the methods of records make a JVM start slower. */
  private static void checkType(
      Import imported, FunctionType type, dev.radicchio.binary.@Nullable FunctionType found) {
    if (found != null && !Types.of(found).equals(type)) {
      throw ChicoryImage.refused(
          ProblemCode.HOST_TYPE_MISMATCH,
          imported.module(),
          imported.name(),
          Types.of(type),
          found);
    }
  }

  /** A function of a type, which may be lent or imported. */
  static WasmFunctionHandle of(FunctionType type, JavaFunction function, CallDepth depth) {
    return new Call(type, function, depth.isCounted() ? depth : null);
  }

  /** Calls Java, in one method: guests may do so often. */
  private static final class Call implements WasmFunctionHandle {
    private final FunctionType type;
    private final JavaFunction function;
    private final @Nullable CallDepth depth;

    Call(FunctionType type, JavaFunction function, @Nullable CallDepth depth) {
      this.type = type;
      this.function = function;
      this.depth = depth;
    }

    @Override
    public long[] apply(Instance instance, long... arguments) {
      if (depth != null) {
        depth.enter();
      }
      try {
        return results(type, function.call(arguments));
      } catch (Throwable e) {
        throw carried(e);
      } finally {
        if (depth != null) {
          depth.leave();
        }
      }
    }
  }

  /**
   * What Java returns, if it has a value for each result: the engine does not look. Chicory 1.7.5's
   * interpreter takes branches on all 64 bits, so the high half of an {@code i32} must be its sign.
   */
  private static long[] results(FunctionType type, long @Nullable [] results) {
    int count = results == null ? 0 : results.length;
    int wanted = type.returns().size();
    if (wanted == 0) {
      return NOTHING;
    }
    if (results == null || count != wanted) {
      throw new IllegalStateException(
          "a Java function of type " + Types.of(type) + " returned " + count + " values");
    }
    for (int i = 0; i < count; i++) {
      if (type.returns().get(i).equals(ValType.I32)) {
        results[i] = (int) results[i];
      }
    }
    return results;
  }

  /** Keeps exceptions apart from those that the engine throws; guests may catch their own. */
  static RuntimeException carried(Throwable thrown) {
    if (thrown instanceof WasmException
        || thrown instanceof HostException
        || thrown instanceof Trap) {
      return (RuntimeException) thrown;
    } else if (thrown instanceof RuntimeException || thrown instanceof OutOfMemoryError) {
      return new HostException(thrown);
    }
    return Faults.<RuntimeException>unchanged(thrown);
  }
}
