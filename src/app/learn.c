/*
 * The weights of the codebook, learned from coded sessions.
 *
 * What they are worth is told from sessions that they were not learned from:
 * each folder is left out once, or each session when there is one folder.
 */
#include "app/course.h"

#include <math.h>
#include <string.h>

static double
ratio(double part, double whole)
{
	return whole > 0 ? part / whole : NAN;
}

static struct learned_row *
row_new(const struct course *course, const struct learned_technique *one)
{
	const struct technique *technique =
		course->codebook->techniques->pdata[one->technique];
	struct learned_row *row = g_new0(struct learned_row, 1);

	row->technique = g_strdup(technique->id);
	row->labelled = one->labelled;
	row->is_learned = one->is_learned;
	row->precision = ratio(one->right, one->right + one->wrong);
	row->recall = ratio(one->right, one->labelled);
	row->f1 = ratio(2.0 * one->right,
			one->right + one->wrong + one->labelled);
	row->firm_precision =
		ratio(one->firm_right, one->firm_right + one->firm_wrong);
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
	learned->micro_f1 = ratio(2 * right, right + wrong + labelled);
	learned->macro_f1 = ratio(sum, n);
	learned->firm_precision = ratio(firm, firm + firm_wrong);
}

static struct weights_learned *
report(const struct course *course, const struct learned *learned)
{
	struct weights_learned *result = g_new0(struct weights_learned, 1);
	const char *text = course->codebook->text;
	gsize rules = codebook_rules_length(text, course->codebook->len);
	GString *whole = g_string_new_len(text, (gssize)rules);

	if (whole->len && whole->str[whole->len - 1] != '\n')
		g_string_append_c(whole, '\n');
	g_string_append(whole, learned->section);
	result->text = g_string_free(whole, FALSE);
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
	return is_any_learned(learned, error) ? report(course, learned) : NULL;
}

/* The codebook as it was before any weights; NULL with an error. */
static struct codebook *
load_rules(struct course *course, GError **error)
{
	const char *text = course->codebook->text;
	g_autoptr(GPtrArray) complaints = diagnostics_new();
	g_autoptr(Codebook) rules = codebook_parse(
		text, codebook_rules_length(text, course->codebook->len),
		course->codebook->file, complaints);

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

void
weights_learned_free(struct weights_learned *learned)
{
	if (!learned)
		return;
	g_free(learned->text);
	g_ptr_array_unref(learned->rows);
	g_free(learned);
}
