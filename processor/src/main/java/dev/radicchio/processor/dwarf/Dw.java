package dev.radicchio.processor.dwarf;

/** The standard's numbers that this package knows, by the standard's names. */
final class Dw {
  static final int TAG_ARRAY_TYPE = 0x01;
  static final int TAG_CLASS_TYPE = 0x02;
  static final int TAG_ENUMERATION_TYPE = 0x04;
  static final int TAG_FORMAL_PARAMETER = 0x05;
  static final int TAG_LEXICAL_BLOCK = 0x0b;
  static final int TAG_MEMBER = 0x0d;
  static final int TAG_POINTER_TYPE = 0x0f;
  static final int TAG_REFERENCE_TYPE = 0x10;
  static final int TAG_STRUCTURE_TYPE = 0x13;
  static final int TAG_SUBROUTINE_TYPE = 0x15;
  static final int TAG_TYPEDEF = 0x16;
  static final int TAG_UNION_TYPE = 0x17;
  static final int TAG_UNSPECIFIED_PARAMETERS = 0x18;
  static final int TAG_VARIANT = 0x19;
  static final int TAG_INHERITANCE = 0x1c;
  static final int TAG_MODULE = 0x1e;
  static final int TAG_SUBRANGE_TYPE = 0x21;
  static final int TAG_BASE_TYPE = 0x24;
  static final int TAG_CONST_TYPE = 0x26;
  static final int TAG_SUBPROGRAM = 0x2e;
  static final int TAG_VARIANT_PART = 0x33;
  static final int TAG_VOLATILE_TYPE = 0x35;
  static final int TAG_RESTRICT_TYPE = 0x37;
  static final int TAG_NAMESPACE = 0x39;
  static final int TAG_RVALUE_REFERENCE_TYPE = 0x42;
  static final int TAG_ATOMIC_TYPE = 0x47;

  static final int AT_NAME = 0x03;
  static final int AT_BYTE_SIZE = 0x0b;
  static final int AT_BIT_OFFSET = 0x0c;
  static final int AT_BIT_SIZE = 0x0d;
  static final int AT_LOW_PC = 0x11;
  static final int AT_LANGUAGE = 0x13;
  static final int AT_LOWER_BOUND = 0x22;
  static final int AT_UPPER_BOUND = 0x2f;
  static final int AT_ABSTRACT_ORIGIN = 0x31;
  static final int AT_ARTIFICIAL = 0x34;
  static final int AT_CALLING_CONVENTION = 0x36;
  static final int AT_COUNT = 0x37;
  static final int AT_DATA_MEMBER_LOCATION = 0x38;
  static final int AT_DECLARATION = 0x3c;
  static final int AT_ENCODING = 0x3e;
  static final int AT_EXTERNAL = 0x3f;
  static final int AT_SPECIFICATION = 0x47;
  static final int AT_TYPE = 0x49;
  static final int AT_DATA_BIT_OFFSET = 0x6b;
  static final int AT_LINKAGE_NAME = 0x6e;
  static final int AT_STR_OFFSETS_BASE = 0x72;
  static final int AT_ADDR_BASE = 0x73;

  /** That of the name before version 4. */
  static final int AT_MIPS_LINKAGE_NAME = 0x2007;

  static final int FORM_ADDR = 0x01;
  static final int FORM_BLOCK2 = 0x03;
  static final int FORM_BLOCK4 = 0x04;
  static final int FORM_DATA2 = 0x05;
  static final int FORM_DATA4 = 0x06;
  static final int FORM_DATA8 = 0x07;
  static final int FORM_STRING = 0x08;
  static final int FORM_BLOCK = 0x09;
  static final int FORM_BLOCK1 = 0x0a;
  static final int FORM_DATA1 = 0x0b;
  static final int FORM_FLAG = 0x0c;
  static final int FORM_SDATA = 0x0d;
  static final int FORM_STRP = 0x0e;
  static final int FORM_UDATA = 0x0f;
  static final int FORM_REF_ADDR = 0x10;
  static final int FORM_REF1 = 0x11;
  static final int FORM_REF2 = 0x12;
  static final int FORM_REF4 = 0x13;
  static final int FORM_REF8 = 0x14;
  static final int FORM_REF_UDATA = 0x15;
  static final int FORM_SEC_OFFSET = 0x17;
  static final int FORM_EXPRLOC = 0x18;
  static final int FORM_FLAG_PRESENT = 0x19;
  static final int FORM_STRX = 0x1a;
  static final int FORM_ADDRX = 0x1b;
  static final int FORM_REF_SUP4 = 0x1c;
  static final int FORM_STRP_SUP = 0x1d;
  static final int FORM_DATA16 = 0x1e;
  static final int FORM_LINE_STRP = 0x1f;
  static final int FORM_REF_SIG8 = 0x20;
  static final int FORM_IMPLICIT_CONST = 0x21;
  static final int FORM_LOCLISTX = 0x22;
  static final int FORM_RNGLISTX = 0x23;
  static final int FORM_REF_SUP8 = 0x24;
  static final int FORM_STRX1 = 0x25;
  static final int FORM_STRX2 = 0x26;
  static final int FORM_STRX3 = 0x27;
  static final int FORM_STRX4 = 0x28;
  static final int FORM_ADDRX1 = 0x29;
  static final int FORM_ADDRX2 = 0x2a;
  static final int FORM_ADDRX3 = 0x2b;
  static final int FORM_ADDRX4 = 0x2c;

  static final int ATE_BOOLEAN = 0x02;
  static final int ATE_FLOAT = 0x04;
  static final int ATE_SIGNED = 0x05;
  static final int ATE_SIGNED_CHAR = 0x06;
  static final int ATE_UNSIGNED = 0x07;
  static final int ATE_UNSIGNED_CHAR = 0x08;
  static final int ATE_UTF = 0x10;
  static final int ATE_UCS = 0x11;
  static final int ATE_ASCII = 0x12;

  static final int OP_PLUS_UCONST = 0x23;

  static final int UT_COMPILE = 0x01;
  static final int UT_PARTIAL = 0x03;

  static final int CC_PASS_BY_REFERENCE = 0x04;

  static final int LANG_RUST = 0x1c;

  private Dw() {}

  /** Whether structs of a language have a name space of their own: {@code struct point}. */
  static boolean hasTags(long language) {
    return language == 0x01 // C89
        || language == 0x02 // C
        || language == 0x0c // C99
        || language == 0x1d // C11
        || language == 0x2c // C17
        || language == 0x3e; // C23
  }

  static boolean isStruct(int tag) {
    return tag == TAG_STRUCTURE_TYPE || tag == TAG_CLASS_TYPE || tag == TAG_UNION_TYPE;
  }
}
