package dev.radicchio.processor;

import com.google.testing.compile.Compilation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Loads what was compiled. */
public class CompiledClasses extends ClassLoader {
  private final List<JavaFileObject> files;

  public CompiledClasses(Compilation compilation) {
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

  /** Files that were looked for in vain are among those generated, without contents. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    for (JavaFileObject candidate : files) {
      if (name.endsWith(".image") && candidate.getName().equals("/CLASS_OUTPUT/" + name)) {
        return new ByteArrayInputStream(bytes(candidate));
      }
    }
    return super.getResourceAsStream(name);
  }

  private static byte[] bytes(JavaFileObject file) {
    try (InputStream in = file.openInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
