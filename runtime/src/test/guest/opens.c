// Opens a file in a constructor, and then ends as an environment variable says.
#include <fcntl.h>
#include <stdlib.h>

__attribute__((constructor)) static void open_file(void) {
  if (open("/data/file", O_RDONLY) < 0) abort();
  if (getenv("EXIT")) exit(3);
  if (getenv("TRAP")) __builtin_trap();
}

__attribute__((export_name("opened"))) int opened(void) { return 1; }
