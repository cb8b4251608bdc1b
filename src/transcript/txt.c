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
	gboolean name_lines;  /* a name stands behind its stamp, words below */
	gboolean stamps_only; /* times and words, but nobody is named */
	gboolean lax;	      /* nobody stands before a colon */
	gboolean spoken;      /* a first turn was seen */
	/* The speaker of the lines that follow, until said. */
	const char *label;
	gsize label_len;
	gint64 start_ms;
	gint64 end_ms;
	gboolean pending;  /* label has no words yet */
	gboolean stamped;  /* the line before was a stamp */
	const char *start; /* of the talk, behind a heading */
	guint start_line;  /* lines before it */
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

static void
read_heading(const struct reading *r, const char *p, const char *end,
	     struct heading *heading)
{
	if (r->lax)
		heading_parse_lax(p, end, heading);
	else
		heading_parse(p, end, heading);
}

/* A stamp, a name and nothing more. */
static gboolean
is_stamped_name(const struct heading *heading, const char *end)
{
	return heading->kind == HEADING_NONE && heading->start_ms >= 0 &&
	       is_name_line(heading->text, end);
}

/* First reading: who might speak, and in which of the styles. */
static void
survey(struct reading *r)
{
	const char *p = r->start, *end = r->source->text + r->source->len;
	gboolean after_stamp = FALSE, after_name = FALSE;
	guint stamps = 0, names = 0, timed = 0, above = 0;
	guint line = r->start_line + 1;

	for (; p < end; p++, line++) {
		const char *eol = line_end(p, end);
		struct heading heading;

		if (p < eol && *p != '#') {
			read_heading(r, p, eol, &heading);
			labels_note(r->labels, &heading, line);
			if (after_stamp && heading.kind == HEADING_NONE)
				names += is_name_line(p, eol);
			above += after_name && heading.start_ms < 0;
			after_name = is_stamped_name(&heading, eol);
			after_stamp = heading.kind == HEADING_STAMP;
			stamps += after_stamp;
			timed += heading.start_ms >= 0;
		}
		p = eol;
	}
	labels_settle(r->labels);
	r->three_lines = stamps >= 2 && names * 3 >= stamps * 2;
	r->name_lines = above >= 2 && above * 3 >= timed * 2;
	r->stamps_only = timed >= 2 && !r->three_lines && !r->name_lines &&
			 !labels_any(r->labels);
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

/* What a tool writes about itself: how the line begins or ends. */
static gboolean
is_credit(const char *p, const char *end)
{
	static const char *const heads[] = {
		"Transcribed by http",
		"Meeting ended after ",
		"This editable transcript was computer generated",
	};
	static const char *const tails[] = { " stopped transcription",
					     " started transcription" };
	gsize len;

	trim(&p, &end);
	len = end - p;
	for (gsize i = 0; i < G_N_ELEMENTS(heads); i++)
		if (len >= strlen(heads[i]) &&
		    !g_ascii_strncasecmp(p, heads[i], strlen(heads[i])))
			return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(tails); i++)
		if (len > strlen(tails[i]) && len < LABEL_REACH &&
		    !g_ascii_strncasecmp(end - strlen(tails[i]), tails[i],
					 strlen(tails[i])))
			return TRUE;
	return FALSE;
}

static void
warn_credit(struct reading *r, const char *p, const char *end, guint line)
{
	const char *stop = end;

	if (end - p > LABEL_REACH)
		stop = g_utf8_find_prev_char(p, p + LABEL_REACH);
	builder_warn(r->builder, line,
		     "the tool's own line, '%.*s%s', is left out",
		     (int)(stop - p), p, stop < end ? "..." : "");
}

/* A line in which nobody new begins to speak. */
static void
read_words(struct reading *r, const char *p, const char *end, guint line)
{
	if (r->lax)
		p = skip_line_number(p, end);
	if (is_credit(p, end))
		warn_credit(r, p, end, line);
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

	read_heading(r, p, end, &heading);
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
	} else if (r->name_lines && is_stamped_name(&heading, end)) {
		begin_turn(r, heading.text, end - heading.text,
			   heading.start_ms, heading.end_ms, line);
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

static void
read_lines(struct reading *r)
{
	const char *p = r->start, *end = r->source->text + r->source->len;
	guint line = r->start_line + 1;

	for (; p < end; p++, line++) {
		const char *eol = line_end(p, end);

		if (is_blank(p, eol))
			;
		else if (*p != '#' || !read_header(r, p, eol))
			read_line(r, p, eol, line);
		p = eol;
	}
}

/* Nobody before a colon, and no times: the rarer forms are tried. */
static gboolean
is_bare(const struct reading *r)
{
	return !labels_any(r->labels) && !r->three_lines && !r->name_lines &&
	       !r->stamps_only;
}

static gboolean
read_talk(const struct source *source, struct builder *builder, GError **error)
{
	struct reading r = { .source = source, .builder = builder };

	r.start = preamble_read(source, builder, &r.start_line);
	r.labels = labels_new();
	survey(&r);
	if (is_bare(&r)) {
		labels_free(r.labels);
		r.labels = labels_new();
		r.lax = TRUE;
		survey(&r);
	}
	read_lines(&r);
	if (r.spoken) {
		report_lost(&r);
		labels_report(r.labels, builder);
	} else {
		source_fault(source, 0, error,
			     "no turns found: begin "
			     "each turn with a speaker and a colon, "
			     "such as 'T: ...' and 'P: ...'");
	}
	labels_free(r.labels);
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
	return read_talk(&tidy, builder, error);
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
