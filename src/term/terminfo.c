/* term/terminfo.c - which terminals are described on this machine. */

#include "config.h"

#include "term/terminfo.h"

#include <term.h>
#include <unistd.h>

bool terminfo_knows(const char *type)
{
	int status;

	/* newterm() would tell as well, but leaks when the answer is no. */
	if (setupterm(type, STDOUT_FILENO, &status) != 0)
		return false;
	del_curterm(cur_term);
	return true;
}
