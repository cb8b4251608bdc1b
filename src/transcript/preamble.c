/*
 * preamble.c: the heading of a typed transcript.
 *
 * "Date: ...", "Duration: ...", "Therapist: Dr Moss" above the talk.  A first
 * paragraph that holds such a line is a heading if nothing in it can be
 * speech; what it says is kept as headers, and who is named in it as
 * therapist or patient has that role.
 */
#include "transcript/builder.h"
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/source.h"

#define LINES_MAX 30

/* "Dr Jane Moss", "AK", "T04": what may stand behind "Therapist:". */
static gboolean
is_name(const char *p, const char *end)
{
	trim(&p, &end);
	return p < end && !strchr(".?!,;:", end[-1]) && end - p <= 48 &&
	       label_shape(p, end - p) == LABEL_NAME;
}

/* Does the label begin a line below the heading, too? */
static gboolean
speaks_below(const struct heading *h, const char *p, const char *end)
{
	while ((p = memchr(p, '\n', end - p)) != NULL) {
		p++;
		if ((gsize)(end - p) > h->label_len &&
		    !memcmp(p, h->label, h->label_len) &&
		    p[h->label_len] == ':')
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_spelt_out(const struct heading *h)
{
	return h->label_len >= 6 &&
	       label_shape(h->label, h->label_len) == LABEL_ROLE;
}

/* Could this line of the first paragraph be somebody speaking? */
static gboolean
may_be_speech(const struct heading *h, const char *eol, const char *block_end,
	      const char *end)
{
	if (h->kind == HEADING_STAMPED || h->kind == HEADING_STAMP)
		return TRUE;
	if (h->kind != HEADING_COLON || label_is_matter(h->label, h->label_len))
		return FALSE;
	if (is_spelt_out(h))
		return !is_name(h->text, eol);
	return speaks_below(h, block_end, end);
}

static const char *
paragraph_end(const char *p, const char *end, guint *lines)
{
	for (*lines = 0; p < end && *lines <= LINES_MAX; (*lines)++) {
		const char *eol = line_end(p, end);

		if (skip_blanks(p, eol) == eol)
			break;
		p = MIN(eol + 1, end);
	}
	return p;
}

static gboolean
is_preamble(const char *p, const char *stop, const char *end)
{
	guint matters = 0;

	for (; p < stop; p++) {
		const char *eol = line_end(p, stop);
		struct heading h;

		heading_parse(p, eol, &h);
		if (*p == '#' || may_be_speech(&h, eol, stop, end))
			return FALSE;
		matters += h.kind == HEADING_COLON &&
			   label_is_matter(h.label, h.label_len);
		p = eol;
	}
	return matters > 0;
}

static void
keep_line(struct builder *builder, const char *p, const char *eol)
{
	struct heading h;
	enum turn_role role;

	heading_parse(p, eol, &h);
	if (h.kind != HEADING_COLON)
		return;
	if (h.start_ms >= 0 && h.text == eol)
		h.text = h.label + h.label_len + 1;
	builder_header(builder, h.label, h.label_len, h.text, eol - h.text);
	role = role_of_label(h.label, h.label_len);
	if (is_spelt_out(&h) &&
	    (role == TURN_THERAPIST || role == TURN_PATIENT))
		builder_tell_role(builder, h.text, eol - h.text, role,
				  "the file's heading says so");
}

const char *
preamble_read(const struct source *source, struct builder *builder,
	      guint *lines)
{
	const char *text = source->text, *end = text + source->len;
	const char *p = text, *stop;
	guint blank = 0;

	while (p < end && *p == '\n') {
		p++;
		blank++;
	}
	stop = paragraph_end(p, end, lines);
	if (stop == end || *lines > LINES_MAX || !is_preamble(p, stop, end)) {
		*lines = 0;
		return text;
	}
	builder_warn(builder, blank + 1,
		     "%u line%s taken for a heading, not for speech", *lines,
		     *lines == 1 ? " is" : "s are");
	for (; p < stop; p++) {
		const char *eol = line_end(p, stop);

		keep_line(builder, p, eol);
		p = eol;
	}
	*lines += blank;
	return stop;
}
