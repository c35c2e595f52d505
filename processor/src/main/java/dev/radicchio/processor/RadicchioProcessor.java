package dev.radicchio.processor;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.auto.service.AutoService;
import dev.radicchio.processor.check.AddressCheck;
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
import dev.radicchio.processor.model.EngineReader;
import dev.radicchio.processor.model.HostReader;
import dev.radicchio.processor.model.MethodReader;
import dev.radicchio.processor.model.ModuleReader;
import dev.radicchio.processor.model.ProgramReader;
import dev.radicchio.processor.model.StructReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
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
  Options.ENGINE,
  Options.WARNINGS
})
public final class RadicchioProcessor extends AbstractProcessor {
  private static final String GENERATOR = RadicchioProcessor.class.getName();

  /** What looks at interfaces alone. */
  private List<ElementStep> interfaceSteps = List.of();

  /** What looks at whole programs, and so at what the others have reported by then. */
  private List<ElementStep> programSteps = List.of();

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return steps().map(ElementStep::annotation).collect(toUnmodifiableSet());
  }

  private Stream<ElementStep> steps() {
    return Stream.concat(interfaceSteps.stream(), programSteps.stream());
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Elements elements = processingEnv.getElementUtils();
    if (!round.processingOver()) {
      steps().forEach(step -> step.process(round, elements));
    } else if (!round.errorRaised()) {
      steps().forEach(step -> step.reportWaiting(elements));
    }
    return false;
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    Elements elements = environment.getElementUtils();
    Types types = environment.getTypeUtils();
    Filer filer = environment.getFiler();
    Messager messager = environment.getMessager();
    Options options = Options.of(environment.getOptions(), messager);

    DiagnosticReporter reporter =
        new DiagnosticReporter(messager, new WarningLevels(options.warnings()));
    SourceWriter writer = new SourceWriter(filer, reporter);
    WasmFinder finder = new WasmFinder(filer, options.path());
    MethodReader methodReader = new MethodReader(elements, types);
    ModuleReader moduleReader = new ModuleReader(methodReader);
    HostReader hostReader = new HostReader(elements, methodReader);
    StructReader structReader = new StructReader(elements, types);
    ModuleCheck moduleCheck = new ModuleCheck(finder);
    ReportedInterfaces reported = new ReportedInterfaces();
    interfaceSteps =
        Stream.concat(
                Stream.of(
                    new StructStep(
                        structReader,
                        new StructCheck(structReader),
                        new StructSources(elements, structReader, GENERATOR),
                        writer,
                        reported,
                        reporter),
                    new FunctionStep(
                        methodReader,
                        new FunctionSources(elements, structReader, GENERATOR),
                        writer,
                        reporter),
                    new HostStep(hostReader, reported, reporter),
                    new ModuleStep(moduleReader, moduleCheck, reported, reporter),
                    PlacementStep.ofExport(reporter),
                    PlacementStep.ofImport(reporter),
                    PlacementStep.ofOwned(reporter),
                    RegionStep.ofOne(reporter),
                    RegionStep.ofSeveral(reporter),
                    LinkStep.ofOne(reporter),
                    LinkStep.ofSeveral(reporter)),
                PlacementStep.ofTexts(reporter))
            .toList();
    programSteps =
        List.of(
            new ProgramStep(
                new ProgramReader(
                    elements,
                    types,
                    moduleReader,
                    hostReader,
                    new EngineReader(elements, options.engine())),
                new ProgramCheck(
                    moduleCheck,
                    new GuestStructCheck(structReader, methodReader, reported),
                    new AddressCheck(structReader, methodReader),
                    reported),
                new LayoutCheck(finder, options.layoutDirectory(), options.updateLayout()),
                new ProgramSources(elements, types, GENERATOR),
                writer,
                new ProgramPrecompiler(
                    options.precompile(), isEclipse(environment), writer, reporter),
                options.map(),
                reporter));
  }

  private static boolean isEclipse(ProcessingEnvironment environment) {
    return environment.getClass().getName().startsWith("org.eclipse.");
  }
}
