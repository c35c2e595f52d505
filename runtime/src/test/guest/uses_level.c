int level(void);
__attribute__((export_name("twice_the_level"))) int twice_the_level(void) { return 2 * level(); }
