/*
 * How much is found in invented talk with marks (tests/data/deid/), by span
 * and by person, with Wilson intervals; what is missed is printed with its
 * words.  Of the unread third only figures are.  A span counts when
 * proposals cover it wholly, whatever they call it.
 */
#include "agreement/agreement.h"
#include "deid/deid.h"

#include <stdio.h>
#include <string.h>

#define TALKS "tests/data/deid/talks.txt"

/* One marked stretch. */
struct mark {
	char letter;
	guint turn;
	struct span span;
	char *person; /* of a name */
	gboolean found;
	gboolean rightly; /* by its category, too */
};

struct talk_read {
	char *id;
	gboolean unread;
	GPtrArray *known;
	GPtrArray *texts; /* GString */
	GArray *marks;
};

static void
mark_clear(gpointer data)
{
	g_free(((struct mark *)data)->person);
}

static void
text_free(gpointer text)
{
	g_string_free(text, TRUE);
}

static void
talk_free(gpointer data)
{
	struct talk_read *talk = data;

	g_free(talk->id);
	g_ptr_array_unref(talk->known);
	g_ptr_array_unref(talk->texts);
	g_array_unref(talk->marks);
	g_free(talk);
}

/* "[N=dee Dee]" at *at: its words go to text, the mark to the talk. */
static void
read_mark(struct talk_read *talk, GString *text, const char **at)
{
	const char *blank = strchr(*at, ' ');
	const char *end = strchr(*at, ']');
	struct mark mark = { .letter = (*at)[1], .turn = talk->texts->len - 1 };
	g_autofree char *words = g_strndup(blank + 1, end - blank - 1);

	mark.span.start = text->len;
	g_string_append(text, words);
	mark.span.end = text->len;
	mark.person = (*at)[2] == '=' ? g_strndup(*at + 3, blank - *at - 3) :
					deid_form(words, strlen(words));
	g_array_append_val(talk->marks, mark);
	*at = end + 1;
}

static void
read_line(struct talk_read *talk, const char *line)
{
	GString *text = g_string_new(NULL);

	g_ptr_array_add(talk->texts, text);
	while (*line) {
		if (*line == '[')
			read_mark(talk, text, &line);
		else
			g_string_append_c(text, *line++);
	}
}

static struct talk_read *
read_head(const char *line)
{
	struct talk_read *talk = g_new0(struct talk_read, 1);
	const char *known = strstr(line, "known: ") + strlen("known: ");

	talk->id = g_strndup(line + 2, 3);
	talk->unread = (talk->id[1] - '0' + talk->id[2] - '0') % 3 == 0;
	talk->known = g_ptr_array_new_with_free_func(g_free);
	if (strcmp(known, "none") != 0) {
		g_auto(GStrv) names = g_strsplit(known, "; ", -1);

		for (guint i = 0; names[i]; i++)
			g_ptr_array_add(talk->known, g_strdup(names[i]));
	}
	g_ptr_array_add(talk->known, NULL);
	talk->texts = g_ptr_array_new_with_free_func(text_free);
	talk->marks = g_array_new(FALSE, FALSE, sizeof(struct mark));
	g_array_set_clear_func(talk->marks, mark_clear);
	return talk;
}

/* As a recogniser writes: without capitals and stops.  Heads, letters of marks
 * and who speaks stay. */
static char *
as_heard(const char *text)
{
	GString *out = g_string_new(NULL);
	gboolean head = FALSE;

	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		gboolean start = at == text || at[-1] == '\n';

		if (start)
			head = *at == '=' || *at == '#';
		if (head || start || at[-1] == '[' ||
		    (at[-1] == '=' && at[-2] != ' '))
			g_string_append_unichar(out, g_utf8_get_char(at));
		else if (!strchr(",.?!;:\"", *at) || !strchr(" \n]", at[1]) ||
			 (*at == ':' && start))
			g_string_append_unichar(
				out, g_unichar_tolower(g_utf8_get_char(at)));
		else if (*at == ':' && at[-2] == '\n')
			g_string_append_c(out, ':');
	}
	return g_string_free(out, FALSE);
}

static GPtrArray *
read_talks(const char *path, gboolean heard)
{
	GPtrArray *talks = g_ptr_array_new_with_free_func(talk_free);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	if (heard) {
		g_autofree char *written = g_steal_pointer(&text);

		text = as_heard(written);
	}
	lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; lines[i]; i++) {
		if (lines[i][0] == '=')
			g_ptr_array_add(talks, read_head(lines[i]));
		else if (lines[i][0] && lines[i][0] != '#')
			read_line(talks->pdata[talks->len - 1], lines[i] + 3);
	}
	return talks;
}

/* -- counting ------------------------------------------------------------- */

enum { UNREAD = 1, HEARD = 2 };

/* What is wanted is .95 of names and dates and ages, .98 of numbers, .90 of
 * places, .85 of organisations; the floors are what was measured. */
static const struct {
	const char *letters;
	enum deid_category category;
	const char *name;
	double floor[4]; /* as read, unread, heard, unread and heard */
} kinds[] = {
	{ "NK", DEID_NAME, "NAME", { 0.98, 0.98, 0.94, 0.96 } },
	{ "K", DEID_NAME, "NAME known", { 1, 1, 1, 1 } },
	{ "P", DEID_PLACE, "PLACE", { 0.95, 0.98, 0.88, 0.94 } },
	{ "O", DEID_ORG, "ORG", { 0.9, 0.85, 0.5, 0.55 } },
	{ "D", DEID_DATE, "DATE", { 0.98, 0.91, 0.98, 0.91 } },
	{ "A", DEID_AGE, "AGE", { 1, 0.88, 1, 0.88 } },
	{ "T", DEID_PHONE, "PHONE", { 1, 1, 1, 1 } },
	{ "E", DEID_EMAIL, "EMAIL", { 1, 1, 1, 1 } },
	{ "U", DEID_URL, "URL", { 1, 1, 1, 1 } },
	{ "H", DEID_USERNAME, "USERNAME", { 1, 1, 1, 1 } },
	{ "I", DEID_ID, "ID", { 1, 0.9, 1, 0.9 } },
	{ "S", DEID_ADDRESS, "ADDRESS", { 0.9, 0.85, 0.9, 0.85 } },
	{ "TEUHIS", DEID_ID, "numbers", { 0.98, 0.94, 0.98, 0.94 } },
};

struct tally {
	guint marks[G_N_ELEMENTS(kinds)];
	guint found[G_N_ELEMENTS(kinds)];
	guint rightly[G_N_ELEMENTS(kinds)];
	guint people;
	guint people_found;
	guint proposals; /* but for what may be marked or not */
	guint right;
};

static struct deid_findings *
propose(const struct deid *deid, const struct talk_read *talk)
{
	g_autofree struct deid_turn *turns =
		g_new0(struct deid_turn, talk->texts->len);
	struct deid_knowledge knowledge = {
		.names = (const char *const *)talk->known->pdata
	};

	for (guint i = 0; i < talk->texts->len; i++) {
		const GString *text = talk->texts->pdata[i];

		turns[i].text = text->str;
		turns[i].len = text->len;
	}
	return deid_propose(deid, turns, talk->texts->len, &knowledge);
}

static gboolean
is_covered(const struct mark *mark, const GArray *proposals, gboolean *rightly,
	   enum deid_category category)
{
	guint32 at = mark->span.start;

	*rightly = FALSE;
	for (guint i = 0; i < proposals->len; i++) {
		const struct deid_proposal *p =
			&g_array_index(proposals, struct deid_proposal, i);

		if (p->turn != mark->turn || p->span.end <= at ||
		    p->span.start > at + 1)
			continue;
		*rightly |= p->category == category;
		at = p->span.end;
	}
	return at >= mark->span.end;
}

static void
show(const struct talk_read *talk, const char *what, guint turn,
     struct span span, const char *why)
{
	const GString *text = talk->texts->pdata[turn];

	g_test_message("%s %s: \"%.*s\" %s in: %s", talk->id, what,
		       (int)span_length(span), text->str + span.start, why,
		       text->str);
}

static void
count_mark(const struct talk_read *talk, struct mark *mark,
	   const GArray *proposals, struct tally *tally)
{
	gboolean shown = FALSE;

	for (guint k = 0; k < G_N_ELEMENTS(kinds); k++) {
		if (!strchr(kinds[k].letters, mark->letter))
			continue;
		mark->found = is_covered(mark, proposals, &mark->rightly,
					 kinds[k].category);
		tally->marks[k]++;
		tally->found[k] += mark->found;
		tally->rightly[k] += mark->found && mark->rightly;
		if (!mark->found && !talk->unread && !shown)
			show(talk, "missed", mark->turn, mark->span,
			     kinds[k].name);
		shown |= !mark->found;
	}
}

/* A person of whom one form was left once is left. */
static void
count_people(const struct talk_read *talk, struct tally *tally)
{
	g_autoptr(GHashTable) people =
		g_hash_table_new(g_str_hash, g_str_equal);
	GHashTableIter each;
	gpointer found;

	for (guint i = 0; i < talk->marks->len; i++) {
		struct mark *mark = &g_array_index(talk->marks, struct mark, i);
		gboolean before;

		if (!strchr("NK", mark->letter))
			continue;
		before = !g_hash_table_contains(people, mark->person) ||
			 g_hash_table_lookup(people, mark->person);
		g_hash_table_insert(people, mark->person,
				    GINT_TO_POINTER(before && mark->found));
	}
	g_hash_table_iter_init(&each, people);
	while (g_hash_table_iter_next(&each, NULL, &found)) {
		tally->people++;
		tally->people_found += found != NULL;
	}
}

static void
count_proposals(const struct talk_read *talk, const GArray *proposals,
		struct tally *tally)
{
	for (guint i = 0; i < proposals->len; i++) {
		const struct deid_proposal *p =
			&g_array_index(proposals, struct deid_proposal, i);
		char met = 0;

		for (guint k = 0; k < talk->marks->len; k++) {
			const struct mark *mark =
				&g_array_index(talk->marks, struct mark, k);

			if (mark->turn == p->turn &&
			    mark->span.start < p->span.end &&
			    p->span.start < mark->span.end && met != 'N')
				met = mark->letter == 'X' ? 'X' : 'N';
		}
		tally->proposals += met != 'X';
		tally->right += met == 'N';
		if (!met && !talk->unread)
			show(talk, "wrongly", p->turn, p->span, p->why);
	}
}

static void
count_talk(const struct deid *deid, struct talk_read *talk, struct tally *tally)
{
	g_autoptr(DeidFindings) findings = propose(deid, talk);

	for (guint i = 0; i < talk->marks->len; i++)
		count_mark(talk, &g_array_index(talk->marks, struct mark, i),
			   findings->proposals, tally);
	count_people(talk, tally);
	count_proposals(talk, findings->proposals, tally);
	g_assert_cmpuint(findings->unfinished, ==, 0);
}

/* -- saying --------------------------------------------------------------- */

static double
say(const char *part, const char *name, guint found, guint n)
{
	double low, high;

	agreement_wilson(found, n, 1.959964, &low, &high);
	g_test_message("%s: %-12s %3u of %3u = %.3f (%.3f to %.3f)", part, name,
		       found, n, n ? (double)found / n : 0, low, high);
	return n ? (double)found / n : 1;
}

static void
say_all(const struct tally *tally, guint how)
{
	static const char *const parts[] = { "read", "unread", "heard",
					     "unread, heard" };
	static const double people[] = { 0.98, 0.98, 0.94, 0.96 };
	static const double precision[] = { 0.98, 0.97, 0.97, 0.96 };

	for (guint k = 0; k < G_N_ELEMENTS(kinds); k++) {
		double share = say(parts[how], kinds[k].name, tally->found[k],
				   tally->marks[k]);

		g_test_message("%s: %-12s %3u rightly named", parts[how],
			       kinds[k].name, tally->rightly[k]);
		g_assert_cmpfloat(share, >=, kinds[k].floor[how]);
	}
	g_assert_cmpfloat(
		say(parts[how], "people", tally->people_found, tally->people),
		>=, people[how]);
	g_assert_cmpfloat(
		say(parts[how], "precision", tally->right, tally->proposals),
		>=, precision[how]);
}

static void
measure(gconstpointer data)
{
	gboolean unread = GPOINTER_TO_INT(data) & UNREAD;
	gboolean heard = GPOINTER_TO_INT(data) & HEARD;
	g_autoptr(Deid) deid = deid_new();
	g_autoptr(GPtrArray) talks = read_talks(TALKS, heard);
	struct tally tally = { 0 };

	for (guint i = 0; i < talks->len; i++) {
		struct talk_read *talk = talks->pdata[i];

		if (talk->unread == unread)
			count_talk(deid, talk, &tally);
	}
	say_all(&tally, GPOINTER_TO_INT(data));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_data_func("/deid/talks/read", GINT_TO_POINTER(0), measure);
	g_test_add_data_func("/deid/talks/heard", GINT_TO_POINTER(HEARD),
			     measure);
	g_test_add_data_func("/deid/talks/unread", GINT_TO_POINTER(UNREAD),
			     measure);
	g_test_add_data_func("/deid/talks/unread-heard",
			     GINT_TO_POINTER(UNREAD | HEARD), measure);
	return g_test_run();
}
