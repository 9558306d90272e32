/* result.c: see result.h. */
#include "result.h"

#include <string.h>
#include <sys/wait.h>

WeftResult result_of_call(Weft *w, bool is_done, int error, const char *name)
{
    int to = weft_slot_count(w);
    if (is_done) {
        weft_set_boolean(w, to, true);
        return 1;
    }
    const char *reason = error != 0 ? strerror(error) : "(no extra info)";
    weft_set_nil(w, to);
    bool has_text =
        name != NULL ? weft_set_format(w, to + 1, "%s: %s", name, reason) : weft_set_text(w, to + 1, reason);
    weft_set_integer(w, to + 2, error);
    return has_text ? 3 : WEFT_RAISE;
}

WeftResult result_of_process(Weft *w, int status, int error)
{
    int to = weft_slot_count(w), code = status;
    bool is_signal = false;
    if (status == -1) {
        return result_of_call(w, false, error, NULL);
    }
    if (WIFEXITED(status)) {
        code = WEXITSTATUS(status);
    } else if (WIFSIGNALED(status)) {
        code = WTERMSIG(status);
        is_signal = true;
    }
    if (code == 0 && !is_signal) {
        weft_set_boolean(w, to, true);
    } else {
        weft_set_nil(w, to);
    }
    bool has_text = weft_set_text(w, to + 1, is_signal ? "signal" : "exit");
    weft_set_integer(w, to + 2, code);
    return has_text ? 3 : WEFT_RAISE;
}
