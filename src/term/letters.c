/* term/letters.c - which letters and lines the locale's terminals show. */

#include "config.h"

#include "term/letters.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

static bool is_given(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0';
}

/*
 * Takes over the locale's letters. A server that is given none over SSH
 * would have to show names as '?'; the terminal at the other end of today
 * knows UTF-8. Returns the sentence that says so, or "".
 */
static const char *adopt_locale(void)
{
	setlocale(LC_CTYPE, "");
	if (is_given("LC_ALL") || is_given("LC_CTYPE") || is_given("LANG") ||
	    (!is_given("SSH_CONNECTION") && !is_given("SSH_TTY")) ||
	    setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return "";
	return "No locale is set; UTF-8 is assumed (set LANG to choose).";
}

bool letters_wide_lines(const char *locale)
{
	static const char *const languages[] = { "ja", "ko", "zh" };

	for (size_t i = 0; i < ARRAY_LEN(languages); i++)
		if (strncmp(locale, languages[i], 2) == 0 &&
		    (locale[2] == '_' || locale[2] == '.' || locale[2] == '\0'))
			return true;
	return false;
}

void letters_adopt(struct letters *l)
{
	l->notice = adopt_locale();
	l->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	l->lines = l->utf8 && !letters_wide_lines(setlocale(LC_CTYPE, NULL));
}
