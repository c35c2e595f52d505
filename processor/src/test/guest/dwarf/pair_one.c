// Two units of one module that do not agree on a struct.
struct pair {
  int first;
  int second;
};
__attribute__((export_name("use_one"))) int use_one(struct pair *p) { return p->first; }
