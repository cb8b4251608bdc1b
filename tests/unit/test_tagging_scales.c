/*
 * Points do not depend on the road: the shipped weights on the shipped
 * sessions, all longer than an excerpt, with and without their phase.
 *
 * The plain road here reads the table itself: a clue is a text, looked for
 * among texts, and whole numbers are added one by one.
 */
#include "test_shipped.h"
#include "test_tagging.h"

#include "tagging/tagging_run.h"

#define SESSIONS "transcripts/sessions"
#define PHASES 4

struct shipped {
	struct small small;
	GPtrArray *transcripts; /* struct transcript */
};

static int
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
session_paths(void)
{
	GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
	GDir *dir = g_dir_open(SESSIONS, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)) != NULL) {
		if (g_str_has_suffix(name, ".txt"))
			g_ptr_array_add(paths,
					g_build_filename(SESSIONS, name, NULL));
	}
	if (dir)
		g_dir_close(dir);
	g_ptr_array_sort(paths, by_name);
	return paths;
}

static struct shipped
shipped_read(void)
{
	struct shipped shipped = { 0 };
	g_autoptr(GPtrArray) paths = session_paths();
	g_autofree char *yaml = NULL;

	yaml = shipped_text();
	g_assert_nonnull(yaml);
	small_parse(&shipped.small, yaml);
	g_assert_nonnull(shipped.small.codebook->weights);
	shipped.transcripts =
		g_ptr_array_new_with_free_func((GDestroyNotify)transcript_free);
	for (guint i = 0; i < paths->len; i++) {
		struct transcript_options options = { .name = paths->pdata[i] };
		g_autoptr(GError) error = NULL;
		g_autofree char *text = NULL;
		struct transcript *transcript;
		gsize len;

		g_file_get_contents(paths->pdata[i], &text, &len, &error);
		g_assert_no_error(error);
		transcript = transcript_parse(text, len, &options, &error);
		g_assert_no_error(error);
		g_assert_cmpuint(transcript->turns->len, >=, WHOLE_SESSION);
		g_ptr_array_add(shipped.transcripts, transcript);
	}
	g_assert_cmpuint(shipped.transcripts->len, >=, 3);
	return shipped;
}

static void
shipped_clear(struct shipped *shipped)
{
	g_ptr_array_unref(shipped->transcripts);
	small_clear(&shipped->small);
}

static char *
tag_by(struct small *small, const struct transcript *transcript,
       enum phase phase, gboolean plainly)
{
	struct session_facts facts = { .number = 5,
				       .phase = phase,
				       .focus = FOCUS_DISPUTE };
	g_autoptr(Tagging) tagging =
		plainly ?
			tagger_run_plainly(small->tagger, transcript, &facts) :
			tagger_run(small->tagger, transcript, &facts);

	return print_tagging(small, tagging);
}

/* -- the roads --------------------------------------------------------------- */

static guint
count_weighed(const struct small *small, const struct transcript *transcript)
{
	struct session_facts facts = { .phase = PHASE_MIDDLE };
	g_autoptr(Tagging) tagging =
		tagger_run(small->tagger, transcript, &facts);
	guint n = 0;

	for (guint i = 0; i < tagging->hits->len; i++) {
		guint rule = g_array_index(tagging->hits, struct hit, i).rule;

		n += ((struct rule *)small->codebook->rules->pdata[rule])
			     ->weighed;
	}
	return n;
}

static void
test_fast_and_plain(void)
{
	struct shipped shipped = shipped_read();

	for (guint i = 0; i < shipped.transcripts->len * PHASES; i++) {
		const struct transcript *it =
			shipped.transcripts->pdata[i / PHASES];
		g_autofree char *fast =
			tag_by(&shipped.small, it, i % PHASES, FALSE);
		g_autofree char *plain =
			tag_by(&shipped.small, it, i % PHASES, TRUE);

		g_assert_cmpstr(fast, ==, plain);
		g_assert_cmpuint(count_weighed(&shipped.small, it), >, 0);
	}
	shipped_clear(&shipped);
}

struct job {
	const struct transcript *transcript;
	enum phase phase;
	char *result;
};

static void
do_job(gpointer data, gpointer small)
{
	struct job *job = data;

	job->result = tag_by(small, job->transcript, job->phase, FALSE);
}

/* Four at a time, each session and phase twice, then backwards one by one. */
static void
test_threads_and_again(void)
{
	struct shipped shipped = shipped_read();
	guint n = shipped.transcripts->len * PHASES;
	g_autofree struct job *jobs = g_new0(struct job, 2 * n);
	GThreadPool *pool =
		g_thread_pool_new(do_job, &shipped.small, 4, TRUE, NULL);

	for (guint i = 0; i < 2 * n; i++) {
		jobs[i].transcript = shipped.transcripts->pdata[i % n / PHASES];
		jobs[i].phase = i % PHASES;
		g_thread_pool_push(pool, &jobs[i], NULL);
	}
	g_thread_pool_free(pool, FALSE, TRUE);
	for (guint i = n; i-- > 0;) {
		g_autofree char *again =
			tag_by(&shipped.small, jobs[i].transcript,
			       jobs[i].phase, FALSE);

		g_assert_cmpstr(jobs[i].result, ==, again);
		g_assert_cmpstr(jobs[i].result, ==, jobs[i + n].result);
		g_free(jobs[i].result);
		g_free(jobs[i + n].result);
	}
	shipped_clear(&shipped);
}

/* -- points added up one by one ------------------------------------------------ */

/* "says red hat" -> struct clue */
static GHashTable *
clues_by_text(const struct weights *weights)
{
	GHashTable *clues =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < weights->clues->len; i++) {
		struct clue *clue =
			&g_array_index(weights->clues, struct clue, i);

		g_hash_table_insert(clues,
				    g_strdup_printf("%s %s",
						    clue_kind_print(clue->kind),
						    clue->text),
				    clue);
	}
	return clues;
}

/* The distinct clues of a turn, by their texts alone. */
static GHashTable *
texts_of_turn(const struct vocabulary *vocabulary, const GArray *shown)
{
	GHashTable *texts =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < shown->len; i++) {
		guint64 key = g_array_index(shown, struct shown_clue, i).key;
		GString *text =
			g_string_new(clue_kind_print(clue_key_kind(key)));

		g_string_append_c(text, ' ');
		clue_key_print(vocabulary, key, text);
		g_hash_table_add(texts, g_string_free(text, FALSE));
	}
	return texts;
}

static int
add_up(GHashTable *clues, GHashTable *texts, const struct weighing *weighing,
       guint w)
{
	int points = weighing->start;
	GHashTableIter each;
	gpointer text;

	g_hash_table_iter_init(&each, texts);
	while (g_hash_table_iter_next(&each, &text, NULL)) {
		const struct clue *clue = g_hash_table_lookup(clues, text);

		points += clue ? clue->points[w] : 0;
	}
	return points;
}

/* What the turns around add, each in turn asked how far it is away. */
static int
add_near(const struct weighed *weighed, const gint16 *clues,
	 const struct weighing *weighing, guint row, guint w)
{
	int points = 0;

	for (guint i = 0; i < weighed->n; i++) {
		int away = (int)i - (int)row, far = ABS(away);
		int sure = weigh_sureness(clues[i * weighed->width + w]);

		points += sure * (away == -1 ? weighing->near[NEAR_BEFORE] :
				  away == 1  ? weighing->near[NEAR_AFTER] :
				  far == 2   ? weighing->near[NEAR_TWO] :
				  far >= 3 && far <= 5 ?
					     weighing->near[NEAR_FAR] :
					     0);
	}
	return points / (2 * SURE);
}

/* What other techniques of one turn add. */
static int
add_beside(const struct weights *weights, const struct weighed *weighed,
	   const gint16 *clues, enum beside beside, gint64 row, guint w)
{
	int points = 0;

	for (guint of = 0; row >= 0 && row < weighed->n && of < weighed->width;
	     of++)
		points += weights_beside(weights, beside, of)[w] *
			  weigh_sureness(clues[row * weighed->width + of]);
	return points;
}

static void
check_turn(const struct small *small, const struct weighed *weighed,
	   const gint16 *points, GHashTable *clues, guint row)
{
	const struct weights *weights = small->codebook->weights;
	const GArray *weighings = weights->weighings;
	g_autoptr(GArray) shown =
		g_array_new(FALSE, FALSE, sizeof(struct shown_clue));
	g_autoptr(GHashTable) texts = NULL;

	weighed_show(weighed, weighed->turns[row], shown);
	texts = texts_of_turn(scales_vocabulary(small->tagger->scales), shown);
	for (guint w = 0; w < weighings->len; w++) {
		const struct weighing *weighing =
			&g_array_index(weighings, struct weighing, w);
		guint at = row * weighed->width + w;
		int own = add_up(clues, texts, weighing, w);
		int beside = add_beside(weights, weighed, points, BESIDE_HERE,
					row, w) +
			     add_beside(weights, weighed, points, BESIDE_LAST,
					(gint64)row - 1, w) +
			     add_beside(weights, weighed, points, BESIDE_NEXT,
					(gint64)row + 1, w);

		g_assert_cmpint(points[at], ==, own);
		g_assert_cmpint(
			weighed->total[at], ==,
			own + add_near(weighed, points, weighing, row, w) +
				beside / (2 * SURE));
	}
}

/* Of clues alone, rows by therapist's turn; caller frees. */
static gint16 *
points_of(const struct tagging_run *run)
{
	const struct weighed *weighed = run->weighed;
	gint16 *points = g_new(gint16, weighed->n * weighed->width + 1);

	for (guint row = 0; row < weighed->n; row++)
		weighed_clues(weighed, run->tagger->scales, weighed->turns[row],
			      points + row * weighed->width);
	return points;
}

static void
test_points(void)
{
	struct shipped shipped = shipped_read();
	g_autoptr(GHashTable) clues =
		clues_by_text(shipped.small.codebook->weights);

	for (guint i = 0; i < shipped.transcripts->len; i++) {
		struct session_facts facts = { .phase = i % PHASES };
		g_autoptr(TaggingRun) run =
			tagging_run_new(shipped.small.tagger, FALSE);
		g_autofree gint16 *points = NULL;

		run_read(run, shipped.transcripts->pdata[i], &facts);
		run_prepare(run);
		g_assert_nonnull(run->weighed);
		points = points_of(run);
		for (guint row = 0; row < run->weighed->n; row++)
			check_turn(&shipped.small, run->weighed, points, clues,
				   row);
	}
	shipped_clear(&shipped);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/scales/fast-and-plain", test_fast_and_plain);
	g_test_add_func("/scales/threads-and-again", test_threads_and_again);
	g_test_add_func("/scales/points", test_points);
	return g_test_run();
}
