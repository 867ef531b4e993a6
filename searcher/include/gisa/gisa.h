/* gisa/gisa.h - search in a gisa database from C, and from whatever calls C.
 *
 *     #include <gisa/gisa.h>
 *
 *     char *error = NULL;
 *     gisa_searcher *searcher = gisa_open("news.db", &error);
 *     char *json = NULL;
 *     if (searcher != NULL)
 *       json = gisa_search(searcher, "한국은행 기준금리", "limit=5 sort=recent", &error);
 *     if (json != NULL) puts(json); else fputs(error, stderr);
 *     gisa_free(json);
 *     gisa_free(error);
 *     gisa_close(searcher);
 *
 * Link libgisa (pkg-config --cflags --libs gisa). searcher/examples/search.py is the same in
 * Python. Programs in C++ have more in gisa/searcher.h.
 *
 * Text is UTF-8 and ends in a zero byte. A result is the JSON object that gisa-search(1) documents.
 *
 * Memory: what a function returns or stores in *error belongs to the caller, who gives it to
 * gisa_free(); gisa_version() alone returns a constant.
 *
 * Errors: a function that fails returns NULL or a negative number, and stores the message in
 * *error unless error is NULL: a line, and mostly a second one with what to do about it, where what
 * is unsafe to print of a file's name is escaped. What was there before is not freed. Otherwise
 * *error is left alone.
 *
 * Threads: any number of threads may use one searcher at once, until one of them closes it. The
 * child of a fork() may go on with one, as its parent does, if no other thread was using it.
 *
 * Nothing here changes or goes as long as the major version of the library (libgisa.so.0) is the
 * same.
 */
#ifndef GISA_GISA_H_
#define GISA_GISA_H_

#if defined(__GNUC__)
#define GISA_API __attribute__((visibility("default")))
#else
#define GISA_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* An open database. */
typedef struct gisa_searcher gisa_searcher; /* NOLINT(modernize-use-using): C has no using */

/* The version of the library, "MAJOR.MINOR.PATCH". */
GISA_API const char* gisa_version(void);

/* Opens the directory written by gisa-index, or a stub that names several, or servers that have
 * them; NULL on errors. */
GISA_API gisa_searcher* gisa_open(const char* database, char** error);

/* Closes it; NULL is fine. */
GISA_API void gisa_close(gisa_searcher* searcher);

/* Searches, and returns a JSON object; NULL on errors. Any query is good, as gisa-query(7) reads
 * it.
 *
 * options: NULL, or words NAME=VALUE separated by spaces, the last of a name counting:
 *
 *   limit=10          articles at most
 *   offset=0          articles to leave out at the front
 *   sort=relevance    or newest, oldest, recent
 *   half_life=2592000 of sort=recent, in seconds
 *   match=auto        or all, any
 *   syntax=query      or words: signs mean nothing
 *   timeout=0         in milliseconds, may be .5; 0: none
 *   fields=           names separated by commas; none: all
 *   facets=           names separated by commas, e.g. press:20,year
 *   snippets=1        0 leaves passages and highlights out
 *   snippet_width=160 longest passage, in terminal columns; below 4 a mere ellipsis
 *   full=0            1 for the whole text of each article
 *   fold=0            1 for one article of those that tell the same
 *   explain=0         1 for how each article got its score
 */
GISA_API char* gisa_search(const gisa_searcher* searcher, const char* query, const char* options,
                           char** error);

/* Uses these synonyms instead of the default ones: the text of a file as --synonyms of
 * gisa-search(1) has it; "" for none. 0, or -1 on errors. */
GISA_API int gisa_set_synonyms(gisa_searcher* searcher, const char* text, char** error);

/* Moves to the newest published state: 1 if there was a newer one, 0 if not, -1 on errors. */
GISA_API int gisa_refresh(gisa_searcher* searcher, char** error);

/* What the database holds, as JSON: {"articles":..,"segments":..,"generation":..}. NULL on errors.
 */
GISA_API char* gisa_info(const gisa_searcher* searcher, char** error);

/* Frees a string of this library; NULL is fine. */
GISA_API void gisa_free(char* text);

#ifdef __cplusplus
}
#endif

#endif
