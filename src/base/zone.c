/* base/zone.c - time zones from the system's files. */

#include "config.h"

#include "base/calendar.h"

#include <stdio.h>
#include <string.h>

#include "base/zone_rule.h"

#define ZONE_FOLDER "/usr/share/zoneinfo/"
#define ZONE_FILE_MAX ((size_t)256 * 1024)
#define HEADER_SIZE 44

struct zone {
	const int64_t *times;   /* ascending moments of change */
	const int32_t *offsets; /* from that moment on */
	size_t n;
	int32_t first; /* before the first change */
	bool has_rule;
	struct zone_rule rule; /* after the last change */
};

/* The counts of a TZif header, in the file's order. */
struct tz_counts {
	uint32_t isut, isstd, leap, time, type, chars;
};

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+' ||
	    c == '/';
}

static bool is_name(const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || len > 64 || name[0] == '/')
		return false;
	for (size_t i = 0; i < len; i++) {
		if (!is_name_char(name[i]))
			return false;
	}
	return true;
}

/* Reads the file of a zone; NULL when it is missing or no zone. */
static unsigned char *read_file(
    const char *name, struct arena *a, size_t *ret_len)
{
	char path[sizeof(ZONE_FOLDER) + 64];
	unsigned char *data;
	size_t len = 0;
	FILE *f;

	snprintf(path, sizeof(path), "%s%.64s", ZONE_FOLDER, name);
	f = fopen(path, "rb");
	if (f == NULL)
		return NULL;
	data = arena_alloc(a, ZONE_FILE_MAX + 1);
	len = fread(data, 1, ZONE_FILE_MAX, f);
	if (ferror(f) != 0 || len < HEADER_SIZE || memcmp(data, "TZif", 4) != 0)
		data = NULL;
	fclose(f);
	*ret_len = len;
	return data;
}

static uint32_t be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

static int64_t be64(const unsigned char *p)
{
	return (int64_t)((uint64_t)be32(p) << 32 | be32(p + 4));
}

static struct tz_counts counts_of(const unsigned char *header)
{
	return (struct tz_counts){
		.isut = be32(header + 20),
		.isstd = be32(header + 24),
		.leap = be32(header + 28),
		.time = be32(header + 32),
		.type = be32(header + 36),
		.chars = be32(header + 40),
	};
}

/* Bytes of a data block whose times have `size` bytes. */
static size_t block_size(const struct tz_counts *c, size_t size)
{
	return c->time * (size + 1) + c->type * (size_t)6 + c->chars +
	    c->leap * (size + 4) + c->isstd + c->isut;
}

static bool counts_are_sane(const struct tz_counts *c)
{
	return c->type > 0 && c->type <= 256 && c->time <= 10000 &&
	    c->chars <= 10000 && c->leap <= 10000 && c->isut <= 256 &&
	    c->isstd <= 256;
}

/* Takes the changes of a 64-bit data block. */
static bool read_block(const unsigned char *p, const struct tz_counts *c,
    struct arena *a, struct zone *zone)
{
	const unsigned char *kinds = p + c->time * (size_t)8;
	const unsigned char *types = kinds + c->time;
	int64_t *times = arena_alloc(a, c->time * sizeof(*times));
	int32_t *offsets = arena_alloc(a, c->time * sizeof(*offsets));

	for (size_t i = 0; i < c->time; i++) {
		if (kinds[i] >= c->type)
			return false;
		times[i] = be64(p + i * 8);
		offsets[i] = (int32_t)be32(types + kinds[i] * (size_t)6);
		if (i > 0 && times[i] <= times[i - 1])
			return false;
	}
	zone->times = times;
	zone->offsets = offsets;
	zone->n = c->time;
	zone->first = (int32_t)be32(types);
	return true;
}

/* Takes the rule between the two newlines that end the file. */
static bool read_footer(const char *s, const char *end, struct zone *zone)
{
	char text[128];
	const char *stop;
	size_t len;

	if (s >= end || *s != '\n')
		return false;
	s++;
	stop = memchr(s, '\n', (size_t)(end - s));
	if (stop == NULL)
		return false;
	len = (size_t)(stop - s);
	if (len >= sizeof(text))
		return false;
	memcpy(text, s, len);
	text[len] = '\0';
	zone->has_rule = len > 0;
	return len == 0 || zone_rule_parse(text, &zone->rule);
}

static struct zone *parse(
    const unsigned char *data, size_t len, struct arena *a)
{
	struct zone *zone = arena_alloc(a, sizeof(*zone));
	struct tz_counts counts = counts_of(data);
	size_t at = HEADER_SIZE, size;

	/* The first block repeats the second with 32 bits; version 1 has
	 * nothing else, and no system of this century writes it. */
	if (data[4] < '2' || !counts_are_sane(&counts))
		return NULL;
	at += block_size(&counts, 4);
	if (at + HEADER_SIZE > len || memcmp(data + at, "TZif", 4) != 0)
		return NULL;
	counts = counts_of(data + at);
	at += HEADER_SIZE;
	if (!counts_are_sane(&counts))
		return NULL;
	size = block_size(&counts, 8);
	if (size > len - at || !read_block(data + at, &counts, a, zone))
		return NULL;
	at += size;
	if (!read_footer(
		(const char *)data + at, (const char *)data + len, zone))
		return NULL;
	return zone;
}

bool zone_load(
    const char *name, struct arena *a, const struct zone **ret, struct err *err)
{
	struct arena scratch = ARENA_INIT;
	struct zone *zone = NULL;
	unsigned char *data;
	size_t len;

	if (!is_name(name))
		return err_set(err, ERR_INVALID,
		    "`%.64s` is not a time zone; write a name like "
		    "Europe/Madrid.",
		    name);
	data = read_file(name, &scratch, &len);
	if (data != NULL)
		zone = parse(data, len, a);
	arena_done(&scratch);
	if (zone == NULL)
		return err_set(err, ERR_INVALID,
		    "`%.64s` is not a time zone of this system; write a "
		    "name of " ZONE_FOLDER ", like Europe/Madrid.",
		    name);
	*ret = zone;
	return true;
}

bool zone_exists(const char *name)
{
	struct arena scratch = ARENA_INIT;
	size_t len;
	bool found = is_name(name) && read_file(name, &scratch, &len) != NULL;

	arena_done(&scratch);
	return found;
}

int32_t zone_offset(const struct zone *zone, int64_t utc)
{
	size_t low = 0, high;

	if (zone == NULL)
		return 0;
	if (zone->n == 0 || utc < zone->times[0])
		return zone->n == 0 && zone->has_rule
		    ? zone_rule_offset(&zone->rule, utc)
		    : zone->first;
	high = zone->n;
	if (zone->has_rule && utc >= zone->times[high - 1])
		return zone_rule_offset(&zone->rule, utc);
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (zone->times[middle] <= utc)
			low = middle;
		else
			high = middle;
	}
	return zone->offsets[low];
}
