/* domain/sweep.c - what time does to records by itself. */

#include "config.h"

#include "domain/sweep.h"

#include "domain/application.h"
#include "domain/enrollment.h"
#include "domain/lead.h"

/* Records of one round; after this many rounds somebody else goes on. */
#define ROUND 200
#define ROUNDS_MAX 500

const struct sweep sweeps[] = {
	{ application_sweep, "application whose hold or wait is over",
	    "applications whose hold or wait is over" },
	{ enrollment_sweep, "thing came to its day with an enrollment",
	    "things came to their day with enrollments" },
	{ lead_sweep, "lead whose protection is over",
	    "leads whose protection is over" },
};

const size_t n_sweeps = ARRAY_LEN(sweeps);

bool sweep_all(struct session *s, size_t *ret_n, struct err *err)
{
	size_t all = 0;

	for (size_t i = 0; i < n_sweeps; i++)
		for (int round = 0; round < ROUNDS_MAX; round++) {
			size_t n = 0;

			if (!sweeps[i].run(s, ROUND, &n, err))
				return false;
			all += n;
			if (n == 0)
				break;
		}
	*ret_n = all;
	return true;
}
