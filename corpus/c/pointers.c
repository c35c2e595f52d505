// Pointers of every kind in static data: to data, to functions, through two levels, with an addend.
// A linker that moves the data and forgets one of them still returns plausible numbers, so every export depends on one.
#define EXPORT(name) __attribute__((export_name(#name)))

static const char *const names[] = {"alpha", "beta", "gamma"};
// volatile, or the compiler would look through these pointers and leave no relocation in the data
static const char *const *volatile names_pointer = names;
static const char *volatile tail = &"radicchio"[5];

static int add(int a, int b) { return a + b; }
static int subtract(int a, int b) { return a - b; }
static int multiply(int a, int b) { return a * b; }

typedef int (*operation)(int, int);
static const operation operations[] = {add, subtract, multiply};

struct entry {
  const char *name;
  operation apply;
};
static const struct entry entries[] = {{"plus", add}, {"minus", subtract}, {"times", multiply}};

static int counter = 7;
static int zeros[1000];
static int *volatile counter_pointer = &counter;
static int *volatile zeros_pointer = &zeros[990];

EXPORT(name_char) int name_char(int i, int j) { return names[i][j]; }
EXPORT(name_char_twice) int name_char_twice(int i, int j) { return names_pointer[i][j]; }
EXPORT(tail_char) int tail_char(int i) { return tail[i]; }
EXPORT(apply) int apply(int i, int a, int b) { return operations[i](a, b); }
EXPORT(entry_char) int entry_char(int i, int j) { return entries[i].name[j]; }
EXPORT(entry_apply) int entry_apply(int i, int a, int b) { return entries[i].apply(a, b); }
EXPORT(count) int count(int by) { return counter += by; }
EXPORT(count_through_pointer) int count_through_pointer(int by) { return *counter_pointer += by; }
EXPORT(counter_address) int *counter_address(void) { return &counter; }

// A pointer that is compared and handed out: the same function must have one address everywhere.
EXPORT(operation_pointer) operation operation_pointer(int i) { return operations[i]; }
EXPORT(is_add) int is_add(operation candidate) { return candidate == add; }
EXPORT(call) int call(operation pointer, int a, int b) { return pointer(a, b); }

EXPORT(sum_zeros) int sum_zeros(void) {
  int sum = 0;
  for (int i = 0; i < 1000; i++) sum += zeros[i];
  return sum;
}
EXPORT(set_zero) void set_zero(int i, int value) { zeros[i] = value; }
EXPORT(get_through_pointer) int get_through_pointer(int i) { return zeros_pointer[i]; }
