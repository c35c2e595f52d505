// Calls a function of a command twice.
extern int bump(void);

__attribute__((export_name("twice"))) int twice(void) {
  bump();
  return bump();
}
