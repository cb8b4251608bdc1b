/*
 * textgrid.c: Praat TextGrids, long and short.
 *
 * Praat itself reads both the same way: only free-standing numbers, strings
 * and <flags> count, everything else is for the human eye.
 */
#include "transcript/bytes.h"
#include "transcript/reader.h"
#include "transcript/tier.h"

struct tokens {
	const struct source *source;
	const char *p, *end;
	GString *string; /* the last string, quotes undoubled */
	const char *at;	 /* lines are counted up to here */
	guint line;
};

static guint
token_line(struct tokens *tokens)
{
	while (tokens->at < tokens->p) {
		const char *lf =
			memchr(tokens->at, '\n', tokens->p - tokens->at);

		tokens->at = lf ? lf + 1 : tokens->p;
		tokens->line += lf != NULL;
	}
	return tokens->line;
}

static void
skip_token(struct tokens *t)
{
	while (t->p < t->end && !is_space(*t->p))
		t->p++;
}

/* To the next token that begins like `want`: '"', '<' or '0'; FALSE: none. */
static gboolean
seek(struct tokens *t, char want)
{
	for (;;) {
		while (t->p < t->end && is_space(*t->p))
			t->p++;
		if (t->p == t->end)
			return FALSE;
		if (*t->p == '!')
			t->p = line_end(t->p, t->end);
		else if (*t->p == want ||
			 (want == '0' &&
			  (g_ascii_isdigit(*t->p) ||
			   (*t->p == '-' && g_ascii_isdigit(t->p[1])))))
			return TRUE;
		else
			skip_token(t);
	}
}

static gboolean
next_number(struct tokens *t, double *number)
{
	char *after;

	if (!seek(t, '0'))
		return FALSE;
	*number = g_ascii_strtod(t->p, &after);
	t->p = after;
	skip_token(t);
	return TRUE;
}

static gboolean
next_string(struct tokens *t)
{
	if (!seek(t, '"'))
		return FALSE;
	g_string_truncate(t->string, 0);
	for (t->p++; t->p < t->end; t->p++) {
		const char *quote = memchr(t->p, '"', t->end - t->p);

		if (!quote)
			break;
		g_string_append_len(t->string, t->p, quote - t->p);
		t->p = quote + 1;
		if (t->p == t->end || *t->p != '"')
			return TRUE;
		g_string_append_c(t->string, '"');
	}
	t->p = t->end;
	return FALSE;
}

static gint64
to_ms(double seconds)
{
	return seconds > 0 && seconds < 1e9 ? (gint64)(seconds * 1000 + 0.5) :
					      0;
}

static gboolean
read_tier(struct tokens *t, struct tiers *tiers)
{
	gboolean intervals;
	double start, end, n;

	if (!next_string(t))
		return FALSE;
	intervals = !strcmp(t->string->str, "IntervalTier");
	if (!next_string(t))
		return FALSE;
	tiers_begin(tiers, t->string->str, NULL, NULL, !intervals);
	if (!next_number(t, &start) || !next_number(t, &end) ||
	    !next_number(t, &n))
		return FALSE;
	for (double i = 0; i < n; i++) {
		guint line;

		if (!next_number(t, &start) ||
		    (intervals && !next_number(t, &end)))
			return FALSE;
		line = token_line(t);
		if (!next_string(t))
			return FALSE;
		tiers_add(tiers, to_ms(start), intervals ? to_ms(end) : -1,
			  t->string->str, t->string->len, line);
	}
	return TRUE;
}

static gboolean
read_grid(struct tokens *t, struct tiers *tiers, GError **error)
{
	double n = 0;
	gboolean ok = next_string(t) && next_string(t) && next_number(t, &n) &&
		      next_number(t, &n) && seek(t, '<');

	if (ok) {
		skip_token(t);
		ok = next_number(t, &n);
	}
	for (double i = 0; ok && i < n; i++)
		ok = read_tier(t, tiers);
	if (!ok)
		return source_fault(t->source, token_line(t), error,
				    "a TextGrid "
				    "that breaks off: a number or text is "
				    "missing");
	return tiers_say(tiers, error);
}

static int
textgrid_sniff(const struct source *source)
{
	return g_strstr_len(source->text, MIN(source->len, 200),
			    "ooTextFile") &&
			       g_strstr_len(source->text, MIN(source->len, 200),
					    "TextGrid") ?
		       100 :
		       0;
}

static gboolean
textgrid_parse(const struct source *source, struct builder *builder,
	       GError **error)
{
	struct tiers *tiers = tiers_new(source, builder);
	struct tokens tokens = { .source = source,
				 .p = source->text,
				 .end = source->text + source->len,
				 .at = source->text,
				 .line = 1 };
	gboolean ok;

	tokens.string = g_string_new(NULL);
	ok = read_grid(&tokens, tiers, error);
	g_string_free(tokens.string, TRUE);
	tiers_free(tiers);
	return ok;
}

const struct reader reader_textgrid = {
	.name = "textgrid",
	.description = "Praat TextGrid, long or short",
	.endings = "textgrid",
	.terminated = TRUE,
	.sniff = textgrid_sniff,
	.parse = textgrid_parse,
};
