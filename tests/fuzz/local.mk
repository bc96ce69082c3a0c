# The fuzzers; tests/fuzz/fuzz.h says how to run them.

EXTRA_DIST += tests/fuzz/fuzz.h
fuzz_flags = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

fuzzers += \
	tests/fuzz/fuzz_csv \
	tests/fuzz/fuzz_filter \
	tests/fuzz/fuzz_json \
	tests/fuzz/fuzz_node \
	tests/fuzz/fuzz_text \
	tests/fuzz/fuzz_value \
	tests/fuzz/fuzz_yaml
tests_fuzz_fuzz_csv_LDFLAGS = $(fuzz_flags)
tests_fuzz_fuzz_filter_LDFLAGS = $(fuzz_flags)
tests_fuzz_fuzz_json_LDFLAGS = $(fuzz_flags)
tests_fuzz_fuzz_node_LDFLAGS = $(fuzz_flags)
tests_fuzz_fuzz_text_LDFLAGS = $(fuzz_flags)
tests_fuzz_fuzz_value_LDFLAGS = $(fuzz_flags)
tests_fuzz_fuzz_yaml_LDFLAGS = $(fuzz_flags)
