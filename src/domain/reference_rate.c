/* domain/reference_rate.c - the dated rates that a source published. */

#include "config.h"

#include "domain/reference_rate.h"

static const char PUT[] =
    "INSERT INTO reference_rate (currency, on_date, units, scale, source)"
    " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (currency, on_date) DO UPDATE"
    " SET units = excluded.units, scale = excluded.scale,"
    " source = excluded.source"
    " WHERE units <> excluded.units OR scale <> excluded.scale";

static const char COUNT[] = "SELECT count(*) FROM reference_rate";

bool reference_rate_put(struct change *c, const struct exchange_rate *rate,
    const char *source, bool *ret_written, struct err *err)
{
	int written;

	if (!db_exec(c->session->db, PUT,
		VALUES(val_text(rate->currency), val_date(rate->on),
		    val_int(rate->per_euro.units),
		    val_int(rate->per_euro.scale), val_text(source)),
		&written, err))
		return false;
	*ret_written = written > 0;
	return true;
}

bool reference_rate_count(struct session *s, int64_t *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value n;
	bool found, ok;

	ok = db_value(s->db, COUNT, NO_VALUES, VALUE_INT, &a, &found, &n, err);
	arena_done(&a);
	if (ok)
		*ret = n.i;
	return ok;
}
