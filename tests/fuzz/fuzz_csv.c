/* tests/fuzz/fuzz_csv.c - any bytes as a CSV file. */

#include "config.h"

#include "tests/csv_flaw.h"
#include "tests/fuzz/fuzz_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[32];
	int fd = fuzz_file(data, size, path);
	bool ok;

	FUZZ_CHECK(csv_flaw(path, &ok) == NULL);
	close(fd);
	return 0;
}
