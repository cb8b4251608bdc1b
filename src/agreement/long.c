/*
 * Tables with one rating a row; see ratings.h.
 */
#include "agreement/agreement.h"
#include "agreement/matrix.h"

#include <math.h>
#include <string.h>

/* What has sessions of its own. */
static gboolean
is_owner(const char *name)
{
	static const char *const owners[] = { "therapist", "case",    "person",
					      "candidate", "trainee", NULL };

	for (const char *const *owner = owners; *owner; owner++)
		if (base_code_same(name, *owner))
			return TRUE;
	return FALSE;
}

static gboolean
is_nested(const GPtrArray *headings)
{
	const char *object = headings->pdata[0], *first = headings->pdata[1];
	const char *colon = strchr(first, ':');

	if (colon)
		return base_code_same(colon + 1, object);
	return base_code_same(first, "session") && is_owner(object);
}

static gboolean
take_facets(struct matrix_reader *reader, struct records *records)
{
	guint facets = reader->headings->len - 1;

	if (reader->headings->len < 2 || facets > 3) {
		reader_complain(reader, 0,
				"a long table has one to three columns that "
				"say what is rated, and the score as its last "
				"one; here are %u columns",
				reader->headings->len);
		return FALSE;
	}
	records->nested = facets == 3 && is_nested(reader->headings);
	for (guint f = 0; f < facets; f++) {
		const char *name = reader->headings->pdata[f];
		gsize end = f == 1 && records->nested ? strcspn(name, ":") :
							strlen(name);

		g_ptr_array_add(records->facets, g_strndup(name, end));
		g_ptr_array_add(records->levels,
				g_ptr_array_new_with_free_func(g_free));
	}
	return TRUE;
}

/* The number of a level, by its name within what it belongs to. */
static guint
level_number(GHashTable *numbers, GPtrArray *names, const char *within,
	     const char *name, guint *counted)
{
	g_autofree char *key = g_strdup_printf("%s\n%s", within, name);
	guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, key));

	if (number > 0)
		return number - 1;
	number = (*counted)++;
	g_hash_table_insert(numbers, g_steal_pointer(&key),
			    GUINT_TO_POINTER(number + 1));
	if (number >= names->len)
		g_ptr_array_add(names, g_strdup(name));
	return number;
}

struct long_reader {
	struct matrix_reader reader;
	struct records *records;
	GHashTable *numbers[3]; /* of the levels */
	GHashTable *within;	/* object -> guint: its levels of the second */
	guint counted[3];
};

static guint
take_level(struct long_reader *along, guint facet)
{
	struct matrix_reader *reader = &along->reader;
	const char *name = reader->row.cells->pdata[facet];
	const char *object = reader->row.cells->pdata[0];
	GPtrArray *names = along->records->levels->pdata[facet];
	guint *own;

	if (facet != 1 || !along->records->nested)
		return level_number(along->numbers[facet], names, "", name,
				    &along->counted[facet]);
	own = g_hash_table_lookup(along->within, object);
	if (!own) {
		own = g_new0(guint, 1);
		g_hash_table_insert(along->within, g_strdup(object), own);
	}
	return level_number(along->numbers[1], names, object, name, own);
}

/* All facets must be named, and with two or more each rating is the only one
 * of its kind. */
static gboolean
check_facets(struct matrix_reader *reader, guint facets)
{
	GString *key = g_string_new(NULL),
		*what = g_string_new("the rating of");
	gboolean good = TRUE;

	for (guint f = 0; f < facets && good; f++) {
		const char *name = f < reader->row.cells->len ?
					   reader->row.cells->pdata[f] :
					   "";

		if (!*name) {
			reader_complain(reader, f, "no %s is named here",
					(char *)reader->headings->pdata[f]);
			good = FALSE;
		}
		g_string_append_printf(key, "%s\n", name);
		g_string_append_printf(what, " %s", name);
	}
	if (good && facets > 1)
		good = reader_once(reader, key->str, what->str);
	g_string_free(key, TRUE);
	g_string_free(what, TRUE);
	return good;
}

static void
read_long(struct long_reader *along)
{
	struct records *records = along->records;
	guint facets = records->facets->len;

	while (reader_next(&along->reader)) {
		double score;

		if (!check_facets(&along->reader, facets) ||
		    !reader_number(&along->reader, facets, &score) ||
		    isnan(score))
			continue;
		for (guint f = 0; f < facets; f++) {
			guint level = take_level(along, f);

			g_array_append_val(records->of, level);
		}
		g_array_append_val(records->scores, score);
	}
}

struct records *
records_from_text(const char *text, gsize len, const char *name,
		  const struct scale *scale, GPtrArray *diagnostics)
{
	struct long_reader along = { .records = records_new() };

	along.within =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (guint f = 0; f < 3; f++)
		along.numbers[f] = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, NULL);
	if (reader_begin(&along.reader, text, len, name, scale, diagnostics) &&
	    take_facets(&along.reader, along.records))
		read_long(&along);
	reader_end(&along.reader);
	for (guint f = 0; f < 3; f++)
		g_hash_table_unref(along.numbers[f]);
	g_hash_table_unref(along.within);
	if (diagnostics->len > 0)
		g_clear_pointer(&along.records, records_free);
	return along.records;
}
