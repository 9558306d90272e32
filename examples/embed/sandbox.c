/* sandbox.c: scripts that are not trusted: a sandbox with fuel and a cap on memory, in a VM for each.
 *
 * The sandbox leaves nothing to reach; fuel ends what runs too long, wherever it is; the cap ends what grows too large.
 * A VM is small (some 130 KB, opened in 0.1 ms), so each customer gets one, and what one breaks is its own.
 */
#include <stdio.h>
#include <string.h>

#include "weft.h"

static const char *const scripts[] = {
    "local n = {} for w in ('to be or not to be'):gmatch('%a+') do n[w] = (n[w] or 0) + 1 end return n.be, n['not']",
    "return io, os.execute, require, load('\\27Lua')",
    "while true do end",
    "while true do pcall(error) end",
    "return ('a'):rep(4000):find('.-.-.-.-b')",
    "local t = {} while true do t[#t + 1] = {} end",
    "local s = 'x' while true do s = s .. s end",
    "local function f() return f() + 1 end return f()",
    "setmetatable({}, {__gc = function() while true do end end}) return 'left a finalizer'",
    "string.format = nil return 'broke its own library'",
    "return string.format('%d', 42)",
};

static void run_untrusted(const char *code)
{
    WeftOptions options = {.libraries = WEFT_LIBS_ALL, .sandbox = true, .fuel = 100000, .memory_cap = 4 << 20};
    Weft *w = weft_open(&options);
    if (!w) {
        return;
    }
    printf("%.60s%s\n    ", code, strlen(code) > 60 ? ".." : "");
    switch (weft_run_text(w, 0, code, "=script")) {
    case WEFT_OK:
        for (int i = 0; i < weft_slot_count(w); i++) {
            if (weft_plain_tostring(w, i, i)) {
                printf("%s%s", i > 0 ? ", " : "", weft_get_string(w, i, NULL));
            }
        }
        printf("\n");
        break;
    case WEFT_OUT_OF_FUEL: printf("(out of fuel)\n"); break;
    default: printf("(%s)\n", weft_error_text(w, 0)); break;
    }
    weft_close(w);
}

int main(void)
{
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        run_untrusted(scripts[i]);
    }
    return 0;
}
