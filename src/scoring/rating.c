/*
 * Ratings: what a person says of an item, read from a command line and
 * checked against the rubric.
 */
#include "scoring/private.h"

#include <string.h>

static const char *const role_names[] = {
	[RATER_SELF] = "self",
	[RATER_PEER] = "peer",
	[RATER_SUPERVISOR] = "supervisor",
	[RATER_INDEPENDENT] = "independent",
	[RATER_CONSENSUS] = "consensus",
	[RATER_DRILL] = "drill",
};

const char *
rater_role_print(enum rater_role role)
{
	g_assert((guint)role < G_N_ELEMENTS(role_names));
	return role_names[role];
}

gboolean
rater_role_parse(const char *text, enum rater_role *role)
{
	for (guint i = 0; i < G_N_ELEMENTS(role_names); i++) {
		if (g_ascii_strcasecmp(text, role_names[i]) == 0) {
			*role = (enum rater_role)i;
			return TRUE;
		}
	}
	return FALSE;
}

void
item_rating_free(struct item_rating *rating)
{
	if (!rating)
		return;
	g_free(rating->item);
	g_free(rating->na_reason);
	g_free(rating->comment);
	g_clear_pointer(&rating->turns, g_array_unref);
	g_free(rating);
}

void
rating_free(struct rating *rating)
{
	if (!rating)
		return;
	g_free(rating->rubric);
	g_free(rating->rubric_sha256);
	g_free(rating->rater);
	g_free(rating->meaning);
	signature_free(rating->signature);
	if (rating->items) {
		/* Owned with or without the maker having said so. */
		g_ptr_array_set_free_func(rating->items,
					  (GDestroyNotify)item_rating_free);
		g_ptr_array_unref(rating->items);
	}
	g_clear_pointer(&rating->remarks, g_ptr_array_unref);
	g_clear_pointer(&rating->made_of, g_ptr_array_unref);
	g_free(rating->role_fault);
	g_free(rating->qualified);
	g_free(rating);
}

struct item_rating *
item_rating_find(const GPtrArray *items, const char *item)
{
	for (guint i = 0; items && i < items->len; i++) {
		struct item_rating *line = g_ptr_array_index(items, i);

		if (strcmp(line->item, item) == 0)
			return line;
	}
	return NULL;
}

const struct item_rating *
rating_item(const struct rating *rating, const char *item)
{
	return item_rating_find(rating->items, item);
}

gboolean
item_has_quality(const struct rubric *rubric, const struct item *item,
		 guint extent)
{
	return item->item_class != CLASS_PROSCRIBED &&
	       extent >= MAX(1, rubric->quality_from_extent);
}

static gboolean
is_blank_comment(const char *text)
{
	return !text || !text[strspn(text, " \t\r\n")];
}

static gboolean
check_not_applicable(const struct item_rating *rating, GError **error)
{
	if (rating->quality > 0) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "item %s is marked N/A and has a quality of %u "
			    "(leave one of them out)",
			    rating->item, rating->quality);
		return FALSE;
	}
	/* A remark on an item that is not rated yet. */
	if (!rating->na_reason &&
	    (rating->comment || (rating->turns && rating->turns->len > 0)))
		return TRUE;
	if (is_blank_comment(rating->na_reason)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "item %s is marked N/A without a reason (say why "
			    "it was not called for, as in %s=NA:REASON)",
			    rating->item, rating->item);
		return FALSE;
	}
	return TRUE;
}

static gboolean
check_quality(const struct rubric *rubric, const struct item *item,
	      const struct item_rating *rating, GError **error)
{
	if (rating->quality == 0 ||
	    item_has_quality(rubric, item, rating->extent))
		return TRUE;
	if (item->item_class == CLASS_PROSCRIBED)
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "item %s is off-model and has an extent only "
			    "(leave the quality of %u out)",
			    item->id, rating->quality);
	else
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "item %s has extent %u, and quality is rated from "
			    "extent %u upwards (leave the quality of %u out)",
			    item->id, rating->extent,
			    rubric->quality_from_extent, rating->quality);
	return FALSE;
}

static gboolean
check_scale(const struct item_rating *rating, const char *what, guint value,
	    GError **error)
{
	if (value <= SCALE_POINTS)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "item %s: %s %u is not on the scale of 1 to %d",
		    rating->item, what, value, SCALE_POINTS);
	return FALSE;
}

static gboolean
unknown_item(const struct rubric *rubric, const char *id, GError **error)
{
	const char *near = rubric_near_item(rubric, id);
	g_autofree char *shown = base_printable(id, -1);

	if (near)
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "unknown item '%s' (did you mean '%s'?)", shown,
			    near);
	else
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "unknown item '%s' (rubric %s does not have it)",
			    shown, rubric->id);
	return FALSE;
}

void
item_rating_settle(const struct rubric *rubric, struct item_rating *rating)
{
	const struct item *item = rubric_find_item(rubric, rating->item);

	if (!item)
		return;
	g_free(rating->item);
	rating->item = g_strdup(item->id);
}

gboolean
item_rating_is_remark(const struct item_rating *rating)
{
	return rating->extent == 0 && !rating->na_reason;
}

gboolean
item_rating_check(const struct rubric *rubric, const struct item_rating *rating,
		  GError **error)
{
	const struct item *item = rubric_find_item(rubric, rating->item);

	if (!item)
		return unknown_item(rubric, rating->item, error);
	if (!check_scale(rating, "extent", rating->extent, error) ||
	    !check_scale(rating, "quality", rating->quality, error))
		return FALSE;
	if (rating->extent == 0)
		return check_not_applicable(rating, error);
	return check_quality(rubric, item, rating, error);
}

/* What follows the digits of a whole number as spreadsheets write it: "",
 * ".0", ",00". */
static gboolean
is_whole(const char *rest)
{
	gsize zeros;

	if (!*rest)
		return TRUE;
	if (*rest != '.' && *rest != ',')
		return FALSE;
	zeros = strspn(rest + 1, "0");
	return zeros > 0 && !rest[1 + zeros];
}

gboolean
rating_point_parse(const char *text, guint *point)
{
	static const char *const nas[] = { "NA", "N/A", "n.a.", "#N/A" };
	gsize digits = strspn(text, "0123456789");

	*point = 0;
	for (guint i = 0; i < G_N_ELEMENTS(nas); i++) {
		if (g_ascii_strcasecmp(text, nas[i]) == 0)
			return TRUE;
	}
	if (digits == 0 || digits > 2 || !is_whole(text + digits))
		return FALSE;
	*point = (guint)g_ascii_strtoull(text, NULL, 10);
	return *point > 0;
}

static int
compare_turns(const void *a, const void *b)
{
	guint left = *(const guint *)a, right = *(const guint *)b;

	return (left > right) - (left < right);
}

GArray *
rating_turns_parse(const char *text)
{
	static const char between[] = ", ;\n\t";
	g_autoptr(GArray) turns = g_array_new(FALSE, FALSE, sizeof(guint));

	for (text += strspn(text, between); *text;
	     text += strspn(text, between)) {
		gsize digits = strspn(text, "0123456789");
		guint turn;

		/* A spreadsheet makes 25.0 of a single number. */
		if (turns->len == 0 && digits > 0 && text[digits] == '.' &&
		    is_whole(text + digits)) {
			turn = (guint)g_ascii_strtoull(text, NULL, 10);
			text += strlen(text);
			g_array_append_val(turns, turn);
			break;
		}
		if (digits == 0 || digits > 7 ||
		    (text[digits] && !strchr(between, text[digits])))
			return NULL;
		turn = (guint)g_ascii_strtoull(text, NULL, 10);
		if (turn == 0)
			return NULL;
		g_array_append_val(turns, turn);
		text += digits;
	}
	g_array_sort(turns, compare_turns);
	return g_steal_pointer(&turns);
}

static struct item_rating *
spelled_wrongly(const char *text, const char *what, GError **error)
{
	g_autofree char *shown = base_printable(text, -1);

	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "rating '%s': %s (write ITEM=EXTENT/QUALITY as in C3=4/3, "
		    "C3=4/3@25,27 with turns, or C3=NA:REASON)",
		    shown, what);
	return NULL;
}

/* "4/3", "4", after the item and before the turns. */
static gboolean
points_parse(const char *text, struct item_rating *rating)
{
	const char *stroke = strchr(text, '/');
	g_autofree char *extent = NULL;

	if (!stroke)
		return rating_point_parse(text, &rating->extent) &&
		       rating->extent > 0;
	extent = g_strndup(text, (gsize)(stroke - text));
	return rating_point_parse(extent, &rating->extent) &&
	       rating->extent > 0 &&
	       rating_point_parse(stroke + 1, &rating->quality);
}

static gboolean
is_not_applicable(const char *value, const char **reason)
{
	g_autofree char *word = g_strndup(value, strcspn(value, ":"));
	guint point;

	*reason = strchr(value, ':');
	if (*reason)
		(*reason)++;
	return rating_point_parse(g_strstrip(word), &point) && point == 0;
}

struct item_rating *
item_rating_parse(const char *text, GError **error)
{
	const char *equals = strchr(text, '=');
	const char *reason, *at;
	g_autofree char *points = NULL;
	struct item_rating *rating;

	if (!equals || equals == text)
		return spelled_wrongly(text, "no item is named", error);
	rating = g_new0(struct item_rating, 1);
	rating->item = g_strstrip(g_strndup(text, (gsize)(equals - text)));
	if (is_not_applicable(equals + 1, &reason)) {
		rating->na_reason = g_strdup(reason ? reason : "");
		return rating;
	}
	at = strchr(equals, '@');
	if (at) {
		rating->turns = rating_turns_parse(at + 1);
		if (!rating->turns || rating->turns->len == 0) {
			item_rating_free(rating);
			return spelled_wrongly(text,
					       "turns are numbers from 1 "
					       "with commas between",
					       error);
		}
	}
	points = at ? g_strndup(equals + 1, (gsize)(at - equals - 1)) :
		      g_strdup(equals + 1);
	if (points_parse(g_strstrip(points), rating))
		return rating;
	item_rating_free(rating);
	return spelled_wrongly(text,
			       "extent and quality are whole numbers "
			       "from 1 to 5",
			       error);
}
