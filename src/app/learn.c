/*
 * The weights of the codebook, learned from coded sessions.
 *
 * What they are worth is told from sessions that they were not learned from:
 * each folder is left out once, or each session when there is one folder.
 */
#include "app/course.h"

#include <math.h>
#include <string.h>

static struct learned_row *
row_new(const struct course *course, const struct learned_technique *one)
{
	const struct technique *technique =
		course->codebook->techniques->pdata[one->technique];
	struct learned_row *row = g_new0(struct learned_row, 1);

	row->technique = g_strdup(technique->id);
	row->labelled = one->labelled;
	row->is_learned = one->is_learned;
	row->precision = agreement_share(one->right, one->right + one->wrong);
	row->recall = agreement_share(one->right, one->labelled);
	row->f1 = agreement_share(2.0 * one->right,
				  one->right + one->wrong + one->labelled);
	row->firm_precision = agreement_share(
		one->firm_right, one->firm_right + one->firm_wrong);
	return row;
}

static void
row_free(gpointer data)
{
	struct learned_row *row = data;

	g_free(row->technique);
	g_free(row);
}

static void
sum_up(struct weights_learned *learned, const GArray *techniques)
{
	double right = 0, wrong = 0, labelled = 0, firm = 0, firm_wrong = 0;
	double sum = 0;
	guint n = 0;

	for (guint i = 0; i < techniques->len; i++) {
		const struct learned_technique *one =
			&g_array_index(techniques, struct learned_technique, i);
		const struct learned_row *row = learned->rows->pdata[i];

		right += one->right;
		wrong += one->wrong;
		labelled += one->labelled;
		firm += one->firm_right;
		firm_wrong += one->firm_wrong;
		if (one->labelled >= 5) {
			sum += row->f1;
			n++;
		}
	}
	learned->micro_f1 =
		agreement_share(2 * right, right + wrong + labelled);
	learned->macro_f1 = agreement_share(sum, n);
	learned->firm_precision = agreement_share(firm, firm + firm_wrong);
}

/* A folder as it was named; where it lies on this computer is nobody's
 * business. */
static void
append_folder(GString *head, const char *folder)
{
	g_autofree char *last = g_path_get_basename(folder);
	g_autofree char *shown =
		base_printable(g_path_is_absolute(folder) ? last : folder, -1);

	g_string_append_printf(head, "#   %s\n", shown);
}

/* What whoever opens the table should know. */
static char *
print_table(const struct course *course, const struct learned *learned)
{
	const struct codebook *codebook = course->codebook;
	GString *table = g_string_new(
		"# Points that words, neighbours and places speak for and "
		"against each technique.\n"
		"# Written by 'iptrate codebook learn'.  Do not edit: learn "
		"anew.\n");
	g_autofree char *blocks = NULL;

	g_string_append_printf(table, "# Codebook: %s %s\n", codebook->id,
			       codebook->version);
	g_string_append_printf(table,
			       "# Learned from %u sessions with %u coded turns "
			       "in\n",
			       course->lessons->len, course->turns);
	for (guint i = 0; course->options->dirs[i]; i++)
		append_folder(table, course->options->dirs[i]);
	g_string_append(table, learned->table);
	blocks = codebook_point_blocks(codebook);
	if (*blocks)
		g_string_append_printf(table, "\n%s", blocks);
	return g_string_free(table, FALSE);
}

static struct weights_learned *
learned_report(const struct course *course, const struct learned *learned)
{
	const struct joined *joined = course->codebook->joined;
	struct weights_learned *result = g_new0(struct weights_learned, 1);

	result->rules = g_strchomp(g_strndup(joined->text, joined->rules));
	result->table = print_table(course, learned);
	result->sessions = course->lessons->len;
	result->turns = course->turns;
	result->clues = learned->clues;
	result->rows = g_ptr_array_new_with_free_func(row_free);
	for (guint i = 0; i < learned->techniques->len; i++)
		g_ptr_array_add(
			result->rows,
			row_new(course,
				&g_array_index(learned->techniques,
					       struct learned_technique, i)));
	sum_up(result, learned->techniques);
	return result;
}

static gboolean
is_any_learned(const struct learned *learned, GError **error)
{
	for (guint i = 0; i < learned->techniques->len; i++) {
		if (g_array_index(learned->techniques, struct learned_technique,
				  i)
			    .is_learned)
			return TRUE;
	}
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "no technique was given to enough turns of these sessions "
		    "to be learned");
	return FALSE;
}

static void
tell_progress(guint done, guint total, void *data)
{
	const struct learn_options *options = data;

	options->progress(done, total, "techniques", options->data);
}

static struct weights_learned *
learn(struct course *course, GError **error)
{
	const struct learn_options *options = course->options;
	struct learning_watch watch = { tell_progress, (void *)options };
	g_autoptr(Learned) learned = NULL;

	if (!course_read(course, error))
		return NULL;
	learned = learn_weights(course->codebook, course->lessons,
				options->progress ? &watch : NULL);
	return is_any_learned(learned, error) ?
		       learned_report(course, learned) :
		       NULL;
}

/* The codebook without its weights; NULL with an error. */
static struct codebook *
load_rules(struct course *course, GError **error)
{
	g_autofree char *text = codebook_unweighed(course->codebook);
	g_autoptr(GPtrArray) complaints = diagnostics_new();
	g_autoptr(Codebook) rules = codebook_parse(
		text, strlen(text), course->codebook->file, complaints);

	course->rules = rules ? tagger_new(rules, complaints) : NULL;
	if (course->rules)
		return g_steal_pointer(&rules);
	/* what makes nothing has said why */
	g_assert(diagnostics_has_errors(complaints));
	diagnostics_check(complaints, error);
	return NULL;
}

struct weights_learned *
app_learn(struct app *app, const struct learn_options *options, GError **error)
{
	struct course course = { .app = app, .options = options };
	struct weights_learned *result;
	g_autoptr(Codebook) rules = NULL;
	g_autoptr(Tagger) tagger = NULL;

	course.codebook = app_codebook(app, error);
	rules = course.codebook ? load_rules(&course, error) : NULL;
	if (!rules)
		return NULL;
	tagger = course.rules;
	course_init(&course);
	result = learn(&course, error);
	course_clear(&course);
	return result;
}

/* -- saving -------------------------------------------------------------- */

/* Where the table goes; *alone: the codebook is left as it is. */
static char *
table_path(struct app *app, const char *path, gboolean *alone)
{
	char *table = app_table_at(app, path);
	g_autofree char *stem = NULL;

	*alone = table != NULL;
	if (*alone)
		return table;
	stem = g_str_has_suffix(path, ".yaml") ?
		       g_strndup(path, strlen(path) - strlen(".yaml")) :
		       g_strdup(path);
	return g_strconcat(stem, ".weights.tsv", NULL);
}

gboolean
app_learned_check(struct app *app, const char *path, GError **error)
{
	gboolean alone;
	g_autofree char *table = table_path(app, path, &alone);

	return app_output_check(app, path, error) &&
	       app_output_check(app, table, error);
}

gboolean
weights_learned_save(struct weights_learned *learned, struct app *app,
		     const char *path, GError **error)
{
	gboolean alone;
	g_autofree char *name = NULL;
	g_autofree char *whole = NULL;

	learned->table_file = table_path(app, path, &alone);
	if (!export_write_file(learned->table_file, learned->table,
			       strlen(learned->table), error))
		return FALSE;
	if (alone)
		return TRUE;
	name = g_path_get_basename(learned->table_file);
	whole = g_strdup_printf("%s\nweights: %s\n", learned->rules, name);
	return export_write_file(path, whole, strlen(whole), error);
}

void
weights_learned_free(struct weights_learned *learned)
{
	if (!learned)
		return;
	g_free(learned->rules);
	g_free(learned->table);
	g_free(learned->table_file);
	g_ptr_array_unref(learned->rows);
	g_free(learned);
}
