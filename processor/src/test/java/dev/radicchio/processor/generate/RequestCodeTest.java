package dev.radicchio.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.link.LinkRequest;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.GlobalUse;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.processor.CompiledClasses;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** The code of a request, compiled and run, gives the same request. */
final class RequestCodeTest {
  private static final WasmFile HELLO = file("hello");
  private static final WasmFile LEVEL = file("uses_level");

  /** A request in which nothing is as it is by default. */
  private static final LinkRequest ALL =
      Linker.create()
          .add("hello", HELLO)
          .add("one", LEVEL)
          .add("two", LEVEL)
          .base("hello", 0xFFFF_0000L)
          .pages("two", 3)
          .global("one", "level", GlobalUse.ADDRESS)
          .global("hello", "count", GlobalUse.NUMBER)
          .bind("one", "env.level", "two")
          .bind("two", "env.\"quoted\"", "hello")
          .heap(new HeapPolicy.Guest("hello", "my_malloc", "my_free"))
          .javaAllocates()
          .host("wasi_snapshot_preview1")
          .hostByName("env")
          .host("mem", List.of("hook", "other"))
          .region("mem.data_offset", 400, 16)
          .region("mem.large", 1L << 32, 1)
          .pointers("hello", "greet", Pointers.NONE)
          .pointers(
              "hello",
              "copy",
              Pointers.NONE.param(0, Pointers.Kind.ADDRESS).result(0, Pointers.Kind.ADDRESS))
          .stackBytes(1L << 32)
          .maxPages(17)
          .request();

  @Test
  void changesEveryComponent() throws ReflectiveOperationException {
    LinkRequest byDefault = Linker.create().request();
    for (RecordComponent component : LinkRequest.class.getRecordComponents()) {
      assertThat(component.getAccessor().invoke(ALL))
          .as("%s of the request that these tests are about", component.getName())
          .isNotEqualTo(component.getAccessor().invoke(byDefault));
    }
  }

  @Test
  void givesTheSameRequest() throws ReflectiveOperationException {
    assertThat(run(ALL)).isEqualTo(ALL);
  }

  @Test
  void givesTheSameRequestWithHeapsOfTheirOwn() throws ReflectiveOperationException {
    LinkRequest request =
        Linker.create().add("hello", HELLO).heap(new HeapPolicy.Private()).request();

    assertThat(run(request)).isEqualTo(request);
  }

  @Test
  void saysNothingOfWhatIsAsByDefault() {
    LinkRequest request = Linker.create().add("hello", HELLO).request();

    assertThat(RequestCode.of(request, Map.of(HELLO, "file")))
        .hasToString("dev.radicchio.link.Linker.create()\n.add(\"hello\", file)");
  }

  private static LinkRequest run(LinkRequest request) throws ReflectiveOperationException {
    CodeBlock code = RequestCode.of(request, Map.of(HELLO, "hello", LEVEL, "level"));
    TypeSpec type =
        TypeSpec.classBuilder("Code")
            .addModifiers(Modifier.PUBLIC)
            .addMethod(
                MethodSpec.methodBuilder("request")
                    .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                    .returns(LinkRequest.class)
                    .addParameter(WasmFile.class, "hello")
                    .addParameter(WasmFile.class, "level")
                    .addStatement("return $L.request()", code)
                    .build())
            .build();
    Compilation compilation =
        Compiler.javac().compile(JavaFile.builder("test", type).build().toJavaFileObject());
    assertThat(compilation.errors()).isEmpty();
    return (LinkRequest)
        new CompiledClasses(compilation)
            .loadClass("test.Code")
            .getMethod("request", WasmFile.class, WasmFile.class)
            .invoke(null, HELLO, LEVEL);
  }

  private static WasmFile file(String name) {
    String path = "wasm/" + name + ".wasm";
    try (InputStream in = RequestCodeTest.class.getResourceAsStream("/" + path)) {
      return WasmFile.read(path, in.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
