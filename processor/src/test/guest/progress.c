// Keeps a function that it is told of, as libraries do with those that are to hear of progress.
#define EXPORT(name) __attribute__((export_name(name)))

typedef int (*callback)(int);

static callback on_progress;

EXPORT("set_progress") void set_progress(callback progress) { on_progress = progress; }
EXPORT("work") int work(callback each, int count) {
  int sum = 0;
  for (int i = 0; i < count; i++) {
    sum += each(i);
    if (on_progress) on_progress(i);
  }
  return sum;
}
EXPORT("kept") callback kept(void) { return on_progress; }
