package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.codes;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** What is said where generated classes cannot be written. */
class SourceWriterTest {
  @Test
  void reportsAClassThatCannotBeWritten() {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new FullDiskProcessor())
            .compile(source("S", "@WasmStruct", "interface S { int x(); void x(int x); }"));

    assertThat(problems(compilation))
        .containsExactly("S.java:3: test.SStruct could not be written: No space left on device");
    assertThat(codes(compilation)).containsExactly("S.java:3: RAD116");
  }

  @Test
  void reportsClassesAndFilesOfACompiledProgramThatCannotBeWritten() {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new FullDiskProcessor())
            .withOptions("-Aradicchio.map=false")
            .compile(
                source(
                    "P",
                    "@SharedMemory(precompile = true)",
                    "interface P {",
                    "  S s(); @WasmModule(\"wasm/scalars.wasm\") interface S {}",
                    "}"));

    assertThat(problems(compilation))
        .contains(
            "P.java:3: test.LinkedPCode could not be written: No space left on device; leave out"
                + " precompile",
            "P.java:3: LinkedP.image could not be written: No space left on device; leave out"
                + " precompile");
    assertThat(codes(compilation)).contains("P.java:3: RAD182").doesNotContain("P.java:3: RAD199");
  }

  /** The processor, where no file can be created. */
  private static final class FullDiskProcessor extends AbstractProcessor {
    private final RadicchioProcessor processor = new RadicchioProcessor();

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      Filer filer =
          fake(
              Filer.class,
              (proxy, method, arguments) -> {
                if (method.getName().startsWith("create")) {
                  throw new IOException("No space left on device");
                }
                return call(method, environment.getFiler(), arguments);
              });
      processor.init(
          fake(
              ProcessingEnvironment.class,
              (proxy, method, arguments) ->
                  method.getName().equals("getFiler")
                      ? filer
                      : call(method, environment, arguments)));
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      processor.process(annotations, round);
      return false;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }
  }
}
