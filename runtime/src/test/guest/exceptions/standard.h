// What Emscripten's libraries leave to JavaScript and nothing here comes to, and an exception with a type of its own.
#include <stdexcept>
#define EXPORT extern "C" __attribute__((visibility("default")))

extern "C" inline __attribute__((used)) void abort() { __builtin_trap(); }
extern "C" inline __attribute__((used)) void exit(int) { __builtin_trap(); }
extern "C" inline __attribute__((used)) double emscripten_get_now() { return 0; }
extern "C" inline __attribute__((used)) int emscripten_resize_heap(unsigned long) { return 0; }
extern "C" inline __attribute__((used)) void *emscripten_memcpy_big(void *to, const void *from, unsigned long bytes) {
  for (unsigned long i = 0; i < bytes; i++) ((char *)to)[i] = ((const char *)from)[i];
  return to;
}

namespace storage {
struct Failure : std::runtime_error {
  int code;
  Failure(const char *what, int code) : std::runtime_error(what), code(code) {}
};
}
