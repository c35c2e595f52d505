#define EXPORT(name) __attribute__((export_name(#name)))
int is_even(int n);
typedef int (*predicate)(int);

EXPORT(is_odd) int is_odd(int n) { return n == 0 ? 0 : is_even(n - 1); }
EXPORT(odd_pointer_of_odd) predicate odd_pointer_of_odd(void) { return is_odd; }
EXPORT(even_pointer) predicate even_pointer(void) { return is_even; }
