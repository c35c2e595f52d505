// wasi-libc in earnest: its allocator, printf and scanf, qsort with a callback, static pointers inside the library.
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define EXPORT(name) __attribute__((export_name(#name)))

struct node {
  struct node *next;
  char *text;
};
static struct node *list;
static int length;

EXPORT(push) int push(int n) {
  char text[40];
  snprintf(text, sizeof text, "item %d of %08x", n, n * 2654435761u);
  struct node *node = malloc(sizeof *node);
  node->text = strdup(text);
  node->next = list;
  list = node;
  return ++length;
}
EXPORT(print) int print(void) {
  int characters = 0;
  for (struct node *node = list; node; node = node->next) characters += printf("%s;", node->text);
  puts("");
  fflush(stdout);
  return characters;
}
EXPORT(pop) int pop(void) {
  struct node *node = list;
  if (!node) return -1;
  list = node->next;
  int value = atoi(node->text + 5);
  free(node->text);
  free(node);
  length--;
  return value;
}

static int compare(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }
EXPORT(sorted) int sorted(int i, int j) {
  static const char *words[] = {"radicchio", "endive", "cichorium", "puntarelle", "escarole", "sugarloaf"};
  qsort(words, 6, sizeof *words, compare);
  return toupper(words[i][j]);
}
EXPORT(parse) double parse(int which) {
  static const char *const texts[] = {"3.14159", "-1e-3", "0x1.8p3", "12345678901234567890"};
  return strtod(texts[which], NULL);
}

// Large enough to make the allocator grow the memory, and written to its end.
EXPORT(allocate) unsigned allocate(int kilobytes, int seed) {
  size_t size = (size_t)kilobytes * 1024;
  unsigned char *bytes = malloc(size);
  if (!bytes) return 0;
  unsigned state = (unsigned)seed, hash = 2166136261u;
  for (size_t i = 0; i < size; i++) bytes[i] = (unsigned char)((state = state * 1664525u + 1013904223u) >> 24);
  bytes = realloc(bytes, size + 4096);
  memset(bytes + size, seed, 4096);
  for (size_t i = 0; i < size + 4096; i++) hash = (hash ^ bytes[i]) * 16777619u;
  free(bytes);
  return hash;
}
EXPORT(no_such_file) int no_such_file(void) {
  errno = 0;
  return fopen("no/such/file", "r") ? -1 : errno != 0;
}
EXPORT(quit) void quit(void) { abort(); }
