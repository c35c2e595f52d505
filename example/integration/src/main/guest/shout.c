#include "heap.h"
#include "text.h"

// Frees a text and returns a new one, louder, which the caller frees.
__attribute__((export_name("shout"))) uint64_t shout(char *bytes, uint32_t length) {
  char *shouted = malloc(length + 1);
  for (uint32_t i = 0; i < length; i++) {
    const char letter = bytes[i];
    shouted[i] = letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter;
  }
  shouted[length] = '!';
  free(bytes);
  return text(shouted, length + 1);
}
