// Has a default that only the other module calls and that its linker is to keep, and an allocator, which is replaced.
void *malloc(unsigned long size);
void free(void *block);
__attribute__((weak, used, visibility("hidden"))) int policy(int x) { return x * 10; }
__attribute__((visibility("default"))) int one_allocates(int x) {
  int *volatile block = malloc(sizeof(int));
  *block = x;
  int found = *block;
  free(block);
  return found;
}
