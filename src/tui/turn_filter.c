/*
 * turn_filter: which turns are shown.
 *
 * Words of one kind are alternatives (two techniques: either), kinds narrow
 * each other.  A turn that was decided on stays until a filter is set anew, so
 * that nothing goes away under the cursor.
 */
#include "tui/private.h"

#include <string.h>

void
filter_clear(struct turn_filter *filter)
{
	g_free(filter->written);
	g_clear_pointer(&filter->techniques, g_ptr_array_unref);
	memset(filter, 0, sizeof(*filter));
}

static gboolean
fail_word(const struct codebook *codebook, const char *word, GError **error)
{
	static const char *const words[] = {
		"undecided", "rejected",  "tagged",  "hint", "probable",
		"sequence",  "therapist", "patient", NULL
	};
	const char *near = base_did_you_mean(word, words);

	if (!near)
		near = codebook_near_technique(codebook, word);
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "nothing to filter by is called '%s'%s%s%s", word,
		    near ? " (did you mean '" : "", near ? near : "",
		    near ? "'?)" : "");
	return FALSE;
}

static gboolean
filter_by_word(struct turn_filter *filter, const struct codebook *codebook,
	       const char *word, GError **error)
{
	const struct technique *technique =
		codebook_find_technique(codebook, word);
	enum strength strength;
	enum turn_role role;

	if (technique)
		g_ptr_array_add(filter->techniques, technique->id);
	else if (strcmp(word, "undecided") == 0 || strcmp(word, "open") == 0)
		filter->undecided = TRUE;
	else if (strcmp(word, "rejected") == 0)
		filter->rejected = TRUE;
	else if (strcmp(word, "tagged") == 0)
		filter->tagged = TRUE;
	else if (strength_parse(word, &strength))
		filter->strengths |= 1u << strength;
	else if (turn_role_parse(word, &role))
		filter->roles |= 1u << role;
	else
		return fail_word(codebook, word, error);
	return TRUE;
}

gboolean
filter_parse(struct turn_filter *filter, const struct codebook *codebook,
	     const char *text, GError **error)
{
	g_auto(GStrv) words = g_strsplit_set(text, " ,", -1);
	struct turn_filter all = { .techniques = g_ptr_array_new() };

	for (char **word = words; *word; word++) {
		if (!**word)
			continue;
		if (!filter_by_word(&all, codebook, *word, error)) {
			filter_clear(&all);
			return FALSE;
		}
		if (!all.written)
			all.written = g_strstrip(g_strdup(text));
	}
	filter_clear(filter);
	*filter = all;
	return TRUE;
}

static gboolean
wants_tags(const struct turn_filter *filter)
{
	return filter->undecided || filter->rejected || filter->tagged ||
	       filter->strengths ||
	       (filter->techniques && filter->techniques->len > 0);
}

gboolean
filter_takes(const struct turn_filter *filter, const struct effective_tag *tag)
{
	if (filter->undecided && !app_tag_open(tag, filter->strengths))
		return FALSE;
	if (filter->rejected && !tag->rejected)
		return FALSE;
	if (filter->strengths &&
	    (!tag->machine ||
	     !(filter->strengths & 1u << tag->machine->strength)))
		return FALSE;
	return app_takes_technique(filter->techniques, tag->technique);
}

gboolean
filter_opens(const struct turn_filter *filter, const struct effective_tag *tag)
{
	return app_tag_open(tag, filter->strengths) &&
	       filter_takes(filter, tag);
}

gboolean
filter_shows(const struct turn_filter *filter, const struct desk *desk,
	     guint index)
{
	if (!filter->written || desk_turn(desk, index)->kept)
		return TRUE;
	if (filter->roles &&
	    !(filter->roles & 1u << desk_source(desk, index)->role))
		return FALSE;
	if (!wants_tags(filter))
		return TRUE;
	for (guint i = 0; i < desk_turn(desk, index)->n_tags; i++) {
		if (filter_takes(filter, desk_tag_of(desk, index, i)))
			return TRUE;
	}
	return FALSE;
}
