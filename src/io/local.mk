# The files of src/io/: files of others in, files of ours out.

libaccord_a_SOURCES += \
	src/io/yaml.c src/io/yaml.h
