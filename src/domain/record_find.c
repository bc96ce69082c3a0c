/* domain/record_find.c - a record found by what people call it. */

#include "config.h"

#include "domain/record_find.h"

#include "domain/operation.h"

static bool find_one(struct session *s, const char *sql, struct value key,
    int64_t *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v = val_int(0);
	bool found = false, ok;

	ok = db_value(s->db, sql, VALUES(key), VALUE_INT, &a, &found, &v, err);
	arena_done(&a);
	if (ok)
		*ret = found ? v.i : 0;
	return ok;
}

bool record_find(struct session *s, const struct record_names *names,
    const char *text, bool digits, int64_t *ret, struct err *err)
{
	bool letter = text[0] != '\0' && text[1] == '-';
	int64_t id, found = 0;
	struct err no_id;

	if (!find_one(s, names->by_ref, val_text(text), &found, err))
		return false;
	if (found == 0 && (letter || digits) &&
	    noun_id(names->noun, text, &id, &no_id) &&
	    !find_one(s, names->by_id, val_int(id), &found, err))
		return false;
	if (found == 0)
		return err_invalid(err, names->noun,
		    "There is no %s \"%.80s\"; name one by its id, like "
		    "%c-12, or by its id in the other system.",
		    names->noun, text, noun_letter(names->noun));
	*ret = found;
	return true;
}
