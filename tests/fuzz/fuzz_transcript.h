/*
 * fuzz_transcript.h: any bytes through one reader (FORMAT), or through
 * sniffing when there is none; fuzz_transcript_*.c choose.
 *
 * WRAP puts the bytes into a zip container under that name first, so that
 * what is fuzzed is the document and not the checksum; WRAP_ALSO is a second
 * name for the same bytes.  Beyond crashes, each
 * accepted input must keep the door's promises and survive printing and
 * reading back.  "make fuzz ROOM=transcript" searches, "make check" replays.
 */
#include <archive.h>
#include <archive_entry.h>
#include <stdint.h>
#include <string.h>

#include "transcript/transcript.h"

#ifndef FORMAT
#define FORMAT NULL
#endif
#ifndef WRAP
#define WRAP NULL
#endif
#ifndef WRAP_ALSO
#define WRAP_ALSO NULL
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(const char *text, gsize len)
{
	g_assert_true(g_utf8_validate_len(text, len, NULL));
	g_assert_null(memchr(text, '\n', len));
}

static void
check_promises(const struct transcript *t)
{
	for (guint n = 1; n <= t->turns->len; n++) {
		const struct turn *turn = transcript_turn(t, n);
		gsize len;
		const char *text = transcript_turn_text(t, turn, &len);

		g_assert_true(turn->n == n && len > 0);
		g_assert_true(turn->text.end <= t->text_len);
		g_assert_true(turn->speaker < t->speakers->len);
		g_assert_true(turn->start_ms >= -1 && turn->end_ms >= -1);
		g_assert_true(turn->end_ms < 0 ||
			      turn->end_ms >= turn->start_ms);
		check_text(text, len);
	}
	for (guint i = 0; i < t->speakers->len; i++) {
		const struct speaker *s = t->speakers->pdata[i];

		check_text(s->label, strlen(s->label));
		g_assert_true(*s->label && s->reason);
	}
	for (guint i = 0; i < t->cues->len; i++) {
		const struct cue *cue = &g_array_index(t->cues, struct cue, i);

		g_assert_true(g_utf8_validate(t->cue_text + cue->id.start,
					      cue->text.end - cue->id.start,
					      NULL));
	}
}

static void
check_same(const struct transcript *a, char *printed)
{
	g_autofree char *text = printed;
	g_autoptr(Transcript) b =
		transcript_parse(text, strlen(text), NULL, NULL);

	g_assert_nonnull(b);
	g_assert_true(a->turns->len == b->turns->len);
	for (guint n = 1; n <= a->turns->len; n++) {
		const struct turn *x = transcript_turn(a, n);
		const struct turn *y = transcript_turn(b, n);
		gsize x_len, y_len;
		const char *p = transcript_turn_text(a, x, &x_len);
		const char *q = transcript_turn_text(b, y, &y_len);

		g_assert_true(x_len == y_len && !memcmp(p, q, x_len));
		g_assert_true(x->start_ms == y->start_ms &&
			      x->end_ms == y->end_ms && x->role == y->role);
		g_assert_cmpstr(transcript_speaker(a, x)->label, ==,
				transcript_speaker(b, y)->label);
	}
}

static void
parse(const char *bytes, gsize len, gboolean strict)
{
	struct transcript_options options = { .name = "fuzz",
					      .format = FORMAT,
					      .strict = strict };
	g_autoptr(GError) error = NULL;
	g_autoptr(Transcript) t =
		transcript_parse(bytes, len, &options, &error);

	g_assert_true((t == NULL) == (error != NULL));
	if (!t)
		return;
	check_promises(t);
	if (t->turns->len) {
		check_same(t, transcript_print_txt(t));
		check_same(t, transcript_print_vtt(t));
	}
	transcript_check_roles(t, "fuzz", NULL);
}

static void
add_entry(struct archive *zip, const char *name, const uint8_t *data,
	  size_t size)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, size);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_write_header(zip, entry);
	archive_write_data(zip, data, size);
	archive_entry_free(entry);
}

static gsize
wrap(const uint8_t *data, size_t size, char *out, gsize room)
{
	struct archive *zip = archive_write_new();
	size_t used = 0;

	archive_write_set_format_zip(zip);
	archive_write_zip_set_compression_store(zip);
	archive_write_open_memory(zip, out, room, &used);
	add_entry(zip, WRAP, data, size);
	if (WRAP_ALSO)
		add_entry(zip, WRAP_ALSO, data, size);
	archive_write_close(zip);
	archive_write_free(zip);
	return used;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (WRAP) {
		gsize room = 2 * size + 4096;
		g_autofree char *zip = g_malloc(room);

		parse(zip, wrap(data, size, zip, room), FALSE);
		return 0;
	}
	parse((const char *)data, size, FALSE);
	parse((const char *)data, size, TRUE);
	return 0;
}
