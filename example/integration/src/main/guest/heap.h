// What other modules, or Java, allocate for this one.

#pragma once

#include <stddef.h>

void *malloc(size_t size);
void free(void *block);
