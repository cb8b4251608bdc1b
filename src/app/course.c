/*
 * Coded sessions as lessons for the weights: each once, with what most of
 * its raters said and what the rules find in it.
 */
#include "app/course.h"
#include "app/compare.h"

#include <string.h>

#define MOST_GROUPS 20 /* of one folder */

static gboolean
is_kept_out(const struct course *course, const char *name)
{
	return course->options->without &&
	       g_strv_contains(course->options->without, name);
}

/* Raters who saw the turn, and those of them who said yes; on a turn. */
struct votes {
	guint *seen; /* by turn */
	guint *yes;  /* turn x technique */
};

static void
count_votes(const struct course *course, const struct gold *gold,
	    const struct votes *votes)
{
	gsize turns = gold->transcript->turns->len + 1;
	gsize techniques = course->codebook->techniques->len;
	GHashTableIter each;
	gpointer rater, value;

	g_hash_table_iter_init(&each, gold->views);
	while (g_hash_table_iter_next(&each, &rater, &value)) {
		const struct coding *view = value;

		if (course->options->rater &&
		    !base_code_same(course->options->rater, rater))
			continue;
		for (guint t = 1; t < turns; t++) {
			votes->seen[t] += view->seen[t];
			for (guint i = 0; i < techniques; i++)
				votes->yes[t * techniques + i] +=
					*coding_cell(view, t, i);
		}
	}
}

/* Yes where at least half of those who saw the turn said so.  FALSE when
 * nobody saw any. */
static gboolean
take_labels(struct course *course, const struct gold *gold,
	    struct lesson *lesson)
{
	gsize turns = gold->transcript->turns->len + 1;
	gsize techniques = course->codebook->techniques->len;
	guint8 *seen = g_malloc0(turns);
	guint8 *yes = g_malloc0(turns * techniques + 1);
	g_autofree guint *all_seen = g_new0(guint, turns);
	g_autofree guint *all_yes = g_new0(guint, turns * techniques + 1);
	struct votes votes = { all_seen, all_yes };
	guint before = course->turns;

	count_votes(course, gold, &votes);
	for (guint t = 1; t < turns; t++) {
		seen[t] = all_seen[t] > 0;
		course->turns += seen[t];
		for (guint i = 0; i < techniques; i++)
			yes[t * techniques + i] =
				seen[t] &&
				2 * all_yes[t * techniques + i] >= all_seen[t];
	}
	g_ptr_array_add(course->labels, seen);
	g_ptr_array_add(course->labels, yes);
	lesson->seen = seen;
	lesson->yes = yes;
	return course->turns > before;
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

/* -- sessions ---------------------------------------------------------------- */

/* Of who speaks and what is said, whatever the file is called or looks like. */
static char *
sum_of_words(const struct transcript *transcript)
{
	g_autoptr(GString) words = g_string_new(NULL);

	for (guint i = 1; i <= transcript->turns->len; i++) {
		const struct turn *turn = transcript_turn(transcript, i);
		gsize len;
		const char *text = transcript_turn_text(transcript, turn, &len);

		g_string_append(words, turn_role_print(turn->role));
		g_string_append_len(words, text, (gssize)len);
		g_string_append_c(words, '\n');
	}
	return base_sha256(words->str, words->len);
}

/* A session met twice would be known when it is left out. */
static gboolean
check_once(struct course *course, const char *dir, const struct gold *gold,
	   GError **error)
{
	g_autofree char *sum = sum_of_words(gold->transcript);
	g_autofree char *path = g_build_filename(dir, gold->name, NULL);
	const char *first = g_hash_table_lookup(course->met, sum);

	if (!first) {
		g_hash_table_insert(course->met, g_steal_pointer(&sum),
				    g_steal_pointer(&path));
		return TRUE;
	}
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "%s and %s are the same session; learned from twice it "
		    "would make the figures look better than they are, so "
		    "move one of them elsewhere",
		    first, path);
	return FALSE;
}

static gboolean
take_session(struct course *course, const char *dir, const struct gold *gold,
	     GError **error)
{
	struct lesson lesson = {
		.transcript = gold->transcript,
		.facts = gold->facts,
		.group = course->groups,
	};

	if (is_kept_out(course, gold->name))
		return TRUE;
	if (!check_once(course, dir, gold, error))
		return FALSE;
	if (!take_labels(course, gold, &lesson))
		return TRUE;
	take_tags(course, &lesson);
	g_array_append_val(course->lessons, lesson);
	return TRUE;
}

static gboolean
read_folder(struct course *course, const char *dir, GError **error)
{
	g_autoptr(GPtrArray) golds = NULL;
	struct rubric *rubric = NULL;
	guint lessons = course->lessons->len;
	g_autofree gpointer *all = NULL;
	gboolean fine = TRUE;
	gsize n;

	golds = gold_read(course->app, dir, course->codebook, NULL, &rubric,
			  error);
	rubric_free(rubric);
	if (!golds)
		return FALSE;
	all = g_ptr_array_steal(golds, &n);
	for (gsize i = 0; i < n; i++) {
		g_ptr_array_add(course->golds, all[i]);
		fine = fine && take_session(course, dir, all[i], error);
	}
	course->groups += course->lessons->len > lessons;
	return fine;
}

static gboolean
check_dirs(const char *const *dirs, GError **error)
{
	for (guint i = 0; dirs[i]; i++) {
		g_autofree char *path = g_canonicalize_filename(dirs[i], NULL);

		for (guint j = 0; j < i; j++) {
			g_autofree char *other =
				g_canonicalize_filename(dirs[j], NULL);

			if (strcmp(path, other) != 0)
				continue;
			g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
				    "%s: the folder is named twice; name it "
				    "once",
				    dirs[i]);
			return FALSE;
		}
	}
	return TRUE;
}

/* A slip of the pen must not let in what was to be kept out. */
static gboolean
check_without(const struct course *course, GError **error)
{
	const char *const *without = course->options->without;

	for (guint i = 0; without && without[i]; i++) {
		gboolean there = FALSE;

		for (guint g = 0; g < course->golds->len && !there; g++) {
			const struct gold *gold = course->golds->pdata[g];

			there = strcmp(gold->name, without[i]) == 0;
		}
		if (there)
			continue;
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "there is no session %s to keep out: no such "
			    "NAME.codes.tsv lies in these folders",
			    without[i]);
		return FALSE;
	}
	return TRUE;
}

static gboolean
check_enough(const struct course *course, GError **error)
{
	if (course->turns == 0 && course->options->rater) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "rater %s has coded no turn of these sessions "
			    "(leave --only-rater out, or name another)",
			    course->options->rater);
		return FALSE;
	}
	if (course->lessons->len >= 3)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "%u coded %s too few to learn from; three at least are "
		    "needed, thirty are better",
		    course->lessons->len,
		    course->lessons->len == 1 ? "session is" : "sessions are");
	return FALSE;
}

gboolean
course_read(struct course *course, GError **error)
{
	const char *const *dirs = course->options->dirs;

	if (!check_dirs(dirs, error))
		return FALSE;
	for (guint i = 0; dirs[i]; i++) {
		if (!read_folder(course, dirs[i], error))
			return FALSE;
	}
	if (!check_without(course, error) || !check_enough(course, error))
		return FALSE;
	/* of one folder each session is left out by itself; of many, so many
	 * times a share of them, or it would take hours */
	for (guint i = 0; course->groups == 1 && i < course->lessons->len; i++)
		g_array_index(course->lessons, struct lesson, i).group =
			i % MOST_GROUPS;
	return TRUE;
}

void
course_init(struct course *course)
{
	course->met =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	course->golds =
		g_ptr_array_new_with_free_func((GDestroyNotify)gold_free);
	course->lessons = g_array_new(FALSE, TRUE, sizeof(struct lesson));
	course->labels = g_ptr_array_new_with_free_func(g_free);
}

void
course_clear(struct course *course)
{
	g_hash_table_unref(course->met);
	g_ptr_array_unref(course->golds);
	g_array_unref(course->lessons);
	g_ptr_array_unref(course->labels);
}
