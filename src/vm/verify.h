/* verify.h: checks that a prototype keeps the contract that the interpreter relies on. */
#ifndef WEFT_VERIFY_H
#define WEFT_VERIFY_H

#include "vm.h"

typedef enum VerifyResult { VERIFY_OK, VERIFY_BAD, VERIFY_NO_MEMORY } VerifyResult;

/* Checks a prototype as the compiler makes it (nothing quickened), those inside it not included, but what it says about capturing this
 * one's registers. *problem: what is wrong, *at: the pc. VERIFY_NO_MEMORY: the memory error is pending. */
VerifyResult verify_proto(VM *vm, const Proto *p, const char **problem, uint32_t *at);

#endif
