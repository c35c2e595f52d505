package dev.radicchio.processor;

import com.google.auto.common.BasicAnnotationProcessor;
import com.google.auto.service.AutoService;
import com.google.common.collect.ImmutableSet;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.ModuleCheck;
import dev.radicchio.processor.check.ProgramCheck;
import dev.radicchio.processor.check.StructCheck;
import dev.radicchio.processor.check.WarningLevels;
import dev.radicchio.processor.check.WasmFinder;
import dev.radicchio.processor.generate.FunctionSources;
import dev.radicchio.processor.generate.ProgramSources;
import dev.radicchio.processor.generate.StructSources;
import dev.radicchio.processor.model.HostReader;
import dev.radicchio.processor.model.MethodReader;
import dev.radicchio.processor.model.ModuleReader;
import dev.radicchio.processor.model.ProgramReader;
import dev.radicchio.processor.model.StructReader;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Processor;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Checks {@code @WasmModule} interfaces against their modules and generates the classes of
 * {@code @SharedMemory} programs, of {@code @WasmStruct} structs and of {@code @WasmFunction}
 * function pointers.
 *
 * <p>Option {@code -Aradicchio.path}: directories to look for {@code .wasm} files in, after the
 * class output, the source path and the class path; separated as in a class path.
 *
 * <p>Option {@code -Aradicchio.warnings}: what becomes of warnings, by their codes, as in {@code
 * RAD320=off,RAD504=error}; the words are {@code off}, {@code warning} and {@code error}.
 */
@AutoService(Processor.class)
@SupportedOptions({RadicchioProcessor.PATH_OPTION, RadicchioProcessor.WARNINGS_OPTION})
public final class RadicchioProcessor extends BasicAnnotationProcessor {
  static final String PATH_OPTION = "radicchio.path";
  static final String WARNINGS_OPTION = "radicchio.warnings";

  private static final String GENERATOR = RadicchioProcessor.class.getName();

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  protected Iterable<? extends Step> steps() {
    Elements elements = processingEnv.getElementUtils();
    Types types = processingEnv.getTypeUtils();
    Filer filer = processingEnv.getFiler();
    String path = processingEnv.getOptions().getOrDefault(PATH_OPTION, "");
    String warnings = processingEnv.getOptions().getOrDefault(WARNINGS_OPTION, "");

    DiagnosticReporter reporter =
        new DiagnosticReporter(processingEnv.getMessager(), new WarningLevels(warnings));
    MethodReader methodReader = new MethodReader(elements, types);
    ModuleReader moduleReader = new ModuleReader(methodReader);
    HostReader hostReader = new HostReader(elements, methodReader);
    ModuleCheck moduleCheck = new ModuleCheck(new WasmFinder(filer, path));
    // Names rather than elements: a later round has other elements for the same types.
    Set<String> checked = new HashSet<>();
    ProgramCheck programCheck =
        new ProgramCheck(moduleCheck, type -> checked.contains(type.getQualifiedName().toString()));
    SourceWriter writer = new SourceWriter(filer, reporter);
    StructReader structReader = new StructReader(elements, types);
    return ImmutableSet.of(
        new StructStep(
            structReader,
            new StructCheck(structReader),
            new StructSources(elements, GENERATOR),
            writer,
            reporter),
        new FunctionStep(methodReader, new FunctionSources(elements, GENERATOR), writer, reporter),
        new HostStep(hostReader, checked, reporter),
        new ModuleStep(moduleReader, moduleCheck, checked, reporter),
        PlacementStep.ofExport(reporter),
        PlacementStep.ofImport(reporter),
        PlacementStep.ofUtf8(reporter),
        PlacementStep.ofCString(reporter),
        RegionStep.ofOne(reporter),
        RegionStep.ofSeveral(reporter),
        LinkStep.ofOne(reporter),
        LinkStep.ofSeveral(reporter),
        new ProgramStep(
            new ProgramReader(elements, types, moduleReader, hostReader),
            programCheck,
            new ProgramSources(elements, types, GENERATOR),
            writer,
            reporter));
  }
}
