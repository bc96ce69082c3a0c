# The files of src/base/: what every layer may use.

libaccord_a_SOURCES += \
	src/base/arena.c src/base/arena.h \
	src/base/base.h \
	src/base/base64.c src/base/base64.h \
	src/base/buf.c src/base/buf.h \
	src/base/calendar.c src/base/calendar.h \
	src/base/country.c src/base/country.h \
	src/base/currency.c \
	src/base/date.c src/base/date.h \
	src/base/date_format.c \
	src/base/err.c src/base/err.h \
	src/base/exchange.c src/base/exchange.h \
	src/base/field.c src/base/field.h \
	src/base/iban.c src/base/iban.h \
	src/base/money.c src/base/money.h \
	src/base/node.c src/base/node.h \
	src/base/period.c src/base/period.h \
	src/base/problem.c src/base/problem.h \
	src/base/sha256.c src/base/sha256.h \
	src/base/table.c src/base/table.h \
	src/base/text.c src/base/text.h \
	src/base/text_clean.c \
	src/base/text_company.c \
	src/base/text_fold.c \
	src/base/text_near.c \
	src/base/text_similar.c src/base/text_similar.h \
	src/base/text_unicode.c src/base/text_unicode.h \
	src/base/value.c src/base/value.h \
	src/base/zone.c \
	src/base/zone_rule.c src/base/zone_rule.h

# The countries are iso-codes' own table, read when Accord is built.
nodist_libaccord_a_SOURCES += src/base/country_table.c
CLEANFILES += src/base/country_table.c
EXTRA_DIST += build-aux/country-table.awk

src/base/country_table.c: $(srcdir)/build-aux/country-table.awk $(ISO_3166)
	$(AM_V_GEN)$(MKDIR_P) src/base && \
	LC_ALL=C $(AWK) -f $(srcdir)/build-aux/country-table.awk \
	    "$(ISO_3166)" >$@.tmp && mv $@.tmp $@
