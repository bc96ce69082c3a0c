# The files of src/term/.

libaccord_a_SOURCES += \
	src/term/clipboard.c src/term/clipboard.h \
	src/term/input.c src/term/input.h \
	src/term/keys.c src/term/keys.h \
	src/term/letters.c src/term/letters.h \
	src/term/surface.c \
	src/term/term.c \
	src/term/term.h \
	src/term/term_curses.c \
	src/term/term_ops.h \
	src/term/term_script.c \
	src/term/term_type.c src/term/term_type.h \
	src/term/terminfo.c src/term/terminfo.h \
	src/term/tty.c src/term/tty.h \
	src/term/tty_signal.c \
	src/term/wide.c src/term/wide.h
