/* system.c: the module weft.system: natives for the program's parts in Lua.
 *
 *     screen()             columns and rows of the terminal
 *     is_terminal(name)    of "stdin" or "stdout"
 *     now()                seconds, from a clock that only goes forward
 *     list(folder)         names in a folder, those of folders with a / behind; nil: cannot be read
 *     kind(path)           "file", "folder", "other" (a pipe, a device); nil: there is nothing
 *     make_private(path)   makes the folders of a file, and the file, for its owner alone; whether it can be written
 *     disassemble(f)       bytecode of a Lua function as text; nil: it is none
 *     coroutines()         list of all coroutines
 */
#include "system.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- the terminal ---- */

/* A size from the environment, 0: none. */
static int size_from(const char *variable)
{
    const char *text = getenv(variable);
    int size = text != NULL ? atoi(text) : 0;
    return size > 0 && size < 10000 ? size : 0;
}

void system_screen_size(int *columns, int *rows)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) {
        size.ws_col = (unsigned short)size_from("COLUMNS");
        size.ws_row = (unsigned short)size_from("LINES");
    }
    *columns = size.ws_col > 0 ? size.ws_col : 80;
    *rows = size.ws_row > 0 ? size.ws_row : 24;
}

static WeftResult system_screen(Weft *w)
{
    int columns, rows;
    system_screen_size(&columns, &rows);
    weft_set_integer(w, weft_slot_count(w), columns);
    weft_set_integer(w, weft_slot_count(w), rows);
    return 2;
}

static WeftResult system_is_terminal(Weft *w)
{
    static const char *const names[] = {"stdin", "stdout", NULL};
    int file = weft_check_option(w, 0, NULL, names);
    if (file < 0) {
        return WEFT_RAISE;
    }
    weft_set_boolean(w, weft_slot_count(w), isatty(file == 0 ? STDIN_FILENO : STDOUT_FILENO));
    return 1;
}

static WeftResult system_now(Weft *w)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    weft_set_number(w, weft_slot_count(w), (double)now.tv_sec + (double)now.tv_nsec / 1e9);
    return 1;
}

/* ---- files ---- */

static bool is_folder(const char *folder, const struct dirent *entry)
{
    char path[4096];
    struct stat info;
    if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK) {
        return entry->d_type == DT_DIR;
    }
    int length = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    return length < (int)sizeof path && stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static WeftResult system_list(Weft *w)
{
    const char *folder = weft_check_string(w, 0, NULL);
    int table = weft_slot_count(w), name = table + 1;
    DIR *open_folder = folder != NULL ? opendir(folder) : NULL;
    if (open_folder == NULL) {
        return weft_has_error(w) ? WEFT_RAISE : 0;
    }
    bool is_well = weft_set_table(w, table, 0, 0);
    const struct dirent *entry;
    for (int i = 1; is_well && (entry = readdir(open_folder)) != NULL;) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            is_well = weft_set_format(w, name, "%s%s", entry->d_name, is_folder(folder, entry) ? "/" : "") &&
                      weft_raw_set_index(w, table, i++, name);
        }
    }
    closedir(open_folder);
    weft_set_slot_count(w, name);
    return is_well ? 1 : WEFT_RAISE;
}

/* Makes the folders that a path leads through; those that exist stay as they are. */
static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
}

static WeftResult system_kind(Weft *w)
{
    const char *path = weft_check_string(w, 0, NULL);
    struct stat info;
    if (path == NULL) {
        return WEFT_RAISE;
    } else if (stat(path, &info) != 0) {
        return 0;
    }
    const char *kind = S_ISREG(info.st_mode) ? "file" : S_ISDIR(info.st_mode) ? "folder" : "other";
    return weft_set_text(w, weft_slot_count(w), kind) ? 1 : WEFT_RAISE;
}

static WeftResult system_make_private(Weft *w)
{
    const char *text = weft_check_string(w, 0, NULL);
    if (text == NULL) {
        return WEFT_RAISE;
    }
    char *path = strdup(text);
    int file = -1;
    if (path != NULL && path[0] != '\0') {
        make_folders(path);
        file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0600); /* a pipe is not waited for */
    }
    free(path);
    struct stat info;
    bool is_private = file >= 0 && fstat(file, &info) == 0 && S_ISREG(info.st_mode) && fchmod(file, 0600) == 0;
    if (file >= 0) {
        close(file);
    }
    weft_set_boolean(w, weft_slot_count(w), is_private);
    return 1;
}

/* ---- looking into the VM ---- */

static WeftResult system_disassemble(Weft *w)
{
    int to = weft_slot_count(w);
    if (weft_disassemble(w, 0, to)) {
        return 1;
    }
    return weft_has_error(w) ? WEFT_RAISE : 0;
}

static WeftResult system_coroutines(Weft *w)
{
    int table = weft_slot_count(w), first = table + 1;
    if (!weft_set_table(w, table, 0, 0)) {
        return WEFT_RAISE;
    }
    int count = weft_find_coroutines(w, first);
    for (int i = 0; i < count; i++) {
        if (!weft_raw_set_index(w, table, i + 1, first + i)) {
            return WEFT_RAISE;
        }
    }
    weft_set_slot_count(w, first);
    return count < 0 ? WEFT_RAISE : 1;
}

bool system_open(Weft *w, int to)
{
    static const WeftFunction functions[] = {
        {"system.coroutines", system_coroutines},
        {"system.disassemble", system_disassemble},
        {"system.is_terminal", system_is_terminal},
        {"system.kind", system_kind},
        {"system.list", system_list},
        {"system.make_private", system_make_private},
        {"system.now", system_now},
        {"system.screen", system_screen},
        {NULL, NULL},
    };
    return weft_set_table(w, to, 0, sizeof functions / sizeof functions[0]) && weft_add_functions(w, to, functions);
}
