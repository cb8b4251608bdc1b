/*
 * app: what the files of one import are to one another.
 */
#include "test_app.h"

#include "app/app.h"

#include <fcntl.h>
#include <unistd.h>

/* A rule that fires in a first session alone, as the phase has it. */
#define FIRST_PHASE                                                     \
	"      - id: open.first\n        says: asks at the beginning\n" \
	"        match: ['\\bwhat brings\\b']\n        phase: [%s]\n"   \
	"        strength: probable\n"                                  \
	"        examples: ['What brings you?']\n"                      \
	"        counterexamples: ['He told me.']\n"

static void
set_up_phases(struct fixture *f, gconstpointer phase)
{
	g_autofree char *text = NULL;
	g_autofree char *rule = g_strdup_printf(FIRST_PHASE, (char *)phase);
	g_autoptr(GString) codebook = NULL;

	set_up(f, NULL);
	g_assert_true(g_file_get_contents(f->codebook, &text, NULL, NULL));
	codebook = g_string_new(text);
	g_string_insert(codebook,
			strstr(codebook->str, "  - id: COMM") - codebook->str,
			rule);
	g_assert_true(
		g_file_set_contents(f->codebook, codebook->str, -1, NULL));
}

/* -- how often files are parsed and tagged; the linker leads calls here ---- */

static gint parses, taggings;

struct transcript *
__real_transcript_parse(const char *bytes, gsize len,
			const struct transcript_options *options,
			GError **error);
struct transcript *
__wrap_transcript_parse(const char *bytes, gsize len,
			const struct transcript_options *options,
			GError **error);
struct tagging *__real_tagger_run(struct tagger *tagger,
				  const struct transcript *transcript,
				  const struct session_facts *facts);
struct tagging *__wrap_tagger_run(struct tagger *tagger,
				  const struct transcript *transcript,
				  const struct session_facts *facts);

struct transcript *
__wrap_transcript_parse(const char *bytes, gsize len,
			const struct transcript_options *options,
			GError **error)
{
	g_atomic_int_inc(&parses);
	return __real_transcript_parse(bytes, len, options, error);
}

struct tagging *
__wrap_tagger_run(struct tagger *tagger, const struct transcript *transcript,
		  const struct session_facts *facts)
{
	g_atomic_int_inc(&taggings);
	return __real_tagger_run(tagger, transcript, facts);
}

static void
count_anew(void)
{
	g_atomic_int_set(&parses, 0);
	g_atomic_int_set(&taggings, 0);
}

static GPtrArray *
import_all(struct app *app, const char *const *paths, gboolean dry)
{
	struct import_options options = { .dry_run = dry };
	g_autoptr(GError) error = NULL;
	GPtrArray *results =
		app_import(app, paths, &options, NULL, NULL, &error);

	g_assert_no_error(error);
	return results;
}

/* What the first file says of a case reaches the tags of the second, in a dry
 * run, too. */
static void
test_case_ahead(struct fixture *f, gconstpointer phase)
{
	g_autoptr(App) app = open_app(f);
	g_autofree char *next = put(f, "next.txt",
				    "# case: c01\n# number: 16\n"
				    "T: What brings you?\nP: Work.\n");
	const char *paths[] = { f->session, next, NULL };
	guint tags = strcmp(phase, "termination") ? 0 : 1;

	for (gboolean dry = TRUE; dry >= FALSE; dry--) {
		g_autoptr(GPtrArray) results = import_all(app, paths, dry);
		const struct import_result *second = results->pdata[1];

		g_assert_no_error(second->error);
		g_assert_cmpuint(second->planned, ==, 16);
		g_assert_cmpint(second->phase, ==, PHASE_TERMINATION);
		g_assert_cmpstr(second->case_code, ==, "C01");
		g_assert_cmpuint(second->tags, ==, tags);
	}
}

/* The same, when the case is there already. */
static void
test_case_stored(struct fixture *f, gconstpointer phase)
{
	g_autoptr(App) app = open_app(f);
	g_autofree char *next = put(f, "next.txt",
				    "# case: c01\n# number: 16\n"
				    "T: What brings you?\nP: Work.\n");
	const char *paths[] = { next, NULL };
	g_autoptr(GPtrArray) results = NULL;
	const struct import_result *result;

	(void)phase;
	import_well(app, f->session);
	results = import_all(app, paths, FALSE);
	result = results->pdata[0];
	g_assert_cmpuint(result->planned, ==, 16);
	g_assert_cmpint(result->phase, ==, PHASE_TERMINATION);
	g_assert_cmpstr(result->case_code, ==, "C01");
	g_assert_cmpuint(result->tags, ==, 1);
}

/* A file without a case gets none that another file of the import names,
 * wherever that stands. */
static void
test_neutral(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autofree char *one =
		put(f, "Jane Roe.txt", "T: Tell me.\nP: No more of it.\n");
	g_autofree char *two =
		put(f, "s2.txt", "# case: CASE-1\nT: Tell me.\nP: No.\n");
	const char *paths[] = { one, two, NULL };
	g_autoptr(GPtrArray) results = import_all(app, paths, FALSE);
	const struct import_result *first = results->pdata[0];
	const struct import_result *second = results->pdata[1];

	(void)data;
	g_assert_cmpstr(first->case_code, ==, "case-2");
	g_assert_cmpstr(second->case_code, ==, "CASE-1");
}

/* The same talk twice is one session, and the other is told as known. */
static void
test_copy(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autofree char *same = put(f, "s02.txt", TEST_SESSION "\r\n\r\n");
	const char *paths[] = { f->session, same, NULL };
	g_autoptr(GPtrArray) dry = import_all(app, paths, TRUE);
	g_autoptr(GPtrArray) results = import_all(app, paths, FALSE);
	const struct import_result *copy = dry->pdata[1];

	(void)data;
	g_assert_true(copy->known);
	g_assert_cmpstr(copy->copy_of, ==, f->session);
	copy = results->pdata[1];
	g_assert_true(copy->known);
	g_assert_cmpint(copy->session, ==, 1);
	g_assert_cmpuint(copy->tags, >, 0);
}

/* Whatever a case remembers of its speakers, and whatever files bring one
 * another: each is parsed once and tagged once, a copy not at all. */
static void
test_once(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GHashTable) roles = g_hash_table_new(g_str_hash, g_str_equal);
	struct import_options options = { .therapist = "Anna", .roles = roles };
	g_autofree char *seed = put(f, "a.txt",
				    "# case: C01\nAnna: Tell me.\n"
				    "Ben: No.\nCy: So.\n");
	g_autofree char *next = put(f, "b.txt",
				    "# case: c01\nAnna: Tell me of it.\n"
				    "Ben: No.\nCy: So.\nAnna: Why?\n");
	g_autofree char *copy = put(f, "c.txt",
				    "# case: c01\r\nAnna: Tell me of it.\n"
				    "Ben: No.\nCy: So.\nAnna: Why?\n");
	const char *first[] = { seed, NULL };
	const char *paths[] = { next, f->session, copy, NULL };
	g_autoptr(GPtrArray) told = NULL;
	g_autoptr(GPtrArray) results = NULL;
	g_autoptr(GError) error = NULL;
	struct import_result **r;

	(void)data;
	g_hash_table_insert(roles, "Cy", GINT_TO_POINTER(TURN_OTHER));
	told = app_import(app, first, &options, NULL, NULL, &error);
	g_assert_no_error(error);
	count_anew();
	results = import_all(app, paths, FALSE);
	r = (struct import_result **)results->pdata;
	g_assert_cmpint(parses, ==, 3);
	g_assert_cmpint(taggings, ==, 2);
	for (guint i = 0; i < results->len; i++)
		g_assert_no_error(r[i]->error);
	g_assert_cmpstr(r[0]->speakers->pdata[0], ==,
			"Anna: therapist (remembered for case C01)");
	g_assert_cmpstr(r[0]->speakers->pdata[1], ==,
			"Ben: patient (the only one beside the therapist)");
	g_assert_cmpstr(r[0]->speakers->pdata[2], ==,
			"Cy: other (remembered for case C01)");
	g_assert_cmpuint(r[0]->therapist_turns, ==, 2);
	g_assert_cmpuint(r[0]->tags, ==, 1);
	g_assert_true(r[2]->known);
	g_assert_cmpint(r[2]->session, ==, r[0]->session);
}

/* -- a file that changes while it is imported ------------------------------ */

#define DIGITS_AT 2 /* behind "# " */
#define TOGETHER 25 /* files that are saved together */

struct writer {
	const char *path;
	gint over;
};

/* Counts in the head of a file until it is over. */
static gpointer
keep_writing(gpointer data)
{
	struct writer *writer = data;
	int file = open(writer->path, O_WRONLY);

	g_assert_cmpint(file, >=, 0);
	for (guint i = 0; !g_atomic_int_get(&writer->over); i++) {
		g_autofree char *digits = g_strdup_printf("%08u", i);

		g_assert_cmpint(pwrite(file, digits, 8, DIGITS_AT), ==, 8);
	}
	close(file);
	return NULL;
}

/* What was read is what is saved: those behind it have its facts, and a copy
 * of it as it was is known. */
static void
test_written(struct fixture *f, gconstpointer phase)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GString) talk =
		g_string_new("# 00000000\n# case: C07\n# planned: 16\n"
			     "T: Tell me about the week.\nP: It was bad.\n");
	g_autofree char *large = NULL;
	g_autofree char *next = put(f, "next.txt",
				    "# case: C07\n# number: 16\n"
				    "T: What brings you?\nP: Work.\n");
	g_autoptr(GPtrArray) results = NULL;
	g_autofree char *copy = NULL;
	const char *paths[TOGETHER + 2] = { NULL };
	struct writer writer = { 0 };
	struct import_result **r;
	GThread *thread;

	(void)phase;
	while (talk->len < 2 << 20)
		g_string_append(talk, "T: Tell me about that day again, and "
				      "what you said.\nP: I do not know.\n");
	large = put(f, "large.txt", talk->str);
	copy = put(f, "copy.txt", talk->str);
	for (guint i = 0; i < TOGETHER; i++)
		paths[i] = next;
	paths[0] = writer.path = large;
	paths[TOGETHER] = copy;
	thread = g_thread_new("writer", keep_writing, &writer);
	count_anew();
	results = import_all(app, paths, FALSE);
	g_atomic_int_set(&writer.over, 1);
	g_thread_join(thread);
	r = (struct import_result **)results->pdata;
	for (guint i = 0; i < results->len; i++)
		g_assert_no_error(r[i]->error);
	g_assert_cmpint(r[0]->session, ==, 1);
	g_assert_cmpuint(r[1]->planned, ==, 16);
	g_assert_cmpint(r[1]->session, ==, 2);
	g_assert_true(r[2]->known);
	g_assert_cmpint(r[2]->session, ==, 2);
	g_assert_true(r[TOGETHER]->known);
	g_assert_cmpint(r[TOGETHER]->session, ==, 1);
	g_assert_cmpint(taggings, ==, 2);
}

#define TEST(name, phase)                                                 \
	g_test_add("/app/import/" #name "/" phase, struct fixture, phase, \
		   set_up_phases, test_##name, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST(case_ahead, "termination");
	TEST(case_ahead, "initial");
	TEST(case_stored, "termination");
	TEST(neutral, "initial");
	TEST(copy, "initial");
	TEST(once, "initial");
	TEST(written, "termination");
	return g_test_run();
}
