package dev.radicchio.link;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
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
      return new Image(bytes, Parser.parse(bytes), layout, vectorUsers(program));
    } catch (RuntimeException e) {
      throw new LinkException(culprits(program, e));
    }
  }

  private static List<String> vectorUsers(Program program) {
    return program.instances().stream()
        .map(instance -> instance.file)
        .filter(WasmFile::usesVectors)
        .map(WasmFile::name)
        .distinct()
        .toList();
  }

  private static List<Problem> culprits(Program program, RuntimeException inImage) {
    List<Problem> problems = new ArrayList<>();
    for (InstancePlan instance : program.instances()) {
      try {
        Parser.parse(instance.module.binary().bytes());
      } catch (RuntimeException e) {
        problems.add(
            Problem.error(
                instance.name, instance.file.name() + " is not a valid module: " + reason(e)));
      }
    }
    if (problems.isEmpty()) {
      problems.add(
          Problem.error(
              null,
              "the linked image is not valid, which is an error of the linker, not of the modules: "
                  + reason(inImage)));
    }
    return problems;
  }

  private static String reason(RuntimeException e) {
    return e instanceof ChicoryException ? String.valueOf(e.getMessage()) : e.toString();
  }
}
