/*
 * html.c: the HTML of two transcription tools, as lines of text.
 *
 * noScribe saves a page with the times in the names of anchors; oTranscribe
 * keeps one, with the times in attributes, inside JSON.  Paragraphs become
 * lines, each with its time before it, and the plain reader takes it from
 * there.  Other web pages are refused (refuse.c).
 */
#include "transcript/bytes.h"
#include "transcript/entity.h"
#include "transcript/json.h"
#include "transcript/reader.h"

#define SNIFFED 8192 /* bytes in which a page says what wrote it */
#define TAG_NAME 16  /* bytes of a tag's name */

struct markup {
	const char *p, *end;
	GString *out;
	gboolean written; /* the line at hand has words or a time */
};

static void
end_line(struct markup *m)
{
	if (m->written)
		g_string_append_c(m->out, '\n');
	m->written = FALSE;
}

static void
append_clock(GString *out, gint64 ms)
{
	g_string_append_printf(out, "%02d:%02d:%02d.%03d", (int)(ms / 3600000),
			       (int)(ms / 60000 % 60), (int)(ms / 1000 % 60),
			       (int)(ms % 1000));
}

/* The value of an attribute inside a tag; NULL when it has none. */
static const char *
find_attribute(const char *p, const char *end, const char *name, gsize *len)
{
	const char *at = g_strstr_len(p, end - p, name), *stop;

	if (!at)
		return NULL;
	at += strlen(name);
	if (end - at < 2 || *at != '=' || (at[1] != '"' && at[1] != '\''))
		return NULL;
	stop = memchr(at + 2, at[1], end - at - 2);
	if (!stop)
		return NULL;
	*len = stop - at - 2;
	return at + 2;
}

static gboolean
take_digits(const char **p, const char *end, gint64 *value)
{
	const char *start = *p;

	*value = 0;
	while (*p < end && g_ascii_isdigit(**p) && *p - start < 9)
		*value = *value * 10 + (*(*p)++ - '0');
	return *p > start;
}

/* <a name="ts_500_4200_S00">: noScribe's start and end. */
static void
take_anchor(struct markup *m, const char *p, const char *end)
{
	gsize len;
	const char *name = find_attribute(p, end, "name", &len);
	const char *stop = name ? name + len : NULL;
	gint64 start_ms, end_ms;

	if (!name || m->written || len < 4 || memcmp(name, "ts_", 3))
		return;
	name += 3;
	if (!take_digits(&name, stop, &start_ms) || name == stop ||
	    *name++ != '_' || !take_digits(&name, stop, &end_ms))
		return;
	g_string_append_c(m->out, '[');
	append_clock(m->out, start_ms);
	g_string_append(m->out, " - ");
	append_clock(m->out, MAX(end_ms, start_ms));
	g_string_append(m->out, "] ");
	m->written = TRUE;
}

/* Behind the end tag of this name, or the end; case does not matter. */
static const char *
skip_element(const char *p, const char *end, const char *name)
{
	gsize len = strlen(name);

	while ((p = memchr(p, '<', end - p)) != NULL) {
		if ((gsize)(end - p) > len + 2 && p[1] == '/' &&
		    !g_ascii_strncasecmp(p + 2, name, len)) {
			const char *close = memchr(p, '>', end - p);

			return close ? close + 1 : end;
		}
		p++;
	}
	return end;
}

/* <span class="timestamp" data-timestamp="4.8">0:04</span>: oTranscribe. */
static gboolean
take_timestamp(struct markup *m, const char *p, const char *end)
{
	gsize len;
	const char *value = find_attribute(p, end, "data-timestamp", &len);
	double seconds = value ? g_ascii_strtod(value, NULL) : -1;

	if (seconds < 0 || seconds > 1e6)
		return FALSE;
	g_string_append(m->out, m->written ? " [" : "[");
	append_clock(m->out, (gint64)(seconds * 1000 + 0.5));
	g_string_append(m->out, "] ");
	m->written = TRUE;
	return TRUE;
}

static gboolean
is_block(const char *name)
{
	static const char *const names[] = { "p",  "div", "br", "li", "tr",
					     "h1", "h2",  "h3", "h4", "table" };

	return is_listed(names, G_N_ELEMENTS(names), name, strlen(name));
}

static void
take_tag(struct markup *m)
{
	const char *p = m->p + 1, *stop, *q;
	char name[TAG_NAME];
	gsize n = 0;

	if (g_str_has_prefix(p, "!--")) {
		stop = g_strstr_len(p, m->end - p, "-->");
		m->p = stop ? stop + 3 : m->end;
		return;
	}
	stop = memchr(p, '>', m->end - p);
	stop = stop ? stop : m->end;
	for (q = p + (*p == '/');
	     q < stop && g_ascii_isalnum(*q) && n < TAG_NAME - 1; q++)
		name[n++] = g_ascii_tolower(*q);
	name[n] = '\0';
	m->p = MIN(stop + 1, m->end);
	if (is_block(name))
		end_line(m);
	if (*p == '/')
		return;
	if (!strcmp(name, "a"))
		take_anchor(m, q, stop);
	else if (!strcmp(name, "script") || !strcmp(name, "style") ||
		 !strcmp(name, "head"))
		m->p = skip_element(m->p, m->end, name);
	else if (!strcmp(name, "span") && take_timestamp(m, q, stop))
		m->p = skip_element(m->p, m->end, name);
}

/* NUL-terminated HTML -> lines. */
static void
read_markup(const char *text, gsize len, GString *out)
{
	struct markup m = { .p = text, .end = text + len, .out = out };

	while (m.p < m.end) {
		if (*m.p == '<') {
			take_tag(&m);
		} else if (*m.p == '&') {
			m.p = entity_take(out, m.p, m.end, FALSE);
			m.written = TRUE;
		} else if (is_space(*m.p)) {
			if (m.written && out->str[out->len - 1] != ' ')
				g_string_append_c(out, ' ');
			m.p++;
		} else {
			g_string_append_c(out, *m.p++);
			m.written = TRUE;
		}
	}
	end_line(&m);
}

static gboolean
parse_markup(const struct source *source, const char *text, gsize len,
	     struct builder *builder, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);
	struct source inner = *source;

	read_markup(text, len, out);
	inner.text = inner.owned = out->str;
	inner.len = out->len;
	inner.ascii = FALSE;
	if (!out->len)
		return source_fault(source, 0, error,
				    "the page holds no words");
	return reader_parse_text(&inner, builder, error);
}

static gboolean
says(const struct source *source, const char *word)
{
	return g_strstr_len(source->text, MIN(source->len, SNIFFED), word) !=
	       NULL;
}

static int
html_sniff(const struct source *source)
{
	const char *p = source->text, *end = p + source->len;

	trim(&p, &end);
	return p < end && *p == '<' && says(source, "noScribe") ? 100 : 0;
}

static gboolean
html_parse(const struct source *source, struct builder *builder, GError **error)
{
	return parse_markup(source, source->text, source->len, builder, error);
}

const struct reader reader_html = {
	.name = "html",
	.description = "noScribe's HTML",
	.endings = "html htm",
	.terminated = TRUE,
	.sniff = html_sniff,
	.parse = html_parse,
};

static int
otr_sniff(const struct source *source)
{
	const char *p = source->text, *end = p + source->len;

	trim(&p, &end);
	return p < end && *p == '{' && says(source, "\"text\"") &&
			       says(source, "<") &&
			       g_strstr_len(source->text, source->len,
					    "\"media") ?
		       95 :
		       0;
}

static gboolean
otr_parse(const struct source *source, struct builder *builder, GError **error)
{
	const char *document = json_check(source, error);
	g_autoptr(GString) text = g_string_new(NULL);

	if (!document)
		return FALSE;
	json_append(text, json_get(document, "text"));
	return parse_markup(source, text->str, text->len, builder, error);
}

const struct reader reader_otr = {
	.name = "otr",
	.description = "oTranscribe",
	.endings = "otr",
	.terminated = TRUE,
	.sniff = otr_sniff,
	.parse = otr_parse,
};
