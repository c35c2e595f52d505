package dev.radicchio.fuzz;

import dev.radicchio.binary.WasmWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Breaks modules: flips bits, cuts them short, inflates counts, writes numbers in more bytes than
 * they need, puts sections into another order and takes those of other modules. The sizes of
 * sections are mostly made right again, so that what is inside is looked at.
 */
final class Mutator {
  private static final int[] BYTES = {
    0, 1, 2, 3, 0x40, 0x63, 0x64, 0x7F, 0x80, 0xFF, 0x0B, 0x23, 0x24, 0x41, 0xD2, 0xFC, 0xFB, 0xFD,
    0xFE, 0x1F, 0x4E, 0x50, 0x60
  };
  private static final long[] NUMBERS = {
    0,
    1,
    2,
    3,
    7,
    8,
    0x3F,
    0x40,
    0x7F,
    0x80,
    100,
    255,
    256,
    1000,
    65535,
    65536,
    1 << 20,
    1 << 24,
    1 << 28,
    1 << 30,
    0x7FFFFFFFL,
    0x80000000L,
    0xFFFFFFFEL,
    0xFFFFFFFFL
  };
  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
  private static final int CODE = 10;
  private static final int MOST_LEB_BYTES = 5;

  private final Random random;
  private final List<byte[]> others;

  /**
   * @param others modules to take sections from
   */
  Mutator(Random random, List<byte[]> others) {
    this.random = random;
    this.others = others;
  }

  private static final class Section {
    final int id;
    final byte[] body;

    Section(int id, byte[] body) {
      this.id = id;
      this.body = body;
    }
  }

  /** A number and the offset after it. */
  private record Leb(long value, int end) {}

  /** A broken copy of a module. */
  byte[] mutate(byte[] module) {
    byte[] broken = module;
    int times = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
    for (int i = 0; i < times; i++) {
      broken = mutateOnce(broken);
    }
    return broken;
  }

  private byte[] mutateOnce(byte[] module) {
    List<Section> sections = split(module);
    int kind = random.nextInt(16);
    if (sections.isEmpty() || kind < 2) {
      return breakBytes(module, kind == 0 ? 0 : Math.min(HEADER.length, module.length));
    }
    int index = random.nextInt(sections.size());
    Section section = sections.get(index);
    switch (kind) {
      case 2 -> {
        return join(sections, index);
      }
      case 3 -> Collections.swap(sections, index, random.nextInt(sections.size()));
      case 4 -> sections.add(index, section);
      case 5 -> sections.remove(index);
      case 6 -> takeFromAnother(sections);
      case 7 -> sections.set(index, new Section(section.id, number(section.body, 0)));
      case 8, 9, 10 -> breakCustom(sections);
      case 11, 12, 13 -> breakBody(sections);
      default -> sections.set(index, new Section(section.id, breakBytes(section.body, 0)));
    }
    return join(sections, -1);
  }

  private static List<Section> split(byte[] module) {
    List<Section> sections = new ArrayList<>();
    int at = HEADER.length;
    while (at < module.length) {
      int id = module[at];
      Leb size = leb(module, at + 1);
      if (size == null || size.end + size.value > module.length) {
        break;
      }
      at = (int) (size.end + size.value);
      sections.add(new Section(id, Arrays.copyOfRange(module, size.end, at)));
    }
    return sections;
  }

  /**
   * @param wrong the section whose size is to be wrong, or -1
   */
  private byte[] join(List<Section> sections, int wrong) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HEADER);
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      out.write(section.id);
      if (i == wrong) {
        long size =
            random.nextBoolean() ? anyNumber() : section.body.length + random.nextInt(5) - 2;
        writeLeb(out, size, 1 + random.nextInt(10));
      } else {
        writeLeb(out, section.body.length, 1);
      }
      out.writeBytes(section.body);
    }
    return out.toByteArray();
  }

  private byte[] breakBytes(byte[] bytes, int from) {
    if (bytes.length <= from) {
      return bytes;
    }
    int at = from + random.nextInt(bytes.length - from);
    int rest = bytes.length - at;
    return switch (random.nextInt(9)) {
      case 0 -> with(bytes, at, bytes[at] ^ 1 << random.nextInt(8));
      case 1 -> with(bytes, at, BYTES[random.nextInt(BYTES.length)]);
      case 2 -> with(bytes, at, bytes[at] + (random.nextBoolean() ? 1 : -1));
      case 3 -> Arrays.copyOf(bytes, random.nextInt(4) == 0 ? at : bytes.length - 1);
      case 4 -> splice(bytes, at, at, someBytes());
      case 5 -> splice(bytes, at, at + Math.min(rest, 1 + random.nextInt(8)), new byte[0]);
      case 6 -> {
        int end = at + Math.min(rest, 1 + random.nextInt(32));
        yield splice(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
      }
      default -> number(bytes, at);
    };
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) value;
    return copy;
  }

  private byte[] someBytes() {
    byte[] some = new byte[1 + random.nextInt(4)];
    for (int i = 0; i < some.length; i++) {
      some[i] = (byte) BYTES[random.nextInt(BYTES.length)];
    }
    return some;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] replacement) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(replacement);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  private long anyNumber() {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  /** Changes a number, or writes it in more bytes than it needs. */
  private byte[] number(byte[] bytes, int at) {
    Leb number = leb(bytes, at);
    if (number == null) {
      return bytes;
    }
    long value =
        switch (random.nextInt(4)) {
          case 0 -> number.value + (random.nextBoolean() ? 1 : -1);
          case 1 -> random.nextInt(20);
          default -> anyNumber();
        };
    int length = random.nextBoolean() ? number.end - at : 1 + random.nextInt(2 * MOST_LEB_BYTES);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writeLeb(out, value, length);
    return splice(bytes, at, number.end, out.toByteArray());
  }

  private void takeFromAnother(List<Section> sections) {
    List<Section> source = split(others.get(random.nextInt(others.size())));
    if (!source.isEmpty()) {
      Section taken = source.get(random.nextInt(source.size()));
      int same = 0;
      while (same < sections.size() && sections.get(same).id != taken.id) {
        same++;
      }
      if (same < sections.size()) {
        sections.set(same, taken);
      } else {
        sections.add(random.nextInt(sections.size() + 1), taken);
      }
    }
  }

  private void breakCustom(List<Section> sections) {
    List<Integer> custom = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      if (sections.get(i).id == 0) {
        custom.add(i);
      }
    }
    if (!custom.isEmpty()) {
      int index = custom.get(random.nextInt(custom.size()));
      byte[] body = sections.get(index).body;
      int payload = Math.min(body.length, body.length == 0 ? 0 : 1 + body[0]);
      sections.set(index, new Section(0, breakBytes(body, Math.max(0, payload))));
    }
  }

  /** Breaks one function body and makes its size right again. */
  private void breakBody(List<Section> sections) {
    for (int i = 0; i < sections.size(); i++) {
      byte[] code = sections.get(i).body;
      Leb count = sections.get(i).id == CODE ? leb(code, 0) : null;
      if (count != null && count.value > 0) {
        int at = count.end;
        for (long skip = random.nextInt((int) Math.min(count.value, 10_000)); ; skip--) {
          Leb size = leb(code, at);
          if (size == null || size.end + size.value > code.length) {
            return;
          }
          int end = (int) (size.end + size.value);
          if (skip == 0) {
            byte[] body = breakBytes(Arrays.copyOfRange(code, size.end, end), 0);
            byte[] sized =
                new WasmWriter().u32(body.length).bytes(body, 0, body.length).toByteArray();
            sections.set(i, new Section(CODE, splice(code, at, end, sized)));
            return;
          }
          at = end;
        }
      }
    }
  }

  private static Leb leb(byte[] bytes, int from) {
    long value = 0;
    for (int i = 0; i < MOST_LEB_BYTES && from + i < bytes.length; i++) {
      value |= (long) (bytes[from + i] & 0x7F) << (7 * i);
      if (bytes[from + i] >= 0) {
        return new Leb(value & 0xFFFFFFFFL, from + i + 1);
      }
    }
    return null;
  }

  private static void writeLeb(ByteArrayOutputStream out, long value, int atLeast) {
    long rest = value & 0xFFFFFFFFL;
    int written = 0;
    do {
      int bits = (int) (rest & 0x7F);
      rest >>>= 7;
      written++;
      out.write(rest != 0 || written < atLeast ? bits | 0x80 : bits);
    } while (rest != 0 || written < atLeast);
  }
}
