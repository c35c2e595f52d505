// Thread-local data in a module that never has a second thread.
static _Thread_local int counter = 40;
static _Thread_local int *volatile unused;
static _Thread_local int last;

__attribute__((export_name("next"))) int next(int by) {
  unused = &last;
  last = counter;
  counter += by + 1;
  return counter * 1000 + *unused;
}
