/* store/fence.c - keeps folding the log apart from writing. */
#include "config.h"

#include "store/fence.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"

/* Where the numbers that are held begin: far behind the words. */
#define NUMBERS ((off_t)1 << 32)

/* Locks of the open file: two databases in one process are two, and closing
 * another file leaves them. Elsewhere they are the process's. */
#ifdef F_OFD_SETLK
#define SET_LOCK F_OFD_SETLK
#define GET_LOCK F_OFD_GETLK
#else
#define SET_LOCK F_SETLK
#define GET_LOCK F_GETLK
#endif

bool fence_open(const char *file, struct fence *ret_fence, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *name = arena_fmt(&a, "%s-fence", file);
	int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	int why = errno;

	if (fd < 0)
		err_fill(err, ERR_IO, NULL, "%s cannot be opened: %s.", name,
		    strerror(why));
	else
		ret_fence->fd = fd;
	arena_done(&a);
	return fd >= 0;
}

void fence_close(struct fence *f)
{
	if (f->fd >= 0)
		close(f->fd);
	f->fd = -1;
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * flock() knows no time limit, and what one waits for takes milliseconds: so
 * it is asked again and again.
 */
static bool enter(
    const struct fence *f, int how, int timeout_ms, struct err *err)
{
	const struct timespec pause = { .tv_nsec = 2000000 };
	int64_t end = milliseconds() + timeout_ms;

	if (f->fd < 0)
		return true;
	while (flock(f->fd, how | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return err_set(err, ERR_IO,
			    "The database's lock file failed: %s.",
			    strerror(errno));
		if (milliseconds() >= end)
			return err_set(err, ERR_BUSY,
			    "Someone else is using the database; nothing was "
			    "changed. Try again.");
		nanosleep(&pause, NULL);
	}
	return true;
}

bool fence_share(const struct fence *f, int timeout_ms, struct err *err)
{
	return enter(f, LOCK_SH, timeout_ms, err);
}

bool fence_alone(const struct fence *f, int timeout_ms, struct err *err)
{
	return enter(f, LOCK_EX, timeout_ms, err);
}

bool fence_try_alone(const struct fence *f)
{
	return f->fd >= 0 && flock(f->fd, LOCK_EX | LOCK_NB) == 0;
}

void fence_leave(const struct fence *f)
{
	if (f->fd >= 0)
		flock(f->fd, LOCK_UN);
}

void fence_say(const struct fence *f, const char *what)
{
	size_t len = what != NULL ? strnlen(what, FENCE_WORD - 1) : 0;

	if (f->fd < 0)
		return;
	/* A courtesy: where it cannot be written, nothing else fails. */
	if (ftruncate(f->fd, 0) != 0 ||
	    (len > 0 && pwrite(f->fd, what, len, 0) < 0))
		return;
}

void fence_word(const struct fence *f, char ret[static FENCE_WORD])
{
	ssize_t n = f->fd < 0 ? 0 : pread(f->fd, ret, FENCE_WORD - 1, 0);

	ret[n > 0 ? n : 0] = '\0';
}

static struct flock lock_of(int64_t number, short type)
{
	return (struct flock){ .l_type = type,
		.l_whence = SEEK_SET,
		.l_start = NUMBERS + (off_t)number,
		.l_len = 1 };
}

bool fence_hold(const struct fence *f, int64_t number)
{
	struct flock lock = lock_of(number, F_WRLCK);

	return f->fd < 0 || fcntl(f->fd, SET_LOCK, &lock) == 0;
}

void fence_let_go(const struct fence *f, int64_t number)
{
	struct flock lock = lock_of(number, F_UNLCK);

	/* What cannot be unlocked is let go when the file is closed. */
	if (f->fd >= 0 && fcntl(f->fd, SET_LOCK, &lock) != 0)
		return;
}

bool fence_is_held(const struct fence *f, int64_t number)
{
	struct flock lock = lock_of(number, F_WRLCK);

	return f->fd >= 0 && fcntl(f->fd, GET_LOCK, &lock) == 0 &&
	    lock.l_type != F_UNLCK;
}
