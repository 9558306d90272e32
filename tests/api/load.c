/* load.c: loading chunks by readers, from strings, buffers and files; dumping them. */
#include "show.h"

typedef struct Pieces {
    const char *text;
    size_t left, size;
    int calls;
} Pieces;

static const char *read_pieces(lua_State *L, void *ud, size_t *size)
{
    Pieces *p = ud;
    (void)L;
    p->calls++;
    *size = p->left < p->size ? p->left : p->size;
    const char *at = p->text;
    p->text += *size;
    p->left -= *size;
    return *size ? at : NULL;
}

static const char *read_fails(lua_State *L, void *ud, size_t *size)
{
    (void)ud;
    *size = 0;
    luaL_error(L, "from the reader");
    return NULL;
}

static const char *read_calls(lua_State *L, void *ud, size_t *size)
{
    int *state = ud;
    lua_getglobal(L, "math");
    lua_pop(L, 1);
    *size = (*state)++ ? 0 : 8;
    return *size ? "return 7" : NULL;
}

static void show_load(lua_State *L, const char *text, size_t size, const char *name, const char *mode)
{
    Pieces p = {text, strlen(text), size, 0};
    int status = lua_load(L, read_pieces, &p, name, mode);
    printf("load %d %s ", status, status == LUA_OK && p.calls < 2 ? "in one piece" : "");
    show(L, "");
    if (status == LUA_OK) {
        printf("run %d ", lua_pcall(L, 0, LUA_MULTRET, 0));
        show(L, "");
    }
    lua_settop(L, 0);
}

typedef struct Dumped {
    char bytes[4000];
    size_t size, limit;
} Dumped;

static int write_bytes(lua_State *L, const void *p, size_t size, void *ud)
{
    Dumped *d = ud;
    (void)L;
    if (d->size + size > d->limit) {
        return 17;
    }
    memcpy(d->bytes + d->size, p, size);
    d->size += size;
    return 0;
}

static void show_dump(lua_State *L, const char *code, int strip)
{
    Dumped d = {.limit = sizeof d.bytes};
    luaL_loadbufferx(L, code, strlen(code), "=code", "t");
    int status = lua_dump(L, write_bytes, &d, strip);
    printf("dump %d %d ", status, d.size > 20 && d.bytes[0] == LUA_SIGNATURE[0]);
    show(L, "");
    lua_settop(L, 0);
    printf("load as text %d ", luaL_loadbufferx(L, d.bytes, d.size, "d", "t"));
    show(L, "");
    lua_settop(L, 0);
    status = luaL_loadbufferx(L, d.bytes, d.size, "d", "b");
    printf("load %d ", status);
    lua_pushinteger(L, 20);
    status = lua_pcall(L, 1, LUA_MULTRET, 0);
    printf("run %d ", status);
    show(L, "");
    lua_settop(L, 0);
    status = luaL_loadbufferx(L, d.bytes, d.size / 2, "=d", "b");
    printf("truncated %d %d\n", status, strstr(lua_tostring(L, -1), "truncated") != NULL);
    lua_settop(L, 0);
    d.size = 0;
    d.limit = 10;
    luaL_loadstring(L, code);
    printf("writer gives up %d\n", lua_dump(L, write_bytes, &d, strip));
    lua_settop(L, 0);
}

static int c_function(lua_State *L)
{
    (void)L;
    return 0;
}

static void write_file(const char *name, const char *text, size_t size)
{
    FILE *f = fopen(name, "wb");
    if (f) {
        fwrite(text, 1, size, f);
        fclose(f);
    }
}

static void show_file(lua_State *L, const char *text, const char *mode)
{
    write_file("chunk.lua", text, strlen(text));
    int status = luaL_loadfilex(L, "chunk.lua", mode);
    printf("file %d ", status);
    if (status == LUA_OK) {
        printf("run %d ", lua_pcall(L, 0, LUA_MULTRET, 0));
    }
    show(L, "");
    lua_settop(L, 0);
}

static int dofile(lua_State *L)
{
    lua_pushinteger(L, luaL_dofile(L, "chunk.lua"));
    return lua_gettop(L);
}

int main(void)
{
    static const char code[] = "local a = ... local function f(x) return x * 2 end return f(a or 1), 'end'";
    lua_State *L = open_state();
    for (size_t size = 1; size <= 100; size *= 7) {
        show_load(L, code, size, "=name", NULL);
    }
    show_load(L, "", 1, "=empty", NULL);
    show_load(L, "return 1", 3, "=text", "t");
    show_load(L, "return 1", 3, "=text", "b");
    show_load(L, "return 1", 3, "=text", "bt");
    show_load(L, "x = ", 2, "=short", NULL);
    show_load(L, "x = 'unfinished", 2, "@file.lua", NULL);
    show_load(L, "for", 2, "a line\nand more", NULL);
    show_load(L, "for", 2, NULL, NULL);
    show_load(L, "\x1bLua", 2, "=binary", NULL);
    show_load(L, "error('x')", 2, "=at", NULL);
    show_load(L, "error('x')", 2, "@f.lua", NULL);
    show_load(L, "error('x')", 2, "error('x')", NULL);
    printf("reader fails %d ", lua_load(L, read_fails, NULL, "=r", NULL));
    show(L, "");
    lua_settop(L, 0);
    int state = 0;
    printf("reader calls %d ", lua_load(L, read_calls, &state, "=r", NULL));
    show(L, "");
    lua_settop(L, 0);

    show_dump(L, code, 0);
    show_dump(L, code, 1);
    show_dump(L, "local t = {} for i = 1, 3 do t[i] = i + 0.5 end return table.concat(t, ' '), #'\\0\\200', ...", 0);
    lua_pushcfunction(L, c_function);
    Dumped d = {.limit = sizeof d.bytes};
    printf("dump of C function %d %zu\n", lua_dump(L, write_bytes, &d, 0), d.size);
    lua_settop(L, 0);
    show_run(L, "local up = 5 return load(string.dump(function() return up end))()");

    printf("loadstring %d %d\n", luaL_loadstring(L, "return 1 +"), luaL_dostring(L, "return 1, 2"));
    show(L, "strings");
    lua_settop(L, 0);
    printf("loadbuffer %d\n", luaL_loadbuffer(L, "return '\0'", 10, "=zero"));
    lua_call(L, 0, 1);
    show(L, "buffer");
    lua_settop(L, 0);
    /* the first upvalue is the globals */
    luaL_loadstring(L, "x = 1");
    printf("upvalue %s %d\n", lua_getupvalue(L, 1, 1), (lua_pushglobaltable(L), lua_rawequal(L, -1, -2)));
    lua_settop(L, 0);

    show_file(L, "return 1, ...", NULL);
    show_file(L, "#!/usr/bin/lua\nreturn 2", NULL);
    show_file(L, "#!/usr/bin/lua\nreturn = 2", NULL);
    show_file(L, "# only a comment", NULL);
    show_file(L, "", NULL);
    show_file(L, "\xEF\xBB\xBFreturn 'with mark'", NULL);
    show_file(L, "\xEF\xBB\xBF#first\nreturn 'both'", NULL);
    show_file(L, "\xEF\xBBreturn 1", NULL);
    show_file(L, "return 3", "b");
    show_file(L, "return 3", "t");
    show_file(L, "error('in file')", NULL);
    show_file(L, "\x1b not a chunk", "t");
    luaL_loadstring(L, "return 'from binary'");
    d.size = 0;
    d.limit = sizeof d.bytes;
    lua_dump(L, write_bytes, &d, 1);
    write_file("chunk.lua", d.bytes, d.size);
    lua_settop(L, 0);
    printf("binary file %d ", luaL_loadfile(L, "chunk.lua"));
    lua_call(L, 0, 1);
    show(L, "");
    printf("as text %d ", luaL_loadfilex(L, "chunk.lua", "t"));
    show(L, "");
    lua_settop(L, 0);
    printf("no file %d ", luaL_loadfile(L, "no such file.lua"));
    show(L, "");
    lua_settop(L, 0);
    write_file("chunk.lua", "return 'done', ...", 18);
    attempt(L, "dofile", dofile);
    remove("chunk.lua");
    attempt(L, "dofile without file", dofile);
    printf("directory %d\n", luaL_loadfile(L, "."));
    lua_close(L);
    return 0;
}
