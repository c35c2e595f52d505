// What LLVM calls for setjmp and longjmp.
struct buffer {
  void *where;
  unsigned label;
  struct { void *environment; int value; } arguments;
};
void __wasm_setjmp(struct buffer *buffer, unsigned label, void *where) {
  buffer->where = where;
  buffer->label = label;
}
unsigned __wasm_setjmp_test(struct buffer *buffer, void *where) {
  return buffer->where == where ? buffer->label : 0;
}
void __wasm_longjmp(struct buffer *buffer, int value) {
  buffer->arguments.environment = buffer;
  buffer->arguments.value = value ? value : 1;
  __builtin_wasm_throw(1, &buffer->arguments);
}
