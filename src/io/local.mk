# The files of src/io/: files of others in, files of ours out.

libaccord_a_SOURCES += \
	src/io/csv.c src/io/csv.h \
	src/io/datadir.c src/io/datadir.h \
	src/io/encoding.c src/io/encoding.h \
	src/io/file.c src/io/file.h \
	src/io/json.c src/io/json.h \
	src/io/print.c src/io/print.h \
	src/io/stream.c src/io/stream.h \
	src/io/tree.c src/io/tree.h \
	src/io/yaml.c src/io/yaml.h
