# The files of src/io/: files of others in, files of ours out.

libaccord_a_SOURCES += \
	src/io/bank_file.c src/io/bank_file.h \
	src/io/csv.c src/io/csv.h \
	src/io/datadir.c src/io/datadir.h \
	src/io/encoding.c src/io/encoding.h \
	src/io/file.c src/io/file.h \
	src/io/json.c src/io/json.h \
	src/io/mail.c src/io/mail.h \
	src/io/mail_header.c src/io/mail_header.h \
	src/io/mail_message.c src/io/mail_message.h \
	src/io/mail_print.c \
	src/io/mail_settings.c src/io/mail_settings.h \
	src/io/map.c src/io/map.h \
	src/io/map_read.c \
	src/io/markup.c src/io/markup.h \
	src/io/pattern.c src/io/pattern.h \
	src/io/print.c src/io/print.h \
	src/io/rates.c src/io/rates.h \
	src/io/source.c src/io/source.h src/io/source_format.h \
	src/io/source_csv.c \
	src/io/source_tree.c \
	src/io/statement_html.c src/io/statement_page.h \
	src/io/statement_sums.c \
	src/io/statement_text.c \
	src/io/stream.c src/io/stream.h \
	src/io/tree.c src/io/tree.h \
	src/io/yaml.c src/io/yaml.h
