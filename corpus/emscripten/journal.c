// A main module, which brings Emscripten's library and its allocator: a sorted list in the heap with nodes that point
// at each other, at static strings and, by slots of the table, at functions.
#include <stdlib.h>
#include <string.h>

typedef int (*formatter)(char *, int);

struct node {
  struct node *next;
  int key;
  const char *kind;
  formatter format;
  char *text;
};

static const char *const kinds[] = {"debit", "credit", "note"};
static struct node *head;
static int length;
int formatted; // exported by the module, which sees it through its global offset table

static int decimal(char *to, int value) {
  char digits[12];
  int n = 0, written = 0;
  do digits[n++] = '0' + value % 10;
  while (value /= 10);
  while (n) to[written++] = digits[--n];
  return written;
}
static int stars(char *to, int value) {
  memset(to, '*', value % 50);
  return value % 50;
}
static int nothing(char *to, int value) {
  (void)to;
  (void)value;
  return 0;
}
static const formatter formatters[] = {decimal, stars, nothing};

static struct node **find(int key) {
  struct node **link = &head;
  while (*link && (*link)->key < key) link = &(*link)->next;
  return link;
}

int insert(int key, int kind) {
  char buffer[64];
  struct node **link = find(key), *node = malloc(sizeof *node);
  if (!node) return -1;
  *node = (struct node){*link, key, kinds[kind], formatters[kind], NULL};
  int n = node->format(buffer, key);
  node->text = calloc(n + 1, 1);
  memcpy(node->text, buffer, n);
  *link = node;
  formatted++;
  return ++length;
}
int remove_key(int key) {
  struct node **link = find(key), *node = *link;
  if (!node || node->key != key) return 0;
  *link = node->next;
  free(node->text);
  free(node);
  length--;
  return 1;
}
int text_length(int key) { return *find(key) ? (int)strlen((*find(key))->text) : -1; }
int text_char(int key, int i) { return (*find(key))->text[i]; }
int kind_char(int key, int i) { return (*find(key))->kind[i]; }
int key_at(int index) {
  struct node *node = head;
  while (node && index--) node = node->next;
  return node ? node->key : -1;
}
int count(void) { return formatted * 100 + length; }

// grows a block again and again between others, and finds its bytes as they were
int churn(int blocks, int bytes) {
  unsigned char **kept = calloc(blocks, sizeof *kept);
  int sum = 0;
  for (int round = 1; round <= 3; round++) {
    for (int i = 0; i < blocks; i++) {
      kept[i] = realloc(kept[i], round * bytes);
      memset(kept[i] + (round - 1) * bytes, i + round, bytes);
    }
  }
  for (int i = 0; i < blocks; i++) {
    for (int j = 0; j < 3 * bytes; j++) sum += kept[i][j];
    free(kept[i]);
  }
  free(kept);
  return sum;
}
int too_much(void) {
  void *volatile block = malloc(0x7fff0000);
  return block != NULL;
}
