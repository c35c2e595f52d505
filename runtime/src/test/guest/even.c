// One half of a circle: even.c and odd.c import each other, and each other's function pointers.
#define EXPORT(name) __attribute__((export_name(#name)))
int is_odd(int n);
typedef int (*predicate)(int);
predicate odd_pointer_of_odd(void);

EXPORT(is_even) int is_even(int n) { return n == 0 ? 1 : is_odd(n - 1); }
EXPORT(odd_pointer_of_even) predicate odd_pointer_of_even(void) { return is_odd; }
EXPORT(pointers_are_equal) int pointers_are_equal(void) { return odd_pointer_of_odd() == odd_pointer_of_even(); }
EXPORT(apply) int apply(predicate p, int n) { return p(n); }
