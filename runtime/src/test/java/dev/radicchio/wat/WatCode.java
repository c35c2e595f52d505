package dev.radicchio.wat;

import dev.radicchio.binary.WasmWriter;
import dev.radicchio.wat.SExpression.Items;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the code of one function, folded or not. */
final class WatCode {
  private static final int EMPTY_BLOCK = 0x40;
  private static final int ELSE = 0x05;
  private static final int END = 0x0B;

  private final WatModule module;
  private final Identifiers locals;
  private final boolean relocatable;
  private final Relocations relocations;
  private final List<String> labels = new ArrayList<>();
  private final WasmWriter out = new WasmWriter();

  /**
   * @param relocatable whether indices are padded and have a relocation
   */
  WatCode(WatModule module, Identifiers locals, boolean relocatable, Relocations relocations) {
    this.module = module;
    this.locals = locals;
    this.relocatable = relocatable;
    this.relocations = relocations;
  }

  /** The relocations, by offset in what was written. */
  Relocations relocations() {
    return relocations;
  }

  /** A body with its locals. */
  WasmWriter body(ItemReader in) {
    List<Integer> types = WatModule.valueTypes(in.lists("local"), locals);
    out.u32(types.size());
    types.forEach(type -> out.u32(1).u8(type));
    instructions(in);
    return out.u8(END);
  }

  /** One folded instruction, without {@code end}. */
  WasmWriter expression(ItemReader in) {
    folded((Items) in.next());
    return out;
  }

  private void instructions(ItemReader in) {
    while (!in.atEnd()) {
      if (in.isWord()) {
        instruction(in.word(), in);
      } else {
        folded((Items) in.next());
      }
    }
  }

  private void folded(Items items) {
    ItemReader in = items.rest();
    String name = items.all().get(0).toString();
    switch (name) {
      case "block", "loop", "if" -> block(name, in);
      default -> {
        // What it takes comes first in the file, and last in the text.
        ItemReader operands = items.rest();
        while (!operands.atEnd() && !isOperand(operands)) {
          operands.next();
        }
        instructions(operands);
        instruction(name, in);
      }
    }
  }

  private static boolean isOperand(ItemReader in) {
    return !in.isWord()
        && !in.is("type")
        && !in.is("param")
        && !in.is("result")
        && !in.is("@reloc");
  }

  private void block(String name, ItemReader in) {
    String label = in.identifier();
    List<Integer> results = WatModule.valueTypes(in.lists("result"), new Identifiers("result"));
    if (name.equals("if") && !in.is("then")) {
      folded((Items) in.next());
    }
    open(name, label, results);
    if (name.equals("if")) {
      instructions(in.list("then").rest());
      if (in.is("else")) {
        out.u8(ELSE);
        instructions(in.list("else").rest());
      }
    } else {
      instructions(in);
    }
    close();
  }

  private void open(String name, @Nullable String label, List<Integer> results) {
    opcode(name);
    out.u8(results.isEmpty() ? EMPTY_BLOCK : results.get(0));
    labels.add(label == null ? "" : label);
  }

  private void close() {
    labels.remove(labels.size() - 1);
    out.u8(END);
  }

  private void opcode(String name) {
    int opcode = Mnemonics.opcode(name);
    if (opcode > 0xFF) {
      out.u8(opcode >> 8).u32(opcode & 0xFF);
    } else {
      out.u8(opcode);
    }
  }

  private void instruction(String name, ItemReader in) {
    switch (name) {
      case "block", "loop", "if" -> {
        String label = in.identifier();
        open(name, label, WatModule.valueTypes(in.lists("result"), new Identifiers("result")));
        return;
      }
      case "end" -> {
        close();
        return;
      }
      default -> opcode(name);
    }
    switch (name) {
      case "i32.const" -> {
        int value = (int) in.number();
        if (in.is("@reloc")) {
          relocations.annotated(in.list("@reloc"), "sleb", out.size());
          padded(value, true);
        } else {
          out.s64(value);
        }
      }
      case "i64.const" -> out.s64(in.number());
      case "f32.const" -> bits(Float.floatToRawIntBits(Float.parseFloat(in.word())), Float.BYTES);
      case "f64.const" ->
          bits(Double.doubleToRawLongBits(Double.parseDouble(in.word())), Double.BYTES);
      case "call", "return_call", "ref.func" -> index("func", module.functions.index(in.word()));
      case "call_indirect", "return_call_indirect" -> {
        int table = in.isWord() ? module.tables.index(in.word()) : 0;
        index("type", module.typeUse(in, new Identifiers("parameter")));
        out.u32(table);
      }
      case "global.get", "global.set" -> index("global", module.globals.index(in.word()));
      case "throw" -> index("tag", module.tags.index(in.word()));
      case "local.get", "local.set", "local.tee" -> out.u32(locals.index(in.word()));
      case "br", "br_if" -> out.u32(depth(in.word()));
      case "table.get", "table.set", "table.size", "table.grow", "table.fill" ->
          out.u32(in.isWord() ? module.tables.index(in.word()) : 0);
      case "memory.size", "memory.grow", "memory.fill" -> out.u8(0);
      case "memory.copy" -> out.u8(0).u8(0);
      case "memory.init" -> out.u32(module.data.index(in.word())).u8(0);
      case "data.drop" -> out.u32(module.data.index(in.word()));
      case "ref.null" -> out.u8(WatModule.valueType(in.word() + "ref"));
      default -> {
        if (Mnemonics.isAccess(name)) {
          access(name, in);
        }
      }
    }
  }

  private void bits(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.u8((int) (value >> (8 * i)) & 0xFF);
    }
  }

  private void access(String name, ItemReader in) {
    long offset = 0;
    if (in.isWord() && in.peek().toString().startsWith("offset=")) {
      offset = ItemReader.number(in.word().substring("offset=".length()));
    }
    out.u32(Mnemonics.alignment(name));
    if (in.is("@reloc")) {
      relocations.annotated(withMethod(in.list("@reloc")), "leb", out.size());
      padded(offset, false);
    } else {
      out.u32((int) offset);
    }
  }

  /** The method of an access goes without saying, too. */
  private static Items withMethod(Items annotation) {
    List<SExpression> parts = new ArrayList<>(annotation.all());
    parts.add(1, new SExpression.Atom("data"));
    return new Items(parts);
  }

  private void index(String method, int index) {
    if (relocatable) {
      relocations.index(method, out.size(), index);
      padded(index, false);
    } else {
      out.u32(index);
    }
  }

  /** Five bytes, whatever the number is. */
  private void padded(long value, boolean signed) {
    long rest = signed ? (int) value : Integer.toUnsignedLong((int) value);
    for (int i = 0; i < 4; i++) {
      out.u8((int) (rest & 0x7F) | 0x80);
      rest >>= 7;
    }
    out.u8((int) (rest & 0x7F));
  }

  private int depth(String label) {
    return label.startsWith("$")
        ? labels.size() - 1 - labels.lastIndexOf(label)
        : (int) ItemReader.number(label);
  }
}
