int level(void);
__attribute__((export_name("ten_levels"))) int ten_levels(void) { return 10 * level(); }
