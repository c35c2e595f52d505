// The functions of string.h that zlib and LZ4 call.
#include <stddef.h>

void *memcpy(void *to, const void *from, size_t n) {
  char *t = to;
  for (const char *f = from; n--;) *t++ = *f++;
  return to;
}
void *memmove(void *to, const void *from, size_t n) {
  char *t = to;
  const char *f = from;
  if (t < f) {
    while (n--) *t++ = *f++;
  } else {
    while (n--) t[n] = f[n];
  }
  return to;
}
void *memset(void *to, int c, size_t n) {
  for (char *t = to; n--;) *t++ = (char)c;
  return to;
}
int memcmp(const void *a, const void *b, size_t n) {
  const unsigned char *p = a, *q = b;
  for (; n--; p++, q++)
    if (*p != *q) return *p - *q;
  return 0;
}
