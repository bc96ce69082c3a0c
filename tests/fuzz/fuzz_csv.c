/* tests/fuzz/fuzz_csv.c - any bytes as a CSV file. */

#include "config.h"

#include <unistd.h>

#include "tests/csv_flaw.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char path[] = "/tmp/accord-fuzz-XXXXXX";
	static int fd = -1;
	bool ok;

	if (fd < 0) {
		fd = mkstemp(path);
		FUZZ_CHECK(fd >= 0);
	}
	FUZZ_CHECK(ftruncate(fd, 0) == 0);
	FUZZ_CHECK(pwrite(fd, data, size, 0) == (ssize_t)size);
	FUZZ_CHECK(csv_flaw(path, &ok) == NULL);
	return 0;
}
