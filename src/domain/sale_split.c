/* domain/sale_split.c - who has which share of a sale. */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/commission_share.h"
#include "domain/partner.h"
#include "domain/sale_row.h"

/* One part: "P-12:600000"; a reference may have colons itself. */
static bool read_part(struct session *s, const char *part, bool digits,
    struct arena *a, int64_t *ret_partner, int64_t *ret_ppm, struct err *err)
{
	const char *colon = strrchr(part, ':');
	size_t blanks = strspn(part, " ");
	long long ppm;
	char *end;

	if (colon == NULL || colon < part + blanks)
		return err_invalid(err, "split",
		    "A split is like P-1:600000,P-2:400000, in millionths.");
	part += blanks;
	if (!partner_find(s, arena_strn(a, part, (size_t)(colon - part)),
		digits, a, ret_partner, err)) {
		err->field = "split";
		return false;
	}
	ppm = strtoll(colon + 1, &end, 10);
	if (end == colon + 1 || *end != '\0' || ppm <= 0 || ppm > PPM)
		return err_invalid(err, "split",
		    "A part is from 1 to 1000000 millionths, not \"%.40s\".",
		    colon + 1);
	*ret_ppm = ppm;
	return true;
}

static bool add_part(struct sale_split *split, int64_t partner, int64_t ppm,
    struct arena *a, struct err *err)
{
	if (split->n == SALE_PARTS)
		return err_invalid(
		    err, "split", "A split has at most %d parts.", SALE_PARTS);
	for (size_t i = 0; i < split->n; i++)
		if (split->partner[i] == partner)
			return err_invalid(err, "split",
			    "P-%" PRId64 " is in the split twice.", partner);
	split->partner[split->n] = partner;
	split->ppm[split->n++] = ppm;
	split->text = arena_fmt(a, "%s%sP-%" PRId64 ":%" PRId64, split->text,
	    split->n > 1 ? "," : "", partner, ppm);
	return true;
}

bool sale_split_parse(struct session *s, const char *text, bool digits,
    int64_t holder, struct arena *a, struct sale_split *ret, struct err *err)
{
	int64_t sum = 0, partner, ppm;
	const char *at = or_empty(text);

	ret->n = 0;
	ret->text = "";
	if (at[0] == '\0') {
		ret->n = 1;
		ret->partner[0] = holder;
		ret->ppm[0] = PPM;
		return true;
	}
	for (;;) {
		size_t len = strcspn(at, ",");

		if (!read_part(s, arena_strn(a, at, len), digits, a, &partner,
			&ppm, err) ||
		    !add_part(ret, partner, ppm, a, err))
			return false;
		sum += ppm;
		if (at[len] == '\0')
			break;
		at += len + 1;
	}
	if (sum == PPM)
		return true;
	return err_invalid(err, "split",
	    "The parts of a split add up to 1000000 millionths; these do "
	    "not.");
}

bool sale_split_money(const struct sale_split *split, struct money whole,
    int64_t *ret_minor, struct err *err)
{
	struct commission_part parts[SALE_PARTS];

	for (size_t i = 0; i < split->n; i++)
		parts[i] = (struct commission_part){ split->partner[i],
			split->ppm[i], 0 };
	if (!commission_split(whole, parts, split->n, err))
		return false;
	for (size_t i = 0; i < split->n; i++)
		ret_minor[i] = parts[i].minor;
	return true;
}
