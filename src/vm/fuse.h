/* fuse.h: fused forms of instructions. */
#ifndef WEFT_FUSE_H
#define WEFT_FUSE_H

#include "proto.h"

/* Gives instructions of p, complete and not run yet, their fused forms. */
void fuse_proto(Proto *p);

#endif
