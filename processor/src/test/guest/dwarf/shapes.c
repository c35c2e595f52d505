// Structs of every kind, for debug information to describe.
#include <stdbool.h>
#include <stdint.h>

typedef enum { CIRCLE, SQUARE } shape;
enum __attribute__((packed)) level { LOW, HIGH };

typedef struct point {
  int x;
  double weight;
  struct point *next;
} point;

typedef struct {
  int8_t b;
  uint8_t ub;
  int16_t s;
  uint16_t us;
  int32_t i;
  uint32_t ui;
  long l;
  long long ll;
  uint64_t ull;
  float f;
  double d;
  bool z;
  shape kind;
  enum level level;
  const volatile int qualified;
} scalars;

struct node {
  const char *name;
  void *anything;
  point *const where;
  int (*compare)(const void *, const void *);
  struct hidden *hidden;
  point inside;
  point many[2];
  float matrix[2][3];
  char text[12];
  struct node *children[4];
  union {
    int number;
    float fraction;
  };
  struct {
    short low, high;
  } pair;
  int tail[];
};

struct flags {
  unsigned open : 1;
  unsigned level : 7;
  int : 8;
  unsigned owner : 16;
  int after;
};

struct __attribute__((packed)) dense {
  char tag;
  int64_t number;
};

union value {
  int32_t whole;
  double number;
  uint8_t bytes[12];
};

struct odd {
  long double wide;
  short final;
  int _private;
  int address;
  _Complex float complex;
};

#define USE(type, name) \
  __attribute__((export_name(#name))) int name(type *it) { return it != 0; }
USE(point, use_point)
USE(scalars, use_scalars)
USE(struct node, use_node)
USE(struct flags, use_flags)
USE(struct dense, use_dense)
USE(union value, use_value)
USE(struct odd, use_odd)
