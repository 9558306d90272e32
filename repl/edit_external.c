/* edit_external.c: the text in the user's own editor, $VISUAL or $EDITOR: a key for what is taller than the screen. It
 * goes there and comes back in a file, and is not run before Enter is pressed. */
#include "edit_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 4000, TEXT_MAX = 16 * 1024 * 1024 /* bytes; as of a paste */ };

/* Writes the text to a new file, whose path is put into `path`. False: that is not possible. */
static bool write_file(char path[PATH_ROOM], const char *text)
{
    const char *folder = getenv("TMPDIR");
    bool is_usable = folder != NULL && folder[0] == '/' && strchr(folder, '\'') == NULL; /* in a command in quotes */
    if (snprintf(path, PATH_ROOM, "%s/weft-XXXXXX.lua", is_usable ? folder : "/tmp") >= PATH_ROOM) {
        return false;
    }
    int descriptor = mkstemps(path, 4);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    if (file == NULL) {
        return false;
    }
    bool is_well = fputs(text, file) >= 0 && fputc('\n', file) >= 0;
    return fclose(file) == 0 && is_well;
}

/* The file as a malloc'ed text without newlines at its end; NULL: it cannot be read, or is no text. */
static char *read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    struct stat info;
    if (file == NULL || fstat(fileno(file), &info) != 0 || info.st_size > TEXT_MAX) {
        if (file != NULL) {
            fclose(file);
        }
        return NULL;
    }
    char *text = malloc((size_t)info.st_size + 1);
    size_t length = text != NULL ? fread(text, 1, (size_t)info.st_size, file) : 0;
    fclose(file);
    if (text == NULL || memchr(text, '\0', length) != NULL) {
        free(text);
        return NULL;
    }
    while (length > 0 && text[length - 1] == '\n') {
        length--;
    }
    text[length] = '\0';
    return text;
}

/* Whether the editor has run, and says that all is well. The terminal and the signals are its own meanwhile. */
static bool run_editor(const Editor *e, const char *path)
{
    char command[PATH_ROOM + 40];
    snprintf(command, sizeof command, "${VISUAL:-${EDITOR:-vi}} '%s'", path);
    edit_leave_terminal(e);
    edit_release_signals(e->signals);
    int status = system(command);
    edit_hold_signals(e->signals);
    edit_enter_terminal(e);
    return status == 0;
}

unsigned char edit_key_external(EditLine *el, wint_t key)
{
    Editor *e = edit_of(el);
    char path[PATH_ROOM], *text = edit_text(e);
    (void)key;
    if (text == NULL || !write_file(path, text)) {
        free(text);
        return CC_ERROR;
    }
    free(text);
    text = run_editor(e, path) ? read_file(path) : NULL;
    unlink(path);
    if (text != NULL && mbstowcs(NULL, text, 0) != (size_t)-1) {
        edit_set_text(e, text);
    }
    free(text);
    e->lib.set(el, EL_REFRESH);
    return CC_NORM;
}
