package dev.radicchio.processor;

import static org.junit.jupiter.api.Assumptions.abort;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Compiles sources of the package {@code test} with the processor, and shows what comes out. */
final class Compile {
  /** At the end of a message. */
  private static final Pattern CODE = Pattern.compile(" \\((RAD\\d{3})\\)$");

  /** Compiles all programs to bytecode. */
  static final List<String> PRECOMPILE = List.of("-Aradicchio.precompile=true");

  /** The package of Chicory's annotations. */
  static final String ANNOTATIONS = "com.dylibso.chicory.annotations";

  private Compile() {}

  /** Each source starts at line 1 with its package; a text block gives the rest. */
  static JavaFileObject source(String name, String... lines) {
    return JavaFileObjects.forSourceString(
        "test." + name,
        "package test; import dev.radicchio.annotations.*;\n" + String.join("\n", lines));
  }

  static Compilation compile(JavaFileObject... sources) {
    return compile(List.of(), sources);
  }

  static Compilation compile(List<String> options, JavaFileObject... sources) {
    return Compiler.javac()
        .withOptions(options.toArray())
        .withProcessors(new RadicchioProcessor())
        .compile(sources);
  }

  /** A source of another package than {@code test}, whose name comes with it. */
  static JavaFileObject sourceOf(String qualifiedName, String... lines) {
    return JavaFileObjects.forSourceString(
        qualifiedName,
        "package "
            + qualifiedName.substring(0, qualifiedName.lastIndexOf('.'))
            + "; import dev.radicchio.annotations.*;\n"
            + String.join("\n", lines));
  }

  /** Compiles with Chicory's processor for hosts, too, where a source has its annotations. */
  static Compilation compileWithChicory(List<String> options, JavaFileObject... sources) {
    List<Processor> processors = new ArrayList<>(List.of(new RadicchioProcessor()));
    if (Stream.of(sources).map(Compile::text).anyMatch(text -> text.contains(ANNOTATIONS))) {
      processors.add(chicorysProcessor());
    }
    return Compiler.javac()
        .withOptions(options.toArray())
        .withProcessors(processors)
        .compile(sources);
  }

  private static Processor chicorysProcessor() {
    try {
      return needChicorysAnnotations().getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a processor", e);
    }
  }

  /** Aborts a test where they are not there: those of Endive are not everywhere. */
  static Class<? extends Processor> needChicorysAnnotations() {
    String name = ANNOTATIONS + ".processor.HostModuleProcessor";
    try {
      return Class.forName(name).asSubclass(Processor.class);
    } catch (ClassNotFoundException e) {
      return abort("there is no " + name);
    }
  }

  /** Compiles without jars of the test's class path, by their paths with dots. */
  static Compilation compileWithout(Pattern jars, JavaFileObject... sources) {
    return Compiler.javac()
        .withClasspath(
            classPath()
                .filter(path -> !jars.matcher(path.replace(File.separatorChar, '.')).find())
                .map(File::new)
                .toList())
        .withProcessors(new RadicchioProcessor())
        .compile(sources);
  }

  private static Stream<String> classPath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"));
  }

  /** Compiles a library without the processor, and writes its classes to {@code directory}. */
  static void library(Path directory, JavaFileObject... sources) throws IOException {
    Compilation compilation = Compiler.javac().compile(sources);
    for (JavaFileObject file : compilation.generatedFiles()) {
      Path target = directory.resolve(file.getName().replace("/CLASS_OUTPUT/", ""));
      Files.createDirectories(target.getParent());
      try (InputStream in = file.openInputStream()) {
        Files.copy(in, target);
      }
    }
  }

  /** Compiles with the processor, against the test's class path and a library. */
  static Compilation compileAgainst(Path library, JavaFileObject... sources) {
    return Compiler.javac()
        .withClasspath(
            Stream.concat(Stream.of(library.toFile()), classPath().map(File::new)).toList())
        .withProcessors(new RadicchioProcessor())
        .compile(sources);
  }

  /** Errors and warnings without codes, as in {@code A.java:3: text}, by file and line. */
  static List<String> problems(Compilation compilation) {
    return reported(compilation)
        .map(diagnostic -> line(diagnostic, CODE.matcher(text(diagnostic)).replaceFirst("")))
        .toList();
  }

  /**
   * The codes of errors and warnings, as in {@code A.java:3: RAD320}, by file and line. One without
   * a code has its text instead.
   */
  static List<String> codes(Compilation compilation) {
    return reported(compilation)
        .map(
            diagnostic -> {
              Matcher code = CODE.matcher(text(diagnostic));
              return code.find()
                  ? file(diagnostic) + ":" + diagnostic.getLineNumber() + ": " + code.group(1)
                  : line(diagnostic, text(diagnostic));
            })
        .toList();
  }

  private static Stream<Diagnostic<? extends JavaFileObject>> reported(Compilation compilation) {
    return compilation.diagnostics().stream()
        .filter(
            diagnostic ->
                switch (diagnostic.getKind()) {
                  case ERROR, WARNING, MANDATORY_WARNING -> true;
                  default -> false;
                })
        .sorted(
            Comparator.comparing(Compile::file)
                .thenComparing(Diagnostic<? extends JavaFileObject>::getLineNumber));
  }

  /** The source of a generated class of the package {@code test}. */
  static String generated(Compilation compilation, String name) {
    return compilation.generatedSourceFiles().stream()
        .filter(file -> file.getName().endsWith("/test/" + name + ".java"))
        .findFirst()
        .map(Compile::text)
        .orElseThrow(
            () -> new AssertionError(name + " was not generated: " + problems(compilation)));
  }

  static String text(JavaFileObject file) {
    try {
      return file.getCharContent(false).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file(Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject source = diagnostic.getSource();
    return source == null ? "" : source.getName().substring(source.getName().lastIndexOf('/') + 1);
  }

  private static String line(Diagnostic<? extends JavaFileObject> diagnostic, String message) {
    String kind = diagnostic.getKind() == Diagnostic.Kind.ERROR ? "" : "warning: ";
    return diagnostic.getSource() == null
        ? kind + message
        : file(diagnostic) + ":" + diagnostic.getLineNumber() + ": " + kind + message;
  }

  private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getMessage(Locale.ROOT);
  }
}
