// For a memory that threads share, used by one: its data is passive, and copied by a start function, which first asks an atomic
// flag whether another thread has; the last of it is thread-local.
#define EXPORT(name) __attribute__((export_name(#name)))

static int numbers[4] = {10, 20, 30, 40};
static int zeros[100];
static int *volatile pointer = &numbers[2];
static int counter;
static _Thread_local int own = 7;
static _Thread_local int own_zero;

EXPORT(sum) int sum(int i) {
  zeros[3] += i;
  own += i;
  own_zero += 1;
  return numbers[i & 3] + *pointer + zeros[3] + own + own_zero;
}

EXPORT(add) int add(int by) { return __atomic_fetch_add(&counter, by, __ATOMIC_SEQ_CST); }

EXPORT(wake) int wake(void) { return __builtin_wasm_memory_atomic_notify(&counter, 1); }

EXPORT(wait) int wait(void) { return __builtin_wasm_memory_atomic_wait32(&counter, counter, -1); }
