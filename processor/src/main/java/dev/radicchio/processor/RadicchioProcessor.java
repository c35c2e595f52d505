package dev.radicchio.processor;

import com.google.auto.common.BasicAnnotationProcessor;
import com.google.auto.service.AutoService;
import com.google.common.collect.ImmutableSet;
import dev.radicchio.processor.check.DiagnosticReporter;
import dev.radicchio.processor.check.GuestStructCheck;
import dev.radicchio.processor.check.LayoutCheck;
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
 * <p>{@link Options} says what options there are.
 */
@AutoService(Processor.class)
@SupportedOptions({
  Options.PATH,
  Options.LAYOUT_DIRECTORY,
  Options.UPDATE_LAYOUT,
  Options.MAP,
  Options.PRECOMPILE,
  Options.WARNINGS
})
public final class RadicchioProcessor extends BasicAnnotationProcessor {
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
    Options options = Options.of(processingEnv.getOptions(), processingEnv.getMessager());
    WasmFinder finder = new WasmFinder(filer, options.path());

    DiagnosticReporter reporter =
        new DiagnosticReporter(processingEnv.getMessager(), new WarningLevels(options.warnings()));
    MethodReader methodReader = new MethodReader(elements, types);
    ModuleReader moduleReader = new ModuleReader(methodReader);
    HostReader hostReader = new HostReader(elements, methodReader);
    ModuleCheck moduleCheck = new ModuleCheck(finder);
    // Names rather than elements: a later round has other elements for the same types.
    Set<String> checked = new HashSet<>();
    Set<String> checkedStructs = new HashSet<>();
    StructReader structReader = new StructReader(elements, types);
    ProgramCheck programCheck =
        new ProgramCheck(
            moduleCheck,
            new GuestStructCheck(
                structReader,
                methodReader,
                type ->
                    checkedStructs.contains(type.getQualifiedName().toString())
                        || checked.contains(type.getQualifiedName().toString())),
            type -> checked.contains(type.getQualifiedName().toString()));
    SourceWriter writer = new SourceWriter(filer, reporter);
    return ImmutableSet.of(
        new StructStep(
            structReader,
            new StructCheck(structReader),
            new StructSources(elements, GENERATOR),
            writer,
            checkedStructs,
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
            new LayoutCheck(finder, options.layoutDirectory(), options.updateLayout()),
            new ProgramSources(elements, types, GENERATOR),
            writer,
            new ProgramPrecompiler(options.precompile(), isEclipse(), writer, reporter),
            options.map(),
            reporter));
  }

  private boolean isEclipse() {
    return processingEnv.getClass().getName().startsWith("org.eclipse.");
  }
}
