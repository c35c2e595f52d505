// Functions that take and return structs in every way that C has.
#include <stdbool.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(#name)))

struct stats {
  int count;
  double sum;
};
typedef struct z_stream_s {
  const unsigned char *next_in;
  unsigned avail_in;
  struct stats *totals;
} z_stream;
typedef struct {
  int id;
  int length;
} report;
struct handle {
  int id;
};
struct opaque;
struct elsewhere; // defined in another unit
union value {
  int whole;
  float fraction;
};
struct vector {
  float x, y, z;
};
struct holder {
  struct stats inside;
  struct stats *behind;
  void *anything;
};

EXPORT(fill_row) void fill_row(struct stats *const restrict row) { row->sum = row->count; }
EXPORT(deflate) int deflate_under_another_name(z_stream *stream, int flush) {
  return stream->avail_in > 0 && flush;
}
EXPORT(show) int show(const volatile report *it) { return it->id; }
EXPORT(by_value) double by_value(struct stats it, int scale) { return it.sum * scale; }
EXPORT(make) struct stats make(int count) { return (struct stats){count, count / 2.0}; }
EXPORT(last) struct stats *last(void) {
  static struct stats last;
  return &last;
}
EXPORT(use_handle) int use_handle(struct handle it) { return it.id + 1; }
EXPORT(use_opaque) int use_opaque(struct opaque *it) { return it != 0; }
EXPORT(use_elsewhere) int use_elsewhere(struct elsewhere *it) { return it == 0; }
EXPORT(use_value) float use_value(union value *it) { return it->fraction; }
EXPORT(use_anything) int use_anything(void *it) { return it != 0; }
EXPORT(use_number) int use_number(uintptr_t it) { return it != 0; }
EXPORT(use_holder) double use_holder(struct holder *it) { return it->behind->sum; }
EXPORT(normalize) void normalize(float *vector) { vector[0] = vector[1] = vector[2] = 1; }
EXPORT(set_flag) int set_flag(bool flag) { return flag ? 7 : 3; }
EXPORT(take_letter) int take_letter(short letter) { return letter * 2; }
EXPORT(find) int find(struct stats **out) {
  *out = last();
  return 1;
}
EXPORT(visit) void visit(struct stats *first, void (*visitor)(struct stats *, int)) {
  visitor(first, 1);
}
EXPORT(span) int span(const char *begin, const char *end) { return end - begin; }
EXPORT(wide_text) int wide_text(const uint16_t *text, int length) { return text[length - 1]; }
EXPORT(log_all) int log_all(report *it, ...) { return it->length; }
EXPORT(precise) long double precise(struct stats *it, long double factor, __int128 number) {
  (void)it, (void)number;
  return factor;
}
