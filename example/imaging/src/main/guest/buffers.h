// What the module "buffers" exports.

#pragma once

#include <stddef.h>

#define BUFFERS(name) __attribute__((import_module("buffers"), import_name(name)))

BUFFERS("allocate") void *allocate(size_t size, size_t align);
BUFFERS("release") void release(void *buffer, size_t size, size_t align);
