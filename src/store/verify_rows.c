/*
 * The rows against what the events tell of them.
 */
#include "store/verify.h"

#include <string.h>

#define OUTSIDE "outside iptrate"

/* The rows of one key, while they are read. */
struct row_group {
	struct verify *verify;
	const struct content_table *part;
	struct seal_told *told; /* NULL: nothing is */
	struct digest digest;
	char *key;	  /* NULL: no row was read yet */
	char *label;	  /* or NULL */
	GPtrArray *names; /* of its units */
};

/* A column's name as a word: "to_technique" -> "to technique". */
static char *
column_word(const char *column)
{
	g_autofree char *word = g_strdup(column);

	if (g_str_has_suffix(word, "_id"))
		word[strlen(word) - 3] = '\0';
	return g_strdelimit(g_steal_pointer(&word), "_", ' ');
}

/* "decision 12 (session 3, turn 14, CLAR)", "the turns of session 3" */
static char *
group_name(const struct row_group *group)
{
	const struct content_table *part = group->part;
	g_autofree char *key = g_strndup(group->key, 12);

	if (part->of)
		return g_strdup_printf("%s of %s %s", part->noun, part->of,
				       key);
	return g_strdup_printf(
		"%s %s%s%s%s", part->noun, key, group->label ? " (" : "",
		group->label ? group->label : "", group->label ? ")" : "");
}

/* Numbers of the units whose mark is another one. */
static GArray *
units_changed(const struct row_group *group)
{
	GArray *units = g_array_new(FALSE, FALSE, sizeof(guint));
	gsize len = 0;
	const guint8 *was = group->told->marks ?
				    g_bytes_get_data(group->told->marks, &len) :
				    NULL;
	static const guint8 none[MARK_LEN];

	for (guint i = 0; i < group->names->len; i++) {
		const guint8 *is = group->digest.marks->data + i * MARK_LEN;
		gsize at = (gsize)i * MARK_LEN;
		const guint8 *mark = at + MARK_LEN <= len ? was + at : none;

		if (memcmp(is, mark, MARK_LEN) != 0)
			g_array_append_val(units, i);
	}
	return units;
}

/* "verdict and reason", "turn 14 of session 3 and 2 more" */
static char *
units_name(const struct row_group *group, const GArray *units)
{
	GString *names = g_string_new(NULL);
	guint shown = MIN(units->len, 4);

	for (guint i = 0; i < shown; i++) {
		guint unit = g_array_index(units, guint, i);

		g_string_append_printf(names, "%s%s",
				       !i		   ? "" :
				       i + 1 == units->len ? " and " :
							     ", ",
				       (char *)group->names->pdata[unit]);
	}
	if (units->len > shown)
		g_string_append_printf(names, " and %u more",
				       units->len - shown);
	return g_string_free(names, FALSE);
}

/* Rows were put in or taken out; FALSE: they are as many as they were. */
static gboolean
tell_number(const struct row_group *group)
{
	const struct content_table *part = group->part;
	gsize was = group->told->marks ?
			    g_bytes_get_size(group->told->marks) / MARK_LEN :
			    0;

	if (!part->of || was == group->digest.rows)
		return FALSE;
	fault_add(group->verify, part->table,
		  "%s %s has %u %s where %s wrote %" G_GSIZE_FORMAT
		  ": changed " OUTSIDE,
		  part->of, group->key, group->digest.rows, part->nouns,
		  teller_says(group->verify, group->told->event), was);
	return TRUE;
}

static void
tell_changed(const struct row_group *group)
{
	g_autofree char *name = group_name(group);
	g_autoptr(GArray) units = units_changed(group);
	g_autofree char *which = units_name(group, units);
	const char *teller = teller_says(group->verify, group->told->event);

	if (tell_number(group))
		return;
	if (group->part->of && units->len > 0)
		fault_add(
			group->verify, group->part->table,
			"%s %s of %s %s %s not what %s wrote: changed " OUTSIDE,
			group->part->noun, which, group->part->of, group->key,
			units->len == 1 ? "is" : "are", teller);
	else if (units->len > 0)
		fault_add(group->verify, group->part->table,
			  "%s: %s %s not what %s wrote: changed " OUTSIDE, name,
			  which, units->len == 1 ? "is" : "are", teller);
	else
		fault_add(group->verify, group->part->table,
			  "%s is not what %s wrote: changed " OUTSIDE, name,
			  teller);
}

static void
tell_added(const struct row_group *group)
{
	g_autofree char *name = group_name(group);

	if (group->told)
		fault_add(group->verify, group->part->table,
			  "%s was put in again " OUTSIDE " after %s removed it",
			  name, teller_says(group->verify, group->told->event));
	else
		fault_add(group->verify, group->part->table,
			  "%s was put in " OUTSIDE ": no event tells of it",
			  name);
}

static void
group_end(struct row_group *group)
{
	struct verify *verify = group->verify;
	gsize len = 0;
	const void *hash = NULL;
	gboolean salty;

	if (!group->key)
		return;
	digest_end(&group->digest);
	if (group->told && group->told->hash)
		hash = g_bytes_get_data(group->told->hash, &len);
	salty = hash && group->told->scope &&
		g_hash_table_contains(verify->spoilt, group->told->scope);
	if (!hash)
		tell_added(group);
	else if (!salty && (len != DIGEST_LEN ||
			    memcmp(hash, group->digest.hash, len) != 0)) {
		tell_changed(group);
		if (group->part == part_find("salt"))
			g_hash_table_add(verify->spoilt, g_strdup(group->key));
	}
	if (group->told)
		group->told->seen = TRUE;
	digest_clear(&group->digest);
	g_ptr_array_unref(group->names);
	g_clear_pointer(&group->key, g_free);
	g_clear_pointer(&group->label, g_free);
}

static void
group_begin(struct row_group *group, sqlite3_stmt *row, const char *key)
{
	struct verify *verify = group->verify;
	g_autofree char *name =
		g_strconcat(group->part->table, "\n", key, NULL);
	GBytes *salt = NULL;

	group->key = g_strdup(key);
	group->label = store_column(row, 2);
	group->names = g_ptr_array_new_with_free_func(g_free);
	group->told = g_hash_table_lookup(verify->told, name);
	if (group->told && group->told->scope)
		salt = g_hash_table_lookup(verify->salts, group->told->scope);
	digest_begin(&group->digest, group->part, key, salt);
	for (int column = COLUMNS_FROM;
	     !group->part->of && column < sqlite3_column_count(row); column++)
		g_ptr_array_add(group->names,
				column_word(sqlite3_column_name(row, column)));
}

static void
group_row(struct row_group *group, sqlite3_stmt *row)
{
	const char *key = store_text(row, 0);

	if (group->key && strcmp(group->key, key) != 0)
		group_end(group);
	if (!group->key)
		group_begin(group, row, key);
	if (group->part->of)
		g_ptr_array_add(group->names, store_column(row, COLUMNS_FROM));
	digest_row(&group->digest, row);
}

static gboolean
verify_part(struct verify *verify, const struct content_table *part,
	    GError **error)
{
	struct row_group group = { .verify = verify, .part = part };
	sqlite3_stmt *row = store_query(verify->store, part->scan, error, "");
	int more = -1;

	while (row && (more = store_step(verify->store, row, error)) > 0)
		group_row(&group, row);
	group_end(&group);
	return more == 0;
}

/* What should be there and is not. */
static void
tell_missing(struct verify *verify)
{
	g_autoptr(GList) keys = g_list_sort(g_hash_table_get_keys(verify->told),
					    (GCompareFunc)strcmp);

	for (GList *at = keys; at; at = at->next) {
		struct seal_told *told =
			g_hash_table_lookup(verify->told, at->data);
		g_auto(GStrv) name = g_strsplit(at->data, "\n", 2);
		struct row_group group = { .verify = verify,
					   .part = part_find(name[0]),
					   .told = told,
					   .key = name[1] };
		g_autofree char *says = NULL;

		if (told->seen || !told->hash || !group.part ||
		    tell_number(&group))
			continue;
		says = group_name(&group);
		fault_add(verify, group.part->table,
			  "%s is gone, which %s wrote: taken out " OUTSIDE,
			  says, teller_says(verify, told->event));
	}
}

/* Without its salt no hash can be told; one sentence will do. */
static void
find_lost(struct verify *verify)
{
	GHashTableIter each;
	gpointer key, value;

	g_hash_table_iter_init(&each, verify->told);
	while (g_hash_table_iter_next(&each, &key, &value)) {
		const struct seal_told *told = value;
		const char *scope = (char *)key + strlen("salt\n");

		if (g_str_has_prefix(key, "salt\n") && told->hash &&
		    !told->seen)
			g_hash_table_add(verify->spoilt, g_strdup(scope));
	}
}

gboolean
verify_rows(struct verify *verify, GError **error)
{
	for (guint i = 0; i < store_parts_count; i++) {
		if (!verify_part(verify, &store_parts[i], error))
			return FALSE;
		if (!strcmp(store_parts[i].table, "salt"))
			find_lost(verify);
	}
	tell_missing(verify);
	return TRUE;
}

gboolean
verify_sequences(struct verify *verify, GError **error)
{
	sqlite3_stmt *row =
		store_query(verify->store, SQL_SEQUENCE_EACH, error, "");
	int more = -1;

	while (row && (more = store_step(verify->store, row, error)) > 0) {
		g_autofree char *part = store_column(row, 0);
		gint64 given = sqlite3_column_int64(row, 1);
		const gint64 *told =
			g_hash_table_lookup(verify->last, part ? part : "");
		gint64 last = told ? *told : 0;

		/* as a part it is the words that were removed */
		if (!g_strcmp0(part, PART_WORDS))
			last = verify->last_event;
		if (given != last)
			fault_add(
				verify, "sequence",
				"the last number given to a %s is %" G_GINT64_FORMAT
				" in sqlite_sequence, and %" G_GINT64_FORMAT
				" as the events tell: changed " OUTSIDE,
				part, given, last);
	}
	return more == 0;
}
