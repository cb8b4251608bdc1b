/*
 * The twelve sessions that travel inside the program, as sets for drills.
 */
#include "app/compare.h"
#include "app/drill.h"
#include "app/drilling.h"
#include "gen/app/samples.gen.h"

#include <string.h>

#define SAMPLE(name)                                                    \
	{                                                               \
#name, name##_txt, name##_codes_tsv, name##_ratings_tsv \
	}

static const struct gold_text samples[] = {
	SAMPLE(s01), SAMPLE(s02), SAMPLE(s03), SAMPLE(s04),
	SAMPLE(s05), SAMPLE(s06), SAMPLE(s07), SAMPLE(s08),
	SAMPLE(s21), SAMPLE(s22), SAMPLE(s23), SAMPLE(s24),
};

/* Called for each row of the table of sets, behind its head. */
static void
each_row(void (*each)(char *const *cells, void *data), void *data)
{
	g_auto(GStrv) lines = g_strsplit(drills_tsv, "\n", -1);

	for (guint i = 1; lines[i] && *lines[i]; i++) {
		g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);

		g_assert(g_strv_length(cells) == 3);
		each(cells, data);
	}
}

static void
take_name(char *const *cells, void *data)
{
	GPtrArray *names = data;

	if (!g_ptr_array_find_with_equal_func(names, cells[0], g_str_equal,
					      NULL))
		g_ptr_array_add(names, g_strdup(cells[0]));
}

GPtrArray *
sample_sets(void)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

	each_row(take_name, names);
	return names;
}

struct taking {
	const char *name;
	struct drill_set *set; /* NULL: not met yet */
};

static void
take_member(char *const *cells, void *data)
{
	struct taking *taking = data;
	struct drill_member_row *member;

	if (!base_code_same(cells[0], taking->name))
		return;
	if (!taking->set) {
		taking->set = g_new0(struct drill_set, 1);
		taking->set->shipped = TRUE;
		taking->set->row = g_new0(struct drill_set_row, 1);
		taking->set->row->name = g_strdup(cells[0]);
		taking->set->row->purpose = g_strdup(cells[1]);
		drill_purpose_parse(cells[1], &taking->set->purpose);
		taking->set->members = g_ptr_array_new_with_free_func(
			(GDestroyNotify)drill_member_row_free);
	}
	member = g_new0(struct drill_member_row, 1);
	member->n = taking->set->members->len + 1;
	member->sample = g_strdup(cells[2]);
	g_ptr_array_add(taking->set->members, member);
}

struct drill_set *
sample_set(const char *name)
{
	struct taking taking = { name, NULL };

	each_row(take_member, &taking);
	return taking.set;
}

struct gold *
sample_read(struct app *app, const char *name, GError **error)
{
	const struct codebook *codebook = app_codebook(app, error);
	const struct rubric *rubric = codebook ? app_rubric(app, error) : NULL;

	if (!rubric)
		return NULL;
	for (guint i = 0; i < G_N_ELEMENTS(samples); i++) {
		if (!strcmp(samples[i].name, name))
			return gold_parse(&samples[i], codebook, rubric, error);
	}
	app_fail(error, BASE_ERROR_NOT_FOUND,
		 "this iptrate has no sample '%s'; a newer one has it", name);
	return NULL;
}
