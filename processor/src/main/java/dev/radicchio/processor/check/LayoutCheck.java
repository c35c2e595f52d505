package dev.radicchio.processor.check;

import dev.radicchio.processor.model.ProgramModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares the layout of a program with the file that pins it, or writes that file.
 *
 * <p>Build tools copy resources to where the compiler sees them, and a processor must not write to
 * a copy. So the directory of the originals is an option of its own, and the file is looked for
 * there first; without the option a file is written only where a directory of sources has it
 * already.
 */
public final class LayoutCheck {
  /** What the first line of every such file begins with. */
  public static final String HEADER = "# The layout of ";

  private static final String COMMENT = "#";
  private static final String UPDATE = "-Aradicchio.updateLayout=true";
  private static final String DIRECTORY = "-Aradicchio.layoutDirectory";

  private final WasmFinder finder;
  private final String directory;
  private final boolean update;
  private final Map<String, String> programs = new HashMap<>();

  /**
   * @param directory the value of {@code -Aradicchio.layoutDirectory}, or nothing
   * @param update whether to write the files
   */
  public LayoutCheck(WasmFinder finder, String directory, boolean update) {
    this.finder = finder;
    this.directory = directory;
    this.update = update;
  }

  /**
   * Checks a program without errors.
   *
   * @param planned the text of its layout
   */
  public List<Diagnostic> check(CheckedProgram program, String planned) {
    ProgramModel model = program.program();
    String file = model.layoutFile().value();
    String name = model.element().getQualifiedName().toString();
    if (file.isEmpty()) {
      return update
          ? List.of(
              Diagnostic.note(
                  Site.of(model.element()),
                  name + " has no layoutFile, so that there is no layout to update"))
          : List.of();
    }
    Site site = Site.of(model.element(), model.annotation(), model.layoutFile().annotationValue());
    String other = programs.putIfAbsent(file, name);
    if (other != null && !other.equals(name)) {
      return List.of(DiagnosticCode.LAYOUT_FILE_SHARED.at(site, file, other));
    }
    try {
      return update
          ? List.of(updated(site, file, planned))
          : compared(site, program, file, planned).stream().toList();
    } catch (IOException e) {
      return List.of(DiagnosticCode.LAYOUT_FILE_UNREADABLE.at(site, file, e));
    } catch (InvalidPathException e) {
      return List.of(
          DiagnosticCode.LAYOUT_DIRECTORY_INVALID.at(
              site, DIRECTORY, String.valueOf(e.getMessage())));
    }
  }

  private Optional<Diagnostic> compared(
      Site site, CheckedProgram program, String file, String planned) throws IOException {
    Optional<byte[]> bytes = read(file);
    if (bytes.isEmpty()) {
      return Optional.of(missing(site, program, file));
    }
    List<LayoutLine> committed = new ArrayList<>();
    int number = 0;
    for (String line : lines(bytes.get())) {
      number++;
      if (!isComment(line)) {
        Optional<LayoutLine> read = LayoutLine.of(line);
        if (read.isEmpty()) {
          return Optional.of(
              DiagnosticCode.LAYOUT_FILE_MALFORMED.at(
                  site, file, number, excerpt(line), howToWrite(file)));
        }
        committed.add(read.get());
      }
    }
    List<String> difference = LayoutDifference.of(committed, plannedLines(planned));
    return difference.isEmpty()
        ? Optional.empty()
        : Optional.of(moved(site, program, file, difference));
  }

  private static List<LayoutLine> plannedLines(String planned) {
    return planned
        .lines()
        .filter(line -> !isComment(line))
        .map(line -> LayoutLine.of(line).orElseThrow(() -> new AssertionError(line)))
        .toList();
  }

  private static boolean isComment(String line) {
    return line.isBlank() || line.startsWith(COMMENT);
  }

  /** The lines of a text in UTF-8, also of one that version control gave other line ends. */
  private static List<String> lines(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .toString()
          .lines()
          .toList();
    } catch (CharacterCodingException e) {
      return List.of("not text");
    }
  }

  private static String excerpt(String line) {
    String visible = line.replaceAll("\\p{Cntrl}", "?");
    return "\"" + (visible.length() > 60 ? visible.substring(0, 60) + "..." : visible) + "\"";
  }

  private Diagnostic missing(Site site, CheckedProgram program, String file) {
    List<String> places = new ArrayList<>();
    if (!directory.isBlank()) {
      places.add(DIRECTORY + " " + directory);
    }
    places.addAll(finder.places());
    return DiagnosticCode.LAYOUT_FILE_MISSING.at(
        site,
        file,
        program.program().element().getSimpleName(),
        String.join(", ", places),
        howToWrite(file));
  }

  private Diagnostic moved(
      Site site, CheckedProgram program, String file, List<String> difference) {
    String modules =
        program.instances().stream()
            .map(instance -> instance.module().module().path())
            .distinct()
            .collect(Collectors.joining(", "));
    return DiagnosticCode.LAYOUT_MOVED.at(
        site,
        program.program().element().getSimpleName(),
        file,
        file,
        program.program().layoutName(),
        modules,
        String.join("\n", difference),
        howToWrite(file));
  }

  /** What to do, as exactly as the build is known. */
  private String howToWrite(String file) {
    String where =
        directory.isBlank() && finder.sourceFile(file).isEmpty()
            ? " and " + directoryToGive(file)
            : "";
    return "compile once with " + UPDATE + where + ", and commit " + file;
  }

  private static String directoryToGive(String file) {
    return DIRECTORY
        + "=<the directory that "
        + file
        + " is relative to> (Maven: ${project.basedir}/src/main/resources, Gradle:"
        + " $projectDir/src/main/resources)";
  }

  private Optional<byte[]> read(String file) throws IOException {
    if (!directory.isBlank()) {
      Path original = Path.of(directory).resolve(file);
      if (Files.isRegularFile(original)) {
        return Optional.of(Files.readAllBytes(original));
      }
    }
    return finder.find(file);
  }

  private Diagnostic updated(Site site, String file, String planned) throws IOException {
    Optional<Path> target =
        directory.isBlank()
            ? finder.sourceFile(file)
            : Optional.of(Path.of(directory).resolve(file));
    if (target.isEmpty()) {
      return DiagnosticCode.LAYOUT_DIRECTORY_UNKNOWN.at(site, UPDATE, file, directoryToGive(file));
    }
    if (!directory.isBlank() && !Files.isDirectory(Path.of(directory))) {
      return DiagnosticCode.LAYOUT_DIRECTORY_MISSING.at(
          site, DIRECTORY, Path.of(directory).toAbsolutePath(), directoryToGive(file));
    }
    Path path = target.get();
    byte[] bytes = planned.getBytes(StandardCharsets.UTF_8);
    if (Files.exists(path)) {
      byte[] committed = Files.readAllBytes(path);
      if (Arrays.equals(committed, bytes)) {
        return Diagnostic.note(site, path + " is up to date");
      }
      if (committed.length > 0
          && !new String(committed, StandardCharsets.UTF_8).startsWith(HEADER)) {
        return DiagnosticCode.LAYOUT_FILE_FOREIGN.at(site, path);
      }
    }
    Path parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.write(path, bytes);
    return Diagnostic.note(site, path + " was written; commit it");
  }
}
