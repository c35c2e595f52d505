// Takes and gives text, bytes, structs and functions.
#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(name) __attribute__((import_module("env"), import_name(name)))

typedef unsigned char byte;
typedef struct { int x; double weight; } point;
typedef int (*comparator)(int, int);
typedef double (*measure)(point *);

IMPORT("console_log") void console_log(const char *text, int length);
IMPORT("note") void note(const char *text);
IMPORT("take_bytes") int take_bytes(const byte *bytes, int length);
IMPORT("view_bytes") int view_bytes(const byte *bytes, int length);
IMPORT("heavier") point *heavier(point *a, point *b);
IMPORT("is_even") int is_even(long long number);
IMPORT("half") float half(float number);
IMPORT("run") int run(comparator compare, int a, int b);

EXPORT("count") int count(const char *text, int length, int wanted) {
  int found = 0;
  for (int i = 0; i < length; i++) found += text[i] == (char)wanted;
  return found;
}
EXPORT("c_length") int c_length(const char *text) {
  int length = 0;
  while (text[length]) length++;
  return length;
}
EXPORT("sum") int sum(const byte *bytes, int length) {
  int total = 0;
  for (int i = 0; i < length; i++) total += bytes[i];
  return total;
}
EXPORT("reverse") void reverse(byte *bytes, int length) {
  for (int i = 0; i < length / 2; i++) {
    byte b = bytes[i];
    bytes[i] = bytes[length - 1 - i];
    bytes[length - 1 - i] = b;
  }
}
EXPORT("fail_with") void fail_with(const char *text, int length) {
  if (text[0] != '-') __builtin_trap();
}

static const char name[] = "radi\xc3\xa7hio";
EXPORT("name") long long get_name(int which) {
  unsigned long long address = (unsigned long long)(unsigned)name;
  switch (which) {
    case 0: return (long long)(address << 32 | (sizeof name - 1));
    case 1: return (long long)(address << 32 | 5);          // ends inside a character
    case 2: return (long long)(0xfffffff0ull << 32 | 4);    // above the memory
    case 3: return (long long)(address << 32 | 0x80000000); // longer than any memory
    default: return 0;
  }
}
EXPORT("greeting") const char *greeting(int which) {
  return which == 0 ? "hello" : which == 1 ? 0 : which == 2 ? (const char *)0x7fffffff : "\xff";
}

EXPORT("scale") void scale(point *p, double factor) { p->weight *= factor; }
EXPORT("heaviest") point *heaviest(point *points, int n) {
  point *best = 0;
  for (int i = 0; i < n; i++) best = best ? heavier(best, &points[i]) : &points[i];
  return best;
}
EXPORT("bad_point") point *bad_point(void) { return (point *)0x7ffffff8; }

EXPORT("sort") void sort(int *numbers, int n, comparator compare) {
  for (int i = 1; i < n; i++) {
    int number = numbers[i], j = i;
    for (; j > 0 && compare(numbers[j - 1], number) > 0; j--) numbers[j] = numbers[j - 1];
    numbers[j] = number;
  }
}
static int ascending(int a, int b) { return (a > b) - (a < b); }
static double weight_of(point *p) { return p->weight; }
EXPORT("order") comparator order(int which) { return which == 0 ? ascending : which == 1 ? 0 : (comparator)weight_of; }
EXPORT("same") int same(comparator a, comparator b) { return a == b; }
EXPORT("is_null") int is_null(comparator a) { return a == 0; }
EXPORT("total") double total(point *points, int n, measure of) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum += of(&points[i]);
  return sum;
}

EXPORT("talk") void talk(int which) {
  switch (which) {
    case 0: console_log(name, sizeof name - 1); break;
    case 1: note("a note"); break;
    case 2: note(0); break;
    case 3: console_log(name, -1); break;
    case 4: console_log(name, 5); break;
  }
}
EXPORT("ask") int ask(int which) {
  switch (which) {
    case 0: return take_bytes((const byte *)name, 4);
    case 1: return view_bytes((const byte *)name, 4);
    case 2: return is_even(1ll << 40);
    case 3: return (int)half(5);
    case 4: return run(ascending, 2, 1);
    case 5: return run(0, 2, 1);
    case 6: return run((comparator)weight_of, 2, 1);
    default: return run((comparator)99999, 2, 1);
  }
}
