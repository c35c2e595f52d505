package dev.radicchio.processor.compile;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.palantir.javapoet.ClassName;
import dev.radicchio.Executable;
import dev.radicchio.engine.Engine;
import dev.radicchio.link.Image;
import dev.radicchio.link.ImageFile;
import java.io.ByteArrayInputStream;
import java.util.SortedMap;
import java.util.function.Function;

/** Images that are compiled ahead of time and run at once, without an interface and its stubs. */
final class Precompiled {
  private Precompiled() {}

  private static final class Classes extends ClassLoader {
    private final SortedMap<String, byte[]> files;

    Classes(SortedMap<String, byte[]> files) {
      super(Classes.class.getClassLoader());
      this.files = files;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] file = files.get(name);
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, file, 0, file.length);
    }
  }

  /** Compiles an image, and makes it ready to run as generated code does. */
  static Executable executable(Image image) {
    CompiledImage compiled =
        CompiledImage.of(Engine.installed().validate(image), ClassName.get("spec", "Code"));
    Classes classes = new Classes(compiled.classes());
    Function<Instance, Machine> machines =
        instance -> {
          try {
            return (Machine)
                classes
                    .loadClass(compiled.machine().canonicalName())
                    .getConstructor(Instance.class)
                    .newInstance(instance);
          } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
          }
        };
    byte[] file = compiled.file();
    return dev.radicchio.engine.chicory.Precompiled.executable(
        "spec.image", new ByteArrayInputStream(file), ImageFile.checksum(file), machines);
  }
}
