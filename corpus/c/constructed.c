// Constructors that fill static data through pointers, in the order of their priorities, exactly once.
#define EXPORT(name) __attribute__((export_name(#name)))

static int log[8];
static int *next = log;
static int runs;

__attribute__((constructor(200))) static void second(void) { *next++ = 2; }
__attribute__((constructor(101))) static void first(void) {
  *next++ = 1;
  runs++;
}
__attribute__((constructor)) static void last(void) { *next++ = 3; }

EXPORT(entry) int entry(int i) { return log[i]; }
EXPORT(entries) int entries(void) { return (int)(next - log); }
EXPORT(run_count) int run_count(void) { return runs; }
EXPORT(add) int add(int value) {
  *next++ = value;
  return next[-1] + (int)(next - log);
}
