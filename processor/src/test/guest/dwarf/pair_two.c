struct pair {
  int first;
  short second;
};
__attribute__((export_name("use_two"))) int use_two(struct pair *p) { return p->first; }
