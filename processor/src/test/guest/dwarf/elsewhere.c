// The struct that functions.c only declares, and two names for one function.
struct elsewhere {
  short first;
  int second;
};
static struct elsewhere it = {1, 2};
__attribute__((export_name("own"))) int own(void) { return it.second; }

__attribute__((used)) int use_one(struct elsewhere *one) {
  return one->first;
}
int use_same(struct elsewhere *same) __attribute__((alias("use_one")));
