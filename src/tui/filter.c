/*
 * filter: which turns are shown; undo: what a person did and took back.
 *
 * The casebook keeps every decision and every withdrawal in order, so the
 * stacks of undo and redo are read off it and outlive the screen.
 */
#include "tui/private.h"

#include <string.h>

void
filter_clear(struct filter *filter)
{
	g_free(filter->written);
	g_clear_pointer(&filter->techniques, g_ptr_array_unref);
	memset(filter, 0, sizeof(*filter));
}

static gboolean
take_word(struct filter *filter, const struct codebook *codebook,
	  const char *word, GError **error)
{
	g_autofree char *upper = g_ascii_strup(word, -1);
	const struct technique *technique = codebook_technique(codebook, upper);
	const char *near;

	if (technique)
		g_ptr_array_add(filter->techniques, technique->id);
	else if (strcmp(word, "undecided") == 0 || strcmp(word, "open") == 0)
		filter->undecided = TRUE;
	else if (strcmp(word, "rejected") == 0)
		filter->rejected = TRUE;
	else if (strcmp(word, "tagged") == 0)
		filter->tagged = TRUE;
	else if (strength_parse(word, &filter->strength))
		filter->has_strength = TRUE;
	else if (turn_role_parse(word, &filter->role))
		filter->has_role = TRUE;
	if (technique || filter->undecided || filter->rejected ||
	    filter->tagged || filter->has_strength || filter->has_role)
		return TRUE;
	near = codebook_near_technique(codebook, upper);
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "nothing to filter by is called '%s'%s%s%s", word,
		    near ? " (did you mean '" : "", near ? near : "",
		    near ? "'?)" : "");
	return FALSE;
}

gboolean
filter_parse(struct filter *filter, const struct codebook *codebook,
	     const char *text, GError **error)
{
	g_auto(GStrv) words = g_strsplit_set(text, " ,", -1);
	struct filter all = { .techniques = g_ptr_array_new() };

	for (char **word = words; *word; word++) {
		struct filter one = { .techniques = all.techniques };

		if (!**word)
			continue;
		if (!take_word(&one, codebook, *word, error)) {
			filter_clear(&all);
			return FALSE;
		}
		all.undecided |= one.undecided;
		all.rejected |= one.rejected;
		all.tagged |= one.tagged;
		if (one.has_strength)
			all.strength = one.strength;
		all.has_strength |= one.has_strength;
		if (one.has_role)
			all.role = one.role;
		all.has_role |= one.has_role;
		if (!all.written)
			all.written = g_strstrip(g_strdup(text));
	}
	filter_clear(filter);
	*filter = all;
	return TRUE;
}

static gboolean
wants_tags(const struct filter *filter)
{
	return filter->undecided || filter->rejected || filter->tagged ||
	       filter->has_strength ||
	       (filter->techniques && filter->techniques->len > 0);
}

static gboolean
takes_technique(const struct filter *filter, const char *technique)
{
	if (!filter->techniques || filter->techniques->len == 0)
		return TRUE;
	for (guint i = 0; i < filter->techniques->len; i++) {
		if (strcmp(filter->techniques->pdata[i], technique) == 0)
			return TRUE;
	}
	return FALSE;
}

gboolean
filter_takes(const struct filter *filter, const struct effective_tag *tag)
{
	if (filter->undecided && !tag_is_undecided(tag))
		return FALSE;
	if (filter->rejected && !tag->rejected)
		return FALSE;
	if (filter->has_strength &&
	    (!tag->machine || tag->machine->strength != filter->strength))
		return FALSE;
	return takes_technique(filter, tag->technique);
}

gboolean
filter_shows(const struct filter *filter, const struct desk *desk, guint index)
{
	if (!filter->written)
		return TRUE;
	if (filter->has_role && desk_source(desk, index)->role != filter->role)
		return FALSE;
	if (!wants_tags(filter))
		return TRUE;
	for (guint i = 0; i < desk_turn(desk, index)->n_tags; i++) {
		if (filter_takes(filter, desk_tag_of(desk, index, i)))
			return TRUE;
	}
	return FALSE;
}
