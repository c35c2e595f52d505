package dev.radicchio.engine;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.Caller;
import dev.radicchio.HostHandler;
import dev.radicchio.link.Image;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an image imports from Java, and how Chicory gets it. */
public final class HostImports {
  private static final long[] NOTHING = {};

  /** By both names of the import; records as keys would make a JVM start slower. */
  private final Map<String, Map<String, Handler>> handlers = new HashMap<>();

  private final List<ImportValues> values = new ArrayList<>();
  private final List<AutoCloseable> resources = new ArrayList<>();

  private record Handler(FunctionType type, HostHandler handler) {}

  /** Adds a function under both names of its import. */
  public void add(
      String module, String name, dev.radicchio.binary.FunctionType type, HostHandler handler) {
    if (!handlers.containsKey(module)) {
      handlers.put(module, new HashMap<>());
    }
    handlers.get(module).put(name, new Handler(NumberTypes.of(type), handler));
  }

  /** Adds what Chicory calls import values. */
  public void add(ImportValues more) {
    values.add(more);
  }

  /** Adds WASI preview 1. */
  public void addWasi(WasiOptions options) {
    WasiPreview1 wasi = WasiPreview1.builder().withOptions(options).build();
    addResource(wasi);
    add(ImportValues.builder().addFunction(wasi.toHostFunctions()).build());
  }

  /**
   * Adds what is closed with the program.
   *
   * @see #close
   */
  void addResource(AutoCloseable resource) {
    resources.add(resource);
  }

  /**
   * Closes what came with the hosts, all of it, whatever fails; closing it again does nothing.
   *
   * @throws IllegalStateException for the first that cannot be closed; others are suppressed in it
   */
  public void close() {
    List<AutoCloseable> closing = List.copyOf(resources);
    resources.clear();
    IllegalStateException failure = null;
    for (AutoCloseable resource : closing) {
      try {
        resource.close();
      } catch (Throwable e) {
        IllegalStateException next =
            new IllegalStateException("a host cannot be closed: " + e.getMessage(), e);
        if (failure == null) {
          failure = next;
        } else {
          failure.addSuppressed(next);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * The values for Chicory.
   *
   * @param heap the function of the heap that an instance calls by a symbol
   * @param callers the caller that stands for an instance
   * @param depth counts the calls
   */
  ImportValues resolve(
      LoadedImage image, HeapFunctions heap, Function<String, Caller> callers, CallDepth depth) {
    ImportValues.Builder builder = ImportValues.builder();
    ImportSection imports = image.module().importSection();
    for (int i = 0; i < imports.importCount(); i++) {
      Import imported = imports.getImport(i);
      if (imported instanceof FunctionImport function) {
        FunctionType type = image.module().typeSection().getType(function.typeIndex());
        WasmFunctionHandle handle =
            imported.module().equals(Image.HEAP_MODULE)
                ? heap.of(Image.instanceOf(imported.name()), Image.nameOf(imported.name()))
                : handle(imported, type, callers);
        if (handle != null) {
          builder.addFunction(
              new ImportFunction(
                  imported.module(), imported.name(), type, guarded(depth.counted(handle))));
        }
      }
    }
    for (ImportValues some : values) {
      for (ImportFunction function : some.functions()) {
        builder.addFunction(
            new ImportFunction(
                function.module(),
                function.name(),
                function.functionType(),
                guarded(depth.counted(function.handle())),
                function.sourceInstance()));
      }
      builder.addGlobal(some.globals());
      builder.addTag(some.tags());
    }
    return builder.build();
  }

  /**
   * The function of a handler under the import's whole name, or under that behind the instance's.
   */
  private @Nullable WasmFunctionHandle handle(
      Import imported, FunctionType type, Function<String, Caller> callers) {
    Map<String, Handler> ofModule = handlers.getOrDefault(imported.module(), Map.of());
    Handler plain = ofModule.get(imported.name());
    boolean byInstance = plain == null;
    Handler found = byInstance ? ofModule.get(Image.nameOf(imported.name())) : plain;
    if (found == null) {
      return null;
    }
    if (!found.type.equals(type)) {
      throw LoadedImage.refused(
          ProblemCode.HOST_TYPE_MISMATCH, imported.module(), imported.name(), type, found.type);
    }
    Caller caller = callers.apply(byInstance ? Image.instanceOf(imported.name()) : "");
    HostHandler handler = found.handler;
    return (instance, arguments) -> results(type, handler.call(caller, arguments));
  }

  /**
   * What Java returns, if it has a value for each result: the engine does not look. Chicory 1.7.5's
   * interpreter takes branches on all 64 bits, so the high half of an {@code i32} must be its sign.
   */
  static long[] results(FunctionType type, long @Nullable [] results) {
    int count = results == null ? 0 : results.length;
    int wanted = type.returns().size();
    if (wanted == 0) {
      return NOTHING;
    }
    if (results == null || count != wanted) {
      throw new IllegalStateException(
          "a Java function of type " + type + " returned " + count + " values");
    }
    for (int i = 0; i < count; i++) {
      if (type.returns().get(i).equals(ValType.I32)) {
        results[i] = (int) results[i];
      }
    }
    return results;
  }

  /** Keeps exceptions apart from those that the engine throws; guests may catch their own. */
  static WasmFunctionHandle guarded(WasmFunctionHandle handle) {
    return (instance, arguments) -> {
      try {
        return handle.apply(instance, arguments);
      } catch (WasmException | HostException e) {
        throw e;
      } catch (RuntimeException | OutOfMemoryError e) {
        throw new HostException(e);
      }
    };
  }
}
