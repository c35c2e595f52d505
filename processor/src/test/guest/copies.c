// Allocates with what another module, or Java, has.
void *malloc(unsigned long size);
void free(void *block);

__attribute__((export_name("twice"))) char *twice(const char *text, unsigned long length) {
  char *copy = malloc(2 * length + 1);
  for (unsigned long i = 0; i < 2 * length; i++) copy[i] = text[i % length];
  copy[2 * length] = 0;
  return copy;
}
__attribute__((export_name("release"))) void release(char *text) { free(text); }
