// Has the lexer of a tree-sitter grammar, another module's function that only its static data points to, find tokens.
typedef unsigned short symbol;

struct lexer {
  int lookahead;
  symbol found;
  void (*advance)(struct lexer *, _Bool);
  void (*mark_end)(struct lexer *);
  unsigned (*column)(struct lexer *);
  _Bool (*is_at_start_of_range)(const struct lexer *);
  _Bool (*is_at_end)(const struct lexer *);
};

static const char *text;
static const char *start;
static const char *end;

static void advance(struct lexer *lexer, _Bool skip) {
  if (*text != 0) text++;
  if (skip) start = text;
  lexer->lookahead = *text;
}

static void mark_end(struct lexer *lexer) { end = text; }

static unsigned column(struct lexer *lexer) { return 0; }

static _Bool is_at_start_of_range(const struct lexer *lexer) { return 0; }

static _Bool is_at_end(const struct lexer *lexer) { return *text == 0; }

// Where the token ends that begins at the address or after white space, with its symbol in the upper half; 0 if there is none.
__attribute__((export_name("lex"))) unsigned long long lex(_Bool (*lexer)(struct lexer *, symbol), int state,
                                                           const char *at) {
  struct lexer self = {*at, 0, advance, mark_end, column, is_at_start_of_range, is_at_end};
  text = start = end = at;
  if (!lexer(&self, state)) return 0;
  return (unsigned long long)self.found << 32 | (unsigned)end;
}
