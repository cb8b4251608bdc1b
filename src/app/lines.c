/*
 * Points of words, learned from labelled lines, and from the talk of coded
 * sessions in which nothing of the kind was said.
 *
 * What they are worth is told from files that they were not learned from:
 * each is left out once.
 */
#include "app/lines.h"
#include "app/compare.h"
#include "app/private.h"
#include "learn/learn.h"

#include <string.h>

#define TALK_TIMES 3  /* each stands for the many turns like it */
#define TALK_STEP 997 /* from a turn that a line is put into to the next */
#define TALK_BYTES 80 /* of one at least */
#define AMID_STEP 4   /* one line of so many is put into talk */
#define NEARBY 5      /* turns before and after one that was coded */

struct lines {
	struct app *app;
	const struct codebook *codebook;
	const struct word_points *points;
	const struct rule *rule; /* that weighs by them */
	GArray *all;		 /* struct labelled_line */
	GStringChunk *said;
	guint talk, made;
	guint writer; /* whose file is read */
};

static gboolean
find_points(struct lines *lines, const char *id, GError **error)
{
	const struct codebook *codebook = lines->codebook;

	lines->points = codebook_word_points(codebook, id);
	for (guint i = 0; i < codebook->rules->len; i++) {
		const struct rule *rule = codebook->rules->pdata[i];

		if (g_strcmp0(rule->weighs, id) == 0)
			lines->rule = rule;
	}
	if (lines->points && lines->rule)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "%s: no rule of the codebook weighs by points of words "
		    "'%s'",
		    codebook->file, id);
	return FALSE;
}

static void
add_labelled(struct lines *lines, gboolean yes, const char *before,
	     const char *text, guint group)
{
	struct labelled_line line = {
		.before = before ? g_string_chunk_insert(lines->said, before) :
				   NULL,
		.text = g_string_chunk_insert(lines->said, text),
		.yes = yes,
		.times = group == LEARN_ALWAYS ? TALK_TIMES : 1,
		.group = group,
		.writer = lines->writer,
	};

	g_array_append_val(lines->all, line);
}

/* -- files of lines ------------------------------------------------------ */

static gboolean
refuse(const char *path, guint line, const char *says, GError **error)
{
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT, "%s:%u: %s", path,
		    line, says);
	return FALSE;
}

static gboolean
read_labelled_row(struct lines *lines, const char *path, guint number,
		  char *row, guint group, GError **error)
{
	gboolean answers = lines->points->answers;
	g_auto(GStrv) cells = g_strsplit(g_strchomp(row), "\t", -1);
	gboolean yes = cells[0] && strcmp(cells[0], "yes") == 0;

	if (!cells[0])
		return TRUE;
	if (g_strv_length(cells) != (answers ? 3 : 2))
		return refuse(path, number,
			      answers ? "a row has three cells, label, before "
					"and line, with a tab between" :
					"a row has two cells, label and line, "
					"with a tab between",
			      error);
	if (!yes && strcmp(cells[0], "no") != 0)
		return refuse(path, number, "a label is yes or no", error);
	add_labelled(lines, yes, answers ? cells[1] : NULL,
		     cells[answers ? 2 : 1], group);
	return TRUE;
}

/* The lines of a file.  Caller frees; NULL with an error. */
static char **
read_lines(const char *path, GError **error)
{
	g_autofree char *text = NULL;
	gsize len;

	if (!app_file_read(path, &text, &len, error))
		return NULL;
	if (g_utf8_validate(text, (gssize)len, NULL))
		return g_strsplit(text, "\n", -1);
	refuse(path, 1, "the file is not UTF-8; save it as UTF-8", error);
	return NULL;
}

static gboolean
read_labelled_file(struct lines *lines, const char *path, guint group,
		   GError **error)
{
	g_auto(GStrv) rows = read_lines(path, error);

	if (!rows)
		return FALSE;
	if (!rows[0] || strcmp(g_strchomp(rows[0]),
			       lines->points->answers ? "label\tbefore\tline" :
							"label\tline") != 0)
		return refuse(path, 1,
			      lines->points->answers ?
				      "the first row must be label, before, "
				      "line with a tab between" :
				      "the first row must be label, line with "
				      "a tab between",
			      error);
	for (guint i = 1; rows[i]; i++) {
		if (!read_labelled_row(lines, path, i + 1, rows[i], group,
				       error))
			return FALSE;
	}
	return TRUE;
}

/* -- talk ---------------------------------------------------------------- */

static gboolean
was_coded(const struct gold *gold, guint turn, guint technique)
{
	GHashTableIter each;
	gpointer rater, value;

	g_hash_table_iter_init(&each, gold->views);
	while (g_hash_table_iter_next(&each, &rater, &value)) {
		const struct coding *coding = value;

		if (*coding_cell(coding, turn, technique))
			return TRUE;
	}
	return FALSE;
}

static gboolean
was_coded_nearby(const struct gold *gold, guint turn, guint technique)
{
	guint first = turn > NEARBY ? turn - NEARBY : 1;
	guint last = MIN(turn + NEARBY, gold->transcript->turns->len);

	for (guint t = first; t <= last; t++) {
		if (was_coded(gold, t, technique))
			return TRUE;
	}
	return FALSE;
}

/* The turns of the rule's speakers, each a line that is not looked for. */
static void
take_talk(struct lines *lines, const struct gold *gold)
{
	for (guint t = 1; t <= gold->transcript->turns->len; t++) {
		const struct turn *turn = transcript_turn(gold->transcript, t);
		g_autofree char *text = NULL;
		const char *bytes;
		gsize len;

		if (!(lines->rule->self.speakers & 1u << turn->role) ||
		    was_coded_nearby(gold, t, lines->rule->technique))
			continue;
		bytes = transcript_turn_text(gold->transcript, turn, &len);
		text = g_strndup(bytes, len);
		add_labelled(lines, FALSE, NULL, text, LEARN_ALWAYS);
		lines->talk++;
	}
}

static gboolean
read_session_files(struct lines *lines, const char *dir, GError **error)
{
	struct rubric *rubric = NULL;
	g_autoptr(GPtrArray) golds = gold_read(lines->app, dir, lines->codebook,
					       NULL, &rubric, error);

	rubric_free(rubric);
	for (guint i = 0; golds && i < golds->len; i++)
		take_talk(lines, golds->pdata[i]);
	return golds != NULL;
}

/* A file of talk has a turn in each line. */
static gboolean
read_turns(struct lines *lines, const char *path, GError **error)
{
	g_auto(GStrv) turns = read_lines(path, error);

	if (!turns)
		return FALSE;
	for (guint i = 0; turns[i]; i++) {
		if (!*g_strstrip(turns[i]))
			continue;
		add_labelled(lines, FALSE, NULL, turns[i], LEARN_ALWAYS);
		lines->talk++;
	}
	return TRUE;
}

static gboolean
read_talk(struct lines *lines, const char *path, GError **error)
{
	return g_file_test(path, G_FILE_TEST_IS_REGULAR) ?
		       read_turns(lines, path, error) :
		       read_session_files(lines, path, error);
}

/* Another turn of talk that says something; "" when there is none. */
static const char *
next_talk(const struct lines *lines, guint *at)
{
	guint first = lines->all->len - lines->talk;

	for (guint i = 0; i < lines->talk; i++) {
		const struct labelled_line *line;

		*at = (*at + TALK_STEP) % lines->talk;
		line = &g_array_index(lines->all, struct labelled_line,
				      first + *at);
		if (strlen(line->text) >= TALK_BYTES)
			return line->text;
	}
	return "";
}

/* Labelled lines are short, and people say such things amid others: some are
 * learned from once more with talk before them, behind them, or both. */
static void
add_amid_talk(struct lines *lines)
{
	guint n = lines->all->len - lines->talk, at = 0;
	g_autoptr(GArray) made =
		g_array_new(FALSE, FALSE, sizeof(struct labelled_line));

	for (guint i = 0; lines->talk && i < n; i += AMID_STEP) {
		struct labelled_line line =
			g_array_index(lines->all, struct labelled_line, i);
		const char *before = next_talk(lines, &at);
		const char *after = next_talk(lines, &at);
		g_autofree char *text =
			g_strdup_printf("%s %s. %s", i % 3 == 0 ? "" : before,
					line.text, i % 3 == 1 ? "" : after);

		line.text = g_string_chunk_insert(lines->said, text);
		line.is_made = TRUE;
		g_array_append_val(made, line);
	}
	g_array_append_vals(lines->all, made->data, made->len);
	lines->made = made->len;
}

/* -- learning ------------------------------------------------------------ */

static gboolean
read_labelled_files(struct lines *lines, const struct points_options *options,
		    GError **error)
{
	for (guint i = 0; options->files[i]; i++) {
		if (!read_labelled_file(lines, options->files[i], i, error))
			return FALSE;
		lines->writer++;
	}
	if (options->talk && options->talk[0] && lines->points->answers) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "'%s' weighs answers, and sessions do not tell "
			    "which are none; leave --talk out",
			    lines->points->id);
		return FALSE;
	}
	for (guint i = 0; options->talk && options->talk[i]; i++) {
		if (!read_talk(lines, options->talk[i], error))
			return FALSE;
		lines->writer++;
	}
	if (lines->all->len > lines->talk) {
		if (lines->points->within)
			add_amid_talk(lines);
		return TRUE;
	}
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "%s: there is no line to learn from", options->files[0]);
	return FALSE;
}

/* What whoever opens the table should know, and the rows. */
static char *
rows_text(guint lines, guint talk, const char *rows)
{
	return g_strdup_printf("# Learned from %u labelled lines and %u turns "
			       "of talk by 'iptrate codebook points'\n%s",
			       lines, talk, rows);
}

static struct points_learned *
learn(const struct lines *lines)
{
	struct learned_lines *learned = learn_lines(lines->points, lines->all,
						    lines->rule->weighs_least);
	struct points_learned *result = g_new0(struct points_learned, 1);

	result->id = g_strdup(lines->points->id);
	result->lines = lines->all->len - lines->talk - lines->made;
	result->rows = rows_text(result->lines, lines->talk, learned->points);
	result->talk = lines->talk;
	result->clues = learned->clues;
	result->yes = learned->yes;
	result->found = learned->found;
	result->no = learned->no;
	result->wrong = learned->wrong;
	learned_lines_free(learned);
	return result;
}

struct points_learned *
app_learn_points(struct app *app, const struct points_options *options,
		 GError **error)
{
	struct lines lines = { .app = app };
	struct points_learned *result = NULL;

	lines.codebook = app_codebook(app, error);
	if (!lines.codebook || !find_points(&lines, options->id, error))
		return NULL;
	lines.all = g_array_new(FALSE, FALSE, sizeof(struct labelled_line));
	lines.said = g_string_chunk_new(4096);
	if (read_labelled_files(&lines, options, error))
		result = learn(&lines);
	g_array_unref(lines.all);
	g_string_chunk_free(lines.said);
	return result;
}

void
points_learned_free(struct points_learned *learned)
{
	if (!learned)
		return;
	g_free(learned->id);
	g_free(learned->rows);
	g_free(learned->file);
	g_free(learned);
}
