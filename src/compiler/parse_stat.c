/* parse_stat.c: statements, blocks and functions.
 *
 * A function is parsed as a whole, resolved on the way (scope.c), emitted when its `end` has been read, and its tree
 * released; the enclosing function's tree keeps the prototype and the list of captured variables. So memory and
 * time are proportional, and what the emitter must know of a function (which variables are captured, where labels
 * lie) is complete when it runs.
 *
 * Errors come in the order of the text, with the line of the last token read, as Lua's do: what only the end of a
 * block or function can tell (a goto without label) has that place's line.
 */
#include "parse.h"
#include <string.h>

static Stat *parse_statement(Parser *p);

/* ---- blocks ---- */

/* True when no statement can follow in this block; `until` counts as an end when with_until. */
static bool at_block_end(const Parser *p, bool with_until)
{
    switch (parse_token(p)) {
    case TOKEN_ELSE:
    case TOKEN_ELSEIF:
    case TOKEN_END:
    case TOKEN_EOS:
        return true;
    case TOKEN_UNTIL:
        return with_until;
    default:
        return false;
    }
}

/* Parses statements into the innermost open block. */
static void parse_statements(Parser *p)
{
    Stat **tail = &p->resolver.scope->block->block->first;
    while (!at_block_end(p, true)) {
        bool is_return = parse_token(p) == TOKEN_RETURN;
        *tail = parse_statement(p);
        while (*tail != NULL) { /* a statement may make several nodes, or none */
            tail = &(*tail)->next;
        }
        if (is_return) {
            return; /* the last one of its block */
        }
    }
}

/* Parses a block in a scope of its own, in which vars (linked by next) are visible from its start. */
static Block *parse_block_with(Parser *p, Var *vars)
{
    BlockScope scope;
    scope_open_block(&p->resolver, &scope, false);
    scope_activate(&p->resolver, vars);
    parse_statements(p);
    scope_close_block(&p->resolver);
    return scope.block;
}

static Block *parse_block(Parser *p)
{
    return parse_block_with(p, NULL);
}

/* A block that `break` leaves. */
static Block *parse_loop_block(Parser *p)
{
    BlockScope scope;
    scope_open_block(&p->resolver, &scope, true);
    Block *block = parse_block(p);
    scope_close_block(&p->resolver);
    return block;
}

static Stat *new_stat(Parser *p, StatKind kind, int line)
{
    return stat_new(&p->arena, kind, line);
}

/* ---- compound statements ---- */

/* One arm, from its condition on. */
static Arm *parse_arm(Parser *p)
{
    Arm *arm = arena_alloc(&p->arena, sizeof(Arm));
    *arm = (Arm){0};
    lex_next(&p->lex);
    arm->condition = parse_expr(p);
    arm->then_line = p->lex.line;
    if (arm->condition->kind == EXPR_INDEX || arm->condition->kind == EXPR_GLOBAL) {
        arm->condition->line = arm->then_line; /* Lua reads the field when it has seen `then` */
    }
    parse_expect(p, TOKEN_THEN);
    arm->block = parse_block(p);
    arm->end_line = p->lex.last_line;
    return arm;
}

static Stat *parse_if(Parser *p, int line)
{
    Stat *s = new_stat(p, STAT_IF, line);
    Arm **tail = &s->arms;
    do {
        *tail = parse_arm(p);
        tail = &(*tail)->next;
    } while (parse_token(p) == TOKEN_ELSEIF);
    if (parse_accept(p, TOKEN_ELSE)) {
        Arm *arm = *tail = arena_alloc(&p->arena, sizeof(Arm));
        *arm = (Arm){.block = parse_block(p)};
    }
    parse_expect_closing(p, TOKEN_END, TOKEN_IF, line);
    return s;
}

static Stat *parse_while(Parser *p, int line)
{
    Stat *s = new_stat(p, STAT_WHILE, line);
    lex_next(&p->lex);
    s->condition = parse_expr(p);
    s->condition_line = p->lex.last_line;
    parse_expect(p, TOKEN_DO);
    s->body = parse_loop_block(p);
    s->end_line = p->lex.last_line;
    parse_expect_closing(p, TOKEN_END, TOKEN_WHILE, line);
    return s;
}

static Stat *parse_do(Parser *p, int line)
{
    Stat *s = new_stat(p, STAT_DO, line);
    lex_next(&p->lex);
    s->body = parse_block(p);
    s->end_line = p->lex.last_line;
    parse_expect_closing(p, TOKEN_END, TOKEN_DO, line);
    return s;
}

static Stat *parse_repeat(Parser *p, int line)
{
    Stat *s = new_stat(p, STAT_REPEAT, line);
    BlockScope loop, body;
    lex_next(&p->lex);
    scope_open_block(&p->resolver, &loop, true);
    scope_open_block(&p->resolver, &body, false); /* its variables are visible in the condition */
    parse_statements(p);
    parse_expect_closing(p, TOKEN_UNTIL, TOKEN_REPEAT, line);
    s->condition = parse_expr(p);
    s->condition_line = s->end_line = p->lex.last_line;
    scope_close_block(&p->resolver);
    scope_close_block(&p->resolver);
    s->body = body.block;
    return s;
}

/* ---- for loops ---- */

/* Lets the loop's hidden variables count as local variables, as they do in Lua. */
static void declare_hidden(Parser *p, int count)
{
    Scope *scope = p->resolver.scope;
    scope->declared_count += count;
    if (scope->declared_count > MAX_LOCALS) {
        scope_limit_error(&p->resolver, scope, MAX_LOCALS, "local variables");
    }
}

/* `do block end` of a loop with these variables and this many hidden ones. */
static void parse_for_body(Parser *p, Stat *s, int hidden)
{
    p->resolver.scope->active_count += hidden;
    s->do_line = p->lex.line;
    parse_expect(p, TOKEN_DO);
    s->loop_body = parse_block_with(p, s->loop_vars);
}

/* "name = a, b [, c]", behind the name. */
static Stat *parse_numeric_for(Parser *p, Name *name, int line)
{
    Stat *s = new_stat(p, STAT_FOR_NUMERIC, line);
    declare_hidden(p, 3);
    s->loop_vars = scope_declare(&p->resolver, name, VAR_REGULAR);
    lex_next(&p->lex);
    s->control = parse_expr(p);
    parse_expect(p, ',');
    s->control->next = parse_expr(p);
    if (parse_accept(p, ',')) {
        s->control->next->next = parse_expr(p);
    }
    parse_for_body(p, s, 3);
    return s;
}

/* "name, ... in list", behind the first name. The loop's instructions get the list's line. */
static Stat *parse_generic_for(Parser *p, Name *name, int line)
{
    Stat *s = new_stat(p, STAT_FOR_GENERIC, line);
    declare_hidden(p, 4);
    Var *var = s->loop_vars = scope_declare(&p->resolver, name, VAR_REGULAR);
    while (parse_accept(p, ',')) {
        var->next = scope_declare(&p->resolver, parse_name(p), VAR_REGULAR);
        var = var->next;
    }
    parse_expect(p, TOKEN_IN);
    s->line = p->lex.line;
    s->control = parse_expr_list(p, NULL);
    parse_for_body(p, s, 4);
    return s;
}

static Stat *parse_for(Parser *p, int line)
{
    BlockScope loop;
    Stat *s;
    scope_open_block(&p->resolver, &loop, true);
    lex_next(&p->lex);
    Name *name = parse_name(p);
    switch (parse_token(p)) {
    case '=':
        s = parse_numeric_for(p, name, line);
        break;
    case ',':
    case TOKEN_IN:
        s = parse_generic_for(p, name, line);
        break;
    default:
        lex_syntax_error(&p->lex, "'=' or 'in' expected");
    }
    parse_expect_closing(p, TOKEN_END, TOKEN_FOR, line);
    s->end_line = p->lex.last_line;
    scope_close_block(&p->resolver);
    return s;
}

/* ---- functions ---- */

static Var *add_param(Parser *p, Var *last, Name *name, FunctionBody *body)
{
    Var *var = scope_declare(&p->resolver, name, VAR_REGULAR);
    *(last != NULL ? &last->next : &body->params) = var;
    body->param_count++;
    return var;
}

/* "(a, b, ...)" */
static void parse_params(Parser *p, FunctionBody *body, bool is_method)
{
    Var *last = NULL;
    if (is_method) {
        last = add_param(p, last, names_get_text(&p->names, "self"), body);
    }
    parse_expect(p, '(');
    if (parse_token(p) != ')') {
        do {
            if (parse_token(p) == TOKEN_NAME) {
                last = add_param(p, last, parse_name(p), body);
            } else if (parse_accept(p, TOKEN_DOTS)) {
                body->is_vararg = true;
            } else {
                lex_syntax_error(&p->lex, "<name> or '...' expected");
            }
        } while (!body->is_vararg && parse_accept(p, ','));
    }
    body->scope->is_vararg = body->is_vararg;
    scope_activate(&p->resolver, body->params);
    parse_expect(p, ')');
}

/* Emits a closed function, releases its tree, and makes the node that stands for it in the enclosing function. */
static NOINLINE Expr *finish_function(Parser *p, const FunctionBody *body, ArenaMark mark)
{
    Var *captures[MAX_UPVALUES];
    int count = body->scope->upvalue_count;
    Proto *proto = emit_function(&p->emitter, body);
    for (int i = 0; i < count; i++) {
        const Upvalue *upvalue = &body->scope->upvalues[i];
        captures[i] = upvalue->in_stack ? upvalue->var : NULL;
    }
    arena_release(&p->arena, mark);
    Expr *e = expr_new(&p->arena, EXPR_FUNCTION, body->end_line);
    FunctionExpr *function = arena_alloc(&p->arena, sizeof(FunctionExpr));
    *function = (FunctionExpr){proto, arena_alloc(&p->arena, (size_t)count * sizeof(Var *)), count};
    for (int i = 0; i < count; i++) {
        function->captures[i] = captures[i];
    }
    e->function = function;
    return e;
}

Expr *parse_function(Parser *p, String *name, bool is_method, int line)
{
    ArenaMark mark = arena_mark(&p->arena);
    Scope scope;
    BlockScope block;
    FunctionBody body = {.scope = &scope, .line = line, .start_line = line, .name = name};
    scope_open_function(&p->resolver, &scope, line);
    scope_open_block(&p->resolver, &block, false);
    parse_params(p, &body, is_method);
    parse_statements(p);
    body.block = block.block;
    body.last_line = p->lex.line;
    parse_expect_closing(p, TOKEN_END, TOKEN_FUNCTION, line);
    body.end_line = p->lex.last_line;
    scope_close_block(&p->resolver);
    scope_close_function(&p->resolver);
    return finish_function(p, &body, mark);
}

Proto *parse_chunk(Parser *p)
{
    Scope scope;
    BlockScope block;
    FunctionBody body = {.scope = &scope, .is_vararg = true, .start_line = 1};
    scope_open_function(&p->resolver, &scope, 0);
    scope.is_vararg = true;
    scope_open_block(&p->resolver, &block, false);
    lex_next(&p->lex);
    parse_statements(p);
    if (parse_token(p) != TOKEN_EOS) {
        parse_expect(p, TOKEN_EOS);
    }
    body.block = block.block;
    body.end_line = p->lex.last_line;
    scope_close_block(&p->resolver);
    scope_close_function(&p->resolver);
    return emit_function(&p->emitter, &body);
}

/* "a.b.c:m (...) ... end", behind `function`. */
static Stat *parse_function_statement(Parser *p, int line)
{
    Stat *s = new_stat(p, STAT_FUNCTION, line);
    bool is_method = false;
    lex_next(&p->lex);
    String *name = parse_token(p) == TOKEN_NAME ? p->lex.token.name->string : NULL;
    Expr *target = parse_variable(p);
    while (parse_token(p) == '.') {
        target = parse_field(p, target);
    }
    if (parse_token(p) == ':') {
        target = parse_field(p, target);
        is_method = true;
    }
    if (target->kind == EXPR_INDEX) {
        name = target->key->string;
    }
    s->targets = target;
    s->sources = parse_function(p, name, is_method, line);
    scope_assign(&p->resolver, target);
    return s;
}

/* ---- local declarations ---- */

static Stat *parse_local_function(Parser *p, int line)
{
    Stat *s = new_stat(p, STAT_LOCAL_FUNCTION, line);
    lex_next(&p->lex);
    Name *name = parse_name(p);
    s->vars = scope_declare(&p->resolver, name, VAR_REGULAR);
    scope_activate(&p->resolver, s->vars); /* visible in its own body */
    s->values = parse_function(p, name->string, false, p->lex.line);
    return s;
}

/* "<const>" or "<close>", or nothing. */
static VarKind parse_attribute(Parser *p)
{
    if (!parse_accept(p, '<')) {
        return VAR_REGULAR;
    }
    const char *attribute = parse_name(p)->string->chars;
    parse_expect(p, '>');
    if (strcmp(attribute, "const") == 0) {
        return VAR_CONST;
    }
    if (strcmp(attribute, "close") != 0) {
        lex_semantic_error(&p->lex, "unknown attribute '%s'", attribute);
    }
    return VAR_CLOSE;
}

/* The names of a declaration; gives the last variable. */
static Var *parse_local_names(Parser *p, Var **first)
{
    Var **tail = first, *last;
    bool has_close = false;
    do {
        last = *tail = scope_declare(&p->resolver, parse_name(p), VAR_REGULAR);
        tail = &last->next;
        last->kind = parse_attribute(p);
        if (last->kind == VAR_CLOSE && has_close) {
            lex_semantic_error(&p->lex, "multiple to-be-closed variables in local list");
        }
        has_close |= last->kind == VAR_CLOSE;
    } while (parse_accept(p, ','));
    return last;
}

/* True when there are as many expressions as variables. */
static bool same_length(const Var *vars, const Expr *values)
{
    while (vars != NULL && values != NULL) {
        vars = vars->next;
        values = values->next;
    }
    return vars == NULL && values == NULL;
}

static Stat *parse_local_variables(Parser *p, int line)
{
    Stat *s = new_stat(p, STAT_LOCAL, line);
    Expr *value = NULL;
    Var *last = parse_local_names(p, &s->vars);
    if (parse_accept(p, '=')) {
        s->values = parse_expr_list(p, &value);
    }
    if (last->kind == VAR_CONST && value != NULL && expr_is_constant(value) && same_length(s->vars, s->values)) {
        last->kind = VAR_CONSTANT;
        last->value = value;
    }
    scope_activate(&p->resolver, s->vars);
    s->end_line = p->lex.last_line;
    return s;
}

static Stat *parse_local(Parser *p, int line)
{
    lex_next(&p->lex);
    return parse_token(p) == TOKEN_FUNCTION ? parse_local_function(p, line) : parse_local_variables(p, line);
}

/* ---- simple statements ---- */

/* Checks that an expression may stand on the left of an assignment, and notes the assignment. */
static void check_target(Parser *p, const Expr *e)
{
    bool is_variable = e->kind == EXPR_LOCAL || e->kind == EXPR_UPVALUE || e->kind == EXPR_GLOBAL || e->kind == EXPR_INDEX ||
                       (expr_is_constant(e) && e->constant != NULL);
    if (!is_variable || e->in_parens) {
        lex_syntax_error(&p->lex, "syntax error");
    }
    scope_assign(&p->resolver, e);
}

static Stat *parse_assignment(Parser *p, Expr *first, int line)
{
    Stat *s = new_stat(p, STAT_ASSIGN, line);
    int levels = p->levels;
    Expr *last = s->targets = first;
    check_target(p, first);
    while (parse_accept(p, ',')) {
        last->next = parse_suffixed(p);
        last = last->next;
        parse_enter_level(p); /* the emitter recurses over targets */
        check_target(p, last);
    }
    p->levels = levels;
    parse_expect(p, '=');
    s->sources = parse_expr_list(p, NULL);
    s->end_line = p->lex.last_line;
    return s;
}

static Stat *parse_expression_statement(Parser *p, int line)
{
    Expr *e = parse_suffixed(p);
    if (parse_token(p) == '=' || parse_token(p) == ',') {
        return parse_assignment(p, e, line);
    }
    if ((e->kind != EXPR_CALL && e->kind != EXPR_METHOD) || e->in_parens) {
        lex_syntax_error(&p->lex, "syntax error");
    }
    Stat *s = new_stat(p, STAT_CALL, line);
    s->expr = e;
    return s;
}

static Stat *parse_return(Parser *p, int line)
{
    Stat *s = new_stat(p, STAT_RETURN, line);
    lex_next(&p->lex);
    if (!at_block_end(p, true) && parse_token(p) != ';') {
        s->expr = parse_expr_list(p, NULL);
    }
    s->end_line = p->lex.last_line;
    parse_accept(p, ';');
    return s;
}

static Stat *parse_break(Parser *p, int line)
{
    Stat *s = new_stat(p, STAT_BREAK, line);
    lex_next(&p->lex);
    scope_break(&p->resolver, s);
    return s;
}

static Stat *parse_goto(Parser *p, int line)
{
    Stat *s = new_stat(p, STAT_GOTO, line);
    lex_next(&p->lex);
    s->line = p->lex.line;
    scope_goto(&p->resolver, s, parse_name(p));
    return s;
}

/* A run of labels and empty statements. Lua declares its labels last first, which tells in errors. */
static Stat *parse_labels(Parser *p)
{
    struct Run { Name *name; int line; struct Run *previous; } *run = NULL;
    Stat *first = NULL;
    while (parse_token(p) == TOKEN_DBCOLON || parse_token(p) == ';') {
        int line = p->lex.line;
        if (parse_accept(p, ';')) {
            continue;
        }
        lex_next(&p->lex);
        struct Run *label = arena_alloc(&p->arena, sizeof(struct Run));
        *label = (struct Run){parse_name(p), line, run};
        run = label;
        parse_expect(p, TOKEN_DBCOLON);
    }
    bool is_last = at_block_end(p, false);
    for (; run != NULL; run = run->previous) {
        Stat *s = new_stat(p, STAT_LABEL, run->line);
        s->label = scope_label(&p->resolver, run->name, run->line, is_last);
        s->next = first;
        first = s;
    }
    return first;
}

static Stat *parse_by_keyword(Parser *p, int line)
{
    switch (parse_token(p)) {
    case ';':
        lex_next(&p->lex);
        return NULL;
    case TOKEN_IF:
        return parse_if(p, line);
    case TOKEN_WHILE:
        return parse_while(p, line);
    case TOKEN_DO:
        return parse_do(p, line);
    case TOKEN_FOR:
        return parse_for(p, line);
    case TOKEN_REPEAT:
        return parse_repeat(p, line);
    case TOKEN_FUNCTION:
        return parse_function_statement(p, line);
    case TOKEN_LOCAL:
        return parse_local(p, line);
    case TOKEN_DBCOLON:
        return parse_labels(p);
    case TOKEN_RETURN:
        return parse_return(p, line);
    case TOKEN_BREAK:
        return parse_break(p, line);
    case TOKEN_GOTO:
        return parse_goto(p, line);
    default:
        return parse_expression_statement(p, line);
    }
}

/* A statement, several (a run of labels), or NULL for an empty one. */
static Stat *parse_statement(Parser *p)
{
    parse_enter_level(p);
    Stat *s = parse_by_keyword(p, p->lex.line);
    p->levels--;
    return s;
}
