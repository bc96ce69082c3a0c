# The files of src/store/.

libaccord_a_SOURCES += \
	src/store/backup.c \
	src/store/conn.c src/store/conn.h \
	src/store/db.c src/store/db.h \
	src/store/engine.h \
	src/store/fence.c src/store/fence.h \
	src/store/guard.c \
	src/store/migrate.c \
	src/store/place.c src/store/place.h \
	src/store/schema.h \
	src/store/stmt.c src/store/stmt.h \
	src/store/transaction.c \
	src/store/verify.c
nodist_libaccord_a_SOURCES += src/store/schema.c

# The steps of the schema, in order: a new one is one line here.
schema_files = \
	data/schema/0001_foundation.sql \
	data/schema/0002_partners.sql \
	data/schema/0003_leads.sql \
	data/schema/0004_letters.sql \
	data/schema/0005_ledger.sql \
	data/schema/0006_payouts.sql

src/store/schema.c: $(schema_files) build-aux/embed-sql.sh src/store/local.mk
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	$(SHELL) $(srcdir)/build-aux/embed-sql.sh $(srcdir) $(schema_files) \
		>$@.tmp && mv $@.tmp $@

CLEANFILES += src/store/schema.c src/store/schema.c.tmp
EXTRA_DIST += $(schema_files) build-aux/embed-sql.sh
