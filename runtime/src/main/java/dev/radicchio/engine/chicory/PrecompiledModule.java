package dev.radicchio.engine.chicory;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.ParserListener;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.CustomSection;
import com.dylibso.chicory.wasm.types.DataCountSection;
import com.dylibso.chicory.wasm.types.DataSection;
import com.dylibso.chicory.wasm.types.ElementSection;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionSection;
import com.dylibso.chicory.wasm.types.GlobalSection;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.Section;
import com.dylibso.chicory.wasm.types.TableSection;
import com.dylibso.chicory.wasm.types.TagSection;
import com.dylibso.chicory.wasm.types.TypeSection;
import java.io.ByteArrayInputStream;
import java.util.List;

/**
 * Makes a module of the file of an image that was compiled ahead of time. The file was made of a
 * valid image and has a checksum, so neither a hash nor validation is needed, which take most of
 * the time that Chicory 1.7.5's parser needs when a JVM starts.
 */
final class PrecompiledModule implements ParserListener {
  private final WasmModule.Builder module = WasmModule.builder().withValidation(false);
  private int functions;
  private boolean hasCode;

  private PrecompiledModule() {}

  static WasmModule of(byte[] file) {
    PrecompiledModule sections = new PrecompiledModule();
    Parser.builder().withValidation(false).build().parse(new ByteArrayInputStream(file), sections);
    return sections.build();
  }

  private WasmModule build() {
    if (!hasCode) {
      // All functions are compiled, so no one asks for their bodies, but for how many there are.
      FunctionBody none = new FunctionBody(List.of(), List.of());
      CodeSection.Builder code = CodeSection.builder();
      for (int i = 0; i < functions; i++) {
        code.addFunctionBody(none);
      }
      module.setCodeSection(code.build());
    }
    return module.build();
  }

  @Override
  public void onSection(Section section) {
    if (section instanceof CustomSection custom) {
      module.addCustomSection(custom.name(), custom);
    } else if (section instanceof TypeSection types) {
      module.setTypeSection(types);
    } else if (section instanceof ImportSection imports) {
      module.setImportSection(imports);
    } else if (section instanceof FunctionSection declared) {
      functions = declared.functionCount();
      module.setFunctionSection(declared);
    } else if (section instanceof TableSection tables) {
      module.setTableSection(tables);
    } else if (section instanceof MemorySection memories) {
      module.setMemorySection(memories);
    } else if (section instanceof GlobalSection globals) {
      module.setGlobalSection(globals);
    } else if (section instanceof ExportSection exports) {
      module.setExportSection(exports);
    } else if (section instanceof ElementSection elements) {
      module.setElementSection(elements);
    } else if (section instanceof CodeSection code) {
      hasCode = true;
      module.setCodeSection(code);
    } else if (section instanceof DataSection data) {
      module.setDataSection(data);
    } else if (section instanceof DataCountSection count) {
      module.setDataCountSection(count);
    } else if (section instanceof TagSection tags) {
      module.setTagSection(tags);
    } else {
      throw new AssertionError("an image has no section " + section.sectionId());
    }
  }
}
