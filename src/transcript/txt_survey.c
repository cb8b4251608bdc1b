/*
 * txt_survey.c: the first reading of typed text.
 *
 * Nothing is said yet: heads are noted, times counted.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/source.h"
#include "transcript/txt.h"

void
txt_heading(const struct reading *r, const char *p, const char *end,
	    struct heading *heading)
{
	if (r->lax)
		heading_parse_lax(p, end, heading);
	else
		heading_parse_alone(p, end, heading);
}

gboolean
txt_is_header(const char *p, const char *end)
{
	gint64 start_ms, end_ms;

	return *p == '#' && !stamp_range(&p, end, &start_ms, &end_ms);
}

static gboolean
begins_with_time(const char *p, const char *end)
{
	const char *q = p;
	gint64 start_ms, end_ms;

	return p < end && g_ascii_isdigit(*p) &&
	       stamp_range(&q, end, &start_ms, &end_ms) && q < end;
}

struct line_tally {
	guint timed;	   /* lines that begin with a time */
	guint after_colon; /* "Anna: 0:12 words" */
	guint colons;
	guint below; /* "0:12 words" below a name */
	gboolean after_name;
};

static void
survey_line(struct reading *r, const char *p, const char *eol, guint line,
	    gboolean leads, struct line_tally *tally)
{
	struct heading heading, inner;
	gboolean named;

	txt_heading(r, p, eol, &heading);
	labels_note(r->labels, &heading, line, leads);
	tally->timed += heading.ahead && !heading.spelled;
	named = heading.kind == HEADING_ALONE ||
		heading.kind == HEADING_BRACKET ||
		(heading.kind == HEADING_COLON && heading.text == eol);
	tally->below += tally->after_name && heading.kind == HEADING_NONE &&
			begins_with_time(p, eol);
	tally->after_name = named;
	if (heading.kind == HEADING_COLON && heading.text < eol) {
		tally->colons++;
		tally->after_colon += heading.start_ms < 0 &&
				      begins_with_time(heading.text, eol);
	}
	if (!r->frames && heading.start_ms >= 0 &&
	    stamp_has_frames(skip_blanks(p, eol), eol))
		r->frames = line;
	marks_count(&r->marks, heading.text, eol);
	if (heading.start_ms >= 0 && (heading.framed || !heading.ahead)) {
		r->marks.n++;
		r->marks.starts++;
	}
	for (inner.text = heading.text;
	     heading_inside(inner.text, eol, &inner);)
		labels_note_inside(r->labels, &inner, line);
}

void
txt_survey(struct reading *r)
{
	const char *p = r->start, *end = r->source->text + r->source->len;
	struct line_tally tally = { 0 };
	gboolean leads = TRUE;
	guint line = r->start_line + 1;

	r->marks = (struct time_marks){ 0 };
	labels_know(r->labels, r->source->roles);
	for (; p < end; p++, line++) {
		const char *eol = line_end(p, end);

		if (skip_blanks(p, eol) == eol) {
			leads = TRUE;
		} else if (!txt_is_header(p, eol) &&
			   !furniture_is(r->furniture, p, eol) &&
			   !line_is_credit(p, eol)) {
			survey_line(r, p, eol, line, leads, &tally);
			leads = FALSE;
		}
		p = eol;
	}
	labels_settle(r->labels, r->source->text, end);
	r->stamps_only = tally.timed >= 2 && !labels_any(r->labels);
	r->strip = marks_are_times(&r->marks);
	r->ends = r->strip && r->marks.ends > 2 * r->marks.starts;
	r->clock_ms = r->ends ? 0 : -1;
	r->after_colon = tally.after_colon >= 2 &&
			 tally.after_colon * 10 >= tally.colons * 6;
	r->before_words = tally.below >= 2;
}
