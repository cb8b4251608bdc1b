/*
 * The result depends on text and codebook alone: not on the road, threads,
 * order or repetition; and it comes in bounded time whatever the text.
 *
 * The plain road is slow, so that a stretch of each session and short random
 * talk are what every run compares; `-m slow` (make nightly) the whole.
 */
#include "test_shipped.h"
#include "test_tagging.h"

#define SESSIONS "transcripts/sessions"

#define STRETCH 16 /* turns of a session */

/* How much of something is tried. */
static guint
amount(guint whole, guint every_run)
{
	return g_test_slow() ? whole : every_run;
}

/* A stretch of the session, elsewhere in each. */
static void
cut_out(struct transcript *transcript, guint i)
{
	guint n = transcript->turns->len;
	guint first = n > STRETCH ? i * 37 % (n - STRETCH) : 0;

	if (g_test_slow() || n <= STRETCH)
		return;
	g_array_remove_range(transcript->turns, first + STRETCH,
			     n - first - STRETCH);
	g_array_remove_range(transcript->turns, 0, first);
	transcript_count(transcript);
}

struct shipped {
	struct small small;
	GPtrArray *transcripts; /* struct transcript */
};

static struct transcript *
read_session(const char *path)
{
	struct transcript_options options = { .name = path };
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	struct transcript *transcript;
	gsize len;

	g_file_get_contents(path, &text, &len, &error);
	g_assert_no_error(error);
	transcript = transcript_parse(text, len, &options, &error);
	g_assert_no_error(error);
	return transcript;
}

static int
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
shipped_read(struct shipped *shipped)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *yaml = NULL;
	GDir *dir = g_dir_open(SESSIONS, 0, NULL);
	const char *name;

	yaml = shipped_text();
	g_assert_nonnull(yaml);
	small_parse(&shipped->small, yaml);
	shipped->transcripts =
		g_ptr_array_new_with_free_func((GDestroyNotify)transcript_free);
	while (dir && (name = g_dir_read_name(dir)) != NULL) {
		if (g_str_has_suffix(name, ".txt"))
			g_ptr_array_add(names,
					g_build_filename(SESSIONS, name, NULL));
	}
	if (dir)
		g_dir_close(dir);
	g_ptr_array_sort(names, by_name);
	for (guint i = 0; i < names->len; i++) {
		struct transcript *it = read_session(names->pdata[i]);

		cut_out(it, i);
		g_ptr_array_add(shipped->transcripts, it);
	}
	g_assert_cmpuint(shipped->transcripts->len, >=, 3);
}

static void
shipped_clear(struct shipped *shipped)
{
	g_ptr_array_unref(shipped->transcripts);
	small_clear(&shipped->small);
}

/* One for all tests but that of threads, because patterns are compiled when
 * they are first needed, and that takes its time. */
static struct shipped all;

static struct shipped *
shipped_get(void)
{
	if (!all.transcripts)
		shipped_read(&all);
	return &all;
}

static char *
tag_by(struct small *small, const struct transcript *transcript,
       gboolean plainly)
{
	struct session_facts facts = { 0 };
	g_autoptr(Tagging) tagging =
		plainly ?
			tagger_run_plainly(small->tagger, transcript, &facts) :
			tagger_run(small->tagger, transcript, &facts);

	return print_tagging(small, tagging);
}

static void
test_shipped_sessions(void)
{
	struct shipped *shipped = shipped_get();

	for (guint i = 0; i < shipped->transcripts->len; i++) {
		const struct transcript *it = shipped->transcripts->pdata[i];
		g_autofree char *fast = tag_by(&shipped->small, it, FALSE);
		g_autofree char *plain = tag_by(&shipped->small, it, TRUE);

		g_assert_cmpstr(fast, ==, plain);
		g_assert_nonnull(strstr(fast, "hit "));
	}
}

/* -- random talk --------------------------------------------------------- */

static const char *const scraps[] = {
	"what",
	"did you",
	"say",
	"to him",
	"I'll be",
	"her",
	"you start",
	"angry",
	"mother",
	"mum",
	"and",
	"you?",
	"um,",
	"like,",
	"you know,",
	"no.",
	"not",
	"never",
	"\"fine\"",
	"'go on'",
	"(laughs)",
	"[pause]",
	"session",
	"next week",
	"sleep",
	"score",
	"feel",
	"felt",
	"sad",
	"How",
	"how",
	"since",
	"last",
	"time",
	"dead",
	"kill",
	"myself",
	"option",
	"could",
	"try",
	"caf\xc3\xa9",
	"na\xc3\xafve",
	"\xe2\x80\x9cstop\xe2\x80\x9d",
	"don\xe2\x80\x99t",
	"\xe2\x80\x94",
	"\xe2\x80\xa6",
	"five",
	"5",
	"ten",
	"...",
	"?",
	"!",
	",",
	"\n",
	"\t",
	"Tell me",
	"goes",
	"he",
	"she",
	"they said",
	"because",
	"so",
	"what what",
	"you you",
	"role",
	"therapy",
	"ending",
	"goodbye",
};

static struct transcript *
random_session(GRand *rand, guint turns, gint most)
{
	g_autoptr(GString) lines = g_string_new(NULL);

	for (guint i = 0; i < turns; i++) {
		guint words = g_rand_int_range(rand, 0, most);

		g_string_append(lines, g_rand_int_range(rand, 0, 9) == 0 ?
					       "O: " :
				       i % 2 ? "P: " :
					       "T: ");
		for (guint w = 0; w < words; w++) {
			const char *scrap = scraps[g_rand_int_range(
				rand, 0, G_N_ELEMENTS(scraps))];

			if (*scrap != '\n')
				g_string_append_printf(lines, "%s ", scrap);
		}
		g_string_append_c(lines, '\n');
	}
	return transcript_of(lines->str);
}

static void
test_random_sessions(void)
{
	struct shipped *shipped = shipped_get();
	GRand *rand = g_rand_new_with_seed(42);

	for (guint i = 0; i < amount(25, 4); i++) {
		struct transcript *it =
			random_session(rand, amount(60, 40), 40);
		g_autofree char *fast = tag_by(&shipped->small, it, FALSE);
		g_autofree char *plain = tag_by(&shipped->small, it, TRUE);

		g_assert_cmpstr(fast, ==, plain);
		transcript_of_free(it);
	}
	g_rand_free(rand);
}

/* Of a long session only some turns are held at a time, and the plain road
 * holds nothing of any. */
static void
test_long_session(void)
{
	struct shipped *shipped = shipped_get();
	GRand *rand = g_rand_new_with_seed(7);
	struct transcript *it =
		random_session(rand, amount(6000, 4200), (gint)amount(40, 3));
	g_autofree char *fast = NULL;
	g_autofree char *plain = NULL;

	fast = tag_by(&shipped->small, it, FALSE);
	plain = tag_by(&shipped->small, it, TRUE);
	g_assert_cmpstr(fast, ==, plain);
	transcript_of_free(it);
	g_rand_free(rand);
}

/* -- threads ------------------------------------------------------------- */

struct job {
	const struct transcript *transcript;
	char *result;
};

static void
do_job(gpointer data, gpointer small)
{
	struct job *job = data;

	job->result = tag_by(small, job->transcript, FALSE);
}

static void
test_threads(void)
{
	struct shipped shipped = { 0 };
	struct job jobs[64] = { 0 };
	GThreadPool *pool;
	guint n;

	shipped_read(&shipped);
	n = shipped.transcripts->len;
	/* nothing is compiled yet: the threads race for it */
	pool = g_thread_pool_new(do_job, &shipped.small, 4, TRUE, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(jobs); i++) {
		jobs[i].transcript = shipped.transcripts->pdata[i % n];
		g_thread_pool_push(pool, &jobs[i], NULL);
	}
	g_thread_pool_free(pool, FALSE, TRUE);
	for (guint i = 0; i < G_N_ELEMENTS(jobs); i++) {
		g_assert_cmpstr(jobs[i].result, ==, jobs[i % n].result);
		if (i >= n)
			g_free(jobs[i].result);
	}
	for (guint i = n; i-- > 0;) {
		g_autofree char *again = tag_by(
			&shipped.small, shipped.transcripts->pdata[i], FALSE);

		g_assert_cmpstr(again, ==, jobs[i].result);
		g_free(jobs[i].result);
	}
	shipped_clear(&shipped);
}

/* -- hostile texts ------------------------------------------------------- */

#define R(pattern)                                                         \
	RULES "      - {id: r, says: s, strength: hint, match: ['" pattern \
	      "']}\n"

static char *
print_limits(const struct small *small, const struct tagging *tagging)
{
	(void)small;
	return g_strdup_printf("%u limits, %u hits", tagging->limits->len,
			       tagging->hits->len);
}

static void
test_limits(void)
{
	g_autoptr(GString) lines = g_string_new("T: ");

	for (guint i = 0; i < 5000; i++)
		g_string_append_c(lines, 'a');
	g_string_append(lines, "!\nT: aaa");
	assert_found(R("^(a+)+$"), lines->str, NULL, print_limits,
		     "1 limits, 1 hits");
	assert_found(R("(?:a|aa|aaa)+b"), lines->str, NULL, print_limits,
		     "0 limits, 0 hits");
}

static void
test_huge_turn(void)
{
	struct small small = { 0 };
	g_autoptr(GString) lines = g_string_new("T: ");
	struct transcript *transcript;
	struct session_facts facts = { 0 };
	struct tagging *tagging;

	while (lines->len < amount(7 << 20, 1 << 20)) {
		g_string_append(lines, "and (so he said, ");
		for (guint i = 0; i < 300; i++)
			g_string_append(lines, "aaaaaaaaaa");
		g_string_append(lines, "'\" what did you say");
	}
	small_parse(
		&small,
		R("a.*z\\b', 'did you.*zz', 'what did you say") "      - {id: q, says: s, strength: hint, quoted: yes, "
								"negated: no, kind: question, match: ['what']}\n");
	transcript = transcript_of(lines->str);
	tagging = tagger_run(small.tagger, transcript, &facts);
	g_assert_cmpuint(tagging->hits->len, >=, 1);
	tagging_free(tagging);
	transcript_of_free(transcript);
	small_clear(&small);
}

static void
test_many_turns(void)
{
	struct shipped *shipped = shipped_get();
	g_autoptr(GString) lines = g_string_new(NULL);
	guint turns = amount(100000, 4000);
	g_autofree char *last = g_strdup_printf("hit %u ", turns - 1);
	struct transcript *transcript;
	g_autofree char *result = NULL;

	for (guint i = 0; i < turns / 2; i++)
		g_string_append(lines, "T: What did you say to her then?\n"
				       "P: I said no. And she goes, fine.\n");
	transcript = transcript_of(lines->str);
	result = tag_by(&shipped->small, transcript, FALSE);
	g_assert_nonnull(strstr(result, last));
	transcript_of_free(transcript);
}

static void
test_odd_bytes(void)
{
	struct small small = { 0 };
	struct transcript *transcript = transcript_of("T: what");
	struct session_facts facts = { 0 };
	struct tagging *tagging;

	/* bytes that are no UTF-8, a NUL, escapes; and a turn of nothing */
	g_free(transcript->text);
	transcript->text = g_memdup2("what\xff\0\x1b[2J \xc3 did you", 20);
	transcript->text_len = 20;
	g_array_index(transcript->turns, struct turn, 0).text.end = 20;
	small_parse(&small, R("did you', '\\bwhat"));
	tagging = tagger_run(small.tagger, transcript, &facts);
	g_assert_cmpuint(tagging->hits->len, ==, 1);
	tagging_free(tagging);
	g_array_index(transcript->turns, struct turn, 0).text.end = 0;
	tagging = tagger_run(small.tagger, transcript, &facts);
	g_assert_cmpuint(tagging->hits->len, ==, 0);
	tagging_free(tagging);
	g_array_set_size(transcript->turns, 0);
	tagging = tagger_run(small.tagger, transcript, &facts);
	g_assert_cmpuint(tagging->tags->len, ==, 0);
	tagging_free(tagging);
	transcript_of_free(transcript);
	small_clear(&small);
}

int
main(int argc, char **argv)
{
	int failed;

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/roads/shipped", test_shipped_sessions);
	g_test_add_func("/roads/random", test_random_sessions);
	g_test_add_func("/roads/long", test_long_session);
	g_test_add_func("/roads/threads", test_threads);
	g_test_add_func("/roads/limits", test_limits);
	g_test_add_func("/roads/huge-turn", test_huge_turn);
	g_test_add_func("/roads/many-turns", test_many_turns);
	g_test_add_func("/roads/odd-bytes", test_odd_bytes);
	failed = g_test_run();
	if (all.transcripts)
		shipped_clear(&all);
	return failed;
}
