/*
 * The stamp: which state of which casebook a file is, and whether the
 * write-ahead log beside it was begun on it.
 *
 * SQLite takes any log that lies beside a file for the file's own.  When a
 * copy was laid over a casebook while the log of the one before was still
 * there, it would mix the pages of both and so destroy the copy.  Therefore
 * every commit writes a new state into a table of one row, with the state
 * before.  That row fills a page of its own, and so each commit in the
 * log has a frame of it.  The log belongs to the file when the file's state
 * is the one that the log's first commit followed, or that of one of its
 * commits (a log is folded into the file bit by bit).
 *
 * Both are read as bytes, since SQLite itself shows them mixed already: the
 * file through SQLite's own handle (closing another one would drop the locks
 * that this process holds), the log, which is never locked, by its name.
 * The layout is that of https://sqlite.org/fileformat.html.
 */
#include "store/private.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define LOG_HEAD 32
#define FRAME_HEAD 24
#define MOST_PAGE 65536

/* The row as a cell at the very end of its page: sizes, row 1, the types of
 * its columns, and 64 letters. */
static const guchar cell_head[] = { 69, 1, 5, 0, 77, 45, 45 };
#define CELL_BYTES (sizeof(cell_head) + ID_CHARS + 2 * STATE_CHARS)
#define NO_STATE "0000000000000000"

static guint32
big_endian_32(const guchar *at)
{
	return (guint32)at[0] << 24 | (guint32)at[1] << 16 |
	       (guint32)at[2] << 8 | at[3];
}

static gboolean
take_hex(const guchar **at, char *to, gsize n)
{
	for (gsize i = 0; i < n; i++) {
		if (!g_ascii_isxdigit((char)(*at)[i]))
			return FALSE;
		to[i] = (char)(*at)[i];
	}
	to[n] = '\0';
	*at += n;
	return TRUE;
}

/* Is this page a leaf with the one row, and what does it say? */
static gboolean
stamp_read(const guchar *page, gsize size, struct stamp *stamp)
{
	const guchar *at = page + size - CELL_BYTES;

	if (page[0] != 13 || page[3] != 0 || page[4] != 1 ||
	    memcmp(at, cell_head, sizeof(cell_head)) != 0)
		return FALSE;
	at += sizeof(cell_head);
	return take_hex(&at, stamp->id, ID_CHARS) &&
	       take_hex(&at, stamp->before, STATE_CHARS) &&
	       take_hex(&at, stamp->state, STATE_CHARS);
}

gboolean
stamp_of_file(struct store *store, guint32 page, struct stamp *stamp)
{
	g_autofree guchar *bytes = g_malloc(MOST_PAGE);
	guchar head[2];
	sqlite3_file *file = NULL;
	gsize size;

	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER,
			     &file);
	if (!file || !file->pMethods || page < 2 ||
	    file->pMethods->xRead(file, head, 2, 16) != SQLITE_OK)
		return FALSE;
	size = (gsize)head[0] << 8 | head[1];
	size = size == 1 ? MOST_PAGE : size;
	return size >= 512 &&
	       file->pMethods->xRead(file, bytes, (int)size,
				     (sqlite3_int64)(page - 1) *
					     (sqlite3_int64)size) ==
		       SQLITE_OK &&
	       stamp_read(bytes, size, stamp);
}

/* The frames of the log in order, as long as they are of its present use:
 * what lies behind is left over from before. */
struct frames {
	int fd;
	gsize size; /* of a page */
	guchar salts[8];
	off_t at;
	guchar *bytes;
};

static gboolean
frames_begin(struct frames *frames, const char *path)
{
	guchar head[LOG_HEAD];

	frames->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (frames->fd < 0)
		return FALSE;
	if (pread(frames->fd, head, LOG_HEAD, 0) != LOG_HEAD ||
	    (big_endian_32(head) & ~1U) != 0x377f0682)
		return FALSE;
	frames->size = big_endian_32(head + 8);
	if (frames->size < 512 || frames->size > MOST_PAGE)
		return FALSE;
	memcpy(frames->salts, head + 16, 8);
	frames->at = LOG_HEAD;
	frames->bytes = g_malloc(FRAME_HEAD + frames->size);
	return TRUE;
}

static void
frames_end(struct frames *frames)
{
	if (frames->fd >= 0)
		close(frames->fd);
	g_free(frames->bytes);
}

/* The next stamp in the log, and its page; FALSE at the end. */
static gboolean
frames_next(struct frames *frames, struct stamp *stamp, guint32 *page)
{
	gsize whole = FRAME_HEAD + frames->size;

	while (pread(frames->fd, frames->bytes, whole, frames->at) ==
		       (gssize)whole &&
	       !memcmp(frames->bytes + 8, frames->salts, 8)) {
		frames->at += (off_t)whole;
		*page = big_endian_32(frames->bytes);
		if (stamp_read(frames->bytes + FRAME_HEAD, frames->size, stamp))
			return TRUE;
	}
	return FALSE;
}

/* Goes through the log: has the file a state of it? */
static gboolean
frames_fit(struct frames *frames, struct store *store)
{
	struct stamp file, logged;
	guint32 page;
	gboolean stamped;

	/* Nothing committed, or only by a version that knew no stamp. */
	if (!frames_next(frames, &logged, &page))
		return TRUE;
	stamped = stamp_of_file(store, page, &file);
	if (!stamped)
		return !strcmp(logged.before, NO_STATE);
	if (strcmp(file.id, logged.id) != 0)
		return FALSE;
	if (!strcmp(file.state, logged.before))
		return TRUE;
	do {
		if (!strcmp(file.state, logged.state))
			return TRUE;
	} while (frames_next(frames, &logged, &page));
	return FALSE;
}

gboolean
stamp_fits(struct store *store)
{
	struct frames frames = { .fd = -1 };
	gboolean fits = TRUE;

	if (frames_begin(&frames, store->log_path))
		fits = frames_fit(&frames, store);
	frames_end(&frames);
	return fits;
}

/* Both tell at fixed places what they are. */
gboolean
store_is_casebook(const char *path)
{
	guchar head[72] = { 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	gssize n = fd >= 0 ? pread(fd, head, sizeof(head), 0) : -1;

	if (fd >= 0)
		close(fd);
	return n == sizeof(head) &&
	       ((!memcmp(head, "SQLite format 3", 16) &&
		 big_endian_32(head + 68) == CASEBOOK_ID) ||
		(big_endian_32(head) & ~1U) == 0x377f0682);
}
