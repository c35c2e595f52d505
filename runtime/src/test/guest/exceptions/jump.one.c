// setjmp in this module, longjmp in the other one; what both need is in a third.
typedef struct {
  void *where;
  unsigned label;
  struct { void *environment; int value; } arguments;
} jmp_buf[1];
int setjmp(jmp_buf) __attribute__((returns_twice));
int jumps(void *, int);

int protect(int value) {
  jmp_buf here;
  volatile int tries = 0;
  int got = setjmp(here);
  tries++;
  if (got == 0) return jumps(here, value);
  return tries * 1000 + got;
}

int nested(int value) {
  jmp_buf outer;
  int got = setjmp(outer);
  if (got) return 100 + got;
  jmp_buf inner;
  got = setjmp(inner);
  if (got) return jumps(outer, got + 1);
  return jumps(inner, value);
}
