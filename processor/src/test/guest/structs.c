// How clang lays structs out: the size and the alignment of each, and the offset of each field.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum shape { CIRCLE, SQUARE, STAR };

typedef struct Scalars {
  int8_t b;
  int16_t s;
  uint16_t c;
  bool z;
  int64_t j;
  float f;
  double d;
  int32_t i;
  bool last;
} Scalars;

typedef struct Small {
  int16_t s;
  int8_t b;
} Small;

typedef struct Mixed {
  int8_t tag;
  Small small;
  struct Mixed *next;
  enum shape shape;
  bool flag;
  Scalars scalars;
  int8_t end;
} Mixed;

typedef struct Arrays {
  int8_t tag;
  int16_t shorts[3];
  int64_t longs[2];
  bool flags[5];
  enum shape shapes[2];
  Small smalls[3];
  Mixed *pointers[2];
  double last;
} Arrays;

typedef struct __attribute__((packed)) Dense {
  int8_t tag;
  int64_t j;
  Small small;
  double doubles[2];
  enum shape shape;
  Mixed *pointer;
} Dense;

typedef struct AroundDense {
  int8_t tag;
  Dense dense;
  int16_t end;
} AroundDense;

typedef struct Wide {
  int32_t kind;
  union {
    double number;
    int32_t whole;
    int8_t bytes[12];
  };
  int32_t after;
} Wide;

typedef struct Derived {
  int16_t s;
  int8_t b;
  int8_t more;
} Derived;

#define EXPORT(name) __attribute__((export_name(name)))
#define STRUCT(type)                                                        \
  EXPORT("sizeof " #type) int size_##type(void) { return sizeof(type); }    \
  EXPORT("alignof " #type) int align_##type(void) { return _Alignof(type); }
#define FIELD(type, field) \
  EXPORT("offsetof " #type " " #field) int offset_##type##_##field(void) { return offsetof(type, field); }

STRUCT(Scalars)
FIELD(Scalars, b)
FIELD(Scalars, s)
FIELD(Scalars, c)
FIELD(Scalars, z)
FIELD(Scalars, j)
FIELD(Scalars, f)
FIELD(Scalars, d)
FIELD(Scalars, i)
FIELD(Scalars, last)
STRUCT(Small)
FIELD(Small, s)
FIELD(Small, b)
STRUCT(Mixed)
FIELD(Mixed, tag)
FIELD(Mixed, small)
FIELD(Mixed, next)
FIELD(Mixed, shape)
FIELD(Mixed, flag)
FIELD(Mixed, scalars)
FIELD(Mixed, end)
STRUCT(Arrays)
FIELD(Arrays, tag)
FIELD(Arrays, shorts)
FIELD(Arrays, longs)
FIELD(Arrays, flags)
FIELD(Arrays, shapes)
FIELD(Arrays, smalls)
FIELD(Arrays, pointers)
FIELD(Arrays, last)
STRUCT(Dense)
FIELD(Dense, tag)
FIELD(Dense, j)
FIELD(Dense, small)
FIELD(Dense, doubles)
FIELD(Dense, shape)
FIELD(Dense, pointer)
STRUCT(AroundDense)
FIELD(AroundDense, tag)
FIELD(AroundDense, dense)
FIELD(AroundDense, end)
STRUCT(Wide)
FIELD(Wide, kind)
FIELD(Wide, number)
FIELD(Wide, whole)
FIELD(Wide, bytes)
FIELD(Wide, after)
STRUCT(Derived)
FIELD(Derived, s)
FIELD(Derived, b)
FIELD(Derived, more)

// The other way round: what C has written, and what it reads.
static Mixed second = {.tag = 2};
static Mixed first = {
    .tag = -1,
    .small = {.s = -300, .b = 7},
    .next = &second,
    .shape = STAR,
    .flag = true,
    .scalars = {.b = -128,
                .s = -32768,
                .c = 65535,
                .z = true,
                .j = 0x0102030405060708,
                .f = 1.5f,
                .d = -2.25,
                .i = -2147483647 - 1,
                .last = false},
    .end = 9,
};

EXPORT("mixed") Mixed *mixed(void) { return &first; }

EXPORT("holds what Java has written") bool written(Arrays *arrays) {
  return arrays->tag == 1 && arrays->shorts[2] == -2 && arrays->longs[1] == 1LL << 40 &&
         arrays->flags[4] && !arrays->flags[3] && arrays->shapes[1] == SQUARE &&
         arrays->smalls[2].b == 3 && arrays->pointers[0] == 0 && arrays->pointers[1] == &first &&
         arrays->last == 0.5;
}
