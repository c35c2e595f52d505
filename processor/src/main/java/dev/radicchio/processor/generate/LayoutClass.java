package dev.radicchio.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.radicchio.link.plan.DataSymbol;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.processor.check.CheckedProgram;
import dev.radicchio.processor.model.InstanceModel;
import dev.radicchio.processor.model.RegionModel;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The class that shows a layout: constants to compute with, and a memory map to read. */
final class LayoutClass {
  /** What the class of each instance has besides. */
  private static final Set<String> INSTANCE_CONSTANTS =
      Set.of(
          "BASE", "WINDOW_PAGES", "DATA_START", "DATA_END", "TABLE_START", "TABLE_END", "SHA256");

  private final CheckedProgram program;
  private final Layout layout;
  private final ClassName name;

  LayoutClass(CheckedProgram program, Layout layout, ClassName name) {
    this.program = program;
    this.layout = layout;
    this.name = name;
  }

  TypeSpec.Builder spec() {
    ClassName programName = ClassName.get(program.program().element());
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addJavadoc(
                "Where everything is in the memory and the table of {@link $T}.\n\n", programName)
            .addJavadoc("<pre>\n$L</pre>\n", escaped(layout.describe()))
            .addField(address("STACK_LOW", layout.stackLow(), "The lowest address of the stack."))
            .addField(
                address(
                    "STACK_HIGH",
                    layout.stackHigh(),
                    "The address after the stack, which grows down from here."))
            .addField(address("HEAP_BASE", layout.heapBase(), "The address of the heap."))
            .addField(
                count(
                    "INITIAL_PAGES",
                    layout.initialPages(),
                    "How many pages of 64 KiB the memory has at first."))
            .addField(
                count("TABLE_SLOTS", layout.tableSlots(), "How many slots the function table has."))
            .addMethod(hiddenConstructor())
            .addMethod(describe());
    for (RegionModel region : program.program().regions()) {
      addRegion(type, region);
    }
    for (CheckedProgram.Instance instance : program.instances()) {
      type.addType(instance(programName, instance.model()));
    }
    return type;
  }

  private void addRegion(TypeSpec.Builder type, RegionModel region) {
    long start =
        layout.regions().stream()
            .filter(candidate -> region.importName().equals(candidate.owner()))
            .findFirst()
            .orElseThrow()
            .start();
    String what = "the region " + escaped(region.importName()) + ".";
    type.addField(address(region.constantName(), start, "The address of " + what));
    type.addField(count(region.sizeConstantName(), region.bytes(), "How many bytes has " + what));
  }

  private TypeSpec instance(ClassName programName, InstanceModel instance) {
    InstanceLayout at = layout.instance(instance.name());
    TypeSpec.Builder type =
        TypeSpec.classBuilder(instance.className())
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("The instance {@link $T#$L()}.\n", programName, instance.name());
    if (at.base() != 0) {
      type.addField(
              address(
                  "BASE",
                  at.base(),
                  "What is added to an address that its code uses to get the program's."))
          .addField(
              count(
                  "WINDOW_PAGES",
                  (int) ((at.dataEnd() - at.base()) / Layout.PAGE_BYTES),
                  "How many pages of 64 KiB are reserved for its memory, from {@link #BASE} on."));
    }
    type.addField(address("DATA_START", at.dataStart(), "The address of its data."))
        .addField(address("DATA_END", at.dataEnd(), "The address after its data."))
        .addField(count("TABLE_START", at.tableStart(), "Its first table slot."))
        .addField(count("TABLE_END", at.tableEnd(), "The table slot after its last."))
        .addField(
            constant(
                ClassName.get(String.class),
                "SHA256",
                CodeBlock.of("$S", at.sha256()),
                "The SHA-256 of the file that this layout was made from."));
    Map<String, DataSymbol> constants = symbolConstants(at);
    constants.forEach((constant, symbol) -> type.addField(symbol(constant, symbol)));
    if (constants.size() == SymbolConstants.MOST) {
      type.addJavadoc("Only the first $L of its data symbols are here.\n", SymbolConstants.MOST);
    }
    return type.addMethod(hiddenConstructor()).build();
  }

  /** The constants of an instance's data symbols, by address. */
  static Map<String, DataSymbol> symbolConstants(InstanceLayout instance) {
    return SymbolConstants.of(instance.symbols(), INSTANCE_CONSTANTS);
  }

  private static FieldSpec symbol(String constant, DataSymbol symbol) {
    String size = symbol.size() == 0 ? "" : ", " + symbol.size() + " bytes";
    return address(
        constant, symbol.address(), "The address of " + escaped(symbol.name()) + size + ".");
  }

  private MethodSpec describe() {
    return MethodSpec.methodBuilder("describe")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc("The memory map of this layout.\n\n")
        .addJavadoc("@return a line for each region, then one for each instance\n")
        .returns(String.class)
        .addStatement("return $S", layout.describe())
        .build();
  }

  private static MethodSpec hiddenConstructor() {
    return MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build();
  }

  /** Addresses are unsigned 32-bit; as hexadecimal literals they all fit an int. */
  private static FieldSpec address(String name, long address, String javadoc) {
    return constant(
        TypeName.INT,
        name,
        CodeBlock.of("$L", String.format(Locale.ROOT, "0x%08x", (int) address)),
        javadoc);
  }

  private static FieldSpec count(String name, int count, String javadoc) {
    return constant(TypeName.INT, name, CodeBlock.of("$L", count), javadoc);
  }

  private static FieldSpec constant(TypeName type, String name, CodeBlock value, String javadoc) {
    return FieldSpec.builder(type, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("$L\n", javadoc)
        .initializer(value)
        .build();
  }

  /** The map names files, whose names may hold what ends a comment or means something in one. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if ("&<>@*{}\\".indexOf(c) >= 0) {
                escaped.append("&#").append(c).append(';');
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
