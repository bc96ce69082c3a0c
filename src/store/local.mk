# The files of src/store/.

libaccord_a_SOURCES += src/store/schema.h
nodist_libaccord_a_SOURCES += src/store/schema.c

# The steps of the schema, in order: a new one is one line here.
schema_files = \
	data/schema/0001_foundation.sql

src/store/schema.c: $(schema_files) build-aux/embed-sql.sh src/store/local.mk
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	$(SHELL) $(srcdir)/build-aux/embed-sql.sh $(srcdir) $(schema_files) \
		>$@.tmp && mv $@.tmp $@

CLEANFILES += src/store/schema.c src/store/schema.c.tmp
EXTRA_DIST += $(schema_files) build-aux/embed-sql.sh
