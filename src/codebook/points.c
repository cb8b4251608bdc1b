/*
 * codebook/points.c: points of words, and their rows where the YAML has them.
 * A row holds a clue, a tab and its points; the clue "=start" holds what there
 * is without any, "=beyond" what a long turn is given.
 */
#include "codebook/lexicon.h"
#include "codebook/parts.h"

#include <string.h>

#define MEMBER(m) G_STRUCT_OFFSET(struct word_points, m)
#define SHOWN 40 /* bytes of a line in a complaint */

static void
add_kind(GHashTable *kinds, const struct lexicon *lexicon)
{
	for (guint i = 0; i < lexicon->entries->len; i++) {
		const char *entry = lexicon->entries->pdata[i];
		char *word = g_strdup(entry);
		GPtrArray *names;

		word[point_bare(entry, strlen(entry), word)] = '\0';
		names = g_hash_table_lookup(kinds, word);
		if (!names) {
			names = g_ptr_array_new_with_free_func(g_free);
			g_hash_table_insert(kinds, word, names);
		} else {
			g_free(word);
		}
		g_ptr_array_add(names, g_strdup(lexicon->name));
	}
}

/* The member is the points themselves. */
static void
field_kinds(struct yaml_reader *reader, const struct key_reading *field,
	    const struct node *value, void *member)
{
	struct word_points *points = member;
	const struct node *one = NULL;

	(void)field;
	while ((one = node_each(value, one))) {
		const struct lexicon_entry *entry = NULL;
		char *name = NULL;

		field_id(reader, field, one, &name);
		if (name)
			entry = g_hash_table_lookup(reader->lexicons, name);
		if (name && !entry)
			reader_error(reader, one->place,
				     "there is no lexicon '%.60s'", name);
		else if (entry)
			add_kind(points->kinds, entry->lexicon);
		if (name)
			g_ptr_array_add(points->lexicons, name);
	}
}

static const struct key_reading word_points_fields[] = {
	{ "id", field_id, MEMBER(id), NULL, TRUE },
	{ "within", field_number, MEMBER(within), NULL, FALSE },
	{ "answers", field_bool, MEMBER(answers), NULL, FALSE },
	{ "kinds", field_kinds, 0, NULL, FALSE },
	{ "points", field_text, MEMBER(text), NULL, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

/* A whole number and nothing else. */
static gboolean
take_points(const char *at, const char *end, int *points)
{
	gboolean below = at < end && *at == '-';
	int n = 0;

	at += below;
	if (at == end || end - at > 4)
		return FALSE;
	for (; at < end; at++) {
		if (!g_ascii_isdigit(*at))
			return FALSE;
		n = 10 * n + (*at - '0');
	}
	*points = below ? -n : n;
	return n <= WORD_POINTS_MOST;
}

/* What is no clue: how much there is without any. */
static int *
setting_of(struct word_points *points, const char *key, gsize len)
{
	g_autofree char *name = g_strndup(key, len);

	return strcmp(name, "=start") == 0  ? &points->start :
	       strcmp(name, "=beyond") == 0 ? &points->beyond :
					      NULL;
}

gboolean
word_points_take(struct word_points *points, const char *line, const char *end)
{
	const char *tab = memchr(line, '\t', (gsize)(end - line));
	int *setting, n;
	guint64 key;
	guint slot;

	if (!tab || tab == line || !take_points(tab + 1, end, &n))
		return FALSE;
	setting = *line == '=' ? setting_of(points, line, tab - line) : NULL;
	if (setting) {
		*setting = n;
		return TRUE;
	}
	key = point_key(POINT_KEY, line, (gsize)(tab - line));
	slot = word_points_slot(points, key);
	if (points->keys[slot])
		return FALSE;
	points->keys[slot] = key;
	points->points[slot] = (gint16)n;
	points->n++;
	return TRUE;
}

void
word_points_room(struct word_points *points, const char *text, gsize len)
{
	const char *end = text + len;
	guint lines = 1;

	for (; (text = memchr(text, '\n', (gsize)(end - text))); text++)
		lines++;
	for (points->slots = 2; points->slots < 2 * lines;)
		points->slots *= 2;
	points->keys = g_new0(guint64, points->slots);
	points->points = g_new0(gint16, points->slots);
}

void
word_points_complain(struct yaml_reader *reader, struct place place,
		     const char *line, const char *end)
{
	reader_error(reader, place,
		     "expected a clue that was not given before, a tab and its "
		     "points (%d to %d), found '%.*s'",
		     -WORD_POINTS_MOST, WORD_POINTS_MOST,
		     (int)MIN(end - line, SHOWN), line);
}

static void
take_lines(struct yaml_reader *reader, const struct node *value,
	   struct word_points *points)
{
	const char *line = points->text, *end;

	for (guint number = 0; *line; number++, line = end + (*end != '\0')) {
		struct place place = { value->place.line + number,
				       value->place.column };

		end = strchr(line, '\n') ?: line + strlen(line);
		if (end == line || word_points_take(points, line, end))
			continue;
		word_points_complain(reader, place, line, end);
		return;
	}
}

void *
word_points_read(struct yaml_reader *reader, const struct node *node)
{
	struct word_points *points = g_new0(struct word_points, 1);

	points->place = node->place;
	points->lexicons = g_ptr_array_new_with_free_func(g_free);
	points->kinds =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
				      (GDestroyNotify)g_ptr_array_unref);
	fields_read(reader, node, word_points_fields, points,
		    "points of words");
	points->inside = points->text != NULL;
	if (points->inside) {
		word_points_room(points, points->text, strlen(points->text));
		take_lines(reader, node_get(node, "points"), points);
	}
	g_clear_pointer(&points->text, g_free);
	return points;
}

void
word_points_free(struct word_points *points)
{
	if (!points)
		return;
	g_free(points->id);
	g_free(points->keys);
	g_free(points->points);
	g_ptr_array_unref(points->lexicons);
	g_hash_table_unref(points->kinds);
	g_free(points);
}
