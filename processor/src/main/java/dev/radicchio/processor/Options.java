package dev.radicchio.processor;

import dev.radicchio.processor.model.ProgramEngine;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;

/**
 * The options of the processor, each given as {@code -Aradicchio.name=value}.
 *
 * @param path {@code path}: directories to look for {@code .wasm} files in, after the class output,
 *     the source path and the class path; separated as in a class path
 * @param layoutDirectory {@code layoutDirectory}: the directory that layout files are relative to,
 *     or nothing
 * @param updateLayout {@code updateLayout}: whether to write the layout files that programs name
 *     instead of comparing them
 * @param map {@code map}: whether to write a page with a map of each program
 * @param precompile {@code precompile}: whether to compile all programs to bytecode
 * @param engine {@code engine}: {@code chicory} or {@code endive}, what runs programs that name
 *     neither; by default the one on the class path
 * @param warnings {@code warnings}: what becomes of warnings, by their codes, as in {@code
 *     RAD320=off,RAD504=error}
 */
record Options(
    String path,
    String layoutDirectory,
    boolean updateLayout,
    boolean map,
    boolean precompile,
    Optional<ProgramEngine> engine,
    String warnings) {
  static final String PATH = "radicchio.path";
  static final String LAYOUT_DIRECTORY = "radicchio.layoutDirectory";
  static final String UPDATE_LAYOUT = "radicchio.updateLayout";
  static final String MAP = "radicchio.map";
  static final String PRECOMPILE = "radicchio.precompile";
  static final String ENGINE = "radicchio.engine";
  static final String WARNINGS = "radicchio.warnings";

  /** What is given, or by default; a value that means nothing is reported. */
  static Options of(Map<String, String> given, Messager messager) {
    return new Options(
        text(given, PATH),
        text(given, LAYOUT_DIRECTORY),
        flag(given, UPDATE_LAYOUT, false, messager),
        flag(given, MAP, true, messager),
        flag(given, PRECOMPILE, false, messager),
        engine(given, messager),
        text(given, WARNINGS));
  }

  private static Optional<ProgramEngine> engine(Map<String, String> given, Messager messager) {
    String value = text(given, ENGINE);
    Optional<ProgramEngine> engine = ProgramEngine.named(value);
    if (engine.isEmpty() && given.containsKey(ENGINE)) {
      messager.printMessage(
          Diagnostic.Kind.ERROR,
          "-A" + ENGINE + " is \"" + value + "\"; give it the value chicory or endive");
    }
    return engine;
  }

  /** The value of an option, which is empty where the option is missing or has no value. */
  private static String text(Map<String, String> given, String name) {
    return Optional.ofNullable(given.get(name)).orElse("");
  }

  private static boolean flag(
      Map<String, String> given, String name, boolean byDefault, Messager messager) {
    if (!given.containsKey(name)) {
      return byDefault;
    }
    String value = text(given, name);
    switch (value) {
      case "true", "" -> {
        return true;
      }
      case "false" -> {
        return false;
      }
      default -> {
        messager.printMessage(
            Diagnostic.Kind.ERROR,
            "-A" + name + " is \"" + value + "\"; give it the value true or false");
        return byDefault;
      }
    }
  }
}
