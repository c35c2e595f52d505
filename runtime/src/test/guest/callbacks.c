// Calls what it is given pointers to, and gives pointers away.
#define EXPORT(name) __attribute__((export_name(name)))

typedef int (*comparator)(const int *, const int *);
typedef double (*function)(double, long long, float);

EXPORT("sort") void sort(int *numbers, int count, comparator compare) {
  for (int i = 1; i < count; i++) {
    int number = numbers[i];
    int j = i;
    while (j > 0 && compare(&numbers[j - 1], &number) > 0) {
      numbers[j] = numbers[j - 1];
      j--;
    }
    numbers[j] = number;
  }
}

EXPORT("apply") double apply(function f, double x, long long y, float z) { return f(x, y, z); }

static double sum(double x, long long y, float z) { return x + y + z; }
static double product(double x, long long y, float z) { return x * y * z; }
static int ascending(const int *a, const int *b) { return (*a > *b) - (*a < *b); }

EXPORT("operation") function operation(int which) { return which == 0 ? sum : which == 1 ? product : 0; }
EXPORT("order") comparator order(void) { return ascending; }
EXPORT("same") int same(comparator a, comparator b) { return a == b; }
EXPORT("nowhere") int nowhere(void) { return 1000000; }

static comparator kept;
EXPORT("keep") void keep(comparator compare) { kept = compare; }
EXPORT("call_kept") int call_kept(int a, int b) { return kept(&a, &b); }
