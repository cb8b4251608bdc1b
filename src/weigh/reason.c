/*
 * reason: what weighs most for a technique on a turn, in words that somebody
 * who never saw the table understands.
 */
#include "weigh/weigh.h"

#include <string.h>

#define MOST_WORDS 3
#define LONG_STEP 4 /* of ten words each: a long turn */

/* Clues that speak for it, the heaviest first. */
struct pull {
	const struct clue *clue;
	int points;
};

static int
by_points(gconstpointer a, gconstpointer b)
{
	const struct pull *x = a, *y = b;

	if (x->points != y->points)
		return x->points > y->points ? -1 : 1;
	/* the same everywhere */
	return strcmp(x->clue->text, y->clue->text);
}

static GArray *
weighed_pulls(const struct weighed *weighed, const struct scales *scales,
	      guint turn, guint w)
{
	g_autoptr(GArray) clues =
		g_array_new(FALSE, FALSE, sizeof(struct shown_clue));
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	GArray *pulls = g_array_new(FALSE, FALSE, sizeof(struct pull));

	weighed_show(weighed, turn, clues);
	for (guint i = 0; i < clues->len; i++) {
		guint64 key = g_array_index(clues, struct shown_clue, i).key;
		const struct clue *clue = scales_clue(scales, key);
		struct pull pull = { clue, clue ? clue->points[w] : 0 };

		if (pull.points > 0 && g_hash_table_add(seen, (gpointer)clue))
			g_array_append_val(pulls, pull);
	}
	g_array_sort(pulls, by_points);
	return pulls;
}

static gboolean
is_small(const char *word, gsize len, const GPtrArray *small)
{
	for (guint i = 0; i < small->len; i++) {
		const char *other = small->pdata[i];

		if (strncmp(other, word, len) == 0 && other[len] == '\0')
			return TRUE;
	}
	return len < 3;
}

gboolean
clue_tells(const char *text, const GPtrArray *small)
{
	gsize letters = 0;

	/* marks and stand-ins ("<name>") */
	if (strpbrk(text, "<>.?!\""))
		return FALSE;
	while (*text) {
		gsize len = strcspn(text, " ");

		letters += is_small(text, len, small) ? 0 : len;
		text += len + strspn(text + len, " ");
	}
	return letters > 3;
}

/* A word that a longer one told already holds. */
static gboolean
is_told(const GPtrArray *told, const char *text)
{
	for (guint i = 0; i < told->len; i++) {
		if (strstr(told->pdata[i], text) ||
		    strstr(text, told->pdata[i]))
			return TRUE;
	}
	return FALSE;
}

/* The words of clues of these kinds (mask), each in quotation marks. */
static char *
pull_words(const GArray *pulls, guint kinds, const GPtrArray *small)
{
	g_autoptr(GPtrArray) told = g_ptr_array_new();
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < pulls->len && told->len < MOST_WORDS; i++) {
		const struct clue *clue =
			g_array_index(pulls, struct pull, i).clue;

		if (!(kinds & 1u << clue->kind) ||
		    !clue_tells(clue->text, small) || is_told(told, clue->text))
			continue;
		g_string_append_printf(out, "%s\"%s\"", told->len ? ", " : "",
				       clue->text);
		g_ptr_array_add(told, clue->text);
	}
	return g_string_free(out, FALSE);
}

/* "long.4" -> 4, by its first digit; -1 when it is none of those. */
static int
step_of(const char *text, const char *what)
{
	gsize len = strlen(what);

	return strncmp(text, what, len) == 0 && text[len] == '.' ?
		       g_ascii_digit_value(text[len + 1]) :
		       -1;
}

/* How long something is, or NULL where that is nothing to speak of. */
static const char *
length_of(const char *text, const char *what, const char *brief,
	  const char *at_length)
{
	int step = step_of(text, what);

	return step == 0 ? brief : step >= LONG_STEP ? at_length : NULL;
}

/* A clue of manner or place in words; NULL for one that tells nothing. */
static const char *
manner(const char *text)
{
	static const struct {
		const char *clue, *says;
	} plain[] = {
		{ "asking", "it asks" },
		{ "quoting", "it holds a quotation" },
		{ "heard-quoting", "somebody was quoted just before" },
		{ "answered-quoting", "the answer quotes somebody" },
		{ "initial", "in the initial phase" },
		{ "middle", "in the middle phase" },
		{ "termination", "in the termination phase" },
		{ "grief", "the focus is grief" },
		{ "role-dispute", "the focus is a role dispute" },
		{ "role-transition", "the focus is a role transition" },
		{ "deficits", "the focus is interpersonal deficits" },
	};
	static const struct {
		const char *clue, *brief, *at_length;
	} lengths[] = {
		{ "long", "it is short", "it is long" },
		{ "heard", "after a short turn", "after a long turn" },
		{ "answered", "the answer is short", "the answer is long" },
	};
	int tenth = step_of(text, "tenth");
	const char *says = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(plain); i++) {
		gsize len = strlen(plain[i].clue);

		if (strncmp(text, plain[i].clue, len) == 0 &&
		    (text[len] == '\0' || text[len] == '.'))
			return plain[i].says;
	}
	if (strcmp(text, "tenth.10") == 0)
		tenth = 10;
	if (tenth > 0)
		return tenth <= 2 ? "near the beginning of the session" :
		       tenth >= 9 ? "near the end of the session" :
				    NULL;
	if (step_of(text, "echo") > 0)
		return "it takes up words said just before";
	for (guint i = 0; i < G_N_ELEMENTS(lengths) && !says; i++)
		says = length_of(text, lengths[i].clue, lengths[i].brief,
				 lengths[i].at_length);
	return says;
}

static void
add_part(GString *out, const char *before, const char *words)
{
	if (*words)
		g_string_append_printf(out, "%s%s%s", out->len ? "; " : "",
				       before, words);
}

/* The two weightiest that can be told. */
static void
add_manners(GString *out, const GArray *pulls)
{
	guint told = 0;

	for (guint i = 0; i < pulls->len && told < 2; i++) {
		const struct clue *clue =
			g_array_index(pulls, struct pull, i).clue;
		const char *says =
			clue->kind == CLUE_IS ? manner(clue->text) : NULL;

		if (!says || strstr(out->str, says))
			continue;
		add_part(out, "", says);
		told++;
	}
}

char *
weighed_reason(const struct weighed *weighed, const struct scales *scales,
	       guint turn, guint w, const GPtrArray *small)
{
	g_autoptr(GArray) pulls = weighed_pulls(weighed, scales, turn, w);
	g_autofree char *own =
		pull_words(pulls, 1u << CLUE_SAYS | 1u << CLUE_ASKS, small);
	g_autofree char *before = pull_words(pulls, 1u << CLUE_BEFORE, small);
	g_autofree char *after = pull_words(pulls, 1u << CLUE_AFTER, small);
	GString *out = g_string_new(NULL);

	add_part(out, "such words go with it: ", own);
	add_part(out, "after the patient spoke of ", before);
	add_part(out, "before the answer ", after);
	add_manners(out, pulls);
	if (out->len == 0)
		g_string_assign(out, "the therapist's turns around it are of "
				     "this technique");
	return g_string_free(out, FALSE);
}
