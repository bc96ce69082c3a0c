# The terminal layer, alone and in a real terminal.

unit_tests += \
	tests/unit/test_keys \
	tests/unit/test_surface \
	tests/unit/test_term_frame \
	tests/unit/test_term_type
check_PROGRAMS += tests/vt/demo

# A terminal for the tests, played by libvterm. Without it they SKIP.
if HAVE_VTERM
check_PROGRAMS += tests/vt/vtrun
tests_vt_vtrun_SOURCES = \
	tests/vt/vt.h \
	tests/vt/vtaction.c \
	tests/vt/vtexpect.c \
	tests/vt/vtgrid.c \
	tests/vt/vtpty.c \
	tests/vt/vtrun.c tests/vt/vtrun.h
tests_vt_vtrun_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
tests_vt_vtrun_LDADD = libaccord.a $(UTF8PROC_LIBS) $(VTERM_LIBS)
endif

script_tests += \
	tests/vt/budget.test \
	tests/vt/ends.test \
	tests/vt/golden.test \
	tests/vt/input.test \
	tests/vt/size.test \
	tests/vt/stop.test \
	tests/vt/terms.test \
	tests/vt/vtrun.test
EXTRA_DIST += \
	tests/vt/lib.sh \
	tests/vt/golden/demo-120x40 \
	tests/vt/golden/demo-40x10 \
	tests/vt/golden/demo-80x24 \
	tests/vt/golden/demo-ascii \
	tests/vt/golden/demo-mono
