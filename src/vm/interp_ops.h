/* interp_ops.h: the handlers, by kind. interp.c includes it under the macros of each backend (see there).
 *
 * The order here is that of the machine code. A fragment has no guard. Macros that it alone uses are defined and undefined in it; those
 * that the fused forms share with it are undefined here. OP is a macro of opcodes.def elsewhere.
 */
#define OP HANDLER

#include "ops_moves.h"
#include "ops_fields.h"
#include "ops_elements.h"
#include "ops_arith.h"
#include "ops_jumps.h"
#include "ops_calls.h"
#include "ops_loops.h"
#include "ops_fused.h"
#include "ops_builtins.h"
#include "ops_coroutines.h"
#include "ops_pseudo.h"

#undef UPVALUE
#undef GET_UPVALUE
#undef CALL_HEADER
#undef RESOLVE
#undef CALL_FUNCTION
#undef GET_ELEMENT
#undef SET_ELEMENT
#undef SET_INDEX
#undef ARITH_PLAIN
#undef ARITH
#undef VARARGS
#undef OP
