#include "heap.h"
#include "node.h"

// Puts behind each node another one with the same value.
__attribute__((export_name("stutter"))) void stutter(struct node *list) {
  while (list) {
    struct node *copy = malloc(sizeof *copy);
    if (!copy) {
      __builtin_trap();
    }
    *copy = *list;
    list->next = copy;
    list = copy->next;
  }
}
