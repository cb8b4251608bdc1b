/*
 * The weights of the codebook, learned from coded sessions.
 *
 * What they are worth is told from sessions that they were not learned from:
 * each folder is left out once, or each session when there is one folder.
 */
#include "app/private.h"

#include <math.h>
#include <string.h>

struct course {
	struct app *app;
	const struct codebook *codebook;
	const struct learn_options *options;
	GPtrArray *golds;     /* struct gold */
	GArray *lessons;      /* struct lesson */
	GPtrArray *labels;    /* guint8 *, seen, yes and rules of each lesson */
	struct tagger *rules; /* of the codebook without its weights */
	guint turns;
};

static gboolean
is_kept_out(const struct course *course, const char *name)
{
	return course->options->without &&
	       g_strv_contains(course->options->without, name);
}

/* Yes where at least half of those who saw the turn said so. */
static void
take_labels(struct course *course, const struct gold *gold,
	    struct lesson *lesson)
{
	gsize turns = gold->transcript->turns->len + 1;
	gsize techniques = course->codebook->techniques->len;
	guint8 *seen = g_malloc0(turns);
	guint8 *yes = g_malloc0(turns * techniques);
	GHashTableIter each;
	gpointer rater, value;

	g_hash_table_iter_init(&each, gold->views);
	while (g_hash_table_iter_next(&each, &rater, &value)) {
		const struct view *view = value;

		if (course->options->rater &&
		    strcmp(course->options->rater, rater) != 0)
			continue;
		for (guint t = 1; t < turns; t++) {
			seen[t] += view->seen[t];
			for (guint i = 0; i < techniques; i++)
				yes[t * techniques + i] +=
					*view_cell(view, t, i);
		}
	}
	for (guint t = 1; t < turns; t++) {
		for (guint i = 0; i < techniques; i++)
			yes[t * techniques + i] =
				seen[t] &&
				2 * yes[t * techniques + i] >= seen[t];
		seen[t] = seen[t] > 0;
		course->turns += seen[t];
	}
	g_ptr_array_add(course->labels, seen);
	g_ptr_array_add(course->labels, yes);
	lesson->seen = seen;
	lesson->yes = yes;
}

static void
take_tags(struct course *course, struct lesson *lesson)
{
	gsize techniques = course->codebook->techniques->len;
	gsize turns = lesson->transcript->turns->len + 1;
	guint8 *rules = g_malloc0(turns * techniques);
	g_autoptr(Tagging) tagging =
		tagger_run(course->rules, lesson->transcript, &lesson->facts);

	for (guint i = 0; i < tagging->tags->len; i++) {
		const struct tag *tag = tagging->tags->pdata[i];

		rules[tag->turn * techniques + tag->technique] =
			1 + tag->strength;
	}
	g_ptr_array_add(course->labels, rules);
	lesson->rules = rules;
}

static gboolean
read_folder(struct course *course, guint folder, GError **error)
{
	const char *dir = course->options->dirs[folder];
	g_autoptr(GPtrArray) golds = NULL;
	struct rubric *rubric = NULL;
	gboolean alone = !course->options->dirs[1];
	gsize n;
	g_autofree gpointer *all = NULL;

	golds = gold_read(course->app, dir, course->codebook, NULL, &rubric,
			  error);
	rubric_free(rubric);
	if (!golds)
		return FALSE;
	all = g_ptr_array_steal(golds, &n);
	for (gsize i = 0; i < n; i++) {
		struct gold *gold = all[i];
		struct lesson lesson = {
			.transcript = gold->transcript,
			.facts = gold->facts,
			.group = alone ? course->lessons->len : folder,
		};

		g_ptr_array_add(course->golds, gold);
		if (is_kept_out(course, gold->name))
			continue;
		take_labels(course, gold, &lesson);
		take_tags(course, &lesson);
		g_array_append_val(course->lessons, lesson);
	}
	return TRUE;
}

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
	gsize rules = codebook_rules_length(text, strlen(text));
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

static struct weights_learned *
learn(struct course *course, GError **error)
{
	g_autoptr(Learned) learned = NULL;

	for (guint i = 0; course->options->dirs[i]; i++) {
		if (!read_folder(course, i, error))
			return NULL;
	}
	if (course->lessons->len < 3) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "%u coded sessions are too few to learn from; "
			    "three at least are needed, thirty are better",
			    course->lessons->len);
		return NULL;
	}
	if (course->turns == 0) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "rater %s has coded no turn of these sessions "
			    "(leave --only-rater out, or name another)",
			    course->options->rater);
		return NULL;
	}
	learned = tagging_learn(course->codebook, course->lessons);
	return report(course, learned);
}

/* The codebook as it was before any weights. */
static gboolean
load_rules(struct course *course, struct codebook **rules, GError **error)
{
	const struct codebook *codebook = course->codebook;
	g_autoptr(GPtrArray) complaints = diagnostics_new();
	const char *text = codebook->text;

	*rules = codebook_parse(text, codebook_rules_length(text, strlen(text)),
				codebook->file, complaints);
	if (*rules)
		course->rules = tagger_new(*rules, complaints);
	return course->rules != NULL || diagnostics_check(complaints, error);
}

struct weights_learned *
app_learn(struct app *app, const struct learn_options *options, GError **error)
{
	struct course course = { .app = app, .options = options };
	struct weights_learned *result;
	g_autoptr(Codebook) rules = NULL;
	g_autoptr(Tagger) tagger = NULL;

	course.codebook = app_codebook(app, error);
	if (!course.codebook || !load_rules(&course, &rules, error))
		return NULL;
	tagger = course.rules;
	course.golds =
		g_ptr_array_new_with_free_func((GDestroyNotify)gold_free);
	course.lessons = g_array_new(FALSE, TRUE, sizeof(struct lesson));
	course.labels = g_ptr_array_new_with_free_func(g_free);
	result = learn(&course, error);
	g_ptr_array_unref(course.golds);
	g_array_unref(course.lessons);
	g_ptr_array_unref(course.labels);
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
