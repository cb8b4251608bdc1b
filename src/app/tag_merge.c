/*
 * Bringing together what several raters decided on tags.
 */
#include "app/private.h"

#include <string.h>

#define WORDS_COLUMNS 60

static const char *const standing_names[] = {
	[TAG_AGREED] = "agreed",
	[TAG_ONE_ONLY] = "one only",
	[TAG_OPEN] = "open",
	[TAG_SETTLED] = "settled",
};

const char *
tag_standing_print(enum tag_standing standing)
{
	g_assert((guint)standing < G_N_ELEMENTS(standing_names));
	return standing_names[standing];
}

static void
merged_tag_free(gpointer data)
{
	struct merged_tag *tag = data;

	g_free(tag->words);
	g_ptr_array_unref(tag->said);
	g_free(tag);
}

void
tag_merge_free(struct tag_merge *merge)
{
	if (!merge)
		return;
	g_ptr_array_unref(merge->tags);
	if (merge->views)
		g_ptr_array_unref(merge->views);
	g_ptr_array_unref(merge->raters);
	session_record_free(merge->record);
	g_free(merge);
}

static int
by_code(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static gboolean
has_code(const GPtrArray *codes, const char *code)
{
	for (guint i = 0; i < codes->len; i++) {
		if (!g_strcmp0(codes->pdata[i], code))
			return TRUE;
	}
	return FALSE;
}

static gboolean
take_raters(struct app *app, struct tag_merge *merge, const char *const *of,
	    GError **error)
{
	g_autoptr(GPtrArray) all = decisions_raters(merge->record->decisions);
	GPtrArray *raters = merge->raters;

	for (guint i = 0; of ? of[i] != NULL : i + 1 < all->len; i++) {
		const char *code =
			of ? app_person_code(app, "rater", of[i], error) :
			     all->pdata[i];

		if (!code)
			return FALSE;
		if (!has_code(all, code))
			return app_fail(error, BASE_ERROR_NOT_FOUND,
					"%s has decided on no tag of session "
					"%" G_GINT64_FORMAT,
					code, merge->session);
		if (has_code(raters, code))
			return app_fail(error, BASE_ERROR_INPUT,
					"%s is named twice", code);
		g_ptr_array_add(raters, (gpointer)code);
	}
	if (raters->len < 2)
		return app_fail(error,
				of ? BASE_ERROR_INPUT : BASE_ERROR_NOT_FOUND,
				"verdicts are brought together of two raters "
				"or more%s",
				of ? "; name them with commas between (--of "
				     "A,B)" :
				     ", and not so many have decided");
	g_ptr_array_sort(raters, by_code);
	g_ptr_array_add(raters, NULL);
	return TRUE;
}

static struct merged_tag *
tag_build(const struct tag_merge *merge, const struct tag_views *views)
{
	struct merged_tag *tag = g_new0(struct merged_tag, 1);
	const struct transcript *transcript = merge->record->transcript;
	const struct turn *turn = transcript_turn(transcript, views->turn);
	g_autofree char *safe = NULL;
	const char *text = "";
	gsize len = 0;

	if (turn)
		text = transcript_turn_text(transcript, turn, &len);
	safe = base_printable(text, (gssize)len);
	tag->words = base_cut(safe, WORDS_COLUMNS, "…");
	tag->turn = views->turn;
	tag->technique = views->technique;
	tag->settled = views->differ ? views->settled : NULL;
	tag->standing = tag->settled	    ? TAG_SETTLED :
			views->differ	    ? TAG_OPEN :
			views->decided == 1 ? TAG_ONE_ONLY :
					      TAG_AGREED;
	tag->said = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < views->said->len; i++) {
		struct said_tag *said = g_new0(struct said_tag, 1);

		said->rater = merge->raters->pdata[i];
		said->decision = views->said->pdata[i];
		g_ptr_array_add(tag->said, said);
	}
	return tag;
}

static void
fill(struct tag_merge *merge)
{
	decisions_pin(merge->record->decisions);
	merge->views =
		tag_views_build(merge->record->decisions,
				(const char *const *)merge->raters->pdata);
	for (guint i = 0; i < merge->views->len; i++) {
		struct merged_tag *tag =
			tag_build(merge, merge->views->pdata[i]);

		merge->agreed += tag->standing == TAG_AGREED;
		merge->one_only += tag->standing == TAG_ONE_ONLY;
		merge->open += tag->standing == TAG_OPEN;
		merge->settled += tag->standing == TAG_SETTLED;
		g_ptr_array_add(merge->tags, tag);
	}
}

struct tag_merge *
app_merge(struct app *app, gint64 session, const char *const *of,
	  GError **error)
{
	g_autoptr(TagMerge) merge = g_new0(struct tag_merge, 1);

	merge->session = session;
	merge->raters = g_ptr_array_new();
	merge->tags = g_ptr_array_new_with_free_func(merged_tag_free);
	if (!app_may_see(app, session,
			 BLIND_TAGS | BLIND_RATINGS | BLIND_PEOPLE,
			 "what others decided is", error))
		return NULL;
	merge->record = app_record(app, session, error);
	if (!merge->record || !take_raters(app, merge, of, error))
		return NULL;
	fill(merge);
	return g_steal_pointer(&merge);
}

/* -- settling -------------------------------------------------------------- */

static const struct tag_views *
find_views(const struct tag_merge *merge, const struct decision *decision)
{
	for (guint i = 0; i < merge->views->len; i++) {
		const struct tag_views *views = merge->views->pdata[i];

		if (views->turn == decision->turn &&
		    !g_ascii_strcasecmp(views->technique, decision->technique))
			return views;
	}
	return NULL;
}

static gboolean
settle_one(struct app *app, const struct tag_merge *merge, const char *rater,
	   struct decision *decision, const char *note, GError **error)
{
	const struct tag_views *views = find_views(merge, decision);

	if (!views || !views->differ)
		return app_fail(error, BASE_ERROR_INPUT,
				"on %s at turn %u the raters do not differ, so "
				"that there is nothing to settle ('iptrate "
				"decide' decides)",
				decision->technique, decision->turn);
	g_free(decision->rater);
	decision->rater = g_strdup(rater);
	g_free(decision->reason);
	decision->reason = tag_views_settling(
		views, (const char *const *)merge->raters->pdata, note);
	return app_decide(app, merge->session, decision, error);
}

struct tag_merge *
app_merge_settle(struct app *app, gint64 session, const char *const *of,
		 const char *rater, const GPtrArray *decisions,
		 const char *note, GError **error)
{
	g_autoptr(TagMerge) merge = app_merge(app, session, of, error);
	gboolean ok = TRUE;

	if (!merge || !(rater = app_person_code(app, "rater", rater, error)))
		return NULL;
	if (!note || !reason_says_something(note)) {
		app_fail(error, BASE_ERROR_INPUT,
			 "say in a few words how it was settled (--note TEXT)");
		return NULL;
	}
	if (!app_begin(app, error))
		return NULL;
	for (guint i = 0; ok && i < decisions->len; i++)
		ok = settle_one(app, merge, rater, decisions->pdata[i], note,
				error);
	return app_end(app, ok, error) ? app_merge(app, session, of, error) :
					 NULL;
}
