// A newer point: it has gained a field, and another of its fields has another type.
typedef struct point {
  int x;
  float height;
  double weight;
  struct point *next;
} point;

__attribute__((export_name("use_point"))) int use_point(point *p) { return p->height > 0; }
