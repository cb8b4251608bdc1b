/*
 * caption_name.c: how the lines of a caption name who speaks.
 *
 * "Anna: words" as anywhere; and, where most captions of the file do so,
 * "[Anna] words", "(Anna)" or "Anna" alone in the line above the words.
 * ">> words" is somebody else whom nobody names.
 */
#include "transcript/private.h"

/* In brackets like a name, but nobody: "[Laughter]". */
static gboolean
is_noise(const char *p, gsize len)
{
	static const char *const words[] = {
		"music",	  "laughter",	 "laughs",     "laughing",
		"applause",	  "silence",	 "pause",      "inaudible",
		"crosstalk",	  "noise",	 "sighs",      "sigh",
		"crying",	  "coughs",	 "cough",      "sniffs",
		"unintelligible", "blank_audio", "indistinct", "foreign",
	};

	return is_listed(words, G_N_ELEMENTS(words), p, len);
}

static gboolean
is_name(const char *p, const char *end)
{
	enum label_shape shape = label_shape(p, end - p);

	return shape == LABEL_NAME || shape == LABEL_ROLE;
}

/* "[Anna] words", "(Anna)": the label keeps its brackets. */
static gboolean
read_bracketed(const char *p, const char *eol, struct heading *out)
{
	const char *reach = p + MIN(eol - p, LABEL_REACH);
	const char *close = memchr(p, *p == '[' ? ']' : ')', reach - p);

	if (!close || !is_name(p + 1, close) || is_noise(p + 1, close - p - 1))
		return FALSE;
	out->label = p;
	out->label_len = close + 1 - p;
	out->text = skip_blanks(close + 1, eol);
	return TRUE;
}

/* A name and nothing else, with words in the lines below. */
static gboolean
read_alone(const char *p, const char *eol, const char *end, struct heading *out)
{
	const char *stop = eol;

	trim(&p, &stop);
	if (eol == end || p == stop || stop - p > LABEL_REACH ||
	    strchr(".?!,;-", stop[-1]) || !is_name(p, stop))
		return FALSE;
	out->label = p;
	out->label_len = stop - p;
	out->text = eol;
	return TRUE;
}

void
captions_heading(const char *p, const char *end, gboolean first,
		 struct heading *out)
{
	const char *eol = line_end(p, end);

	heading_parse(p, eol, out);
	if (out->kind == HEADING_COLON)
		return;
	out->kind = HEADING_NONE;
	p = skip_blanks(p, eol);
	if (p < eol &&
	    (((*p == '[' || *p == '(') && read_bracketed(p, eol, out)) ||
	     (first && read_alone(p, eol, end, out))))
		out->kind = HEADING_STAMPED;
}

/* Each line is asked when it is counted, and again when it is said. */
void
captions_count(struct captions *captions, const char *p, const char *end,
	       guint line)
{
	gboolean first = TRUE;

	captions->counted++;
	for (; p < end; p++, first = FALSE) {
		const char *eol = line_end(p, end);
		struct heading heading;

		if (p < eol) {
			captions_heading(p, end, first, &heading);
			labels_note(captions->labels, &heading, line);
			captions->above +=
				first && heading.kind == HEADING_STAMPED;
		}
		p = eol;
	}
}

void
captions_settle(struct captions *captions)
{
	labels_settle(captions->labels);
	captions->by_line = captions->above >= 2 &&
			    captions->above * 2 >= captions->counted;
}

gboolean
captions_names(const struct captions *captions, struct heading *heading)
{
	if (heading->kind == HEADING_STAMPED) {
		if (captions->by_line &&
		    labels_accept(captions->labels, heading))
			return TRUE;
		/* "[Anna]: words" elsewhere */
		heading->kind = HEADING_COLON;
	}
	return heading->kind == HEADING_COLON &&
	       labels_accept(captions->labels, heading);
}

/* Behind the ">>" of a new speaker at p; NULL when there is none. */
const char *
captions_chevron(const char *p, const char *eol)
{
	p = skip_blanks(p, eol);
	if (eol - p < 2 || p[0] != '>' || p[1] != '>')
		return NULL;
	while (p < eol && *p == '>')
		p++;
	return p;
}
