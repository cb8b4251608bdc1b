/*
 * codebook/references.c: what can only be told once the whole file is read: ids
 * used twice, references to nothing, and techniques without a rank.
 */
#include "codebook/references.h"

#include <string.h>

/* Far beyond any codebook; keeps hostile files from taking quadratic time. */
#define TECHNIQUES_MAX 500
#define RULES_MAX 5000

/* -- ids ----------------------------------------------------------------- */

void
id_check(struct yaml_reader *reader, GHashTable *seen, const char *what,
	 const char *id, const struct place *place)
{
	const struct place *first;

	if (!id)
		return;
	first = g_hash_table_lookup(seen, id);
	if (first) {
		g_autofree char *line =
			reader_line_told(reader, *first, *place);

		reader_error(reader, *place,
			     "the %s id '%s' is used twice (first on %s)", what,
			     id, line);
	} else {
		g_hash_table_insert(seen, (gpointer)id, (gpointer)place);
	}
}

static void
check_ids(struct yaml_reader *reader, const struct codebook *codebook)
{
	/* A reference may name a technique or a rule: they share names. */
	g_autoptr(GHashTable) hits = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) episodes =
		g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) rest = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < codebook->techniques->len; i++) {
		const struct technique *t = codebook->techniques->pdata[i];

		id_check(reader, hits, "technique", t->id, &t->place);
		for (guint k = 0; k < t->was->len; k++)
			id_check(reader, hits, "technique", t->was->pdata[k],
				 &t->place);
	}
	for (guint i = 0; i < codebook->rules->len; i++) {
		const struct rule *r = codebook->rules->pdata[i];

		id_check(reader, hits, "rule", r->id, &r->place);
	}
	for (guint i = 0; i < codebook->episodes->len; i++) {
		const struct episode *e = codebook->episodes->pdata[i];

		id_check(reader, episodes, "episode", e->id, &e->place);
	}
	for (guint i = 0; i < codebook->suppressions->len; i++) {
		const struct suppression *s = codebook->suppressions->pdata[i];

		id_check(reader, rest, "suppression", s->id, &s->place);
	}
	for (guint i = 0; i < codebook->observations->len; i++) {
		const struct observation_rule *o =
			codebook->observations->pdata[i];

		id_check(reader, rest, "observation", o->id, &o->place);
	}
	for (guint i = 0; i < codebook->word_points->len; i++) {
		const struct word_points *p = codebook->word_points->pdata[i];

		id_check(reader, rest, "word-points", p->id, &p->place);
	}
}

/* -- references ---------------------------------------------------------- */

/* The ids a reference may name, by kind. */
struct names {
	GPtrArray *lists[REFERENCE_KINDS];
	GHashTable *sets[REFERENCE_KINDS];
};

static void
add_name(struct names *names, enum reference_kind kind, const char *id)
{
	if (id && g_hash_table_add(names->sets[kind], (gpointer)id))
		g_ptr_array_add(names->lists[kind], (gpointer)id);
}

static void
collect_names(struct names *names, const struct codebook *codebook,
	      gboolean old)
{
	for (guint i = 0; i < REFERENCE_KINDS; i++) {
		names->lists[i] = g_ptr_array_new();
		names->sets[i] = g_hash_table_new(g_str_hash, g_str_equal);
	}
	for (guint i = 0; i < codebook->techniques->len; i++) {
		const struct technique *t = codebook->techniques->pdata[i];

		add_name(names, REFERS_TECHNIQUE, t->id);
		add_name(names, REFERS_HIT, t->id);
		for (guint k = 0; k < t->was->len && old; k++)
			add_name(names, REFERS_TECHNIQUE, t->was->pdata[k]);
	}
	for (guint i = 0; i < codebook->rules->len; i++) {
		const struct rule *r = codebook->rules->pdata[i];

		/* weights are added up when all hits are there */
		if (!r->weighed)
			add_name(names, REFERS_HIT, r->id);
	}
	for (guint i = 0; i < codebook->episodes->len; i++) {
		const struct episode *e = codebook->episodes->pdata[i];

		add_name(names, REFERS_EPISODE, e->id);
	}
	for (guint i = 0; i < codebook->word_points->len; i++) {
		const struct word_points *p = codebook->word_points->pdata[i];

		add_name(names, REFERS_POINTS, p->id);
	}
	for (guint i = 0; i < REFERENCE_KINDS; i++)
		g_ptr_array_add(names->lists[i], NULL);
}

static void
check_glob(struct yaml_reader *reader, const struct codebook *codebook,
	   const struct reference *reference)
{
	for (guint i = 0; i < codebook->rules->len; i++) {
		const struct rule *rule = codebook->rules->pdata[i];

		if (rule->id && !rule->weighed &&
		    codebook_refers(codebook, reference->name, rule))
			return;
	}
	reader_error(reader, reference->place, "'%.80s' matches no rule",
		     reference->name);
}

void
references_check(struct yaml_reader *reader, const struct codebook *codebook,
		 gboolean old)
{
	static const char *const what[] = { "rule or technique", "technique",
					    "episode", "points of words" };
	struct names names;

	collect_names(&names, codebook, old);
	for (guint i = 0; i < reader->references->len &&
			  !(reader->errors && reader_is_full(reader));
	     i++) {
		const struct reference *one =
			&g_array_index(reader->references, struct reference, i);

		if (g_hash_table_contains(names.sets[one->kind], one->name))
			continue;
		if (one->kind == REFERS_HIT && strchr(one->name, '*'))
			check_glob(reader, codebook, one);
		else
			reader_unknown(
				reader, one->place, what[one->kind], one->name,
				NULL,
				(const char *const *)names.lists[one->kind]
					->pdata);
	}
	for (guint i = 0; i < REFERENCE_KINDS; i++) {
		g_ptr_array_unref(names.lists[i]);
		g_hash_table_unref(names.sets[i]);
	}
}

/* -- precedence ---------------------------------------------------------- */

static void
check_listed_twice(struct yaml_reader *reader, const struct node *precedence)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	if (precedence->kind != NODE_LIST)
		return;
	for (const struct node *item = precedence->first; item;
	     item = item->next) {
		if (item->kind == NODE_TEXT &&
		    !g_hash_table_add(seen, (gpointer)item->text))
			reader_error(reader, item->place,
				     "'%.64s' stands twice in the precedence",
				     item->text);
	}
}

static void
check_precedence(struct yaml_reader *reader, const struct codebook *codebook,
		 const struct node *root)
{
	const struct node *precedence = node_get(root, "precedence");
	const struct node *at_most = node_get(root, "at-most");
	g_autoptr(GString) left_out = g_string_new(NULL);

	if (!precedence) {
		if (at_most)
			reader_warn(reader, at_most->place,
				    "'at-most' has no effect without "
				    "'precedence'");
		return;
	}
	check_listed_twice(reader, precedence);
	for (guint i = 0; i < codebook->techniques->len; i++) {
		const struct technique *t = codebook->techniques->pdata[i];

		if (t->id && codebook_precedence(codebook, i) == G_MAXUINT)
			g_string_append_printf(left_out, "%s%s",
					       left_out->len ? ", " : "",
					       t->id);
	}
	if (left_out->len)
		reader_warn(reader, precedence->place,
			    "the precedence leaves out %s", left_out->str);
}

void
codebook_check(struct yaml_reader *reader, const struct codebook *codebook,
	       const struct node *root)
{
	if (codebook->techniques->len > TECHNIQUES_MAX ||
	    codebook->rules->len > RULES_MAX) {
		reader_error(reader, root->place,
			     "a codebook has at most %d techniques and %d "
			     "rules",
			     TECHNIQUES_MAX, RULES_MAX);
		return;
	}
	check_ids(reader, codebook);
	references_check(reader, codebook, FALSE);
	check_precedence(reader, codebook, root);
}
