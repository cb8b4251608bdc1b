/*
 * txt_words.c: what is said in a line of typed text.
 *
 * Times in brackets are taken out of the words; where another speaker's head
 * stands behind a sentence, a turn begins there.
 */
#include "transcript/builder.h"
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/txt.h"

static void
say_utterance(struct reading *r, const char *p, const char *end)
{
	struct utterance utterance = {
		.label = r->label,
		.label_len = r->label_len,
		.start_ms = r->pending ? r->start_ms : -1,
		.end_ms = r->end_ms,
		.manner = r->manner->str,
		.manner_len = r->manner->len,
		.text = p,
		.len = end - p,
		.line = r->line,
	};

	builder_say(r->builder, &utterance);
	g_string_truncate(r->manner, 0);
	r->pending = FALSE;
	r->spoken = TRUE;
}

static void
say_words(struct reading *r, const char *p, const char *end)
{
	trim(&p, &end);
	if (p == end)
		return;
	if (!r->pending && !r->label_len)
		builder_continue(r->builder, p, end - p);
	else
		say_utterance(r, p, end);
}

void
txt_end_turn(struct reading *r)
{
	if (r->manner->len)
		say_utterance(r, "", "");
}

void
txt_begin(struct reading *r, const struct heading *heading, guint line)
{
	txt_end_turn(r);
	r->label = heading->label;
	r->label_len = heading->label_len;
	r->start_ms = heading->start_ms;
	r->end_ms = heading->end_ms;
	if (r->start_ms < 0 && r->ends)
		r->start_ms = r->clock_ms;
	r->clock_ms = -1;
	r->line = line;
	r->pending = TRUE;
	g_string_append_len(r->manner, heading->manner, heading->manner_len);
}

static void
say_parts(struct reading *r, const char *p, const char *end, guint line)
{
	struct heading heading;
	const char *from = p;

	while (heading_inside(p, end, &heading)) {
		const char *head = heading.label;

		p = heading.text;
		if (!labels_accept(r->labels, &heading))
			continue;
		say_words(r, from, head);
		if (r->inside++ == 0)
			r->inside_line = line;
		txt_begin(r, &heading, line);
		from = p;
	}
	say_words(r, from, end);
}

/* What another says meanwhile stays where it is, and is counted. */
static void
count_asides(struct reading *r, const char *p, const char *end, guint line)
{
	struct heading heading;

	for (; heading_aside(p, end, &heading); p = heading.text)
		if (labels_accept(r->labels, &heading) && r->asides++ == 0)
			r->asides_line = line;
}

void
txt_words(struct reading *r, const char *p, const char *end, guint line)
{
	gint64 start_ms, end_ms;

	count_asides(r, p, end, line);
	if (!r->strip || !marks_strip(p, end, r->clean, &start_ms, &end_ms)) {
		say_parts(r, p, end, line);
		return;
	}
	if (r->pending && r->start_ms < 0)
		r->start_ms = start_ms;
	r->end_ms = end_ms >= 0 ? end_ms : r->end_ms;
	say_parts(r, r->clean->str, r->clean->str + r->clean->len, line);
	if (r->ends && end_ms >= 0)
		r->clock_ms = end_ms;
	g_string_truncate(r->clean, 0);
}

static void
warn_of_lines(const struct reading *r, guint n, guint line, const char *one,
	      const char *many)
{
	if (n == 1)
		builder_warn(r->builder, line, "1 %s", one);
	else if (n)
		builder_warn(r->builder, line, "%u %s", n, many);
}

void
txt_report(struct reading *r)
{
	warn_of_lines(
		r, r->lost, r->lost_line,
		"line is before the first speaker left out, the first here",
		"lines are before the first speaker left out, the first here");
	warn_of_lines(
		r, r->pages, r->pages_line,
		"line of the head or foot of a page is left out, here",
		"lines of heads and feet of pages are left out, the first here");
	warn_of_lines(
		r, r->numbers, r->numbers_line,
		"number stands alone between blank lines, here, and is taken "
		"for words; take it out if it is a page's",
		"numbers stand alone between blank lines, the first here, and "
		"are taken for words; take out those of pages");
	warn_of_lines(
		r, r->inside, r->inside_line,
		"turn begins in the middle of a line, here, and is split off",
		"turns begin in the middle of a line, the first here, and are "
		"split off");
	warn_of_lines(
		r, r->asides, r->asides_line,
		"passage in brackets is said by somebody else, here, and stays "
		"in the words around it",
		"passages in brackets are said by somebody else, the first "
		"here, and stay in the words around them");
	warn_of_lines(
		r, r->aloud, r->aloud_line,
		"line holds nothing but the name of a speaker, here, and begins "
		"a turn",
		"lines hold nothing but the name of a speaker, the first here, "
		"and begin turns");
	if (r->vocatives)
		builder_warn(r->builder, r->vocative_line,
			     "%u line%s with the name of a speaker and no "
			     "colon, the first here ('%s'), and %s taken for "
			     "words",
			     r->vocatives,
			     r->vocatives == 1 ? " begins" : "s begin",
			     r->vocative, r->vocatives == 1 ? "is" : "are");
	if (r->frames)
		builder_warn(r->builder, r->frames,
			     "times are told in frames, of which the file does "
			     "not say how long they are; they are left out, so "
			     "that times may be up to a second early");
	labels_report(r->labels, r->builder);
}
