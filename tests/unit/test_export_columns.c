/*
 * What stands under which heading of the table: read back by the headings, so
 * that two columns that change places, a cell too many or too few, or one
 * that is gone is seen.
 */
#include "test_export.h"

static const struct session_facts middle = { 8, 16, PHASE_MIDDLE,
					     FOCUS_DISPUTE };

struct fixture {
	struct codebook *codebook;
	struct rubric *rubric;
	struct session_record *record;
	struct export_set set;
	struct export_options options;
};

static void
fixture_set_up(struct fixture *f, const void *data)
{
	struct rating *rating;

	(void)data;
	f->codebook = sample_codebook();
	f->rubric = sample_rubric();
	f->record = sample_record(f->rubric, "s04", 4, &middle, TRUE);
	sample_decide(f->record, 19, "COMM", VERDICT_ACCEPT, NULL, "clear");
	rating = f->record->ratings->pdata[0];
	rating->version = 3;
	sample_finish(f->record, f->rubric);
	f->set.codebook = f->codebook;
	f->set.rubric = f->rubric;
	f->set.sessions = g_ptr_array_new();
	g_ptr_array_add(f->set.sessions, f->record);
	f->options.program = "iptrate test";
	f->options.created = CREATED;
}

static void
fixture_tear_down(struct fixture *f, const void *data)
{
	(void)data;
	g_ptr_array_unref(f->set.sessions);
	sample_record_free(f->record);
	rubric_free(f->rubric);
	codebook_free(f->codebook);
}

/* -- CSV ------------------------------------------------------------------- */

/* The cells of a line (RFC 4180); *at is moved behind it. */
static GPtrArray *
csv_line(const char **at)
{
	GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) cell = g_string_new(NULL);
	gboolean quoted = FALSE;
	const char *p = *at;

	for (; quoted || (*p && *p != '\r'); p++) {
		if (*p == '"' && quoted && p[1] == '"')
			g_string_append_c(cell, *p++);
		else if (*p == '"')
			quoted = !quoted;
		else if (*p == ',' && !quoted) {
			g_ptr_array_add(cells, g_strdup(cell->str));
			g_string_truncate(cell, 0);
		} else
			g_string_append_c(cell, *p);
	}
	g_ptr_array_add(cells, g_strdup(cell->str));
	g_assert_true(g_str_has_prefix(p, "\r\n"));
	*at = p + 2;
	return cells;
}

/* "heading=value; ..." of what is filled in the first row with such a cell. */
static char *
csv_find(const char *csv, const char *heading, const char *wanted)
{
	const char *at = csv + strlen(EXPORT_BOM);
	g_autoptr(GPtrArray) heads = csv_line(&at);
	char *found = NULL;

	while (*at) {
		g_autoptr(GPtrArray) cells = csv_line(&at);
		g_autoptr(GString) out = g_string_new(NULL);
		gboolean is_it = FALSE;

		g_assert_cmpuint(cells->len, ==, heads->len);
		for (guint i = 0; i < cells->len; i++) {
			const char *cell = cells->pdata[i];

			is_it |= !strcmp(heads->pdata[i], heading) &&
				 !strcmp(cell, wanted);
			if (*cell)
				g_string_append_printf(
					out, "%s%s=%s", out->len ? "; " : "",
					(char *)heads->pdata[i], cell);
		}
		if (is_it && !found)
			found = g_strdup(out->str);
	}
	return found;
}

#define FACTS                                                       \
	"session=4; case=C04; number=8; planned=16; phase=middle; " \
	"focus=role-dispute; "

static void
assert_csv(const struct fixture *f, const char *heading, const char *cell,
	   const char *wanted)
{
	g_autofree char *csv = export_csv(&f->set, &f->options);
	g_autofree char *row = csv_find(csv, heading, cell);

	g_assert_cmpstr(row, ==, wanted);
}

static void
test_csv_evidence(struct fixture *f, const void *data)
{
	(void)data;
	assert_csv(
		f, "turn", "19",
		"record=evidence; " FACTS "turn=19; speaker=therapist; "
		"technique=COMM; strength=sequence; rule=comm.say; "
		"words=\"fine, fine, fine\" as; verdict=accepted; confirmed=yes; "
		"rater=S1; note=clear");
}

static void
test_csv_rating(struct fixture *f, const void *data)
{
	struct rating *rating = f->record->ratings->pdata[0];
	struct item_rating *line = rating->items->pdata[0];
	struct suggestion *suggestion = f->record->suggestions->pdata[0];

	(void)data;
	g_assert_cmpstr(line->item, ==, "A1");
	g_assert_cmpstr(suggestion->item->id, ==, "A1");
	suggestion->extent = 5;
	line->extent = 4;
	line->quality = 2;
	g_free(line->comment);
	line->comment = g_strdup("a remark");
	g_clear_pointer(&line->turns, g_array_unref);
	line->turns = g_array_new(FALSE, FALSE, sizeof(guint));
	g_array_append_vals(line->turns, (guint[]){ 25, 27 }, 2);
	assert_csv(f, "item", "A1",
		   "record=rating; " FACTS "item=A1; class=U; rater=S1; "
		   "role=supervisor; signed_at=2026-11-18T10:50:00Z; "
		   "extent=4; quality=2; suggested=5; turns=25, 27; "
		   "note=a remark; version=3");
	line->extent = line->quality = 0;
	line->na_reason = g_strdup("not due");
	assert_csv(f, "item", "A1",
		   "record=rating; " FACTS "item=A1; class=U; rater=S1; "
		   "role=supervisor; signed_at=2026-11-18T10:50:00Z; "
		   "extent=NA; na_reason=not due; suggested=5; "
		   "turns=25, 27; note=a remark; version=3");
}

static void
test_csv_not_told(struct fixture *f, const void *data)
{
	struct lacks lacks = { .says = g_ptr_array_new() };

	(void)data;
	g_ptr_array_add(lacks.says, "it is short");
	f->record->lacks = &lacks;
	assert_csv(f, "record", "not told",
		   "record=not told; " FACTS
		   "note=what was missed or is not there is not told, and no "
		   "extent is suggested: it is short");
	g_ptr_array_unref(lacks.says);
}

static void
add(const char *path, void (*test)(struct fixture *, const void *))
{
	g_test_add(path, struct fixture, NULL, fixture_set_up, test,
		   fixture_tear_down);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add("/export/columns/csv-evidence", test_csv_evidence);
	add("/export/columns/csv-rating", test_csv_rating);
	add("/export/columns/csv-not-told", test_csv_not_told);
	return g_test_run();
}
