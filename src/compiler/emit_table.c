/* emit_table.c: table constructors.
 *
 * A constructor with a moderate number of constant names makes its table in its final shape: the names are a
 * template of the prototype, and their values are stored by position. Other named fields are stored by name, other keys by index, and list
 * items are gathered in registers behind the table's and stored in batches:
 *
 *      R[t] table | R[t+1] item | R[t+2] item | ... up to LIST_BATCH
 *
 * Items are evaluated and keyed fields stored in the order of the text, as in Lua.
 */
#include "emit_internal.h"
#include "../vm/string.h"

#define MAX_TEMPLATE_KEYS 64 /* the engine's contract */
#define LIST_BATCH 50        /* Lua's LFIELDS_PER_FLUSH: a batch's size tells how large a constructor's frame is */

/* A constructor in the making. */
typedef struct Constructor {
    int reg;             /* of the table */
    int32_t template_number; /* -1: none */
    int gathered;        /* list items in registers */
    uint64_t stored;     /* list items stored */
} Constructor;

static bool is_template_key(const Expr *key)
{
    return key != NULL && key->kind == EXPR_STRING && !string_is_long(key->string);
}

/* Position of a constant among the template's keys, or their number. */
static uint32_t key_position(const Emitter *e, const TemplateRecord *record, uint32_t constant)
{
    uint32_t at = 0;
    while (at < record->key_count && e->template_keys[record->first_key + at] != constant) {
        at++;
    }
    return at;
}

static uint32_t string_number(Emitter *e, String *string)
{
    Value v;
    set_string(&v, string);
    return emit_constant(e, v);
}

/* Makes the template of a constructor's names. */
static int32_t make_template(Emitter *e, const Expr *table)
{
    TemplateRecord record = {e->key_count, 0};
    for (const Item *item = table->items; item != NULL; item = item->next) {
        if (!is_template_key(item->key)) {
            continue;
        }
        uint32_t constant = string_number(e, item->key->string);
        if (key_position(e, &record, constant) == record.key_count) {
            e->template_keys = emit_grow(e, e->template_keys, &e->key_cap, e->key_count, sizeof(uint32_t));
            e->template_keys[e->key_count++] = constant;
            record.key_count++;
        }
    }
    e->templates = emit_grow(e, e->templates, &e->template_cap, e->template_count, sizeof(TemplateRecord));
    e->templates[e->template_count] = record;
    return (int32_t)e->template_count++;
}

static int clipped(uint32_t n)
{
    return n < UINT16_MAX ? (int)n : UINT16_MAX;
}

/* Counts the items and writes the instruction that makes the table. */
static void make_table(Emitter *e, const Expr *table, Constructor *c)
{
    uint32_t listed = 0, named = 0;
    for (const Item *item = table->items; item != NULL; item = item->next) {
        listed += item->key == NULL && item->value->kind != EXPR_VARARG; /* those bring their own room */
        named += is_template_key(item->key);
    }
    bool has_template = named > 0 && named <= MAX_TEMPLATE_KEYS && e->template_count < UINT16_MAX;
    c->template_number = has_template ? make_template(e, table) : -1;
    emit_line(e, table->line);
    if (has_template) {
        emit_op(e, OP_NEWSHAPED, c->reg, clipped(listed), c->template_number);
    } else {
        emit_op(e, OP_NEWTABLE, c->reg, clipped(listed), clipped(named));
    }
}

/* Stores the list items that are in registers; is_open: up to top. */
static void store_batch(Emitter *e, Constructor *c, bool is_open)
{
    if (c->gathered == 0 && !is_open) {
        return;
    }
    emit_op(e, OP_SETLIST, c->reg, is_open ? 0 : c->gathered, 0);
    emit_data(e, c->stored);
    c->stored += (uint64_t)c->gathered;
    c->gathered = 0;
    e->free_reg = c->reg + 1;
}

static void store_named(Emitter *e, const Constructor *c, const Item *item)
{
    if (c->template_number >= 0) {
        const TemplateRecord *record = &e->templates[c->template_number];
        uint32_t slot = key_position(e, record, string_number(e, item->key->string));
        int value = emit_any(e, item->value);
        emit_line(e, item->line);
        emit_op(e, OP_SETSLOT, c->reg, (int)slot, value);
        emit_data(e, (uint64_t)c->template_number);
        return;
    }
    int k = emit_field_name(e, item->key);
    int key = k < 0 ? emit_any(e, item->key) : NO_REG;
    int value = emit_any(e, item->value);
    emit_line(e, item->line);
    emit_op(e, k < 0 ? OP_SETINDEX : OP_SETFIELD, c->reg, k < 0 ? key : k, value);
}

static void store_keyed(Emitter *e, const Constructor *c, const Item *item)
{
    int mark = e->free_reg;
    if (is_template_key(item->key)) {
        store_named(e, c, item);
    } else if (item->key->kind == EXPR_INTEGER && item->key->integer >= 0 && item->key->integer <= UINT16_MAX) {
        int value = emit_any(e, item->value);
        emit_line(e, item->line);
        emit_op(e, OP_SETINT, c->reg, (int)item->key->integer, value);
    } else {
        Operand key = emit_operand(e, item->key);
        int value = emit_any(e, item->value), key_reg = emit_operand_reg(e, &key);
        emit_line(e, item->line);
        emit_op(e, OP_SETINDEX, c->reg, key_reg, value);
    }
    e->free_reg = mark;
}

static void gather(Emitter *e, Constructor *c, const Item *item)
{
    if (c->gathered == LIST_BATCH) {
        store_batch(e, c, false);
    }
    emit_to_next(e, item->value);
    emit_line(e, item->line);
    c->gathered++;
}

void emit_table(Emitter *e, const Expr *table, int reg)
{
    int mark = e->free_reg;
    bool is_top = reg == mark - 1;
    Constructor c = {.reg = is_top ? reg : emit_reserve(e, 1)};
    bool is_open = false;
    make_table(e, table, &c);
    for (const Item *item = table->items; item != NULL; item = item->next) {
        if (item->key != NULL) {
            store_keyed(e, &c, item);
        } else if (item->next == NULL && expr_is_multiple(item->value)) {
            int count;
            is_open = emit_open_list(e, item->value, &count);
        } else {
            gather(e, &c, item);
        }
    }
    emit_line(e, table->end_line);
    store_batch(e, &c, is_open);
    if (!is_top) {
        emit_op(e, OP_MOVE, reg, c.reg, 0);
    }
    e->free_reg = mark;
}
