/* search.h: finding a file along a path of templates. */
#ifndef LIB_SEARCH_H
#define LIB_SEARCH_H

#include <weft.h>

typedef enum SearchResult { SEARCH_FOUND, SEARCH_NOTHING, SEARCH_FAILED /* pending error */ } SearchResult;

/* Puts the first readable file along the path in slot `to`; when there is none, a list of what was tried. In the
 * templates each ? stands for the name, in which each separator is replaced. Uses slots behind the last; the slot count
 * afterwards is at least to + 1. */
SearchResult search_path(Weft *w, const char *name, const char *path, const char *separator, const char *replacement,
                         int to);

#endif
