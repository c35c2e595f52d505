// Works on what its host puts above __heap_base, as far as the host says, and neither asks for the memory's size nor
// grows it. By default the address is in static data; -DCODE has it in code, -DGIVEN gets it from the host.
#define EXPORT(name) __attribute__((export_name(#name)))

extern unsigned char __heap_base;
#if !defined(CODE) && !defined(GIVEN)
static unsigned char *source = &__heap_base;
EXPORT(skip) void skip(unsigned length) { source += length; }
#endif

#ifdef GIVEN
EXPORT(checksum) unsigned checksum(unsigned char *source, unsigned length) {
#else
EXPORT(buffer) unsigned char *buffer(unsigned length) {
#ifdef CODE
  unsigned char *source = &__heap_base;
#endif
  source[length] = 0;
  return source;
}
EXPORT(checksum) unsigned checksum(unsigned length) {
#ifdef CODE
  unsigned char *source = &__heap_base;
#endif
#endif
  static unsigned runs;
  unsigned sum = ++runs;
  for (unsigned i = 0; i < length; i++) sum = sum * 31 + source[i];
  return sum;
}
