// Two modules, of which one calls the other with addresses of its stack and its data.
#define EXPORT(name) __attribute__((export_name(#name)))

struct pair {
  int one, other;
};

#ifdef CALLEE
static char words[3][8] = {"zero", "one", "two"};

EXPORT(word) const char *word(int number) { return number < 3 ? words[number] : 0; }
EXPORT(reverse) void reverse(char *bytes, int length) {
  for (int i = 0; i < length / 2; i++) {
    char first = bytes[i];
    bytes[i] = bytes[length - 1 - i];
    bytes[length - 1 - i] = first;
  }
}
EXPORT(extremes) struct pair extremes(const int *numbers, int count) {
  struct pair found = {numbers[0], numbers[0]};
  for (int i = 1; i < count; i++) {
    if (numbers[i] < found.one) found.one = numbers[i];
    if (numbers[i] > found.other) found.other = numbers[i];
  }
  return found;
}
#else
const char *word(int number);
void reverse(char *bytes, int length);
struct pair extremes(const int *numbers, int count);

static char text[] = "the quick brown fox";

EXPORT(reversed) int reversed(int length, int at) {
  reverse(text, length);
  return text[at];
}
EXPORT(spread) int spread(int seed, int count) {
  int numbers[16];
  for (int i = 0; i < count; i++) numbers[i] = seed = seed * 1103515245 + 12345;
  struct pair found = extremes(numbers, count);
  return (found.one >> 1) ^ found.other ^ numbers[count - 1];
}
EXPORT(letter) int letter(int number, int at) {
  const char *found = word(number);
  return found ? found[at] : -1;
}
#endif
