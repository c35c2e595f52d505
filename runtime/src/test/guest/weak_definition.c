// One symbol, weak here and strong in strong_definition.c.
__attribute__((weak, export_name("level"))) int level(void) { return 1; }
