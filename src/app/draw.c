/*
 * Drawing sessions by lot: the lot itself, on what is kept of it.
 *
 * The one idea: what is drawn follows from the kept frame, seed and raters
 * alone, so that drawing and drawing again are the same function.
 */
#include "app/drawing.h"

#include <string.h>

static void
drawn_session_free(gpointer data)
{
	struct drawn_session *drawn = data;

	g_free(drawn->uid);
	g_free(drawn->stratum);
	g_free(drawn->cannot);
	g_free(drawn->key);
	g_free(drawn->raters);
	g_free(drawn);
}

GPtrArray *
draw_frame_new(void)
{
	return g_ptr_array_new_with_free_func(drawn_session_free);
}

void
draw_free(struct draw *draw)
{
	if (!draw)
		return;
	g_free(draw->seed);
	g_free(draw->share);
	g_free(draw->strata);
	g_free(draw->raters);
	g_ptr_array_unref(draw->frame);
	g_free(draw);
}

gboolean
draw_share_parse(const char *text, guint *share)
{
	g_autofree char *clean = g_strstrip(g_strdup(text));
	char *end;
	guint64 whole = g_ascii_strtoull(clean, &end, 10);
	guint part = 0;

	if (end == clean || whole > 100 || !g_ascii_isdigit(*clean))
		return FALSE;
	if (*end == '.') {
		for (guint digit = 10; digit > 0; digit /= 10) {
			if (g_ascii_isdigit(end[1]))
				part += digit * (guint)(*++end - '0');
		}
		end++;
	}
	while (*end == ' ')
		end++;
	*share = (guint)whole * 100 + part;
	return !strcmp(end, "%") && *share <= 10000;
}

static int
by_key(gconstpointer a, gconstpointer b)
{
	const struct drawn_session *one = *(struct drawn_session *const *)a;
	const struct drawn_session *other = *(struct drawn_session *const *)b;

	return strcmp(one->key, other->key);
}

static int
by_stratum(gconstpointer a, gconstpointer b)
{
	const struct drawn_session *one = *(struct drawn_session *const *)a;
	const struct drawn_session *other = *(struct drawn_session *const *)b;
	int order = base_natural_compare(one->stratum, other->stratum);

	return order ? order : by_key(a, b);
}

/* The first of each stratum, in the order of all keys; borrowed. */
static GPtrArray *
draw_lots(const GPtrArray *frame, guint share)
{
	GPtrArray *lots = g_ptr_array_new();

	for (guint from = 0, to; from < frame->len; from = to) {
		const struct drawn_session *first = frame->pdata[from];
		guint n;

		for (to = from; to < frame->len; to++) {
			const struct drawn_session *next = frame->pdata[to];

			if (strcmp(next->stratum, first->stratum) != 0)
				break;
		}
		n = ((to - from) * share + 5000) / 10000;
		for (guint i = 0; i < n; i++)
			g_ptr_array_add(lots, frame->pdata[from + i]);
	}
	g_ptr_array_sort(lots, by_key);
	return lots;
}

static gboolean
can_have(const struct drawn_session *drawn, const char *rater)
{
	g_auto(GStrv) cannot = g_strsplit(drawn->cannot, ",", -1);

	return !g_strv_contains((const char *const *)cannot, rater);
}

/* The raters from `first` on who can have it; NULL: too few. */
static char *
allot(const struct drawn_session *drawn, char *const *raters, guint first,
      guint each)
{
	guint n = g_strv_length((char **)raters), given = 0;
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = 0; i < n && given < each; i++) {
		const char *rater = raters[(first + i) % n];

		if (!can_have(drawn, rater))
			continue;
		g_string_append_printf(out, "%s%s", given++ ? "," : "", rater);
	}
	return given == each ? g_strdup(out->str) : NULL;
}

/* Fills in keys and raters; *lots: what is drawn, borrowed (caller frees).
 * FALSE when too few can rate one of them: that is the last. */
gboolean
draw_run(struct draw *draw, GPtrArray **lots)
{
	g_auto(GStrv) raters = g_strsplit(draw->raters, ",", -1);
	guint share = 0;

	for (guint i = 0; i < draw->frame->len; i++) {
		struct drawn_session *drawn = draw->frame->pdata[i];
		g_autofree char *text =
			g_strconcat(draw->seed, ":", drawn->uid, NULL);

		g_free(drawn->key);
		drawn->key = base_sha256(text, strlen(text));
	}
	g_ptr_array_sort(draw->frame, by_stratum);
	draw_share_parse(draw->share, &share);
	*lots = draw_lots(draw->frame, share);
	for (guint i = 0; i < (*lots)->len; i++) {
		struct drawn_session *drawn = (*lots)->pdata[i];

		drawn->raters = allot(drawn, raters, i, draw->each);
		if (!drawn->raters) {
			g_ptr_array_set_size(*lots, (gint)i + 1);
			return FALSE;
		}
	}
	return TRUE;
}

/* -- what is kept ---------------------------------------------------------- */

/* A line each: uid, stratum and who cannot, with tabs between. */
char *
draw_frame_print(const GPtrArray *frame)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < frame->len; i++) {
		const struct drawn_session *drawn = frame->pdata[i];

		g_string_append_printf(out, "%s\t%s\t%s\n", drawn->uid,
				       drawn->stratum, drawn->cannot);
	}
	return g_string_free(out, FALSE);
}

/* A line each: uid and raters, in the order in which they were drawn. */
char *
draw_lots_print(const GPtrArray *lots)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < lots->len; i++) {
		const struct drawn_session *drawn = lots->pdata[i];

		g_string_append_printf(out, "%s\t%s\n", drawn->uid,
				       drawn->raters);
	}
	return g_string_free(out, FALSE);
}

static GPtrArray *
frame_read(const char *text)
{
	GPtrArray *frame = draw_frame_new();
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++) {
		g_auto(GStrv) cells = g_strsplit(*line, "\t", 3);
		struct drawn_session *drawn;

		if (g_strv_length(cells) < 3)
			continue;
		drawn = g_new0(struct drawn_session, 1);
		drawn->uid = g_strdup(cells[0]);
		drawn->stratum = g_strdup(cells[1]);
		drawn->cannot = g_strdup(cells[2]);
		g_ptr_array_add(frame, drawn);
	}
	return frame;
}

struct draw *
draw_build(const struct draw_row *row)
{
	struct draw *draw = g_new0(struct draw, 1);
	g_autoptr(GPtrArray) lots = NULL;
	g_autofree char *again = NULL;

	draw->id = row->id;
	draw->seed = g_strdup(row->seed);
	draw->share = g_strdup(row->share);
	draw->strata = g_strdup(row->strata);
	draw->raters = g_strdup(row->raters);
	draw->each = row->each;
	draw->at = row->at;
	draw->frame = frame_read(row->frame);
	draw->holds = draw_run(draw, &lots);
	again = draw_lots_print(lots);
	draw->holds = draw->holds && !strcmp(again, row->drawn);
	return draw;
}
