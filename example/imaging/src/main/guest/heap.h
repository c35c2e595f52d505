// What the program's heap serves. It is in Java: where there is no memory left, malloc does not
// return, and Java gets an exception.

#pragma once

#include <stddef.h>

void *malloc(size_t size);
void free(void *block);
