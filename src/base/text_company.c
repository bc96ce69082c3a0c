/* base/text_company.c - what two records of one company have in common. */

#include "config.h"

#include "base/text.h"

#include <string.h>

#include "base/buf.h"
#include "base/text_unicode.h"

/*
 * Legal forms as they look once folded and without punctuation: "S.L." is
 * "sl". Several words are longer forms, tried as they stand.
 */
static const char *const forms_behind[] = { "sa de cv", "s de rl de cv",
	"sapi de cv", "sp z oo", "sp z o o", "sp zoo", "spolka akcyjna",
	"spol s ro", "spol s r o", "s r o", "s r l", "s p a", "s a r l",
	"s a s", "s a", "s l", "s l u", "b v", "n v", "a s", "a g", "k k",
	"d o o", "l l c", "private limited", "pvt ltd", "sdn bhd", "de cv",
	"cia ltda",
	/* English */
	"inc", "incorporated", "corp", "corporation", "co", "company", "ltd",
	"limited", "llc", "llp", "lp", "lllp", "pllc", "plc", "pc", "pty",
	"pte", "pvt", "cic", "dac", "unlimited", "ulc",
	/* German, Dutch, Scandinavian, Finnish, Icelandic */
	"gmbh", "mbh", "ggmbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "eg",
	"ek", "ev", "se", "haftungsbeschrankt", "bv", "nv", "bvba", "vof",
	"cvba", "cv", "srl", "ab", "hb", "as", "asa", "ans", "ks", "aps", "ivs",
	"oy", "oyj", "ky", "ehf", "hf", "publ",
	/* Romance languages */
	"sl", "slu", "sll", "slne", "sa", "sau", "sal", "sc", "scp", "scl",
	"sociedad limitada", "sociedad anonima", "coop", "sarl", "sarlu", "sas",
	"sasu", "eurl", "eirl", "sci", "scop", "snc", "scrl", "societe anonyme",
	"spa", "srls", "scarl", "lda", "ltda", "sgps", "eireli", "epp", "cia",
	"spc",
	/* central and eastern Europe, Turkey */
	"sro", "doo", "dd", "ad", "ood", "eood", "ead", "kft", "zrt", "nyrt",
	"bt", "rt", "kkt", "sp j", "sp k", "spj", "spk", "ooo", "oao", "zao",
	"pao", "ao", "tov", "ou", "sia", "uab", "mb", "epe", "ae", "ike",
	"sirketi", "sti", "ооо", "оао", "зао", "пао", "ао", "тов", "оод",
	"еоод", "ад", "дооел", "доо", "ип", "чп", "тоо", "аε", "επε", "αε",
	"ικε",
	/* Asia, Africa, Middle East */
	"kk", "gk", "yk", "kabushiki kaisha", "godo kaisha", "bhd", "tbk",
	"opc", "jsc", "pjsc", "ojsc", "cjsc", "wll", "fze", "fzc", "fzco",
	"fz llc", "dmcc", "psc", "saog", "saoc", "sae", "cc", "npc", "株", "有",
	"주", "유" };

/* Forms that also stand before the name: "Oy Nokia Ab". */
static const char *const forms_before[] = { "oy", "ab", "as", "ou", "sia",
	"uab", "pt", "cv", "kk", "gk", "ooo", "oao", "zao", "pao", "ao", "tov",
	"sarl", "sas", "eurl", "kabushiki kaisha", "ооо", "оао", "зао", "пао",
	"ао", "тов", "ип", "тоо", "株", "有", "주", "유" };

/* Forms written without a blank between them and the name. */
static const char *const forms_joined[] = { "株式会社", "有限会社", "合同会社",
	"合資会社", "股份有限公司", "有限责任公司", "有限責任公司", "有限公司",
	"주식회사", "유한회사" };

static const char *const mail_providers[] = { "126.com", "163.com",
	"aliyun.com", "alice.it", "aol.com", "att.net", "bellsouth.net",
	"bigpond.com", "bluewin.ch", "bol.com.br", "btinternet.com",
	"comcast.net", "cox.net", "daum.net", "duck.com", "email.com",
	"fastmail.com", "fastmail.fm", "foxmail.com", "free.fr", "freenet.de",
	"gmail.com", "googlemail.com", "hanmail.net", "hey.com", "hushmail.com",
	"icloud.com", "inbox.lv", "inbox.ru", "interia.pl", "juno.com",
	"laposte.net", "libero.it", "list.ru", "mac.com", "mail.com", "mail.ru",
	"mailbox.org", "me.com", "msn.com", "naver.com", "netscape.net",
	"o2.pl", "onet.pl", "orange.fr", "pm.me", "posteo.de", "proton.me",
	"protonmail.ch", "protonmail.com", "qq.com", "rambler.ru",
	"rediffmail.com", "rocketmail.com", "rogers.com", "seznam.cz",
	"sbcglobal.net", "sfr.fr", "shaw.ca", "sina.com", "sky.com", "sohu.com",
	"sympatico.ca", "t-online.de", "telefonica.net", "terra.com.br",
	"terra.es", "tiscali.it", "tuta.com", "tuta.io", "tutanota.com",
	"ukr.net", "uol.com.br", "verizon.net", "virgilio.it", "wanadoo.fr",
	"web.de", "wp.pl", "xtra.co.nz", "yeah.net", "ymail.com", "zoho.com",
	"zohomail.com" };

/* Providers with a domain in most countries: yahoo.de, hotmail.co.uk. */
static const char *const mail_brands[] = { "gmx", "hotmail", "live", "outlook",
	"yahoo", "yandex" };

static bool is_dot(int32_t cp)
{
	return cp == '.' || cp == '\'' || cp == 0x2019 || cp == 0x30fb;
}

/* Words of the name parted by single blanks, without punctuation. */
static char *name_words(const char *s, struct arena *a)
{
	char *folded = arena_str(a, text_fold(s, a)), *to = folded;
	size_t n;

	for (const char *p = folded; *p != '\0'; p += n) {
		int32_t cp;

		n = cp_next(p, &cp);
		if (n == 0) {
			n = 1;
			continue;
		}
		if (cp_is_word(cp) || cp_is_mark(cp) || cp == '+') {
			memmove(to, p, n);
			to += n;
		} else if (!is_dot(cp) && to > folded && to[-1] != ' ') {
			*to++ = ' ';
		}
	}
	if (to > folded && to[-1] == ' ')
		to--;
	*to = '\0';
	return folded;
}

/* Cuts a form that ends the name, unless nothing would be left. */
static bool cut_behind(char *s, const char *form, bool joined)
{
	size_t len = strlen(s), n = strlen(form);

	if (len <= n || strcmp(s + len - n, form) != 0)
		return false;
	if (!joined && s[len - n - 1] != ' ')
		return false;
	len -= n;
	while (len > 0 && s[len - 1] == ' ')
		len--;
	if (len == 0)
		return false;
	s[len] = '\0';
	return true;
}

static bool cut_before(char *s, const char *form, bool joined)
{
	size_t n = strlen(form);
	const char *rest = s + n;

	if (strncmp(s, form, n) != 0 || (!joined && *rest != ' '))
		return false;
	while (*rest == ' ')
		rest++;
	if (*rest == '\0')
		return false;
	memmove(s, rest, strlen(rest) + 1);
	return true;
}

/* Cuts one form from either end; false when there is none. */
static bool cut_form(char *s)
{
	for (size_t i = 0; i < ARRAY_LEN(forms_behind); i++) {
		if (cut_behind(s, forms_behind[i], false))
			return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(forms_before); i++) {
		if (cut_before(s, forms_before[i], false))
			return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(forms_joined); i++) {
		if (cut_behind(s, forms_joined[i], true) ||
		    cut_before(s, forms_joined[i], true))
			return true;
	}
	return false;
}

const char *text_company_key(const char *s, struct arena *a)
{
	char *key = name_words(s, a);

	if (*key == '\0')
		return text_fold(s, a);
	while (cut_form(key))
		;
	return key;
}

/* Where the host begins: behind the scheme and the user's name. */
static const char *host_start(const char *s)
{
	const char *scheme = strstr(s, "://");
	size_t authority;

	s += strspn(s, " \t");
	if (scheme != NULL && scheme < s + strcspn(s, "/?#@") + 1)
		s = scheme + 3;
	else if (strncmp(s, "mailto:", 7) == 0)
		s += 7;
	else if (strncmp(s, "//", 2) == 0)
		s += 2;
	authority = strcspn(s, "/?#\\");
	for (size_t i = authority; i > 0; i--) {
		if (s[i - 1] == '@')
			return s + i;
	}
	return s;
}

/* Labels of letters, digits and hyphens, two or more of them. */
static bool is_host(const char *s)
{
	bool dotted = false;
	char before = '.';

	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '.') {
			if (before == '.')
				return false;
			dotted = true;
		} else if (c < 0x80 && c != '-' && c != '_' &&
		    !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
			return false;
		}
		before = *s;
	}
	return dotted && before != '.';
}

const char *text_host(const char *s, struct arena *a)
{
	char *host = arena_str(a, text_lower(s, a));
	const char *start = host_start(host);
	size_t len = strcspn(start, "/?#\\: \t\n,;<>()\"'");

	if (len > 0 && start[len - 1] == '.')
		len--;
	host = arena_strn(a, start, len);
	if (strncmp(host, "www.", 4) == 0 && strchr(host + 4, '.') != NULL)
		host += 4;
	return is_host(host) ? host : "";
}

/* A brand's host: the brand, and behind it one country or "co.uk". */
static bool is_brand(const char *host, const char *brand)
{
	size_t len = strlen(brand);
	const char *rest = host + len + 1, *dot;

	if (strncmp(host, brand, len) != 0 || host[len] != '.')
		return false;
	dot = strchr(rest, '.');
	if (dot == NULL)
		return true;
	return (strncmp(rest, "co.", 3) == 0 ||
		   strncmp(rest, "com.", 4) == 0) &&
	    strlen(dot + 1) == 2;
}

bool text_is_free_mail(const char *host)
{
	for (size_t i = 0; i < ARRAY_LEN(mail_providers); i++) {
		if (strcmp(host, mail_providers[i]) == 0)
			return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(mail_brands); i++) {
		if (is_brand(host, mail_brands[i]))
			return true;
	}
	return false;
}
