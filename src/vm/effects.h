/* effects.h: which registers an instruction writes, and where it may jump. */
#ifndef WEFT_EFFECTS_H
#define WEFT_EFFECTS_H

#include "opcodes.h"

/* Registers [first, end), empty when first >= end. */
typedef struct RegisterRange {
    uint32_t first, end;
} RegisterRange;

#define RANGE_OPEN UINT32_MAX /* end: all registers from first on may change */

/* Registers that the instruction writes, not counting values moved into cells. Quickened forms count as their originals. */
RegisterRange effects_writes(Instr i);
/* Whether the instruction at pc may jump; *target is where to. */
bool effects_jump(Instr i, uint32_t pc, int64_t *target);

#endif
