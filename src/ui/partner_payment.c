/* ui/partner_payment.c - a partner's bank details and tax forms. */

#include "config.h"

#include "ui/partner_items.h"

#include <inttypes.h>
#include <string.h>

#include "base/iban.h"
#include "domain/payment_detail.h"
#include "ui/show.h"

static bool is_proposed(const struct payment_detail *d)
{
	return strcmp(d->status, "proposed") == 0;
}

static bool is_in_force(const struct payment_detail *d)
{
	return strcmp(d->status, "in_force") == 0;
}

static bool has_expired(const struct listing *l, const struct payment_detail *d)
{
	return d->valid_to != DATE_NONE && d->valid_to < l->ui->today;
}

/* Accounts and tax ids by their last four only. */
static void tell(
    const struct listing *l, const struct payment_detail *d, struct buf *b)
{
	if (d->kind == PAYMENT_BANK) {
		item_tell(b, "Currency",
		    d->currency[0] != '\0' ? d->currency : "any");
		item_tell(b, "Holder", d->holder);
		if (d->iban[0] != '\0')
			item_tell(b, "IBAN", iban_masked(d->iban, l->arena));
		item_tell(b, "BIC", d->bic);
		item_tell(b, "Account", payment_masked(d->account, l->arena));
		item_tell(b, "Routing", d->routing);
		item_tell(b, "Bank", d->bank);
		item_tell(b, "Country", d->country);
	} else {
		item_tell(b, "Form", d->form);
		item_tell(b, "Tax id", payment_masked(d->tax_id, l->arena));
		item_tell(b, "Withholding",
		    rate_text((struct rate){ d->withholding }, l->arena));
		item_tell(b, "Last day", item_day(l, d->valid_to));
	}
	item_tell(b, "Kept in", d->ref);
	item_tell(b, "Proposed",
	    item_by(l, d->proposed_by, item_moment(l, d->proposed_at)));
	item_tell(b, is_in_force(d) ? "Accepted" : "Decided",
	    item_by(l, d->decided_by, item_moment(l, d->decided_at)));
	item_tell(b, "Note", d->note);
	item_tell(b, "Digest", d->digest);
	buf_add(b,
	    is_proposed(d) ? "Enter shows it in full; + puts it in force,"
			     " - refuses it.\n"
			   : "Enter shows it in full.\n");
}

static const char *status_text(
    const struct listing *l, const struct payment_detail *d)
{
	if (is_proposed(d))
		return arena_fmt(l->arena, "proposed by %s", d->proposed_by);
	if (!is_in_force(d))
		return d->status;
	if (has_expired(l, d))
		return "expired";
	return arena_fmt(l->arena, "in force since %s",
	    show_value(val_date((date_days)(d->decided_at / 86400)), l->arena));
}

/* What another proposal begins with: all but the secret numbers. */
static const char *const *as_before(
    const struct listing *l, const struct payment_detail *d)
{
	return d->kind == PAYMENT_BANK
	    ? PAIRS(l, "holder", d->holder, "currency", d->currency, "bic",
		  d->bic, "routing", d->routing, "bank", d->bank, "country",
		  d->iban[0] != '\0' ? "" : d->country, "ref", d->ref)
	    : PAIRS(l, "form", d->form, "withholding",
		  rate_text((struct rate){ d->withholding }, l->arena), "ref",
		  d->ref);
}

static void list_detail(struct listing *l, const struct payment_detail *d)
{
	struct partner_item *item =
	    item_add(l, d->kind == PAYMENT_TAX ? ITEM_TAX : ITEM_BANK,
		arena_fmt(l->arena, "%" PRId64 "  %s", d->id,
		    payment_detail_text(d, l->arena)));
	struct buf b = BUF_INIT;

	item->record = l->facts->id;
	item->row = d->id;
	item->name = arena_fmt(l->arena, "%" PRId64, d->id);
	item->shown = d->digest;
	item->right = status_text(l, d);
	if (is_proposed(d) || (is_in_force(d) && has_expired(l, d)))
		item->role = ROLE_WARN;
	else if (!is_in_force(d))
		item->role = ROLE_MUTED;
	item->mark = is_proposed(d) ? ' '
	    : !is_in_force(d)       ? '.'
	    : has_expired(l, d)     ? '!'
				    : 'x';
	item->now = as_before(l, d);
	tell(l, d, &b);
	item->about = buf_take(&b, l->arena);
}

static void list_those(struct listing *l, const struct payment_details *all,
    enum payment_kind kind, const char *title, const char *none)
{
	size_t n = 0;

	item_add(l, ITEM_TITLE, title);
	for (size_t i = 0; i < all->n; i++)
		if (all->list[i].kind == kind) {
			list_detail(l, &all->list[i]);
			n++;
		}
	if (n == 0)
		item_add(l, kind == PAYMENT_TAX ? ITEM_TAX : ITEM_BANK, none);
}

bool list_payment(struct listing *l, struct err *err)
{
	struct payment_details all;

	if (!payment_details_read(
		l->ui->session, l->facts->id, l->arena, &all, err))
		return false;
	list_those(l, &all, PAYMENT_BANK, "Bank details",
	    "None yet; a proposes them.");
	list_those(
	    l, &all, PAYMENT_TAX, "Tax form", "None yet; a proposes it.");
	return true;
}
