/*
 * tests/unit/store_shim.h - a disk that forgets what was not synced.
 *
 * The shim lies between the engine and its files. What the engine writes it
 * reads back, as from the system's cache; but the shim also keeps what a
 * real disk would hold: the bytes as of the last sync, and the writes since
 * then, of which a power cut keeps any, in part or whole, and loses the
 * rest.
 */

#ifndef TESTS_STORE_SHIM_H
#define TESTS_STORE_SHIM_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHIM_FILES = 8 };

struct shim_op;

struct shim_disk {
	char name[200];
	unsigned char *synced;
	size_t size;
	struct shim_op *ops; /* since the last sync, in their order */
	size_t op_count;
};

struct shim {
	sqlite3_vfs vfs;
	sqlite3_vfs *real;
	struct shim_disk files[SHIM_FILES];
	int file_count;
	int operations; /* writes, truncations and syncs so far */
	int cut_at;     /* the power fails at this operation; 0 never */
	bool dead;      /* it has: nothing is written any more */
	int fail_sync;  /* result of each sync, 0 for none */
	int fail_write; /* result of each write */
};

/* Puts the shim in front of every file that is opened from now on. */
void shim_install(struct shim *s);

/* Takes it away; all files must be closed. */
void shim_remove(struct shim *s);

/*
 * Writes what the disk would hold after the cut into the files; they must be
 * closed. The same seed keeps the same writes.
 */
bool shim_cut(struct shim *s, uint64_t seed);

/* Knows no file and has power again. */
void shim_reset(struct shim *s);

#endif
