// Prints through WASI, and has an allocator, for itself and for others.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((export_name("greet"))) void greet(void) {
  puts("hello from C");
  fflush(stdout);
}

__attribute__((export_name("copy"))) char *copy(const char *text) { return strdup(text); }
