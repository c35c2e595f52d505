// Frees what others allocate, and allocates nothing: of the library's allocator, its linker keeps what frees.
void free(void *);
__attribute__((export_name("release"))) unsigned release(unsigned *block) {
  unsigned first = *block;
  free(block);
  return first;
}
