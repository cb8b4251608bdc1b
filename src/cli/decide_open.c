/*
 * decide_open: one verdict on all open tags of some turns, as the screen gives
 * it on a range or on what a filter leaves.
 */
#include "cli/tags.h"

#include <string.h>

/* "COMM,CLAR" or NULL -> char *, borrowed from the codebook. */
static gboolean
read_techniques(struct cli *cli, const char *word, GPtrArray *techniques,
		GError **error)
{
	const struct codebook *codebook = app_codebook(cli->app, error);
	g_auto(GStrv) ids = g_strsplit(word ? word : "", ",", -1);

	for (char **id = ids; codebook && *id; id++) {
		const struct technique *technique =
			codebook_find_technique(codebook, *id);

		if (!technique) {
			fail_unknown(error, BASE_ERROR_USAGE, "technique", *id,
				     codebook_near_technique(codebook, *id),
				     "iptrate codebook list names them");
			return FALSE;
		}
		g_ptr_array_add(techniques, technique->id);
	}
	return codebook != NULL;
}

static gboolean
read_choice(struct cli *cli, struct tag_choice *choice, GError **error)
{
	g_autofree const char **strengths = args_values(&cli->args, "strength");

	for (const char **word = strengths; *word; word++) {
		enum strength strength;

		if (!strength_parse(*word, &strength)) {
			fail_unknown(error, BASE_ERROR_USAGE, "strength", *word,
				     NULL, "hint, probable or sequence");
			return FALSE;
		}
		choice->strengths |= 1u << strength;
	}
	return TRUE;
}

static gboolean
has_turn(const GArray *turns, guint turn)
{
	for (guint i = 0; i < turns->len; i++) {
		if (g_array_index(turns, guint, i) == turn)
			return TRUE;
	}
	return FALSE;
}

GPtrArray *
decide_open_tags(struct cli *cli, const struct session_record *record,
		 const GArray *turns, const char *techniques, GError **error)
{
	g_autoptr(GPtrArray) named = g_ptr_array_new();
	g_autoptr(GPtrArray) open = NULL;
	struct tag_choice choice = { .first = 1,
				     .last = G_MAXUINT,
				     .techniques = named };

	if (!read_choice(cli, &choice, error) ||
	    !read_techniques(cli, techniques, named, error))
		return NULL;
	open = app_open_tags(record, &choice);
	for (guint i = open->len; i-- > 0;) {
		const struct effective_tag *tag = open->pdata[i];

		if (!has_turn(turns, tag->turn))
			g_ptr_array_remove_index(open, i);
	}
	if (open->len > 0)
		return g_steal_pointer(&open);
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "session %" G_GINT64_FORMAT " has no open tag there",
		    record->session);
	return NULL;
}
