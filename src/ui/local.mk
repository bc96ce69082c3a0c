# The files of src/ui/.

libaccord_a_SOURCES += \
	src/ui/program_command.c src/ui/program_command.h \
	src/ui/program_file.c src/ui/program_file.h
