// Prints, and leaves, through WASI.
#include <stdio.h>
#include <stdlib.h>

__attribute__((export_name("greet"))) void greet(void) {
  puts("hello from C");
  fflush(stdout);
}

__attribute__((export_name("leave"))) void leave(int status) { _Exit(status); }
