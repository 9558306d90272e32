/* parse_expr.c: expressions, by recursive descent with operator precedence.
 *
 * Recursion follows nesting only: parentheses, constructors, arguments, and the right operand of an operator. What a
 * program can repeat without nesting (a + b + c ..., a.b.c ..., a and b and c ...) is a loop here, and leans to the
 * left in the tree, where the emitter walks it in a loop as well. Nesting is counted and bounded.
 *
 * Simplifications on the way, all invisible to programs: constants are folded (fold.c); chains of `and`, of `or` and of `..` become
 * one node with a list of operands; `true and x` is x.
 *
 * The line of a node is the line a debugger shows for the instruction that computes it: an operator's own line, a
 * comparison's last token, a call's opening parenthesis.
 */
#include "parse.h"
#include <stdio.h>
#include "fold.h"

/* ---- tokens ---- */

bool parse_accept(Parser *p, int kind)
{
    if (parse_token(p) != kind) {
        return false;
    }
    lex_next(&p->lex);
    return true;
}

static NORETURN void error_expected(Parser *p, int kind)
{
    char token[TOKEN_TEXT_SIZE], message[TOKEN_TEXT_SIZE + 16];
    snprintf(message, sizeof message, "%s expected", token_text(kind, token));
    lex_syntax_error(&p->lex, message);
}

void parse_expect(Parser *p, int kind)
{
    if (!parse_accept(p, kind)) {
        error_expected(p, kind);
    }
}

void parse_expect_closing(Parser *p, int kind, int opener, int line)
{
    char closing[TOKEN_TEXT_SIZE], opening[TOKEN_TEXT_SIZE], message[TOKEN_TEXT_SIZE * 2 + 64];
    if (parse_accept(p, kind)) {
        return;
    }
    if (line == p->lex.line) {
        error_expected(p, kind);
    }
    snprintf(message, sizeof message, "%s expected (to close %s at line %d)", token_text(kind, closing),
             token_text(opener, opening), line);
    lex_syntax_error(&p->lex, message);
}

Name *parse_name(Parser *p)
{
    if (parse_token(p) != TOKEN_NAME) {
        error_expected(p, TOKEN_NAME);
    }
    Name *name = p->lex.token.name;
    lex_next(&p->lex);
    return name;
}

void parse_enter_level(Parser *p)
{
    static const char message[] = "C stack overflow"; /* Lua's words, although here no C stack is in danger */
    if (++p->levels >= MAX_SYNTAX_LEVELS) {
        fail_message(&p->failure, message, sizeof message - 1);
    }
}

/* ---- table constructors ---- */

static Expr *string_constant(Parser *p, String *string, int line)
{
    Expr *e = expr_new(&p->arena, EXPR_STRING, line);
    e->string = string;
    return e;
}

/* The current token, a name, as a string constant. */
static Expr *parse_name_constant(Parser *p)
{
    int line = p->lex.line;
    return string_constant(p, parse_name(p)->string, line);
}

static Item *parse_item(Parser *p)
{
    Item *item = arena_alloc(&p->arena, sizeof(Item));
    *item = (Item){0};
    if (parse_token(p) == TOKEN_NAME && lex_peek(&p->lex) == '=') {
        item->key = parse_name_constant(p);
        parse_expect(p, '=');
    } else if (parse_accept(p, '[')) {
        item->key = parse_expr(p);
        parse_expect(p, ']');
        parse_expect(p, '=');
    }
    item->value = parse_expr(p);
    item->line = p->lex.last_line;
    return item;
}

static Expr *parse_table(Parser *p)
{
    int line = p->lex.line;
    Expr *e = expr_new(&p->arena, EXPR_TABLE, p->lex.last_line);
    Item **tail = &e->items;
    parse_expect(p, '{');
    while (parse_token(p) != '}') {
        *tail = parse_item(p);
        tail = &(*tail)->next;
        if (!parse_accept(p, ',') && !parse_accept(p, ';')) {
            break;
        }
    }
    e->end_line = p->lex.last_line;
    parse_expect_closing(p, '}', '{', line);
    return e;
}

/* ---- variables, fields, calls ---- */

Expr *parse_variable(Parser *p)
{
    int line = p->lex.line;
    return scope_resolve(&p->resolver, parse_name(p), line);
}

static Expr *index_of(Parser *p, Expr *object, Expr *key, int line)
{
    Expr *e = expr_new(&p->arena, EXPR_INDEX, line);
    e->object = object;
    e->key = key;
    return e;
}

Expr *parse_field(Parser *p, Expr *object)
{
    lex_next(&p->lex);
    Expr *key = parse_name_constant(p);
    return index_of(p, object, key, key->line);
}

static Expr *parse_subscript(Parser *p, Expr *object)
{
    lex_next(&p->lex);
    Expr *key = parse_expr(p);
    int line = p->lex.line;
    parse_expect(p, ']');
    return index_of(p, object, key, line);
}

/* The last argument, when it only has to be loaded, is loaded at the closing parenthesis, as in Lua. */
static void late_line(Expr *list, int line)
{
    if (list == NULL) {
        return;
    }
    while (list->next != NULL) {
        list = list->next;
    }
    if (expr_is_constant(list) || list->kind == EXPR_LOCAL || list->kind == EXPR_UPVALUE || list->kind == EXPR_GLOBAL ||
        list->kind == EXPR_INDEX) {
        list->line = line;
    }
}

/* The arguments of a call: a list, a string or a constructor. The node gets the line where they begin. */
static Expr *parse_arguments(Parser *p, Expr *call)
{
    int line = p->lex.line;
    call->line = line;
    switch (parse_token(p)) {
    case '(':
        lex_next(&p->lex);
        if (parse_token(p) != ')') {
            call->arguments = parse_expr_list(p, NULL);
        }
        parse_expect_closing(p, ')', '(', line);
        late_line(call->arguments, p->lex.last_line);
        break;
    case '{':
        call->arguments = parse_table(p);
        break;
    case TOKEN_STRING:
        call->arguments = string_constant(p, p->lex.token.string, line);
        lex_next(&p->lex);
        break;
    default:
        lex_syntax_error(&p->lex, "function arguments expected");
    }
    return call;
}

static Expr *parse_call(Parser *p, Expr *callee)
{
    Expr *e = expr_new(&p->arena, EXPR_CALL, 0);
    e->callee = callee;
    return parse_arguments(p, e);
}

static Expr *parse_method_call(Parser *p, Expr *object)
{
    Expr *e = expr_new(&p->arena, EXPR_METHOD, 0);
    e->callee = object;
    lex_next(&p->lex);
    e->method = parse_name(p)->string;
    return parse_arguments(p, e);
}

static Expr *parse_primary(Parser *p)
{
    int line = p->lex.line;
    if (parse_token(p) == TOKEN_NAME) {
        return parse_variable(p);
    }
    if (!parse_accept(p, '(')) {
        lex_syntax_error(&p->lex, "unexpected symbol");
    }
    Expr *e = parse_expr(p);
    parse_expect_closing(p, ')', '(', line);
    e->in_parens = true;
    if (expr_is_constant(e)) {
        e->constant = NULL; /* no longer a use of a name */
    }
    return e;
}

Expr *parse_suffixed(Parser *p)
{
    Expr *e = parse_primary(p);
    for (;;) {
        switch (parse_token(p)) {
        case '.':
            e = parse_field(p, e);
            break;
        case '[':
            e = parse_subscript(p, e);
            break;
        case ':':
            e = parse_method_call(p, e);
            break;
        case '(':
        case '{':
        case TOKEN_STRING:
            e = parse_call(p, e);
            break;
        default:
            return e;
        }
    }
}

/* ---- operands ---- */

/* A constant of the current token's value. */
static Expr *parse_literal(Parser *p, ExprKind kind)
{
    const Token *token = &p->lex.token;
    Expr *e = expr_new(&p->arena, kind, p->lex.line);
    if (kind == EXPR_STRING) {
        e->string = token->string;
    } else if (kind == EXPR_FLOAT) {
        e->number = token->number;
    } else if (kind == EXPR_INTEGER) {
        e->integer = token->integer;
    }
    lex_next(&p->lex);
    return e;
}

static Expr *parse_simple(Parser *p)
{
    int line = p->lex.line;
    switch (parse_token(p)) {
    case TOKEN_INTEGER:
        return parse_literal(p, EXPR_INTEGER);
    case TOKEN_FLOAT:
        return parse_literal(p, EXPR_FLOAT);
    case TOKEN_STRING:
        return parse_literal(p, EXPR_STRING);
    case TOKEN_NIL:
        return parse_literal(p, EXPR_NIL);
    case TOKEN_TRUE:
        return parse_literal(p, EXPR_TRUE);
    case TOKEN_FALSE:
        return parse_literal(p, EXPR_FALSE);
    case TOKEN_DOTS:
        if (!p->resolver.scope->is_vararg) {
            lex_syntax_error(&p->lex, "cannot use '...' outside a vararg function");
        }
        return parse_literal(p, EXPR_VARARG);
    case '{':
        return parse_table(p);
    case TOKEN_FUNCTION:
        lex_next(&p->lex);
        return parse_function(p, NULL, false, line);
    default:
        return parse_suffixed(p);
    }
}

/* ---- operators ---- */

#define UNARY_POWER 12

/* How strongly a binary operator binds to the left and to the right. */
static const struct { uint8_t left, right; } power[] = {
    [OPER_ADD] = {10, 10}, [OPER_SUB] = {10, 10}, [OPER_MUL] = {11, 11}, [OPER_DIV] = {11, 11},
    [OPER_MOD] = {11, 11}, [OPER_POW] = {14, 13}, [OPER_IDIV] = {11, 11}, /* ^ and .. associate to the right */
    [OPER_BAND] = {6, 6},  [OPER_BOR] = {4, 4},   [OPER_BXOR] = {5, 5},   [OPER_SHL] = {7, 7}, [OPER_SHR] = {7, 7},
    [OPER_CONCAT] = {9, 8}, [OPER_EQ] = {3, 3},   [OPER_NE] = {3, 3},     [OPER_LT] = {3, 3},  [OPER_LE] = {3, 3},
    [OPER_GT] = {3, 3},    [OPER_GE] = {3, 3},    [OPER_AND] = {2, 2},    [OPER_OR] = {1, 1},
};

static Operator binary_operator(int token)
{
    switch (token) {
    case '+': return OPER_ADD;
    case '-': return OPER_SUB;
    case '*': return OPER_MUL;
    case '/': return OPER_DIV;
    case '%': return OPER_MOD;
    case '^': return OPER_POW;
    case '&': return OPER_BAND;
    case '|': return OPER_BOR;
    case '~': return OPER_BXOR;
    case '<': return OPER_LT;
    case '>': return OPER_GT;
    case TOKEN_IDIV: return OPER_IDIV;
    case TOKEN_SHL: return OPER_SHL;
    case TOKEN_SHR: return OPER_SHR;
    case TOKEN_CONCAT: return OPER_CONCAT;
    case TOKEN_EQ: return OPER_EQ;
    case TOKEN_NE: return OPER_NE;
    case TOKEN_LE: return OPER_LE;
    case TOKEN_GE: return OPER_GE;
    case TOKEN_AND: return OPER_AND;
    case TOKEN_OR: return OPER_OR;
    default: return OPER_NONE;
    }
}

static Operator unary_operator(int token)
{
    switch (token) {
    case '-': return OPER_NEG;
    case '~': return OPER_BNOT;
    case '#': return OPER_LEN;
    case TOKEN_NOT: return OPER_NOT;
    default: return OPER_NONE;
    }
}

static Expr *two_operands(Parser *p, ExprKind kind, Operator operator, Expr *left, Expr *right, int line)
{
    Expr *e = expr_new(&p->arena, kind, line);
    e->operator = (uint8_t)operator;
    e->left = left;
    e->right = right;
    return e;
}

/* left .. right: a list, since concatenation takes all its operands in one instruction. */
static Expr *concatenation(Parser *p, Expr *left, Expr *right, int line)
{
    if (right->kind == EXPR_CONCAT) {
        left->next = right->first;
        right->first = left;
        return right;
    }
    Expr *e = expr_new(&p->arena, EXPR_CONCAT, line);
    left->next = right;
    e->first = left;
    e->last = right;
    return e;
}

/* left and right, left or right. */
static Expr *logical(Parser *p, ExprKind kind, Expr *left, Expr *right, int line)
{
    if (expr_is_constant(left)) {
        bool is_false = left->kind == EXPR_NIL || left->kind == EXPR_FALSE;
        if (is_false == (kind == EXPR_OR)) {
            right->in_parens = true; /* one value, and no variable */
            return right;
        }
    }
    if (left->kind == kind) {
        left->last->next = right;
        left->last = right;
        return left;
    }
    Expr *e = expr_new(&p->arena, kind, line);
    left->next = right;
    e->first = left;
    e->last = right;
    return e;
}

static Expr *binary(Parser *p, Operator operator, Expr *left, Expr *right, int line)
{
    switch (operator) {
    case OPER_AND:
        return logical(p, EXPR_AND, left, right, line);
    case OPER_OR:
        return logical(p, EXPR_OR, left, right, line);
    case OPER_CONCAT:
        return concatenation(p, left, right, line);
    case OPER_EQ: case OPER_NE: case OPER_LT: case OPER_LE: case OPER_GT: case OPER_GE:
        return two_operands(p, EXPR_COMPARE, operator, left, right, p->lex.last_line);
    default:
        return fold_binary(left, operator, left, right) ? left
                                                        : two_operands(p, EXPR_BINARY, operator, left, right, line);
    }
}

static Expr *parse_operand(Parser *p);

/* Parses operators that bind stronger than limit. */
static Expr *parse_operators(Parser *p, int limit)
{
    parse_enter_level(p);
    Expr *left = parse_operand(p);
    Operator operator = binary_operator(parse_token(p));
    while (operator != OPER_NONE && power[operator].left > limit) {
        int line = p->lex.line;
        lex_next(&p->lex);
        Expr *right = parse_operators(p, power[operator].right);
        left = binary(p, operator, left, right, line);
        operator = binary_operator(parse_token(p));
    }
    p->levels--;
    return left;
}

/* A unary operator and its operand, or a simple expression. */
static Expr *parse_operand(Parser *p)
{
    Operator operator = unary_operator(parse_token(p));
    if (operator == OPER_NONE) {
        return parse_simple(p);
    }
    int line = p->lex.line;
    lex_next(&p->lex);
    Expr *operand = parse_operators(p, UNARY_POWER);
    if (fold_unary(operand, operator, operand)) {
        return operand;
    }
    Expr *e = expr_new(&p->arena, EXPR_UNARY, line);
    e->operator = (uint8_t)operator;
    e->left = operand;
    return e;
}

Expr *parse_expr(Parser *p)
{
    return parse_operators(p, 0);
}

Expr *parse_expr_list(Parser *p, Expr **last)
{
    Expr *first = parse_expr(p), *end = first;
    while (parse_accept(p, ',')) {
        end->next = parse_expr(p);
        end = end->next;
    }
    if (last != NULL) {
        *last = end;
    }
    return first;
}
