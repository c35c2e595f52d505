// Nothing of its own: all of the module is wasi-libc's allocator, dlmalloc, which the linker exports.
