// Has much on the stack while it allocates.
void *malloc(unsigned long size);

__attribute__((noinline)) static void *allocate(volatile char *buffer, unsigned long size) {
  buffer[0] = 1;
  return malloc(size);
}

__attribute__((export_name("allocate"))) void *allocate_with_buffer(unsigned long size) {
  volatile char buffer[20000];
  return allocate(buffer, size);
}
