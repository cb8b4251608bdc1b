/*
 * rating: the items live in this session, rated at the keys.
 *
 * A digit is saved when it is typed.  What the program suggests stands beside
 * the scale; no key takes it over, because a person's rating is the score.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/panes.h"
#include "tui/rating.h"

#include <string.h>

const struct suggestion *
rating_at(const struct desk *desk)
{
	const GPtrArray *live = desk->record->suggestions;

	return desk->item < live->len ? live->pdata[desk->item] : NULL;
}

/* Its place in record->ratings, or -1. */
static gint
find_own_rating(const struct tui *tui)
{
	const struct desk *desk = tui->desk;

	for (guint i = desk->record->ratings->len; tui->rater && i-- > 0;) {
		const struct rating *rating = desk->record->ratings->pdata[i];

		if (!rating->earlier && rating->role == tui->role &&
		    !strcmp(rating->rater, tui->rater) &&
		    !g_strcmp0(rating->rubric_sha256, desk->rubric->sha256))
			return (gint)i;
	}
	return -1;
}

struct rating *
rating_own(const struct tui *tui)
{
	gint i = find_own_rating(tui);

	return i < 0 ? NULL : tui->desk->record->ratings->pdata[i];
}

const struct session_score *
rating_score(const struct tui *tui)
{
	gint i = find_own_rating(tui);

	return i < 0 ? NULL : tui->desk->record->scores->pdata[i];
}

static struct item_rating *
find_item_value(const struct tui *tui, const char *item)
{
	const struct rating *rating = rating_own(tui);

	return rating ? item_rating_find(rating->items, item) : NULL;
}

const struct item_rating *
rating_remark(const struct tui *tui, const char *item)
{
	const struct rating *rating = rating_own(tui);

	return rating ? item_rating_find(rating->remarks, item) : NULL;
}

const struct item_rating *
rating_value(const struct tui *tui, const char *item)
{
	return find_item_value(tui, item);
}

struct item_rating *
rating_copy(const struct tui *tui, const char *item)
{
	const struct item_rating *old = find_item_value(tui, item);
	struct item_rating *copy = g_new0(struct item_rating, 1);

	copy->item = g_strdup(item);
	if (!old)
		old = rating_remark(tui, item);
	if (!old)
		return copy;
	copy->extent = old->extent;
	copy->quality = old->quality;
	copy->na_reason = g_strdup(old->na_reason);
	copy->comment = g_strdup(old->comment);
	copy->turns = old->turns ? g_array_copy(old->turns) : NULL;
	return copy;
}

static gboolean
is_rated(const struct item_rating *value)
{
	return value->extent > 0 || value->na_reason;
}

/* The value in place of the one before; not rated: in place of none. */
static void
put_value(GPtrArray *items, struct item_rating *value)
{
	for (guint i = 0; i < items->len; i++) {
		const struct item_rating *old = items->pdata[i];

		if (strcmp(old->item, value->item) != 0)
			continue;
		item_rating_free(g_ptr_array_steal_index(items, i));
		break;
	}
	if (is_rated(value))
		g_ptr_array_add(items, value);
	else
		item_rating_free(value);
}

/* The saved value into the record, so that the screen need not be read
 * again; the score follows.  Where versions or remarks come and go it is
 * read. */
static void
keep_value(struct tui *tui, struct item_rating *value)
{
	struct session_record *record = tui->desk->record;
	struct rating *rating = rating_own(tui);
	gint at = find_own_rating(tui);
	struct near_band near;
	GError *error = NULL;

	if (!rating || rating->signed_at || rating->signed_before ||
	    !is_rated(value)) {
		item_rating_free(value);
		if (!desk_reload(tui, &error))
			tui_fault(tui, error);
		return;
	}
	put_value(rating->items, value);
	near = ((const struct session_score *)record->scores->pdata[at])->near;
	session_score_free(record->scores->pdata[at]);
	record->scores->pdata[at] = session_score_build_near(
		tui->desk->rubric, &record->facts, rating, &near);
}

/* What has begun beside a signature, to be said behind a change. */
static char *
rating_begun(const struct tui *tui)
{
	g_autoptr(GPtrArray) told = app_told(tui->options.app);
	const struct rating *rating = rating_own(tui);

	/* taken over from one on an earlier version of the rubric */
	if (told->len > 0 && !rating)
		return g_strdup_printf("; %s", (char *)told->pdata[0]);
	if (told->len == 0 || !rating || !rating->signed_at)
		return g_strdup("");
	return g_strdup_printf("; version %u begins, version %u stays signed",
			       rating->version + 1, rating->version);
}

/* " --comment 'C3=...'" */
static void
append_option(GString *line, const char *option, const char *item,
	      const char *value)
{
	g_autofree char *pair = g_strdup_printf("%s=%s", item, value);
	g_autofree char *word = base_shell_word(pair);

	g_string_append_printf(line, " --%s %s", option, word);
}

/* All that the item has, since --set puts a new value in place of the old. */
static void
tell_value(struct tui *tui, const struct item_rating *value, const char *said)
{
	g_autoptr(GString) line = g_string_new(NULL);
	g_autoptr(GString) turns = g_string_new(NULL);
	g_autofree char *lost = rating_begun(tui);
	g_autofree char *points =
		value->quality ? g_strdup_printf("%u/%u", value->extent,
						 value->quality) :
				 g_strdup_printf("%u", value->extent);

	if (value->extent == 0 && value->na_reason)
		append_option(line, "na", value->item, value->na_reason);
	else if (value->extent > 0)
		append_option(line, "set", value->item, points);
	for (guint i = 0; value->turns && i < value->turns->len; i++)
		g_string_append_printf(turns, "%s%u", i ? "," : "",
				       g_array_index(value->turns, guint, i));
	if (turns->len > 0)
		append_option(line, "evidence", value->item, turns->str);
	if (value->comment)
		append_option(line, "comment", value->item, value->comment);
	tui_say(tui, "%s%s", said, lost);
	tui_command_as(tui, "iptrate rate %" G_GINT64_FORMAT " --role %s%s",
		       tui->desk->session, rater_role_print(tui->role),
		       line->str);
}

gboolean
rating_change(struct tui *tui, struct item_rating *value, const char *said)
{
	g_autoptr(GPtrArray) items = g_ptr_array_new();
	GError *error = NULL;

	if (!desk_is_current(tui)) {
		item_rating_free(value);
		return FALSE;
	}
	if (!is_rated(value) && !value->comment &&
	    !(value->turns && value->turns->len)) {
		g_autofree char *undo = keymap_first(tui->keymap, act_undo);

		item_rating_free(value);
		tui_fail(tui, "nothing would be left of it; %s takes it back",
			 undo);
		return FALSE;
	}
	g_ptr_array_add(items, value);
	tui_tick(tui);
	if (!app_rate(tui->options.app, tui->desk->session, tui->rater,
		      tui->role, items, &error)) {
		item_rating_free(value);
		tui_fault(tui, error);
		return FALSE;
	}
	tell_value(tui, value, said);
	keep_value(tui, value);
	return TRUE;
}

static void
go_to_item(struct desk *desk, const char *id)
{
	for (guint i = 0; i < desk->record->suggestions->len; i++) {
		const struct suggestion *s =
			desk->record->suggestions->pdata[i];

		if (strcmp(s->item->id, id) == 0)
			desk->item = i;
	}
	desk->quality_next = FALSE;
}

void
rating_undo(struct tui *tui, gboolean again)
{
	g_autofree char *lost = NULL;
	GError *error = NULL;
	struct item_rating *now;

	if (!desk_is_current(tui) || !rating_may_change(tui))
		return;
	tui_tick(tui);
	now = app_rate_undo(tui->options.app, tui->desk->session, tui->rater,
			    tui->role, again, &error);
	if (!now) {
		tui_fault(tui, error);
		return;
	}
	lost = rating_begun(tui);
	go_to_item(tui->desk, now->item);
	tui_say(tui, "%s: %s%s%s", now->item,
		again ? "done again" : "taken back",
		is_rated(now) ? "" : ", not rated now", lost);
	tui_command_as(tui, "iptrate rate %" G_GINT64_FORMAT " --role %s --%s",
		       tui->desk->session, rater_role_print(tui->role),
		       again ? "redo" : "undo");
	keep_value(tui, now);
}

void
rating_move(struct tui *tui, enum motion motion, guint count)
{
	struct desk *desk = tui->desk;
	guint n = desk->record->suggestions->len, at = desk->item;

	if (motion == MOVE_DOWN)
		at += count;
	else if (motion == MOVE_UP)
		at -= MIN(at, count);
	else if (motion == MOVE_PAGE_DOWN)
		at += 5;
	else if (motion == MOVE_PAGE_UP)
		at -= MIN(at, 5);
	else if (motion == MOVE_TO)
		at = count - 1;
	else
		at = motion == MOVE_LAST ? n : 0;
	desk->item = MIN(at, n - 1);
	desk->quality_next = FALSE;
}

gboolean
rating_asks_quality(const struct desk *desk, const struct item *item,
		    guint extent)
{
	return item->item_class != CLASS_PROSCRIBED && extent > 0 &&
	       extent >= desk->rubric->quality_from_extent;
}

/* A digit too many would change the last item again. */
static const char *
saved(const struct desk *desk)
{
	return desk->item + 1 < desk->record->suggestions->len ?
		       "saved" :
		       "saved, the last item";
}

static void
set_extent(struct tui *tui, const struct item *item, guint points)
{
	struct item_rating *value = rating_copy(tui, item->id);
	gboolean quality = rating_asks_quality(tui->desk, item, points);

	value->extent = points;
	g_clear_pointer(&value->na_reason, g_free);
	if (!quality)
		value->quality = 0;
	if (!rating_change(tui, value, quality ? "saved" : saved(tui->desk)))
		return;
	if (quality)
		tui->desk->quality_next = TRUE;
	else
		rating_move(tui, MOVE_DOWN, 1);
}

static void
set_quality(struct tui *tui, const struct item *item, guint points)
{
	struct item_rating *value = rating_copy(tui, item->id);

	value->quality = points;
	if (rating_change(tui, value, saved(tui->desk)))
		rating_move(tui, MOVE_DOWN, 1);
}

static gboolean
rating_key(struct tui *tui, guint32 key)
{
	const struct suggestion *at = rating_at(tui->desk);

	if (key < '0' || key > '9' || !at)
		return FALSE;
	if (key < '1' || key > '5')
		tui_fail(tui, "the scale goes from 1 to 5; - is N/A");
	else if (!rating_may_change(tui))
		return TRUE;
	else if (tui->desk->quality_next)
		set_quality(tui, at->item, key - '0');
	else
		set_extent(tui, at->item, key - '0');
	return TRUE;
}

/* An item is found by its code, its name or its wording. */
static gboolean
rating_holds(struct tui *tui, guint i, const char *words)
{
	const struct suggestion *s = tui->desk->record->suggestions->pdata[i];
	g_autofree char *line = g_strdup_printf("%s %s %s", s->item->id,
						s->item->name, s->item->text);
	struct span span;

	return words_find(line, NULL, 0, words, &span);
}

static guint
rating_lines(struct tui *tui, guint *at)
{
	*at = tui->desk->item;
	return tui->desk->record->suggestions->len;
}

const struct view view_rating = {
	.name = "ratings",
	.where = IN_RATING,
	.draw = session_draw,
	.move = rating_move,
	.key = rating_key,
	.holds = rating_holds,
	.lines = rating_lines,
};
