// Runs SQL on a database in memory and returns what it gave as text: columns with '|' between, rows with '\n' after.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sqlite3.h"
#define EXPORT(name) __attribute__((export_name(#name)))

// A file system without files, a clock that stands still and random numbers that are not: results must not vary.
static int no_file(sqlite3_vfs *v, sqlite3_filename n, sqlite3_file *f, int flags, int *out) { return SQLITE_CANTOPEN; }
static int no_delete(sqlite3_vfs *v, const char *n, int s) { return SQLITE_IOERR_DELETE; }
static int no_access(sqlite3_vfs *v, const char *n, int flags, int *out) {
  *out = 0;
  return SQLITE_OK;
}
static int same_path(sqlite3_vfs *v, const char *n, int size, char *out) {
  snprintf(out, (size_t)size, "%s", n);
  return SQLITE_OK;
}
static int randomness(sqlite3_vfs *v, int size, char *out) {
  memset(out, 42, (size_t)size);
  return size;
}
static int no_sleep(sqlite3_vfs *v, int microseconds) { return microseconds; }
static int the_time(sqlite3_vfs *v, double *out) {
  *out = 2460000.5;
  return SQLITE_OK;
}
static int last_error(sqlite3_vfs *v, int size, char *out) { return 0; }
static sqlite3_vfs vfs = {
    .iVersion = 1, .szOsFile = sizeof(sqlite3_file), .mxPathname = 64, .zName = "none",
    .xOpen = no_file, .xDelete = no_delete, .xAccess = no_access, .xFullPathname = same_path,
    .xRandomness = randomness, .xSleep = no_sleep, .xCurrentTime = the_time, .xGetLastError = last_error,
};
int sqlite3_os_init(void) { return sqlite3_vfs_register(&vfs, 1); }
int sqlite3_os_end(void) { return SQLITE_OK; }

static sqlite3 *database;
static sqlite3_str *result;

EXPORT(text) char *text(int size) { return malloc((size_t)size); }

static int row(void *unused, int columns, char **values, char **names) {
  for (int i = 0; i < columns; i++) sqlite3_str_appendf(result, "%s%s", i ? "|" : "", values[i] ? values[i] : "NULL");
  sqlite3_str_append(result, "\n", 1);
  return 0;
}

// Runs the SQL and frees it; the result is to be freed with discard.
EXPORT(run) char *run(char *sql) {
  char *error = NULL;
  if (!database && sqlite3_open(":memory:", &database) != SQLITE_OK) return strdup("cannot open");
  result = sqlite3_str_new(database);
  if (sqlite3_exec(database, sql, row, NULL, &error) != SQLITE_OK) sqlite3_str_appendf(result, "error: %s\n", error);
  sqlite3_free(error);
  free(sql);
  char *finished = sqlite3_str_finish(result);
  char *copy = strdup(finished ? finished : "");
  sqlite3_free(finished);
  return copy;
}
EXPORT(discard) void discard(char *string) { free(string); }
