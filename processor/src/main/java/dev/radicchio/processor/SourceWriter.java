package dev.radicchio.processor;

import com.palantir.javapoet.JavaFile;
import dev.radicchio.processor.check.DiagnosticCode;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.Site;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes generated files, and reports those that it cannot write. */
final class SourceWriter {
  private final Filer filer;
  private final DiagnosticReporter reporter;

  SourceWriter(Filer filer, DiagnosticReporter reporter) {
    this.filer = filer;
    this.reporter = reporter;
  }

  /**
   * @param origin the interface that the source was generated for
   */
  void write(JavaFile file, Element origin) {
    String name = file.packageName() + "." + file.typeSpec().name();
    try {
      file.writeTo(filer);
    } catch (FilerException e) {
      exists(name, origin);
    } catch (IOException e) {
      reporter.report(
          DiagnosticCode.CLASS_NOT_WRITTEN.at(
              Site.of(origin), name, String.valueOf(e.getMessage())));
    }
  }

  private void exists(String name, Element origin) {
    reporter.report(DiagnosticCode.CLASS_EXISTS.at(Site.of(origin), name, origin.getSimpleName()));
  }

  /**
   * Writes a page beside the classes. A program works without it, so that it fails no compilation.
   *
   * @param origins the interfaces that the page was made from, the program first
   */
  void writePage(String packageName, String name, String text, List<? extends Element> origins) {
    try {
      FileObject file = createResource(packageName, name, origins);
      write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      reporter.report(
          DiagnosticCode.MAP_NOT_WRITTEN.at(
              Site.of(origins.get(0)), name, String.valueOf(e.getMessage())));
    }
  }

  /** Writes a file beside the classes, without which a program does not work. */
  void writeResource(
      String packageName, String name, byte[] bytes, List<? extends Element> origins) {
    try {
      write(createResource(packageName, name, origins), bytes);
    } catch (IOException e) {
      notWritten(name, e, origins);
    }
  }

  /** Writes a class by its binary name. */
  void writeClass(String name, byte[] bytes, List<? extends Element> origins) {
    try {
      write(filer.createClassFile(name, origins.toArray(new Element[0])), bytes);
    } catch (FilerException e) {
      exists(name, origins.get(0));
    } catch (IOException e) {
      notWritten(name, e, origins);
    }
  }

  private void notWritten(String name, IOException e, List<? extends Element> origins) {
    reporter.report(
        DiagnosticCode.PRECOMPILED_NOT_WRITTEN.at(
            Site.of(origins.get(0)), name, String.valueOf(e.getMessage())));
  }

  private FileObject createResource(
      String packageName, String name, List<? extends Element> origins) throws IOException {
    return filer.createResource(
        StandardLocation.CLASS_OUTPUT, packageName, name, origins.toArray(new Element[0]));
  }

  private static void write(FileObject file, byte[] bytes) throws IOException {
    try (OutputStream out = file.openOutputStream()) {
      out.write(bytes);
    }
  }
}
