/*
 * own_format.c: our plain format, read back to the letter.
 *
 *	# written-by: iptrate
 *	# therapist: Anna
 *	[00:00:01.250 - 00:00:04.000] Anna: words
 *	Ben: words without a time
 *
 * Every line after the header is one turn: stamp if known, label, colon,
 * words.  A line without a colon continues the turn before it.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/own_format.h"

static const char mark[] = "# written-by: iptrate\n";

gboolean
own_txt_is(const struct source *source)
{
	return source->len >= sizeof(mark) - 1 &&
	       !memcmp(source->text, mark, sizeof(mark) - 1);
}

/* "# therapist: Anna": TRUE when the key is a role. */
gboolean
own_role_header(struct builder *builder, const char *key, gsize key_len,
		const char *value, gsize value_len)
{
	g_autofree char *name = g_strndup(key, key_len);
	enum turn_role role;

	if (!turn_role_parse(g_strstrip(name), &role))
		return FALSE;
	builder_tell_role(builder, value, value_len, role,
			  "the file's header says so");
	return TRUE;
}

static void
read_own_header(struct builder *builder, const char *p, const char *end)
{
	const char *colon = memchr(p, ':', end - p);

	if (!colon)
		return;
	if (!own_role_header(builder, p, colon - p, colon + 1, end - colon - 1))
		builder_header(builder, p, colon - p, colon + 1,
			       end - colon - 1);
}

/* "[12:03 - 12:09]", "[12:03]", "[- 12:09]": moves *p past it. */
static gboolean
read_own_stamp(const char **p, const char *end, struct utterance *u)
{
	const char *q = skip_blanks(*p + 1, end);

	if (q == end || *q != '-')
		return stamp_range(p, end, &u->start_ms, &u->end_ms);
	q = skip_blanks(q + 1, end);
	if (!stamp_parse(&q, end, &u->end_ms) || q == end || *q != ']')
		return FALSE;
	*p = q + 1;
	return TRUE;
}

/* Not "[Mia] iPhone: words", who has no time. */
static gboolean
may_be_stamp(const char *p, const char *end)
{
	p = skip_blanks(p, end);
	return p == end || *p == '-' || g_ascii_isdigit(*p);
}

static gboolean
read_own_turn(const struct source *source, struct builder *builder,
	      const char *p, const char *end, guint line, GError **error)
{
	struct utterance u = { .start_ms = -1, .end_ms = -1, .line = line };
	const char *colon;

	if (*p == '[' && may_be_stamp(p + 1, end) &&
	    !read_own_stamp(&p, end, &u))
		return source_fault(source, line, error,
				    "not a time between "
				    "brackets; write [0:12:03] or nothing");
	p = skip_blanks(p, end);
	colon = memchr(p, ':', end - p);
	if (!colon && builder_continue(builder, p, end - p))
		return TRUE;
	if (!colon)
		return source_fault(source, line, error,
				    "not a turn: write "
				    "'NAME: words'");
	u.label = p;
	u.label_len = colon - p;
	u.text = colon + 1;
	u.len = end - u.text;
	builder_say(builder, &u);
	return TRUE;
}

gboolean
own_txt_parse(const struct source *source, struct builder *builder,
	      GError **error)
{
	const char *p = source->text + sizeof(mark) - 1;
	const char *end = source->text + source->len;
	guint line = 2;

	builder->verbatim = TRUE;
	for (; p < end; p++, line++) {
		const char *eol = line_end(p, end);

		if (p == eol)
			continue;
		if (*p == '#')
			read_own_header(builder, p + 1, eol);
		else if (!read_own_turn(source, builder, p, eol, line, error))
			return FALSE;
		p = eol;
	}
	return TRUE;
}
