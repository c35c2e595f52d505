// Gives a struct to its host, and has it nowhere else.
typedef struct point {
  int x, y;
} point;

__attribute__((import_module("env"), import_name("take_point"))) void take_point(point *p);

static point origin = {1, 2};
__attribute__((export_name("run"))) void run(void) { take_point(&origin); }
