/*
 * spoken: numbers said figure by figure, "oh seven seven double oh ...".
 */
#include "deid/talk.h"

#include <string.h>

/* Words and letters said one by one, from word first on. */
struct said_run {
	guint first;
	guint end;
	guint figures;
	guint letters;
	gboolean counts; /* one two three four: each one more */
	int last;
	char shape[48]; /* 9 for a figure, a for a letter */
	guint n;
};

/* The figure a word names; -1 none. */
static int
figure(const char *text)
{
	static const struct {
		const char *word;
		int value;
	} all[] = {
		{ "zero", 0 }, { "oh", 0 },  { "o", 0 },     { "nought", 0 },
		{ "one", 1 },  { "two", 2 }, { "three", 3 }, { "four", 4 },
		{ "five", 5 }, { "six", 6 }, { "seven", 7 }, { "eight", 8 },
		{ "nine", 9 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
		if (strcmp(all[i].word, text) == 0)
			return all[i].value;
	}
	if (text[0] && !text[1] && g_ascii_isdigit(text[0]))
		return text[0] - '0';
	return -1;
}

static gboolean
is_tens(const char *text)
{
	static const char *const tens[] = {
		"ten",	   "eleven",  "twelve",	   "thirteen", "fourteen",
		"fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
		"twenty",  "thirty",  "forty",	   "fifty",    "sixty",
		"seventy", "eighty",  "ninety",	   "hundred",  NULL
	};

	return text_is_any(text, tens);
}

static void
add_shape(struct said_run *run, char c)
{
	if (run->n < sizeof run->shape - 1)
		run->shape[run->n++] = c;
}

/* Takes word i into the run; FALSE when it does not belong. */
static gboolean
take(const struct deid_talk *talk, struct said_run *run, guint i)
{
	static const char *const twice[] = { "double", "treble", "triple",
					     NULL };
	const char *text = text_beside(talk, i, 0);
	gboolean lone = strlen(text) == 1 && g_ascii_isalpha(text[0]);
	int value = figure(text);

	if (value >= 0) {
		run->counts &=
			run->figures == 0 ? value <= 1 : value == run->last + 1;
		run->last = value;
		run->figures++;
		add_shape(run, '9');
		return TRUE;
	}
	if (text_is_any(text, twice)) {
		run->figures++;
		add_shape(run, '9');
		run->counts = FALSE;
		return TRUE;
	}
	if (run->figures >= 2 && is_tens(text)) {
		run->figures += 2;
		return TRUE;
	}
	if (!lone || (run->n == 0 && strchr("ai", text[0])))
		return FALSE;
	run->letters++;
	add_shape(run, 'a');
	return TRUE;
}

static struct said_run
run_at(const struct deid_talk *talk, guint first)
{
	struct said_run run = { .first = first, .counts = TRUE, .last = -1 };
	guint i = first;

	while (i < talk->words->len &&
	       (i == first ||
		(talk_word(talk, i)->turn == talk_word(talk, first)->turn &&
		 talk_word(talk, i)->gap <= GAP_COMMA)) &&
	       !(talk_word(talk, i)->flags & WORD_TAKEN) && take(talk, &run, i))
		i++;
	while (i > first + 1 && strchr("ai", *text_beside(talk, i - 1, 0)) &&
	       strlen(text_beside(talk, i - 1, 0)) == 1)
		i--;
	run.end = i;
	return run;
}

static gboolean
is_announced(const struct deid_talk *talk, guint first)
{
	static const char *const cues[] = {
		"number",   "number's",	 "pin",	  "code",
		"passport", "account",	 "badge", "passport's",
		"room",	    "extension", "id",	  NULL
	};

	for (int by = -1; by > -5; by--) {
		if (text_is_any(text_beside(talk, first, by), cues))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_postcode(const struct said_run *run)
{
	static const char *const shapes[] = { "a99aa",	 "a999aa", "aa99aa",
					      "aa999aa", "a9a9aa", "aa9a9aa",
					      "a9a9a9",	 NULL };
	g_autofree char *shape = g_strndup(run->shape, run->n);

	return text_is_any(shape, shapes);
}

static void
keep_run(struct deid_talk *talk, const struct said_run *run)
{
	const struct wordtoken *first = talk_word(talk, run->first);
	const char *text = text_beside(talk, run->first, 0);
	struct deid_found found = { .turn = first->turn,
				    .category = DEID_ID,
				    .confidence = 0.85,
				    .why = "figures said one by one" };
	gboolean announced = is_announced(talk, run->first);

	found.span.start = first->span.start;
	found.span.end = talk_word(talk, run->end - 1)->span.end;
	if (is_postcode(run))
		found.category = DEID_PLACE;
	else if ((run->counts && run->letters == 0) ||
		 !(run->figures >= 5 || (run->figures >= 3 && announced) ||
		   (run->letters >= 1 && run->figures >= 2 &&
		    run->letters + run->figures >= 6)))
		return;
	else if (run->figures >= 7 &&
		 (figure(text) == 0 || strcmp(text, "double") == 0))
		found.category = DEID_PHONE;
	g_array_append_val(talk->found, found);
}

void
find_spoken(struct deid_talk *talk)
{
	for (guint i = 0; i < talk->words->len;) {
		struct said_run run = run_at(talk, i);

		if (run.end > i)
			keep_run(talk, &run);
		i = MAX(run.end, i + 1);
	}
}
