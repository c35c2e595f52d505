package dev.radicchio.link;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses and validates an image before it is ever run. The linker checks structure and indices;
 * that the code is well typed is seen here, and if it is not, the module that brought it is found
 * by validating each alone.
 */
final class ImageValidator {
  private ImageValidator() {}

  static Image validate(byte[] bytes, Program program, Layout layout) {
    try {
      WasmModule module = Parser.parse(bytes);
      return new Image(bytes, module, layout);
    } catch (ChicoryException e) {
      throw new LinkException(culprits(program, e));
    }
  }

  private static List<Problem> culprits(Program program, ChicoryException inImage) {
    List<Problem> problems = new ArrayList<>();
    for (InstancePlan instance : program.instances()) {
      try {
        Parser.parse(instance.module.binary().bytes());
      } catch (ChicoryException e) {
        problems.add(
            Problem.error(
                instance.name, instance.file.name() + " is not a valid module: " + e.getMessage()));
      }
    }
    if (problems.isEmpty()) {
      problems.add(
          Problem.error(
              null,
              "the linked image is not valid, which is an error of the linker, not of the modules: "
                  + inImage.getMessage()));
    }
    return problems;
  }
}
