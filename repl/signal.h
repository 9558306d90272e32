/* signal.h: Ctrl-C. */
#ifndef REPL_SIGNAL_H
#define REPL_SIGNAL_H

#include <weft.h>

/* From here to signal_release, SIGINT interrupts what w runs. A second one, before that has ended, stops it (can_stop:
 * it is run by weft_resume) or ends the program; a third one does so in any case. Runs do not nest. */
void signal_catch(Weft *w, bool can_stop);
/* As it was before. Whether there was a SIGINT. */
bool signal_release(void);
/* From here on SIGINT does nothing while nothing runs, where it would end the program. */
void signal_ignore(void);
/* After signal_ignore: waits until stdin has something to read (*is_ready), for so many milliseconds, -1: any number. False:
 * there was a SIGINT since signal_forget. */
bool signal_await_input(int ms, bool *is_ready);
void signal_forget(void);

#endif
