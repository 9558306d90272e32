/* call.c: calls functions of a script, with arguments and results.
 *
 * A function is called where it lies: the function in a slot, its arguments behind it. Results take their place.
 */
#include <stdio.h>

#include "weft.h"

static const char script[] = "local rates = {book = 7, food = 7, other = 19} "
                             "function price(kind, net) "
                             "  local rate = rates[kind] or error('no rate for ' .. kind) "
                             "  return net * (1 + rate / 100), rate "
                             "end "
                             "function summary(list) "
                             "  local sum = 0 for _, n in ipairs(list) do sum = sum + n end "
                             "  return {count = #list, sum = sum} "
                             "end";

static void ask_price(Weft *w, const char *kind, double net)
{
    double gross = 0;
    int64_t rate = 0;
    weft_get_global(w, "price", 0);
    weft_set_text(w, 1, kind);
    weft_set_number(w, 2, net);
    if (weft_run(w, 0, 2, 2, WEFT_NO_HANDLER) != WEFT_OK) {
        printf("%s: %s\n", kind, weft_error_text(w, 0));
        return;
    }
    weft_to_number(w, 0, &gross);
    weft_to_integer(w, 1, &rate);
    printf("%s: %.2f at %d%%\n", kind, gross, (int)rate);
}

/* A table as argument, a table as result. */
static void ask_summary(Weft *w)
{
    int64_t count = 0, sum = 0;
    weft_get_global(w, "summary", 0);
    weft_set_table(w, 1, 3, 0);
    for (int i = 1; i <= 3; i++) {
        weft_set_integer(w, 2, i * 10);
        weft_raw_set_index(w, 1, i, 2);
    }
    if (weft_run(w, 0, 1, 1, WEFT_NO_HANDLER) != WEFT_OK) {
        printf("summary: %s\n", weft_error_text(w, 0));
        return;
    }
    weft_raw_get_field(w, 0, "count", 1);
    weft_raw_get_field(w, 0, "sum", 2);
    weft_to_integer(w, 1, &count);
    weft_to_integer(w, 2, &sum);
    printf("summary: %d items, %d in all\n", (int)count, (int)sum);
}

int main(void)
{
    WeftOptions options = {.libraries = WEFT_LIBS_ALL};
    Weft *w = weft_open(&options);
    if (!w || weft_run_text(w, 0, script, "=prices") != WEFT_OK) {
        return 1;
    }
    ask_price(w, "book", 20);
    ask_price(w, "other", 100);
    ask_price(w, "boat", 5000);
    ask_summary(w);
    weft_close(w);
    return 0;
}
