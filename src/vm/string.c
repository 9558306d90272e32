/* string.c: strings, and the table that interns the short ones.
 *
 * The intern table is two parallel arrays in one block, probed linearly: 32-bit hashes, and the strings. A lookup
 * runs over hashes alone (a cache line holds 16) and touches a string only when all 32 bits agree.
 *
 *      hashes   |  0 |  h1 |  h2 |  0 | ...      0: free
 *      strings  |  - |  s1 |  s2 |  - | ...
 *
 * Invariants
 * 1. Every short string that is not dead and swept is in the table once; no run of used places ends before a string's home
 *    is passed, so a free place ends a search. Removal closes the gap by moving later entries back; there are no tombstones.
 * 2. At most 3/4 of the places are used.
 * 3. While the collector sweeps the table (places from `cursor` on are still to be looked at), a removal moves entries
 *    towards lower places only within the part not swept, or from the swept start around the end; none is missed. New
 *    strings are alive. When the table grows meanwhile, the sweep starts again.
 * 4. A string found by a lookup may be dead but not swept yet: gc_revive keeps it. Those of one byte are remembered apart
 *    (vm->byte_strings), until the end of the next mark: what was alive, or revived, then is not freed before.
 *
 * The hash covers all bytes, keyed by the VM's seed, so that collisions can't be prepared: each 16 bytes are folded in by a
 * 64 x 64 -> 128 bit multiplication whose factors depend on secrets. Its constants are the fractions of the square roots of
 * the first primes.
 *
 * Growth is one doubling at a time; it fails like an allocation. Nothing here raises.
 */
#include "string.h"

#include <stddef.h>
#include <string.h>

#include "gc.h"

#define ROOT_2 0x6A09E667F3BCC909u
#define ROOT_3 0xBB67AE8584CAA73Bu
#define ROOT_5 0x3C6EF372FE94F82Bu
#define ROOT_7 0xA54FF53A5F1D36F1u
#define FIRST_CAP 256u /* the known strings and a small program's names */

struct StringTable {
    uint32_t *hashes;    /* cap hashes, then cap pointers */
    String **strings;
    size_t cap;          /* a power of two */
    size_t count;
    size_t cursor;       /* of the sweep under way; 0: none */
    uint64_t secret[2];
};

/* ---- hashing ---- */

/* High and low half of the product, folded. */
static inline uint64_t fold(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    uint64_t low = al * bl, middle = ah * bl + (low >> 32), other = al * bh + (uint32_t)middle;
    return (other << 32 | (uint32_t)low) ^ (ah * bh + (middle >> 32) + (other >> 32));
#endif
}

static inline uint64_t read8(const char *p)
{
    uint64_t v;
    memcpy(&v, p, 8);
    return v;
}

/* Up to 8 bytes as one word; the length is hashed besides. */
static inline uint64_t read_short(const char *p, size_t n)
{
    if (n >= 4) {
        uint32_t a, b;
        memcpy(&a, p, 4);
        memcpy(&b, p + n - 4, 4);
        return (uint64_t)a << 32 | b;
    }
    if (n == 0) {
        return 0;
    }
    return (uint64_t)(uint8_t)p[0] << 16 | (uint64_t)(uint8_t)p[n / 2] << 8 | (uint8_t)p[n - 1];
}

static uint32_t hash_bytes(const StringTable *st, const char *p, size_t length)
{
    uint64_t h = st->secret[0] ^ length, s = st->secret[1], a, b;
    size_t n = length;
    for (; n > 16; n -= 16, p += 16) {
        h = fold(read8(p) ^ s, read8(p + 8) ^ h);
    }
    if (n > 8) {
        a = read8(p);
        b = read8(p + n - 8);
    } else {
        a = read_short(p, n);
        b = ROOT_5;
    }
    h = fold(a ^ s, b ^ h);
    h = fold(h ^ ROOT_7, s);
    return (uint32_t)(h ^ h >> 32);
}

uint32_t string_hash_long(VM *vm, String *s)
{
    s->header.aux = hash_bytes(vm->strings, s->chars, s->length);
    s->header.flags |= STRING_HASHED;
    return s->header.aux;
}

/* ---- the table ---- */

/* The hash as the table keeps it: never 0. */
static inline uint32_t kept_hash(uint32_t hash)
{
    return hash != 0 ? hash : 1;
}

static size_t places_bytes(size_t cap)
{
    return cap * (sizeof(uint32_t) + sizeof(String *));
}

static bool places_alloc(VM *vm, StringTable *st, size_t cap)
{
    char *block = mem_alloc(vm, places_bytes(cap));
    if (block == NULL) {
        return false;
    }
    st->hashes = (uint32_t *)block;
    st->strings = (String **)(block + cap * sizeof(uint32_t));
    st->cap = cap;
    memset(st->hashes, 0, cap * sizeof(uint32_t));
    return true;
}

static void add_place(StringTable *st, String *s, uint32_t kept)
{
    size_t i = kept & (st->cap - 1);
    while (st->hashes[i] != 0) {
        i = (i + 1) & (st->cap - 1);
    }
    st->hashes[i] = kept;
    st->strings[i] = s;
}

static bool places_resize(VM *vm, size_t cap)
{
    StringTable *st = vm->strings, old = *st;
    if (cap > SIZE_MAX / (2 * places_bytes(1)) || cap > (size_t)UINT32_MAX / 2 || !places_alloc(vm, st, cap)) {
        vm_set_memory_error(vm);
        return false;
    }
    for (size_t i = 0; i < old.cap; i++) {
        if (old.hashes[i] != 0) {
            add_place(st, old.strings[i], old.hashes[i]);
        }
    }
    mem_free(vm, old.hashes, places_bytes(old.cap));
    st->cursor = 0;
    return true;
}

/* Frees place i and moves back what no longer has to lie behind it. */
static void remove_place(StringTable *st, size_t i)
{
    size_t mask = st->cap - 1;
    for (size_t j = (i + 1) & mask; st->hashes[j] != 0; j = (j + 1) & mask) {
        size_t home = st->hashes[j] & mask;
        if (((j - home) & mask) >= ((j - i) & mask)) {
            st->hashes[i] = st->hashes[j];
            st->strings[i] = st->strings[j];
            i = j;
        }
    }
    st->hashes[i] = 0;
    st->count--;
}

static String *find_place(const StringTable *st, const char *bytes, size_t length, uint32_t kept)
{
    for (size_t i = kept & (st->cap - 1); st->hashes[i] != 0; i = (i + 1) & (st->cap - 1)) {
        if (st->hashes[i] == kept) {
            String *s = st->strings[i];
            if (s->length == length && memcmp(s->chars, bytes, length) == 0) {
                return s;
            }
        }
    }
    return NULL;
}

bool string_table_init(VM *vm)
{
    StringTable *st = mem_alloc(vm, sizeof(StringTable));
    if (st == NULL) {
        return false;
    }
    *st = (StringTable){.secret = {fold(vm->seed ^ ROOT_2, ROOT_3), fold(vm->seed ^ ROOT_5, ROOT_7)}};
    if (!places_alloc(vm, st, FIRST_CAP)) {
        mem_free(vm, st, sizeof(StringTable));
        return false;
    }
    vm->strings = st;
    return true;
}

void string_table_free(VM *vm)
{
    if (vm->strings != NULL) {
        mem_free(vm, vm->strings->hashes, places_bytes(vm->strings->cap));
        mem_free(vm, vm->strings, sizeof(StringTable));
        vm->strings = NULL;
    }
}

bool string_table_sweep(VM *vm, size_t buckets)
{
    StringTable *st = vm->strings;
    for (; st->cursor < st->cap && buckets > 0; buckets--) {
        size_t i = st->cursor;
        if (st->hashes[i] != 0 && gc_is_dead(vm, &st->strings[i]->header)) {
            remove_place(st, i); /* another one may have come here */
        } else {
            st->cursor++;
        }
    }
    if (st->cursor < st->cap) {
        return false;
    }
    st->cursor = 0;
    if (st->cap > FIRST_CAP && st->count < st->cap / 8) {
        Value error = vm->error;
        bool has_error = vm->has_error;
        if (!places_resize(vm, st->cap / 2)) { /* then it stays large */
            vm->error = error;
            vm->has_error = has_error;
        }
    }
    return true;
}

/* ---- strings ---- */

static String *string_alloc(VM *vm, size_t length)
{
    size_t size;
    if (!size_add(length, offsetof(String, chars) + 1, &size)) {
        vm_set_memory_error(vm);
        return NULL;
    }
    String *s = gc_new(vm, TAG_STRING, size);
    if (s != NULL) {
        s->length = length;
        s->chars[length] = '\0';
    }
    return s;
}

/* Room for one more string; a collection may make it. False: the memory error is pending. */
static bool ensure_place(VM *vm)
{
    StringTable *st = vm->strings;
    Value error = vm->error;
    bool has_error = vm->has_error;
    if (st->count < st->cap / 4 * 3 || places_resize(vm, st->cap * 2)) {
        return true;
    }
    vm->error = error;
    vm->has_error = has_error;
    gc_full(vm, true);
    return st->count < st->cap / 4 * 3 || places_resize(vm, st->cap * 2);
}

static String *intern(VM *vm, const char *bytes, size_t length)
{
    StringTable *st = vm->strings;
    uint32_t hash = hash_bytes(st, bytes, length), kept = kept_hash(hash);
    String *s = find_place(st, bytes, length, kept);
    if (s != NULL) {
        gc_revive(vm, &s->header);
        return s;
    }
    char copy[MAX_SHORT_STRING + 1]; /* bytes may lie in a string that nothing else holds */
    memcpy(copy, bytes, length);
    if (!ensure_place(vm)) {
        return NULL;
    }
    s = string_alloc(vm, length); /* may collect, which sweeps the table */
    if (s == NULL) {
        return NULL;
    }
    memcpy(s->chars, copy, length);
    s->header.aux = hash;
    add_place(st, s, kept);
    st->count++;
    return s;
}

String *string_new_raw(VM *vm, size_t length)
{
    vm_assert(length > MAX_SHORT_STRING);
    String *s = string_alloc(vm, length);
    if (s != NULL) {
        s->header.flags = STRING_LONG;
    }
    return s;
}

String *string_new(VM *vm, const char *bytes, size_t length)
{
    if (length == 1) {
        String **known = &vm->byte_strings[(uint8_t)*bytes];
        if (*known == NULL) {
            *known = intern(vm, bytes, 1);
        }
        return *known;
    }
    if (length <= MAX_SHORT_STRING) {
        return intern(vm, length > 0 ? bytes : "", length);
    }
    String *s = string_new_raw(vm, length);
    if (s != NULL) {
        memcpy(s->chars, bytes, length);
    }
    return s;
}

String *string_new_text(VM *vm, const char *text)
{
    return string_new(vm, text, strlen(text));
}

bool string_equal_long(const String *a, const String *b)
{
    return a->length == b->length && memcmp(a->chars, b->chars, a->length) == 0;
}

/* Length of the pieces, with the zeros that end them, with which both begin: many short ones need no order. */
static size_t same_pieces(const char *p, const char *p_end, const char *q, const char *q_end)
{
    size_t length = 0;
    for (size_t i = 0; p + i < p_end && q + i < q_end && p[i] == q[i]; i++) {
        if (p[i] == '\0') {
            length = i + 1;
        }
    }
    return length;
}

int string_compare(const String *a, const String *b)
{
    const char *p = a->chars, *q = b->chars;
    const char *p_end = p + a->length, *q_end = q + b->length;
    if (a == b) {
        return 0;
    }
    for (;;) { /* strcoll orders the pieces between zeros */
        int order = strcoll(p, q);
        if (order != 0) {
            return order;
        }
        p += strlen(p);
        q += strlen(q);
        if (p == p_end || q == q_end) {
            return (p != p_end) - (q != q_end);
        }
        p++;
        q++;
        size_t same = same_pieces(p, p_end, q, q_end);
        p += same;
        q += same;
    }
}
