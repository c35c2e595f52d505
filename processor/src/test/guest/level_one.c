__attribute__((export_name("level"))) int level(void) { return 1; }
