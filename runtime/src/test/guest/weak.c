// Weak references of a shared library, which nothing defines.
extern int weak_function(int) __attribute__((weak));
extern int weak_data __attribute__((weak));
__attribute__((visibility("default"))) int found(void) {
  return (weak_function ? weak_function(1) : 5) + (&weak_data ? weak_data : 6);
}
