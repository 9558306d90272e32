/* signal.h: Ctrl-C. */
#ifndef REPL_SIGNAL_H
#define REPL_SIGNAL_H

#include <weft.h>

/* From here to signal_release, SIGINT interrupts what w runs; a second one, before the script notices, ends the
 * program. */
void signal_catch(Weft *w);
void signal_release(void);

#endif
