package dev.radicchio.processor.check;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;

/**
 * Finds the bytes of a resource where the compiler can see it: the class output, where build tools
 * copy resources to; the source path; the class path; then the directories of {@code
 * -Aradicchio.path}.
 */
public final class WasmFinder {
  private record Place(String name, Location location) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("the class output", StandardLocation.CLASS_OUTPUT),
          new Place("the source path", StandardLocation.SOURCE_PATH),
          new Place("the class path", StandardLocation.CLASS_PATH));

  private final Filer filer;
  private final List<String> directories;
  private final Map<String, Optional<byte[]>> found = new HashMap<>();

  /**
   * @param path the value of {@code -Aradicchio.path}: directories separated as in a class path
   */
  public WasmFinder(Filer filer, String path) {
    this.filer = filer;
    this.directories =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(path)
            .filter(directory -> !directory.isBlank())
            .toList();
  }

  /** The bytes of a resource; empty if no place has it. */
  public Optional<byte[]> find(String resource) {
    return found.computeIfAbsent(
        resource,
        name ->
            Stream.concat(
                    PLACES.stream().map(place -> fromFiler(place, name)),
                    directories.stream().map(directory -> fromDirectory(directory, name)))
                .flatMap(Optional::stream)
                .findFirst());
  }

  /**
   * The file that has a resource in a directory of sources: the source path, or one of {@code
   * -Aradicchio.path}. What is in the class output or on the class path is a copy of another file.
   */
  Optional<Path> sourceFile(String resource) {
    return Stream.concat(
            sourcePathFile(resource).stream(),
            directories.stream().flatMap(directory -> file(directory, resource).stream()))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  // For what Filer.getResource throws, see below.
  private Optional<Path> sourcePathFile(String resource) {
    try {
      FileObject file = filer.getResource(StandardLocation.SOURCE_PATH, "", resource);
      return Optional.of(Path.of(file.toUri()));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> file(String directory, String resource) {
    try {
      return Optional.of(Path.of(directory).resolve(resource));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Every place that {@link #find} looks at, in words. */
  public List<String> places() {
    List<String> places = new ArrayList<>(PLACES.stream().map(Place::name).toList());
    for (String directory : directories) {
      places.add(
          "-Aradicchio.path " + directory + (isDirectory(directory) ? "" : " (not a directory)"));
    }
    return places;
  }

  // The contract of Filer.getResource names IOException. Compilers also throw FilerException,
  // IllegalArgumentException and others for a location that they do not have, and some return null.
  // None of that says more than that the resource is not there.
  private Optional<byte[]> fromFiler(Place place, String resource) {
    try (InputStream in = filer.getResource(place.location(), "", resource).openInputStream()) {
      return Optional.of(in.readAllBytes());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> fromDirectory(String directory, String resource) {
    try {
      return Optional.of(Files.readAllBytes(Path.of(directory).resolve(resource)));
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean isDirectory(String directory) {
    try {
      return Files.isDirectory(Path.of(directory));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
