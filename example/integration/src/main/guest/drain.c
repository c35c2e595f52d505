#include "heap.h"
#include "node.h"

// Returns the sum of a list's values and frees its nodes.
__attribute__((export_name("drain"))) int64_t drain(struct node *list) {
  int64_t sum = 0;
  while (list) {
    struct node *next = list->next;
    sum += list->value;
    free(list);
    list = next;
  }
  return sum;
}
