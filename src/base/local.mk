# The files of src/base/: what every layer may use.

libaccord_a_SOURCES += \
	src/base/arena.c src/base/arena.h \
	src/base/base.h \
	src/base/buf.c src/base/buf.h \
	src/base/calendar.c src/base/calendar.h \
	src/base/country.c src/base/country.h \
	src/base/currency.c \
	src/base/date.c src/base/date.h \
	src/base/err.c src/base/err.h \
	src/base/field.c src/base/field.h \
	src/base/money.c src/base/money.h \
	src/base/node.c src/base/node.h \
	src/base/problem.c src/base/problem.h \
	src/base/text.c src/base/text.h \
	src/base/value.c src/base/value.h
