# The terminal layer, alone and in a real terminal.

unit_tests += \
	tests/unit/test_keys \
	tests/unit/test_surface \
	tests/unit/test_term_type
check_PROGRAMS += tests/vt/demo
