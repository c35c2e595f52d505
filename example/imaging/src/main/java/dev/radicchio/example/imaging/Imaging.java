package dev.radicchio.example.imaging;

import static java.util.Objects.requireNonNull;

import dev.radicchio.memory.HeapStatistics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Reads a PNG or JPEG, makes it small, crisp and few-coloured in {@linkplain FilterChain five
 * modules that share one memory}, and writes a PNG. Prints the memory map, the time of each stage
 * and what became of the heap.
 */
public final class Imaging {
  /** The system property that names the directory for the output unless an argument does. */
  static final String OUTPUT_DIRECTORY = "imaging.output";

  private static final String USAGE =
      "usage: imaging [input.(png|jpg)] [output.png]"
          + " (default output: imaging-output.png in the directory that the system property "
          + OUTPUT_DIRECTORY
          + " names, else in the working directory)";

  private static final String OWN_PICTURE = "picture.png";

  private Imaging() {}

  public static void main(String[] arguments) {
    int status = run(arguments, System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Returns the exit code: 0, or 2 after one line on {@code err}. */
  static int run(String[] arguments, PrintStream out, PrintStream err) {
    if (arguments.length > 2 || (arguments.length > 0 && arguments[0].startsWith("-"))) {
      err.println(USAGE);
      return 2;
    }
    String input = arguments.length > 0 ? arguments[0] : OWN_PICTURE;
    try (InputStream file = arguments.length > 0 ? open(input) : ownPicture()) {
      Path output =
          arguments.length > 1
              ? Path.of(arguments[1])
              : Path.of(System.getProperty(OUTPUT_DIRECTORY, ""), "imaging-output.png");
      develop(PictureFile.open(input, file), output, out);
      return 0;
    } catch (PictureException e) {
      err.println("imaging: " + e.getMessage());
    } catch (IOException | InvalidPathException e) {
      err.println("imaging: " + e);
    } catch (OutOfMemoryError e) {
      err.println("imaging: " + input + " needs more Java heap, see java -Xmx");
    }
    return 2;
  }

  private static void develop(PictureFile picture, Path output, PrintStream out)
      throws PictureException {
    Pipeline.requireRoomFor(picture);
    out.println(FilterChainLayout.describe());
    StageLog log = new StageLog(out);
    try (FilterChain program = LinkedFilterChain.link()) {
      log.finished("link", "5 modules");
      BufferedImage image = new Pipeline(program, log).run(picture);
      int bytes = write(image, output);
      log.finished("encode", bytes + " bytes");
      HeapStatistics heap = program.heap().statistics();
      out.println(
          "heap     " + heap.liveBlocks() + " live blocks, peak " + heap.peakBytes() + " bytes");
    }
    out.println(output);
  }

  private static InputStream open(String path) throws PictureException {
    try {
      if (Files.isDirectory(Path.of(path))) {
        throw new PictureException("cannot read " + path + ": it is a directory");
      }
      return Files.newInputStream(Path.of(path));
    } catch (IOException e) {
      throw PictureException.unreadable(path, e);
    }
  }

  private static InputStream ownPicture() {
    return requireNonNull(Imaging.class.getResourceAsStream(OWN_PICTURE));
  }

  private static int write(BufferedImage image, Path output) throws PictureException {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      Files.write(output, png.toByteArray());
      return png.size();
    } catch (IOException e) {
      throw PictureException.unwritable(output.toString(), e);
    }
  }
}
