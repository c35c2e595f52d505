// Writes into a buffer that it does not define.
#define EXPORT(name) __attribute__((export_name(name)))

extern unsigned char shared_buffer[];

EXPORT("fill_buffer") void fill_buffer(int from, int count, int value) {
  for (int i = 0; i < count; i++) shared_buffer[from + i] = (unsigned char)value;
}
EXPORT("buffer") unsigned char *buffer(void) { return shared_buffer; }
EXPORT("inside") unsigned char *inside(void) { return shared_buffer + 100; }
