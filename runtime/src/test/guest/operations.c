/* Functions whose addresses only data has, and data that no code of the module refers to. */
static int one_more(int number) { return number + 1; }

static int twice(int number) { return number * 2; }

struct operations {
  int (*first)(int);
  int (*second)(int);
  const int *third;
};

const int beside[] = {40, 41, 42};
const struct operations operations = {one_more, twice, &beside[2]};

#ifdef NUMBER
/* A number that is an address in the data, for all one knows. */
__attribute__((export_name("number"))) int number(void) { return 1028; }
#endif
