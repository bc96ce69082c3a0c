# The fuzzers, and their checks without the engine, which make check runs;
# tests/fuzz/fuzz.h says how to run a fuzzer.

EXTRA_DIST += tests/fuzz/fuzz.h tests/fuzz/fuzz_file.h \
	tests/fuzz/seeds/csv/mark.csv \
	tests/fuzz/seeds/csv/quotes.csv \
	tests/fuzz/seeds/filter/terms.txt \
	tests/fuzz/seeds/import/csv.txt \
	tests/fuzz/seeds/import/json.txt \
	tests/fuzz/seeds/import/yaml.txt \
	tests/fuzz/seeds/json/values.json \
	tests/fuzz/seeds/node/map.txt \
	tests/fuzz/seeds/program/least.yaml \
	tests/fuzz/seeds/text/names.txt \
	tests/fuzz/seeds/text/odd.txt \
	tests/fuzz/seeds/value/amount.txt \
	tests/fuzz/seeds/value/date.txt \
	tests/fuzz/seeds/value/moment.txt \
	tests/fuzz/seeds/value/rate.txt \
	tests/fuzz/seeds/yaml/styles.yaml
fuzz_flags = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

fuzzers += tests/fuzz/fuzz_csv
unit_tests += tests/fuzz/replay_csv
tests_fuzz_fuzz_csv_LDFLAGS = $(fuzz_flags)
tests_fuzz_replay_csv_SOURCES = \
	tests/fuzz/replay.c tests/fuzz/fuzz_csv.c

fuzzers += tests/fuzz/fuzz_filter
unit_tests += tests/fuzz/replay_filter
tests_fuzz_fuzz_filter_LDFLAGS = $(fuzz_flags)
tests_fuzz_replay_filter_SOURCES = \
	tests/fuzz/replay.c tests/fuzz/fuzz_filter.c

fuzzers += tests/fuzz/fuzz_import
unit_tests += tests/fuzz/replay_import
tests_fuzz_fuzz_import_LDFLAGS = $(fuzz_flags)
tests_fuzz_replay_import_SOURCES = \
	tests/fuzz/replay.c tests/fuzz/fuzz_import.c

fuzzers += tests/fuzz/fuzz_json
unit_tests += tests/fuzz/replay_json
tests_fuzz_fuzz_json_LDFLAGS = $(fuzz_flags)
tests_fuzz_replay_json_SOURCES = \
	tests/fuzz/replay.c tests/fuzz/fuzz_json.c

fuzzers += tests/fuzz/fuzz_node
unit_tests += tests/fuzz/replay_node
tests_fuzz_fuzz_node_LDFLAGS = $(fuzz_flags)
tests_fuzz_replay_node_SOURCES = \
	tests/fuzz/replay.c tests/fuzz/fuzz_node.c

fuzzers += tests/fuzz/fuzz_program
unit_tests += tests/fuzz/replay_program
tests_fuzz_fuzz_program_LDFLAGS = $(fuzz_flags)
tests_fuzz_replay_program_SOURCES = \
	tests/fuzz/replay.c tests/fuzz/fuzz_program.c

fuzzers += tests/fuzz/fuzz_text
unit_tests += tests/fuzz/replay_text
tests_fuzz_fuzz_text_LDFLAGS = $(fuzz_flags)
tests_fuzz_replay_text_SOURCES = \
	tests/fuzz/replay.c tests/fuzz/fuzz_text.c

fuzzers += tests/fuzz/fuzz_value
unit_tests += tests/fuzz/replay_value
tests_fuzz_fuzz_value_LDFLAGS = $(fuzz_flags)
tests_fuzz_replay_value_SOURCES = \
	tests/fuzz/replay.c tests/fuzz/fuzz_value.c

fuzzers += tests/fuzz/fuzz_yaml
unit_tests += tests/fuzz/replay_yaml
tests_fuzz_fuzz_yaml_LDFLAGS = $(fuzz_flags)
tests_fuzz_replay_yaml_SOURCES = \
	tests/fuzz/replay.c tests/fuzz/fuzz_yaml.c
