/*
 * txt.c: plain text as people write and tools export it.
 *
 * "# key: value" lines, then turns: "T: words", "[T] words", names, stamps
 * before or after the name, a name and stamp above the words (Otter, Rev), or
 * name, stamp and words on lines of their own (Teams, aTrain).  Lines without
 * a speaker continue the turn.  What our own printer wrote says so in its
 * first line and is read back to the letter.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/own_format.h"
#include "transcript/reader.h"
#include "transcript/txt.h"

#define QUOTED_MAX 64 /* bytes of a line that are shown */

static gboolean
is_empty_line(const char *p, const char *end)
{
	return skip_blanks(p, end) == end;
}

static gboolean
read_header(struct reading *r, const char *p, const char *end)
{
	const char *colon;

	if (r->spoken || r->pending)
		return FALSE;
	if (*p == '#')
		p++;
	colon = memchr(p, ':', end - p);
	if (!colon)
		return FALSE;
	own_role_header(r->builder, p, colon - p, colon + 1, end - colon - 1);
	builder_header(r->builder, p, colon - p, colon + 1, end - colon - 1);
	return TRUE;
}

static void
warn_credit(struct reading *r, const char *p, const char *end, guint line)
{
	const char *stop = quote_end(p, end, QUOTED_MAX);

	builder_warn(r->builder, line,
		     "the tool's own line, '%.*s%s', is left out",
		     (int)(stop - p), p, stop < end ? "..." : "");
}

/* A line in which nobody new begins to speak. */
static void
read_words(struct reading *r, const char *p, const char *end, guint line)
{
	struct heading heading = { .start_ms = -1, .end_ms = -1 };

	if (r->spoken && !r->pending &&
	    furniture_is_doubtful(r->furniture, p) && r->numbers++ == 0)
		r->numbers_line = line;
	if (r->lax)
		p = skip_line_number(p, end);
	if (r->pending || r->spoken) {
		if (labels_mistyped(r->labels, p, end, &heading)) {
			builder_warn(r->builder, line,
				     "here begins '%s' without a colon, or "
				     "so it is taken",
				     heading.label);
			txt_begin(r, &heading, line);
			p = heading.text;
		} else if (heading.label_len && r->vocatives++ == 0) {
			r->vocative = heading.label;
			r->vocative_line = line;
		}
		txt_words(r, p, end, line);
	} else if (r->lost++ == 0) {
		r->lost_line = line;
	}
}

/* "Anna: 0:12 words" where most lines are so. */
static void
take_later_time(const struct reading *r, struct heading *heading,
		const char *end)
{
	const char *p = heading->text;

	if (r->after_colon && heading->start_ms < 0 &&
	    stamp_range(&p, end, &heading->start_ms, &heading->end_ms))
		heading->text = skip_blanks(p, end);
}

static void
read_speaker(struct reading *r, struct heading *heading, const char *end,
	     guint line, gboolean after_stamp)
{
	if (heading->start_ms < 0 && after_stamp) {
		heading->start_ms = r->start_ms;
		heading->end_ms = r->end_ms;
	}
	take_later_time(r, heading, end);
	if (heading->kind == HEADING_ALONE &&
	    r->labels->family == HEADING_COLON && r->aloud++ == 0)
		r->aloud_line = line;
	txt_begin(r, heading, line);
	if (heading->text < end)
		txt_words(r, heading->text, end, line);
}

/* Is the head of this line, the mark-th, a speaker's? */
static gboolean
names(struct reading *r, struct heading *heading)
{
	if (heading->kind == HEADING_ALONE && !r->lax &&
	    !labels_line_is(r->labels, r->mark, HEADING_ALONE))
		return FALSE;
	return labels_accept(r->labels, heading);
}

static void
read_typed_line(struct reading *r, const char *p, const char *end, guint line)
{
	struct heading heading;
	gboolean after_stamp = r->stamped, is_stamp;

	txt_heading(r, p, end, &heading);
	is_stamp = heading.kind == HEADING_STAMP &&
		   labels_line_is(r->labels, r->mark, HEADING_STAMP);
	r->stamped = is_stamp && !r->pending;
	if (names(r, &heading)) {
		read_speaker(r, &heading, end, line, after_stamp);
	} else if (r->stamps_only && heading.start_ms >= 0) {
		heading.label = "";
		heading.label_len = 0;
		txt_begin(r, &heading, line);
		if (heading.kind != HEADING_STAMP)
			txt_words(r, heading.body, end, line);
	} else if (is_stamp) {
		r->start_ms = heading.start_ms;
		r->end_ms = heading.end_ms;
	} else if (heading.kind == HEADING_COLON &&
		   label_is_matter(heading.label, heading.label_len) &&
		   read_header(r, p, end)) {
		return;
	} else if (r->pending && r->before_words && !heading.framed &&
		   heading.start_ms >= 0) {
		r->start_ms = heading.start_ms;
		read_words(r, heading.body, end, line);
	} else {
		read_words(r, p, end, line);
	}
}

static void
read_text_line(struct reading *r, const char *p, const char *eol, guint line)
{
	if (is_empty_line(p, eol))
		return;
	if (txt_is_header(p, eol)) {
		if (!read_header(r, p, eol))
			read_words(r, p, eol, line);
	} else if (furniture_is(r->furniture, p, eol)) {
		if (r->pages++ == 0)
			r->pages_line = line;
	} else if (line_is_credit(p, eol)) {
		warn_credit(r, p, eol, line);
	} else {
		read_typed_line(r, p, eol, line);
		r->mark++;
	}
}

static void
read_lines(struct reading *r)
{
	const char *p = r->start, *end = r->source->text + r->source->len;
	guint line = r->start_line + 1;

	for (; p < end; p++, line++) {
		const char *eol = line_end(p, end);

		read_text_line(r, p, eol, line);
		p = eol;
	}
	txt_end_turn(r);
}

/* Nobody before a colon, and no times: the rarer forms are tried. */
static gboolean
is_bare_talk(const struct reading *r)
{
	return !labels_any(r->labels) && !r->stamps_only;
}

static gboolean
read_typed_talk(const struct source *source, struct builder *builder,
		GError **error)
{
	g_autoptr(GString) clean = g_string_new(NULL);
	g_autoptr(GString) manner = g_string_new(NULL);
	struct reading r = { .source = source,
			     .builder = builder,
			     .clean = clean,
			     .manner = manner };

	r.start = preamble_read(source, builder, &r.start_line);
	r.furniture = furniture_find(r.start, source->text + source->len);
	r.labels = labels_new();
	txt_survey(&r);
	if (is_bare_talk(&r)) {
		labels_free(r.labels);
		r.labels = labels_new();
		labels_doubt(r.labels);
		r.lax = TRUE;
		txt_survey(&r);
	}
	read_lines(&r);
	if (r.spoken)
		txt_report(&r);
	else
		source_fault(source, 0, error,
			     "no turns found: begin "
			     "each turn with a speaker and a colon, "
			     "such as 'T: ...' and 'P: ...'");
	labels_free(r.labels);
	furniture_free(r.furniture);
	return r.spoken;
}

static gboolean
txt_parse(const struct source *source, struct builder *builder, GError **error)
{
	struct source tidy = *source;
	g_autofree char *text = NULL;

	if (own_txt_is(source))
		return own_txt_parse(source, builder, error);
	text = source_tidy(source, &tidy.len);
	if (text)
		tidy.text = text;
	return read_typed_talk(&tidy, builder, error);
}

/* What nobody else claims is plain text; what says it is ours, is. */
static int
txt_sniff(const struct source *source)
{
	const char *p = source->text, *end = p + source->len;

	if (own_txt_is(source))
		return 200;
	trim(&p, &end);
	return end - p >= 5 && (!memcmp(p, "<?xml", 5) ||
				!memcmp(p, "<tt x", 5)) ?
		       0 :
		       1;
}

const struct reader reader_txt = {
	.name = "txt",
	.description = "plain text, 'T: words' and its relatives",
	.endings = "txt text",
	.sniff = txt_sniff,
	.parse = txt_parse,
};
