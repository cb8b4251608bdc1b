/*
 * txt.c: plain text as people write and tools export it.
 *
 * "# key: value" lines, then turns: "T: words", names, stamps before or after
 * the name, a name and stamp above the words (Otter, Rev), or stamp, name and
 * words on three lines (Teams copied from Word).  Lines without a speaker
 * continue the turn.  What our own printer wrote says so in its first line
 * and is read back to the letter.
 */
#include "transcript/private.h"

struct reading {
	const struct source *source;
	struct builder *builder;
	struct labels *labels;
	gboolean three_lines; /* a name stands alone below its stamp */
	gboolean stamps_only; /* times and words, but nobody is named */
	gboolean spoken;      /* a first turn was seen */
	/* The speaker of the lines that follow, until said. */
	const char *label;
	gsize label_len;
	gint64 start_ms;
	gint64 end_ms;
	gboolean pending; /* label has no words yet */
	gboolean stamped; /* the line before was a stamp */
	guint line;
	guint lost; /* lines before the first speaker */
	guint lost_line;
};

static gboolean
is_name_line(const char *p, const char *end)
{
	enum label_shape shape;

	trim(&p, &end);
	if (p == end || end[-1] == '.')
		return FALSE;
	shape = label_shape(p, end - p);
	return shape == LABEL_NAME || shape == LABEL_ROLE;
}

static gboolean
is_blank(const char *p, const char *end)
{
	return skip_blanks(p, end) == end;
}

/* First reading: who might speak, and in which of the styles. */
static void
survey(struct reading *r)
{
	const char *p = r->source->text, *end = p + r->source->len;
	gboolean after_stamp = FALSE;
	guint stamps = 0, names = 0, timed = 0, line = 1;

	for (; p < end; p++, line++) {
		const char *eol = line_end(p, end);
		struct heading heading;

		if (p < eol && *p != '#') {
			heading_parse(p, eol, &heading);
			labels_note(r->labels, &heading, line);
			if (after_stamp && heading.kind == HEADING_NONE)
				names += is_name_line(p, eol);
			after_stamp = heading.kind == HEADING_STAMP;
			stamps += after_stamp;
			timed += heading.start_ms >= 0;
		}
		p = eol;
	}
	labels_settle(r->labels);
	r->three_lines = stamps >= 2 && names * 3 >= stamps * 2;
	r->stamps_only =
		timed >= 2 && !r->three_lines && !labels_any(r->labels);
}

static void
say(struct reading *r, const char *text, const char *end)
{
	struct utterance utterance = {
		.label = r->label,
		.label_len = r->label_len,
		.start_ms = r->start_ms,
		.end_ms = r->end_ms,
		.text = text,
		.len = end - text,
		.line = r->line,
	};

	builder_say(r->builder, &utterance);
	r->pending = FALSE;
	r->spoken = TRUE;
}

static void
begin_turn(struct reading *r, const char *label, gsize len, gint64 start_ms,
	   gint64 end_ms, guint line)
{
	r->label = label;
	r->label_len = len;
	r->start_ms = start_ms;
	r->end_ms = end_ms;
	r->line = line;
	r->pending = TRUE;
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

static gboolean
is_credit(const char *p, const char *end)
{
	static const char credit[] = "Transcribed by http";

	return (gsize)(end - p) >= sizeof(credit) - 1 &&
	       !g_ascii_strncasecmp(p, credit, sizeof(credit) - 1);
}

/* A line in which nobody new begins to speak. */
static void
read_words(struct reading *r, const char *p, const char *end, guint line)
{
	if (is_credit(p, end))
		builder_warn(r->builder, line,
			     "the tool's own line, "
			     "'Transcribed by ...', is left out");
	else if (r->pending)
		say(r, p, end);
	else if (r->spoken)
		builder_continue(r->builder, p, end - p);
	else if (r->lost++ == 0)
		r->lost_line = line;
}

static void
read_line(struct reading *r, const char *p, const char *end, guint line)
{
	struct heading heading;
	gboolean after_stamp = r->stamped;

	heading_parse(p, end, &heading);
	r->stamped = heading.kind == HEADING_STAMP;
	if (labels_accept(r->labels, &heading)) {
		if (heading.start_ms < 0 && after_stamp) {
			heading.start_ms = r->start_ms;
			heading.end_ms = r->end_ms;
		}
		begin_turn(r, heading.label, heading.label_len,
			   heading.start_ms, heading.end_ms, line);
		if (heading.text < end)
			say(r, heading.text, end);
	} else if (r->stamps_only && heading.start_ms >= 0) {
		begin_turn(r, "", 0, heading.start_ms, heading.end_ms, line);
		if (heading.text < end)
			say(r, heading.text, end);
	} else if (heading.kind == HEADING_STAMP) {
		r->start_ms = heading.start_ms;
		r->end_ms = heading.end_ms;
	} else if (after_stamp && r->three_lines && is_name_line(p, end)) {
		trim(&p, &end);
		begin_turn(r, p, end - p, r->start_ms, r->end_ms, line);
	} else if (heading.kind == HEADING_COLON &&
		   label_is_matter(heading.label, heading.label_len) &&
		   read_header(r, p, end)) {
		return;
	} else {
		read_words(r, p, end, line);
	}
}

static void
report_lost(struct reading *r)
{
	if (r->lost)
		builder_warn(r->builder, r->lost_line,
			     "%u line%s before the "
			     "first speaker left out, the first here",
			     r->lost, r->lost == 1 ? " is" : "s are");
}

static gboolean
txt_parse(const struct source *source, struct builder *builder, GError **error)
{
	g_autoptr(Labels) labels = labels_new();
	struct reading r = { .source = source,
			     .builder = builder,
			     .labels = labels };
	const char *p = source->text, *end = p + source->len;
	guint line = 1;

	if (own_txt_is(source))
		return own_txt_parse(source, builder, error);
	survey(&r);
	for (; p < end; p++, line++) {
		const char *eol = line_end(p, end);

		if (is_blank(p, eol))
			;
		else if (*p != '#' || !read_header(&r, p, eol))
			read_line(&r, p, eol, line);
		p = eol;
	}
	if (!r.spoken)
		return source_fault(source, 0, error,
				    "no turns found: begin "
				    "each turn with a speaker and a colon, "
				    "such as 'T: ...' and 'P: ...'");
	report_lost(&r);
	labels_report(labels, builder);
	return TRUE;
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
	.sniff = txt_sniff,
	.parse = txt_parse,
};
