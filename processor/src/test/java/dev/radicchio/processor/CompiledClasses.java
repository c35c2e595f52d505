package dev.radicchio.processor;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javax.tools.JavaFileObject;

/** Loads what was compiled. */
class CompiledClasses extends ClassLoader {
  private final List<JavaFileObject> files;

  CompiledClasses(Compilation compilation) {
    super(CompiledClasses.class.getClassLoader());
    files = compilation.generatedFiles();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String file = "/CLASS_OUTPUT/" + name.replace('.', '/') + ".class";
    for (JavaFileObject candidate : files) {
      if (candidate.getName().equals(file)) {
        byte[] bytes = bytes(candidate);
        return defineClass(name, bytes, 0, bytes.length);
      }
    }
    throw new ClassNotFoundException(name);
  }

  private static byte[] bytes(JavaFileObject file) {
    try (InputStream in = file.openInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
