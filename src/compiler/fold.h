/* fold.h: operations on constants, done by the compiler. */
#ifndef WEFT_COMPILER_FOLD_H
#define WEFT_COMPILER_FOLD_H

#include "ast.h"

/* Makes e, whose value is in left and right, the result of a binary arithmetic or bitwise operation where that is
 * possible; false, and e untouched, otherwise. e may be left. */
bool fold_binary(Expr *e, Operator operator, const Expr *left, const Expr *right);
/* The same for "-", "~" and "not". */
bool fold_unary(Expr *e, Operator operator, const Expr *operand);

#endif
