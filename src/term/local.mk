# The files of src/term/.

libaccord_a_SOURCES += \
	src/term/surface.c \
	src/term/term.c \
	src/term/term.h \
	src/term/term_ops.h \
	src/term/term_script.c
