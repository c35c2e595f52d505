package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportTag;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionSection;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TagImport;
import com.dylibso.chicory.wasm.types.TagSection;
import com.dylibso.chicory.wasm.types.TagType;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.InstanceLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Chicory's host functions get as the instance that calls them. They know of no program: they
 * read the memory at addresses of the caller's, and ask for exports by the names that its module
 * gave them. So each instance of a program has an instance of Chicory's, of a module without code
 * that imports what the caller has and exports it again:
 *
 * <pre>
 *   the image                                         the module for the instance a
 *   (export "memory" (memory 0))                      (import "program" "memory" (memory 0))
 *   (export "a!alloc" (func 17))                      (export "memory" (memory 0))
 *   (export "a!level" (global 4))                     (import "program" "global 4" (global))
 *   (export "b!alloc" (func 93))                      (export "alloc" (func 17))
 *                                                     (export "level" (global 0))
 * </pre>
 *
 * <p>Its memory is the caller's, see {@link CallerMemory}. Its functions and tags have the image's
 * numbers, and the image's machine calls the functions, so that a reference in a table means the
 * same to both. Its table 0 is the one that the caller's function pointers index.
 */
final class CallerInstance {
  private static final String PROGRAM = "program";
  private static final String MEMORY = "memory";

  private final ChicoryImage image;
  private final InstanceLayout caller;

  /** Null until a host is called. */
  private @Nullable Instance shown;

  CallerInstance(ChicoryImage image, InstanceLayout caller) {
    this.image = image;
    this.caller = caller;
  }

  /** The instance for hosts. */
  Instance of(Instance program) {
    Instance existing = shown;
    if (existing == null) {
      existing = new Parts(program).instance();
      shown = existing;
    }
    return existing;
  }

  /** An exception of a host's, as the program's: guests catch only those. */
  WasmException thrown(WasmException exception, Instance program) {
    return exception.instance() == shown ? WrappedFunction.thrownBy(program, exception) : exception;
  }

  /** What the module imports and exports. */
  private final class Parts {
    private final Instance program;
    private final ImportSection.Builder imports = ImportSection.builder();
    private final ImportValues.Builder values = ImportValues.builder();
    private final ExportSection.Builder exports = ExportSection.builder();
    private final Map<String, Export> named = new HashMap<>();

    /** The numbers in the module of the image's tables and globals. */
    private final Map<Integer, Integer> tables = new HashMap<>();

    private final Map<Integer, Integer> globals = new HashMap<>();

    Parts(Instance program) {
      this.program = program;
    }

    Instance instance() {
      addMemory();
      addPointers();
      addTags();
      ExportSection all = image.module().exportSection();
      String prefix = ImageNaming.exportName(caller.name(), "");
      for (int i = 0; i < all.exportCount(); i++) {
        if (all.getExport(i).name().startsWith(prefix)) {
          export(all.getExport(i), all.getExport(i).name().substring(prefix.length()));
        }
      }
      named.values().forEach(exports::addExport);
      return Instance.builder(module())
          .withImportValues(values.build())
          .withMachineFactory(unused -> program.getMachine())
          .withInitialize(false)
          .build();
    }

    private WasmModule module() {
      FunctionSection.Builder functions = FunctionSection.builder();
      CodeSection.Builder code = CodeSection.builder();
      FunctionBody none = new FunctionBody(List.of(), List.of());
      for (int i = 0; i < program.functionCount(); i++) {
        functions.addFunctionType(program.functionType(i));
        code.addFunctionBody(none);
      }
      return WasmModule.builder()
          .withValidation(false)
          .setTypeSection(image.module().typeSection())
          .setImportSection(imports.build())
          .setFunctionSection(functions.build())
          .setCodeSection(code.build())
          .setExportSection(exports.build())
          .build();
    }

    private void addMemory() {
      imports.addImport(new MemoryImport(PROGRAM, MEMORY, new MemoryLimits(0)));
      values.addMemory(new ImportMemory(PROGRAM, MEMORY, CallerMemory.of(image, caller, program)));
      named.put(MEMORY, new Export(MEMORY, 0, ExternalType.MEMORY));
    }

    /** The table of the caller's function pointers, its own or the program's, if there is any. */
    private void addPointers() {
      Export own = image.export(ExternalType.TABLE, ImageNaming.ownTable(caller.name()));
      Export table = own == null ? image.export(ExternalType.TABLE, ImageNaming.TABLE_EXPORT) : own;
      if (table != null) {
        named.put(
            ImageNaming.TABLE_EXPORT,
            new Export(ImageNaming.TABLE_EXPORT, table(table.index()), ExternalType.TABLE));
      }
    }

    private void addTags() {
      List<TagType> types = new ArrayList<>();
      ImportSection imported = image.module().importSection();
      for (int i = 0; i < imported.importCount(); i++) {
        Import each = imported.getImport(i);
        if (each instanceof TagImport tag) {
          types.add(tag.tagType());
        }
      }
      image.module().tagSection().map(TagSection::types).map(List::of).ifPresent(types::addAll);
      for (int i = 0; i < types.size(); i++) {
        String name = "tag " + i;
        TagType type = types.get(i);
        imports.addImport(new TagImport(PROGRAM, name, type.attribute(), type.typeIdx()));
        values.addTag(new ImportTag(PROGRAM, name, program.tag(i)));
      }
    }

    private void export(Export export, String name) {
      int index =
          switch (export.exportType()) {
            case TABLE -> table(export.index());
            case GLOBAL -> global(export.index());
            case MEMORY -> 0;
            default -> export.index();
          };
      named.put(name, new Export(name, index, export.exportType()));
    }

    private int table(int index) {
      Integer known = tables.get(index);
      if (known != null) {
        return known;
      }
      String name = "table " + index;
      TableInstance table = program.table(index);
      imports.addImport(new TableImport(PROGRAM, name, table.elementType(), table.limits()));
      values.addTable(new ImportTable(PROGRAM, name, table));
      tables.put(index, tables.size());
      return tables.size() - 1;
    }

    private int global(int index) {
      Integer known = globals.get(index);
      if (known != null) {
        return known;
      }
      String name = "global " + index;
      GlobalInstance global = program.global(index);
      imports.addImport(
          new GlobalImport(PROGRAM, name, global.getMutabilityType(), global.getType()));
      values.addGlobal(new ImportGlobal(PROGRAM, name, global));
      globals.put(index, globals.size());
      return globals.size() - 1;
    }
  }
}
