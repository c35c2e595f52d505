// Takes and gives addresses in all ways that a method can declare; linked so that it keeps its own.
#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(name) __attribute__((import_module("env"), import_name(name)))

typedef struct node { int value; struct node *next; } node;
typedef struct { int count; node first; } list;
typedef void (*visitor)(node *);
typedef int *(*chooser)(int *, int);

IMPORT("seen") int *seen(int *number);
IMPORT("longer") node *longer(node *one, node *other);

static int numbers[] = {10, 20, 30};
static node nodes[3];
static list lists;

EXPORT("number") int *number(int which) { return which < 0 ? 0 : &numbers[which]; }
EXPORT("value_at") int value_at(int *number) { return number ? *number : -1; }
EXPORT("is_mine") int is_mine(int *number) { return number >= numbers && number < numbers + 3; }
EXPORT("own_address") int own_address(void) { return (int)numbers; }

// Bytes that begin at address 0, which is memory like any other to the module.
EXPORT("at_zero") long long at_zero(int length) {
  volatile char *zero = 0;
  __asm__("" : "+r"(zero));
  for (int i = 0; i < length; i++) zero[i] = 'a' + i;
  return length;
}
EXPORT("sum") int sum(const unsigned char *bytes, int length) {
  int total = 0;
  for (int i = 0; i < length; i++) total += bytes[i];
  return total;
}
EXPORT("address_of") int address_of(const unsigned char *bytes, int length) { return (int)bytes + 0 * length; }

EXPORT("chain") node *chain(int n) {
  node *last = 0;
  for (int i = 0; i < n; i++) {
    nodes[i] = (node){i + 1, last};
    last = &nodes[i];
  }
  return last;
}
EXPORT("total") int total(node *first) {
  int sum = 0;
  for (; first; first = first->next) sum += first->value;
  return sum;
}
EXPORT("list_of") list *list_of(int n) {
  node *first = chain(n);
  lists = (list){n, {first->value, first->next}};
  return &lists;
}
EXPORT("ask") int ask(int which) {
  node shorter = {1, 0};
  switch (which) {
    case 0: return *seen(&numbers[1]);
    case 1: return seen(0) == 0;
    default: return longer(&shorter, chain(3))->value;
  }
}
EXPORT("visit") void visit(node *first, visitor each) {
  for (; first; first = first->next) each(first);
}
EXPORT("choose") int choose(chooser choice) { return *choice(numbers, 3); }
