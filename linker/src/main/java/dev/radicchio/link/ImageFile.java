package dev.radicchio.link;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.ModuleCopy;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.fuse.SyntheticCode;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.LayoutSection;
import dev.radicchio.link.problem.ProblemCode;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What an engine needs of an image whose code was compiled ahead of time: a module without code, or
 * whose compiled functions trap where others are interpreted, with the layout in a custom section
 * instead of names.
 */
public final class ImageFile {
  /** The name of the custom section that has the layout. */
  public static final String LAYOUT = "radicchio.layout";

  private ImageFile() {}

  /**
   * Writes one.
   *
   * @param image the image as it was compiled
   * @param kept the functions whose code is kept, for an interpreter
   */
  public static byte[] write(WasmBinary image, Layout layout, Set<Integer> kept) {
    ModuleCopy copy = ModuleCopy.of(image).without(Section.CUSTOM);
    if (kept.isEmpty()) {
      copy.without(Section.CODE);
    } else {
      copy.replace(Section.CODE, code(image, kept));
    }
    return copy.write().custom(LAYOUT, LayoutSection.write(layout)).toByteArray();
  }

  private static WasmWriter code(WasmBinary image, Set<Integer> kept) {
    WasmWriter out = new WasmWriter().u32(image.bodies().size());
    int function = image.imported(ExternType.Kind.FUNCTION);
    for (Span body : image.bodies()) {
      if (kept.contains(function++)) {
        out.u32(body.length()).bytes(image.bytes(), body.start(), body.end());
      } else {
        out.sized(SyntheticCode.trap());
      }
    }
    return out;
  }

  /**
   * Reads one, and closes the stream.
   *
   * @param name its name, for messages
   * @param in the file's bytes, or null where it was not found
   * @param checksum its {@link #checksum} when it was written
   * @throws LinkException if there is no such file, or another one
   */
  public static byte[] read(String name, @Nullable InputStream in, int checksum) {
    byte[] bytes = WasmFile.readAll(name, in);
    if (checksum(bytes) != checksum) {
      throw new LinkException(List.of(ProblemCode.PRECOMPILED_CHANGED.of(null, name)));
    }
    return bytes;
  }

  /** What tells one file from another, at little cost: its CRC-32. */
  public static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Reads the layout from the contents of its section. */
  public static Layout layout(byte[] section) {
    return LayoutSection.read(new WasmReader(section));
  }
}
