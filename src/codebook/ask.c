/*
 * codebook/ask.c: questions asked of a codebook.
 */

#include "codebook/section.h"

#include <string.h>

char *
codebook_text(const struct codebook *codebook)
{
	const struct joined *joined = codebook->joined;

	return g_strconcat(joined->text,
			   joined->table ? WEIGHTS_BELOW "\n" : NULL,
			   joined->table, NULL);
}

/* Of what codebook_text() gives, without making it. */
static char *
digest(const struct joined *joined)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	g_checksum_update(sum, (const guchar *)joined->text,
			  (gssize)joined->len);
	if (joined->table) {
		g_checksum_update(sum, (const guchar *)WEIGHTS_BELOW "\n", -1);
		g_checksum_update(sum, (const guchar *)joined->table,
				  (gssize)joined->table_len);
	}
	return g_strdup(g_checksum_get_string(sum));
}

const char *
codebook_sha256(const struct codebook *codebook)
{
	struct codebook *own = (struct codebook *)codebook;

	/* when first asked for: it takes as long as reading the rules */
	if (g_once_init_enter(&own->digest))
		g_once_init_leave(&own->digest, digest(codebook->joined));
	return codebook->digest;
}

const struct technique *
codebook_technique(const struct codebook *codebook, const char *id)
{
	for (guint i = 0; i < codebook->techniques->len; i++) {
		const struct technique *technique =
			codebook->techniques->pdata[i];

		if (g_strcmp0(technique->id, id) == 0)
			return technique;
	}
	return NULL;
}

const struct technique *
codebook_find_technique(const struct codebook *codebook, const char *word)
{
	const struct technique *technique = codebook_technique(codebook, word);

	for (guint i = 0; !technique && i < codebook->techniques->len; i++) {
		const struct technique *other = codebook->techniques->pdata[i];

		if (base_code_same(other->id, word))
			technique = other;
	}
	return technique;
}

const struct technique *
codebook_technique_now(const struct codebook *codebook, const char *id)
{
	const struct technique *now = codebook_technique(codebook, id);

	for (guint i = 0; !now && i < codebook->techniques->len; i++) {
		const struct technique *technique =
			codebook->techniques->pdata[i];

		for (guint k = 0; k < technique->was->len; k++) {
			if (!g_ascii_strcasecmp(technique->was->pdata[k], id))
				now = technique;
		}
	}
	return now;
}

const struct rule *
codebook_rule(const struct codebook *codebook, const char *id)
{
	for (guint i = 0; i < codebook->rules->len; i++) {
		const struct rule *rule = codebook->rules->pdata[i];

		if (g_strcmp0(rule->id, id) == 0)
			return rule;
	}
	return NULL;
}

const struct word_points *
codebook_word_points(const struct codebook *codebook, const char *id)
{
	for (guint i = 0; i < codebook->word_points->len; i++) {
		const struct word_points *points =
			codebook->word_points->pdata[i];

		if (g_strcmp0(points->id, id) == 0)
			return points;
	}
	return NULL;
}

const struct episode *
codebook_episode(const struct codebook *codebook, const char *id)
{
	for (guint i = 0; i < codebook->episodes->len; i++) {
		const struct episode *episode = codebook->episodes->pdata[i];

		if (g_strcmp0(episode->id, id) == 0)
			return episode;
	}
	return NULL;
}

const char *
codebook_near_technique(const struct codebook *codebook, const char *word)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new();

	for (guint i = 0; i < codebook->techniques->len; i++) {
		const struct technique *technique =
			codebook->techniques->pdata[i];

		g_ptr_array_add(ids, technique->id);
	}
	g_ptr_array_add(ids, NULL);
	return base_did_you_mean(word, (const char *const *)ids->pdata);
}

guint
codebook_precedence(const struct codebook *codebook, guint technique)
{
	const struct technique *t = codebook->techniques->pdata[technique];

	for (guint i = 0; i < codebook->precedence->len; i++)
		if (g_strcmp0(codebook->precedence->pdata[i], t->id) == 0)
			return i;
	return G_MAXUINT;
}

/* '*' is any run of characters.  Only the last star seen is ever gone back
 * to, so that many stars do not take exponential time. */
static gboolean
matches_glob(const char *glob, const char *text)
{
	const char *star = NULL, *resume = NULL;

	while (*text) {
		if (*glob == '*') {
			star = ++glob;
			resume = text;
		} else if (*glob == *text) {
			glob++;
			text++;
		} else if (star) {
			glob = star;
			text = ++resume;
		} else {
			return FALSE;
		}
	}
	while (*glob == '*')
		glob++;
	return *glob == '\0';
}

gboolean
codebook_refers(const struct codebook *codebook, const char *reference,
		const struct rule *rule)
{
	const struct technique *technique =
		codebook->techniques->pdata[rule->technique];

	if (strchr(reference, '*'))
		return matches_glob(reference, rule->id);
	return strcmp(reference, rule->id) == 0 ||
	       strcmp(reference, technique->id) == 0;
}

char *
codebook_line(const struct codebook *codebook, guint line)
{
	return joined_line(codebook->joined, line);
}

const char *
codebook_table(const struct codebook *codebook)
{
	return codebook->joined->table_file;
}

struct place
codebook_place(const struct codebook *codebook, struct place place,
	       const char **file)
{
	return joined_place(codebook->joined, place, file);
}

void
codebook_complain(const struct codebook *codebook, GPtrArray *diagnostics,
		  enum diagnostic_level level, struct place place,
		  const char *format, ...)
{
	g_autofree char *line = codebook_line(codebook, place.line);
	g_autofree char *message = NULL;
	const char *file;
	va_list args;

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	place = codebook_place(codebook, place, &file);
	diagnostics_add(diagnostics, level, file, place.line, place.column,
			line, "%s", message);
}
