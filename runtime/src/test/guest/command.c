// A command: a constructor, a main that prints its arguments and ends as the first of them says, and functions that others
// call in between, which is what a command is not made for.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile int count;

__attribute__((constructor)) static void construct(void) {
  count += 40;
}

__attribute__((export_name("bump"))) int bump(void) {
  return ++count;
}

__attribute__((export_name("add"))) int add(int by, int times) {
  return count += by * times;
}

static void last(void) {
  write(1, "bye\n", 4);
}

int main(int argc, char **argv) {
  atexit(last);
  for (int i = 0; i < argc; i++) {
    write(1, argv[i], strlen(argv[i]));
    write(1, "\n", 1);
  }
  if (argc == 3 && strcmp(argv[1], "exit") == 0) {
    exit(atoi(argv[2]));
  }
  return argc == 3 && strcmp(argv[1], "return") == 0 ? atoi(argv[2]) : 0;
}
