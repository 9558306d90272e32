# Weft: `make help` lists the targets. CC, CFLAGS, PREFIX and DESTDIR are heeded as usual.

PREFIX ?= /usr/local
BUILD ?= build
OPT ?= -O2
SCRIPT ?= examples/tour.lua
EXTRA ?=
OBJCOPY ?= objcopy
WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wundef
# -iquote, not -I: src/vm/string.h is not <string.h>
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE $(OPT) -g -fPIC -fvisibility=hidden -ffunction-sections -fdata-sections -fno-strict-aliasing $(WARN) \
	-Iinclude -iquote src/vm -iquote src/compiler -iquote src/api -iquote lib -iquote $(BUILD)/gen $(MAP_PATHS) $(CFLAGS) $(EXTRA)
# no folder's name goes into what is built: the same files give the same bytes anywhere
MAP_PATHS = -ffile-prefix-map=$(CURDIR)=. -ffile-prefix-map=$(abspath $(BUILD))=build
LIBS = -lm -ldl
# The prompt opens its line editor, libedit, when it begins: linked, it would cost each script 0.7 MB. LIBEDIT=yes links it.
LIBEDIT ?= no

CORE_SOURCES = $(wildcard src/vm/*.c src/compiler/*.c src/api/*.c lib/*.c)
REPL_SOURCES = $(wildcard repl/*.c)
CORE_OBJECTS = $(CORE_SOURCES:%.c=$(BUILD)/%.o)
REPL_OBJECTS = $(REPL_SOURCES:%.c=$(BUILD)/%.o)
EMBEDDED = $(patsubst lib/%.lua,$(BUILD)/gen/%.lua.h,$(wildcard lib/*.lua))
# of the program alone: its modules, and the chapter that :help reads
REPL_EMBEDDED = $(patsubst repl/%.lua,$(BUILD)/gen/%.lua.h,$(wildcard repl/*.lua)) $(BUILD)/gen/library.md.h
C_TESTS = $(patsubst tests/c/%.c,$(BUILD)/tests/%,$(wildcard tests/c/*.c))

all: $(BUILD)/weft $(BUILD)/libweft.a $(BUILD)/libweft.so ## build the program and the libraries

$(BUILD)/weft: $(REPL_OBJECTS) $(CORE_OBJECTS)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -Wl,--export-dynamic -Wl,--gc-sections -o $@ $^ $(LIBS) $(if $(filter yes,$(LIBEDIT)),-ledit)

$(BUILD)/gen/libedit-$(LIBEDIT):
	@mkdir -p $(@D)
	@rm -f $(BUILD)/gen/libedit-* && touch $@

EDIT_OBJECTS = $(filter $(BUILD)/repl/edit%,$(REPL_OBJECTS))
$(EDIT_OBJECTS): $(BUILD)/gen/libedit-$(LIBEDIT)
$(EDIT_OBJECTS): EXTRA += $(if $(filter yes,$(LIBEDIT)),-DWEFT_LIBEDIT)
$(REPL_OBJECTS): | $(REPL_EMBEDDED)

# one object, in which hidden symbols are local: a host's own names cannot clash with Weft's, and a host that exports its
# symbols has all of Lua's API for the C modules it loads
$(BUILD)/libweft.o: $(CORE_OBJECTS)
	@$(CC) $(filter -flto% -O%,$(ALL_CFLAGS)) $(if $(filter -flto%,$(ALL_CFLAGS)),-flinker-output=nolto-rel) \
		-r -nostdlib -o $@ $^
	@$(OBJCOPY) --localize-hidden $@

$(BUILD)/libweft.a: $(BUILD)/libweft.o
	@rm -f $@ && $(AR) rcsD $@ $^

SHARED = $(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -Wl,-O1 -Wl,--gc-sections -Wl,-Bsymbolic-functions -Wl,-soname,$(@F)

$(BUILD)/libweft.so.0: $(CORE_OBJECTS) packaging/libweft.map
	@$(SHARED) -Wl,--version-script=packaging/libweft.map -o $@ $(CORE_OBJECTS) $(LIBS)

$(BUILD)/libweft.so: $(BUILD)/libweft.so.0
	@ln -sf $(<F) $@

# a library in the place of Lua's own, for programs that are linked with it: LD_LIBRARY_PATH=build/liblua PROGRAM
liblua: $(BUILD)/liblua/liblua5.4.so.0 ## build a stand-in for the system's liblua5.4.so.0, in build/liblua

$(BUILD)/liblua/liblua5.4.so.0: $(CORE_OBJECTS) packaging/liblua.map
	@mkdir -p $(@D)
	@$(SHARED) -Wl,--version-script=packaging/liblua.map -o $@ $(CORE_OBJECTS) $(LIBS)

$(BUILD)/%.o: %.c | $(EMBEDDED)
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# the engine and the APIs: no vector copies of values, which wait for the two stores that made them; the dispatch loop: no merging of its jumps
IS_CLANG := $(findstring clang,$(CC))
$(BUILD)/src/vm/%.o $(BUILD)/src/api/%.o: EXTRA += $(if $(IS_CLANG),-fno-slp-vectorize -fno-vectorize,-fno-tree-vectorize)
$(BUILD)/src/vm/interp.o: EXTRA += $(if $(IS_CLANG),,-fno-gcse -fno-crossjumping)

# no frame of a host's natives is ever above theirs: no tables for exceptions that pass
LEAVES = $(addprefix src/vm/,cache closure debug_names debuginfo disasm dump effects fuse gc_cards gc_weak number opcodes proto region shape \
	shortcut shortcut_string sort string table table_array table_field table_hash undump verify)
$(BUILD)/src/compiler/%.o $(BUILD)/lib/%.o $(LEAVES:%=$(BUILD)/%.o): EXTRA += -fno-asynchronous-unwind-tables

# compiled for size: what no program waits for, and much of the compiler, which is quick enough by far
COLD = $(addprefix src/compiler/,compile emit emit_assign emit_condition emit_expr emit_stat emit_table failure fold names parse_stat) \
	$(addprefix src/vm/,disasm dump undump verify debuginfo debug_names error fuse traceback gc_check vm) \
	$(addprefix src/api/,code collector coroutines debug_api errors hooks host_coroutines lauxlib_args \
	lauxlib_modules lua_debug lua_libs lua_load lua_vm open) \
	$(addprefix lib/,debug debug_frames init io load os os_date package random register search stream utf8)
$(COLD:%=$(BUILD)/%.o): OPT = -Os

$(BUILD)/gen/%.lua.h: lib/%.lua scripts/embed
	@mkdir -p $(@D)
	@scripts/embed $< > $@

$(BUILD)/gen/%.lua.h: repl/%.lua scripts/embed
	@mkdir -p $(@D)
	@scripts/embed $< > $@

$(BUILD)/gen/%.md.h: docs/%.md scripts/embed
	@mkdir -p $(@D)
	@scripts/embed $< > $@

# linked with the objects: some look behind the API
$(BUILD)/tests/%: tests/c/%.c $(CORE_OBJECTS) $(wildcard tests/c/*.h)
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(CORE_OBJECTS) $(LIBS)

$(BUILD)/tests/test_threads: LIBS += -pthread

# the collector alone, over stand-ins for the owners of types
GC_OBJECTS = $(patsubst %,$(BUILD)/src/vm/%.o,memory region gc gc_mark gc_weak gc_cards gc_finalize gc_check opcodes)
$(BUILD)/tests/test_gc: tests/c/test_gc.c $(GC_OBJECTS) tests/c/tap.h
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(GC_OBJECTS) $(LIBS)

-include $(CORE_OBJECTS:.o=.d) $(REPL_OBJECTS:.o=.d)


run: ## build, and run SCRIPT (default: the tour)
	scripts/deps build
	$(MAKE) --no-print-directory $(BUILD)/weft
	$(BUILD)/weft $(SCRIPT)

test: ## build, and run the suite, the checks and a fixed range of differential tests
	scripts/deps test
	$(MAKE) --no-print-directory all liblua amalgamation c-tests
	scripts/test

c-tests: $(C_TESTS)

bench: $(BUILD)/weft ## compare the benchmarks with lua5.4 and luajit; tables and chart go into docs/benchmarks.md
	scripts/bench --weft $(BUILD)/weft --write

bench-counts: $(BUILD)/weft ## record the instruction counts of ten programs in bench/instructions.txt
	scripts/bench_counts --weft $(BUILD)/weft --record

bench-operations: $(BUILD)/weft ## count the instructions of single operations, for docs/benchmarks.md
	scripts/bench_operations --weft $(BUILD)/weft --write

check-counts: $(BUILD)/weft ## fail if a program runs 3 % more instructions than recorded
	scripts/bench_counts --weft $(BUILD)/weft

bench-embed: $(BUILD)/liblua/liblua5.4.so.0 $(BUILD)/libweft.so ## time calls from C, on Lua's library and through both of ours
	scripts/bench_embed --build $(BUILD)

debug: ## an unoptimised build with assertions, in build-debug
	$(MAKE) --no-print-directory BUILD=build-debug OPT=-O0 EXTRA=-DWEFT_ASSERT=1 all

asan: ## a build with AddressSanitizer and UBSan, in build-asan
	$(MAKE) --no-print-directory BUILD=build-asan OPT=-O1 \
		EXTRA="-DWEFT_ASSERT=1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer" all

stress-gc: ## a build that collects at every allocation, in build-stress-gc
	$(MAKE) --no-print-directory BUILD=build-stress-gc OPT=-O1 EXTRA="-DWEFT_ASSERT=1 -DWEFT_STRESS_GC=1" all

stress-stack: ## a build that moves the stack at every call, with AddressSanitizer, in build-stress-stack
	$(MAKE) --no-print-directory BUILD=build-stress-stack OPT=-O1 \
		EXTRA="-DWEFT_ASSERT=1 -DWEFT_STRESS_STACK=1 -fsanitize=address -fno-omit-frame-pointer" all

stress-oom: ## test_oom, test_oom_api: an allocation refused at every place, and a collection at all others, in build-stress-oom
	$(MAKE) --no-print-directory BUILD=build-stress-oom OPT=-O1 \
		EXTRA="-DWEFT_ASSERT=1 -DWEFT_STRESS_OOM=1 -DWEFT_STRESS_GC=1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer" \
		build-stress-oom/tests/test_oom build-stress-oom/tests/test_oom_api

tsan: ## VMs in threads, and signals between them, under ThreadSanitizer, in build-tsan
	$(MAKE) --no-print-directory BUILD=build-tsan OPT=-O1 EXTRA="-DWEFT_ASSERT=1 -fsanitize=thread" build-tsan/tests/test_threads
	build-tsan/tests/test_threads

switch: ## a build with the switch backend, in build-switch
	$(MAKE) --no-print-directory BUILD=build-switch EXTRA=-DWEFT_DISPATCH=2 all

tailcall: ## a build by clang 19 with the tail-call backend, in build-clang
	$(MAKE) --no-print-directory BUILD=build-clang CC=clang-19 all

stress: ## everything: the suite under all builds, long differential runs
	scripts/deps test
	scripts/stress

amalgamation: $(EMBEDDED) ## write Weft as one file, weft.c and its headers, into build/amalgamation
	@mkdir -p $(BUILD)/amalgamation
	scripts/amalgamate $(BUILD) $(BUILD)/amalgamation

# ---- installing: GNU's directory variables, DESTDIR before all ----
INSTALL = install
INSTALL_PROGRAM = $(INSTALL) -m 755
INSTALL_DATA = $(INSTALL) -m 644
prefix = $(PREFIX)
exec_prefix = $(prefix)
bindir = $(exec_prefix)/bin
libdir = $(exec_prefix)/lib
includedir = $(prefix)/include
datarootdir = $(prefix)/share
docdir = $(datarootdir)/doc/weft
mandir = $(datarootdir)/man
man1dir = $(mandir)/man1
bashcompdir = $(datarootdir)/bash-completion/completions
pkgconfigdir = $(libdir)/pkgconfig
cmakedir = $(libdir)/cmake/weft
# what stands in for Lua 5.4 is found only by those who ask for it
compat_includedir = $(includedir)/weft-compat
compat_libdir = $(libdir)/weft-compat

VERSION = $(shell sed -n 's/^.define WEFT_VERSION "\(.*\)"/\1/p' include/weft.h)
LUA_RELEASE = 5.4.$(shell sed -n 's/^.define LUA_VERSION_RELEASE "\(.*\)"/\1/p' include/compat/lua.h)
COMPAT_HEADERS = lua.h lauxlib.h lualib.h luaconf.h lua.hpp
DOCUMENTS = README.md LICENSE CHANGELOG.md $(wildcard docs/*.md docs/*.svg)
FILL_IN = sed -e 's|@prefix@|$(prefix)|' -e 's|@exec_prefix@|$(exec_prefix)|' -e 's|@libdir@|$(libdir)|' \
	-e 's|@includedir@|$(includedir)|' -e 's|@compat_includedir@|$(compat_includedir)|' \
	-e 's|@version@|$(VERSION)|' -e 's|@lua_release@|$(LUA_RELEASE)|' \
	-e "s|@libdir_from_here@|$$(realpath -m --relative-to=$(cmakedir) $(libdir))|" \
	-e "s|@includedir_from_here@|$$(realpath -m --relative-to=$(cmakedir) $(includedir))|" \
	-e "s|@compat_includedir_from_here@|$$(realpath -m --relative-to=$(cmakedir) $(compat_includedir))|"

install: all ## install under DESTDIR and PREFIX (GNU's bindir, libdir, .. are heeded)
	$(INSTALL) -d $(addprefix $(DESTDIR),$(bindir) $(includedir) $(compat_includedir) $(pkgconfigdir) \
		$(compat_libdir)/pkgconfig $(cmakedir) $(man1dir) $(bashcompdir) $(docdir))
	$(INSTALL_PROGRAM) $(BUILD)/weft $(DESTDIR)$(bindir)/weft
	$(INSTALL_DATA) $(BUILD)/libweft.a $(DESTDIR)$(libdir)/libweft.a
	$(INSTALL_PROGRAM) $(BUILD)/libweft.so.0 $(DESTDIR)$(libdir)/libweft.so.$(VERSION)
	ln -sf libweft.so.$(VERSION) $(DESTDIR)$(libdir)/libweft.so.0
	ln -sf libweft.so.0 $(DESTDIR)$(libdir)/libweft.so
	$(INSTALL_DATA) include/weft.h $(DESTDIR)$(includedir)/weft.h
	$(INSTALL_DATA) $(addprefix include/compat/,$(COMPAT_HEADERS)) $(DESTDIR)$(compat_includedir)
	$(FILL_IN) packaging/weft.pc.in > $(DESTDIR)$(pkgconfigdir)/weft.pc
	$(FILL_IN) packaging/lua5.4.pc.in > $(DESTDIR)$(compat_libdir)/pkgconfig/lua5.4.pc
	$(FILL_IN) packaging/weft-config.cmake.in > $(DESTDIR)$(cmakedir)/weft-config.cmake
	$(FILL_IN) packaging/weft-config-version.cmake.in > $(DESTDIR)$(cmakedir)/weft-config-version.cmake
	$(INSTALL_DATA) docs/weft.1 $(DESTDIR)$(man1dir)/weft.1
	$(INSTALL_DATA) packaging/weft.bash $(DESTDIR)$(bashcompdir)/weft
	$(INSTALL_DATA) $(DOCUMENTS) $(DESTDIR)$(docdir)

install-strip: ## install, without symbols for debuggers
	$(MAKE) --no-print-directory INSTALL_PROGRAM="$(INSTALL_PROGRAM) -s" install

install-liblua: liblua ## install the stand-in for liblua5.4.so.0 into LIBDIR/weft-compat, for LD_LIBRARY_PATH
	$(INSTALL) -d $(DESTDIR)$(compat_libdir)
	$(INSTALL_PROGRAM) $(BUILD)/liblua/liblua5.4.so.0 $(DESTDIR)$(compat_libdir)/liblua5.4.so.0

uninstall: ## remove what install and install-liblua have put there
	rm -f $(addprefix $(DESTDIR),$(bindir)/weft $(libdir)/libweft.a $(libdir)/libweft.so.$(VERSION) $(libdir)/libweft.so.0 \
		$(libdir)/libweft.so $(includedir)/weft.h $(addprefix $(compat_includedir)/,$(COMPAT_HEADERS)) \
		$(pkgconfigdir)/weft.pc $(compat_libdir)/pkgconfig/lua5.4.pc $(compat_libdir)/liblua5.4.so.0 \
		$(cmakedir)/weft-config.cmake $(cmakedir)/weft-config-version.cmake $(man1dir)/weft.1 $(bashcompdir)/weft \
		$(addprefix $(docdir)/,$(notdir $(DOCUMENTS))))
	-rmdir --ignore-fail-on-non-empty $(addprefix $(DESTDIR),$(compat_includedir) $(compat_libdir)/pkgconfig \
		$(compat_libdir) $(cmakedir) $(docdir)) 2>/dev/null

clean: ## remove what was built
	rm -rf build build-debug build-asan build-stress-gc build-stress-stack build-stress-oom build-tsan build-switch build-clang

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 18

.PHONY: all liblua run test c-tests bench bench-counts bench-operations check-counts bench-embed debug asan stress-gc stress-stack stress-oom tsan switch tailcall stress amalgamation install install-strip install-liblua uninstall clean help
