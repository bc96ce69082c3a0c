# The files of src/app/: the command line.

bin_PROGRAMS += accord
accord_SOURCES = \
	src/app/app.c src/app/app.h \
	src/app/cmd_deliver.c \
	src/app/cmd_directory.c \
	src/app/cmd_help.c \
	src/app/cmd_import.c \
	src/app/cmd_init.c \
	src/app/cmd_list.c \
	src/app/cmd_maintain.c \
	src/app/cmd_money.c \
	src/app/cmd_operation.c \
	src/app/cmd_program.c \
	src/app/cmd_radar.c \
	src/app/cmd_screens.c \
	src/app/cmd_simulate.c \
	src/app/cmd_summary.c \
	src/app/cmd_user.c \
	src/app/main.c \
	src/app/manual.c src/app/manual.h
