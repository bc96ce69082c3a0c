# The terminal layer, alone and in a real terminal.

unit_tests += \
	tests/unit/test_keys \
	tests/unit/test_surface
