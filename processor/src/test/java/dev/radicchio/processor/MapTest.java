package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.codes;
import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static dev.radicchio.processor.Compile.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.radicchio.binary.WasmWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page with the memory map of a program. */
class MapTest {
  private static final JavaFileObject SHOP =
      source(
          "Shop",
          """
          @SharedMemory(stackBytes = 8192, maxPages = 16)
          interface Shop {
            Counter counter();
            Data data();
            Level level();
            User user();

            @WasmModule("wasm/counter.wasm") interface Counter {}
            @WasmModule("wasm/named_data.wasm") interface Data {}
            @WasmModule("wasm/level_one.wasm") interface Level {}
            @WasmModule("wasm/uses_level.wasm") interface User {}
          }
          """);

  private static String page(Compilation compilation, String name) {
    assertThat(problems(compilation)).isEmpty();
    return text(
        compilation
            .generatedFile(StandardLocation.CLASS_OUTPUT, "test", name + ".layout.html")
            .orElseThrow());
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
  }

  /** All elements of a document. */
  private static List<Element> elements(Document document) {
    NodeList all = document.getElementsByTagName("*");
    return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i)).toList();
  }

  private static List<String> attributes(Element element) {
    return IntStream.range(0, element.getAttributes().getLength())
        .mapToObj(i -> element.getAttributes().item(i).getNodeName())
        .toList();
  }

  @Test
  void writesAPage() {
    String page = page(compile(SHOP), "Shop");

    assertThat(page).isEqualTo(Golden.file("Shop.layout.html", page));
  }

  @Test
  void writesTheSameBytesEachTime() {
    JavaFileObject other = source("Other", "@WasmModule(\"wasm/counter.wasm\") interface Other {}");

    assertThat(page(compile(SHOP, other), "Shop")).isEqualTo(page(compile(other, SHOP), "Shop"));
  }

  @Test
  void writesNoPageWhereItIsNotWanted() {
    Compilation compilation = compile(List.of("-Aradicchio.map=false"), SHOP);

    assertThat(problems(compilation)).isEmpty();
    assertThat(compilation.generatedFiles())
        .noneMatch(file -> file.getName().endsWith(".html"))
        .anyMatch(file -> file.getName().endsWith("ShopLayout.class"));
  }

  @Test
  void warnsOfAPageThatItCannotWrite() {
    Compilation compilation =
        Compiler.javac().withProcessors(new PageWriter(), new RadicchioProcessor()).compile(SHOP);

    assertThat(problems(compilation))
        .singleElement()
        .asString()
        .startsWith("Shop.java:3: warning: Shop.layout.html could not be written: ")
        .endsWith("; -Aradicchio.map=false leaves it out");
    assertThat(codes(compilation)).containsExactly("Shop.java:3: RAD179");
    assertThat(compilation.generatedFiles())
        .anyMatch(file -> file.getName().endsWith("ShopLayout.class"));
  }

  /** Has written the page of the shop before Radicchio looks at it. */
  private static final class PageWriter extends AbstractProcessor {
    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      try {
        environment
            .getFiler()
            .createResource(StandardLocation.CLASS_OUTPUT, "test", "Shop.layout.html")
            .openOutputStream()
            .close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }
  }

  @Test
  void namesThePageOfANestedProgramAsItsClasses() {
    Compilation compilation =
        compile(
            source(
                "Outer",
                "class Outer { @SharedMemory interface P { M m(); }"
                    + " @WasmModule(\"wasm/counter.wasm\") interface M {} }"));

    assertThat(page(compilation, "Outer_P")).contains("<p class=\"full\">test.Outer.P</p>");
  }

  @Test
  void loadsNothingAndRunsNothing() throws Exception {
    Document page = parsed(page(compile(SHOP), "Shop"));

    assertThat(elements(page))
        .noneMatch(
            element ->
                List.of("script", "link", "img", "iframe", "object", "use", "image", "base", "form")
                    .contains(element.getTagName()))
        .allSatisfy(
            element -> {
              assertThat(attributes(element))
                  .noneMatch(name -> name.startsWith("on") || name.contains("src"));
              assertThat(element.getAttribute("href")).matches("(#s\\d+-\\d+)?");
              assertThat(element.getAttribute("style")).doesNotContain("url(");
            });
    assertThat(page.getElementsByTagName("style").item(0).getTextContent())
        .doesNotContain("url(", "@import");
  }

  @Test
  void linksEachSymbolOfTheMapToItsLine() throws Exception {
    List<Element> all = elements(parsed(page(compile(SHOP), "Shop")));
    List<String> ids =
        all.stream().map(each -> each.getAttribute("id")).filter(id -> !id.isEmpty()).toList();

    assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    assertThat(all.stream().map(each -> each.getAttribute("href")).filter(href -> !href.isEmpty()))
        .containsExactlyInAnyOrderElementsOf(ids.stream().map(id -> "#" + id).toList());
  }

  @Test
  void escapesWhateverANameHolds(@TempDir Path directory) throws Exception {
    List<String> hostile =
        List.of(
            "<script>alert(1)</script>",
            "\" onmouseover=\"alert(1)",
            "' onfocus='alert(1)",
            "]]></style><img src=x>",
            "&amp;<!--",
            "\u202eevil\u0007");
    Files.write(directory.resolve("a'&b.wasm"), moduleOfNames(hostile));

    String page =
        page(
            compile(
                List.of("-Aradicchio.path=" + directory),
                source(
                    "P",
                    """
                    @SharedMemory(importValues = "<script>alert(1)</script>")
                    @Region(importName = "mem.<script>alert(1)</script>", bytes = 64)
                    interface P {
                      @WasmModule("a'&b.wasm") interface M {}
                      M m();
                    }
                    """)),
            "P");

    assertThat(page)
        .contains(
            "&lt;script&gt;alert(1)&lt;/script&gt;", "a&#39;&amp;b.wasm", "\\u{202e}evil\\u{7}")
        .doesNotContain("<script", "<img", "<!--", "\u202e", "\u0007");
    Document document = parsed(page);
    assertThat(elements(document))
        .allSatisfy(
            element -> assertThat(attributes(element)).noneMatch(name -> name.startsWith("on")));
    assertThat(document.getDocumentElement().getTextContent()).contains(hostile.subList(0, 5));
  }

  @Test
  void showsTheLargestOfVeryManySymbolsAndSaysSo(@TempDir Path directory) throws Exception {
    List<String> names = IntStream.range(0, 5000).mapToObj(i -> "item" + i).toList();
    Files.write(directory.resolve("many.wasm"), moduleOfNames(names));

    String page =
        page(
            compile(
                List.of("-Aradicchio.path=" + directory),
                source(
                    "P",
                    """
                    @SharedMemory(importValues = "host")
                    interface P { @WasmModule("many.wasm") interface M {} M m(); }
                    """)),
            "P");

    assertThat(page)
        .contains(
            "The 200 largest of 5,000 are shown, here and in the map.",
            "<b>item199</b>",
            "and 4,960 more")
        .doesNotContain("item200<");
    assertThat(page.length()).isLessThan(200_000);
    assertThatCode(() -> parsed(page)).doesNotThrowAnyException();
  }

  /** A shared library that exports an address and imports a host's function under each name. */
  private static byte[] moduleOfNames(List<String> names) {
    int count = names.size();
    String host = names.get(0).startsWith("<") ? names.get(0) : "host";
    WasmWriter dylink = new WasmWriter().name("dylink.0").u8(1);
    dylink.sized(new WasmWriter().u32(4 * count).u32(2).u32(0).u32(0));
    WasmWriter types = new WasmWriter().u32(1).u8(0x60).u32(0).u32(0);
    WasmWriter imports = new WasmWriter().u32(1 + count);
    imports.name("env").name("memory").u8(2).u8(0).u32(1);
    WasmWriter globals = new WasmWriter().u32(count);
    WasmWriter exports = new WasmWriter().u32(count);
    for (int i = 0; i < count; i++) {
      imports.name(host).name(names.get(i)).u8(0).u32(0);
      globals.u8(0x7f).u8(0).u8(0x41).s64(4L * i).u8(0x0b);
      exports.name(names.get(i)).u8(3).u32(i);
    }
    WasmWriter module = new WasmWriter().u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);
    module.u8(0).sized(dylink).u8(1).sized(types).u8(2).sized(imports);
    return module.u8(6).sized(globals).u8(7).sized(exports).toByteArray();
  }

  @Test
  void tellsWhoManagesTheHeapAndWhereImportsComeFrom() throws Exception {
    List<String> lines = new ArrayList<>();
    for (Element row : elements(parsed(page(compile(SHOP), "Shop")))) {
      if (row.getTagName().equals("tr")) {
        lines.add(row.getTextContent().strip().replaceAll("\\s+", " "));
      }
    }

    assertThat(lines)
        .contains("user level function level")
        .anyMatch(line -> line.matches("0x\\w{8} heap ↓ grows, to 1 MiB; Java manages it .* KiB"));
  }
}
