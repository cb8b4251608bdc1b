/*
 * ttml.c: Timed Text captions (TTML, DFXP, IMSC).
 *
 * Paragraphs with times are captions.  Who speaks stands before a colon in
 * the words, or is an agent that the head describes.
 */
#include "transcript/bytes.h"
#include "transcript/captions.h"
#include "transcript/csv.h"
#include "transcript/reader.h"
#include "transcript/xml.h"

/* A body, div, p or span: times inside of it count from its own. */
struct scope {
	gint64 base;	   /* where its children begin to count */
	gint64 begin, end; /* -1: not told */
	gint64 cursor;	   /* the end of the last child */
	gboolean in_turn;  /* children follow each other */
};

struct ttml {
	struct xml xml;
	GArray *scopes; /* struct scope, the innermost last */
	struct captions *captions;
	GHashTable *agents; /* xml:id -> name */
	char *agent;	    /* the one being described */
	char *speaker;	    /* agent of the paragraph at hand */
	GString *words;
	gboolean inside; /* a paragraph or an agent's name */
	double frame_rate;
	double tick_rate;
	struct block block;
	gboolean ended;	   /* it tells its end itself */
	gboolean counting; /* first reading: whose names are believed? */
};

/* "12.5s", "300ms", "2m", "1h", "120f", "500t"; -1: none. */
static gint64
offset_ms(const struct ttml *ttml, const char *value)
{
	char *unit;
	double number = g_ascii_strtod(value, &unit);
	double scale = !strcmp(unit, "ms") ? 1 :
		       !strcmp(unit, "h")  ? 3600000 :
		       !strcmp(unit, "m")  ? 60000 :
		       !strcmp(unit, "s")  ? 1000 :
		       !strcmp(unit, "f")  ? 1000.0 / ttml->frame_rate :
		       !strcmp(unit, "t")  ? 1000 / ttml->tick_rate :
					     -1;

	return scale > 0 && number >= 0 && number * scale < 1e12 ?
		       (gint64)(number * scale + 0.5) :
		       -1;
}

static gint64
attribute_ms(const struct ttml *ttml, const char *name)
{
	g_autofree char *value = xml_attribute(&ttml->xml, name);
	struct field field = { .start = value };
	gint64 none;

	if (!value)
		return -1;
	if (!strchr(value, ':'))
		return offset_ms(ttml, value);
	field.end = value + strlen(value);
	return csv_time(&field, 1000, (guint)(ttml->frame_rate + 0.5), &none);
}

static double
attribute_rate(const struct ttml *ttml, const char *name, double usual)
{
	g_autofree char *value = xml_attribute(&ttml->xml, name);
	double rate = value ? g_ascii_strtod(value, NULL) : usual;

	return rate >= 1 && rate <= 1e9 ? rate : usual;
}

/* "1000 1001": film at 24 frames that runs at 23.976. */
static double
attribute_factor(const struct ttml *ttml)
{
	g_autofree char *value =
		xml_attribute(&ttml->xml, "frameRateMultiplier");
	char *after;
	double top = value ? g_ascii_strtod(value, &after) : 1;
	double bottom = value && *after ? g_ascii_strtod(after + 1, NULL) : 1;

	return top > 0 && bottom > 0 && top / bottom < 100 &&
			       top / bottom > 0.01 ?
		       top / bottom :
		       1;
}

static void
read_rates(struct ttml *ttml)
{
	double frames = attribute_rate(ttml, "frameRate", 0);

	ttml->frame_rate = (frames > 0 ? frames : 30) * attribute_factor(ttml);
	ttml->tick_rate = attribute_rate(ttml, "tickRate",
					 frames > 0 ? ttml->frame_rate : 1);
}

static struct scope *
top(struct ttml *ttml)
{
	return &g_array_index(ttml->scopes, struct scope,
			      ttml->scopes->len - 1);
}

static gboolean
has_scope(const struct xml *xml)
{
	return !strcmp(xml->name, "body") || !strcmp(xml->name, "div") ||
	       !strcmp(xml->name, "p") || !strcmp(xml->name, "span");
}

static gint64
later(gint64 from, gint64 ms)
{
	return ms < 0 ? -1 : from + ms;
}

/* Times are told from the beginning of what they stand in. */
static void
begin_scope(struct ttml *ttml)
{
	const struct scope *outer = top(ttml);
	g_autofree char *container = xml_attribute(&ttml->xml, "timeContainer");
	gint64 from = outer->in_turn ? outer->cursor : outer->base;
	gint64 duration = attribute_ms(ttml, "dur");
	struct scope scope = {
		.begin = later(from, attribute_ms(ttml, "begin")),
		.end = later(from, attribute_ms(ttml, "end")),
		.in_turn = !g_strcmp0(container, "seq"),
	};

	scope.base = scope.cursor = scope.begin >= 0 ? scope.begin : from;
	if (scope.end < 0)
		scope.end = later(scope.base, duration);
	if (scope.begin < 0 && scope.end >= 0)
		scope.begin = from;
	g_array_append_val(ttml->scopes, scope);
}

/* What follows in turn begins where this ends, or where the last did that is
 * inside of it. */
static struct scope
leave_scope(struct ttml *ttml)
{
	struct scope inner = *top(ttml), *outer;

	if (ttml->scopes->len < 2)
		return inner;
	g_array_set_size(ttml->scopes, ttml->scopes->len - 1);
	outer = top(ttml);
	outer->cursor =
		MAX(outer->cursor, inner.end >= 0 ? inner.end : inner.cursor);
	return inner;
}

/* What a span tells goes to its paragraph where that tells nothing. */
static void
end_scope(struct ttml *ttml)
{
	struct scope inner = leave_scope(ttml);

	if (!ttml->inside)
		return;
	if (ttml->block.start_ms < 0)
		ttml->block.start_ms = inner.begin;
	if (!ttml->ended && inner.end > ttml->block.end_ms)
		ttml->block.end_ms = inner.end;
}

static void
begin_paragraph(struct ttml *ttml)
{
	const struct scope *scope = top(ttml);

	ttml->block = (struct block){ .kind = BLOCK_CUE,
				      .start_ms = scope->begin,
				      .end_ms = scope->end,
				      .id = "",
				      .line = xml_line(&ttml->xml) };
	ttml->block.id_end = ttml->block.id;
	ttml->ended = scope->end >= 0;
	g_clear_pointer(&ttml->speaker, g_free);
	ttml->speaker = xml_attribute(&ttml->xml, "agent");
	g_string_truncate(ttml->words, 0);
	ttml->inside = TRUE;
}

/* Without a time of its own or of its words it has that of its division. */
static void
settle_times(struct ttml *ttml)
{
	struct block *block = &ttml->block;

	for (guint i = ttml->scopes->len; i-- > 0 && block->start_ms < 0;) {
		const struct scope *scope =
			&g_array_index(ttml->scopes, struct scope, i);

		block->start_ms = scope->begin;
		block->end_ms = scope->end;
	}
}

/* Runs of blanks and line feeds are one blank, but for those of <br/>. */
static void
hear_text(struct ttml *ttml, const char *text)
{
	for (; *text; text++) {
		gboolean blank = is_space(*text);
		char last = ttml->words->len ?
				    ttml->words->str[ttml->words->len - 1] :
				    '\n';

		if (!blank)
			g_string_append_c(ttml->words, *text);
		else if (last != ' ' && last != '\n')
			g_string_append_c(ttml->words, ' ');
	}
}

/* An agent speaks as captions name people: on a line of "Name:". */
static void
name_agent(struct ttml *ttml)
{
	const char *name;

	if (!ttml->speaker)
		return;
	name = g_hash_table_lookup(ttml->agents, ttml->speaker);
	captions_name(ttml->captions, name ? name : ttml->speaker,
		      strlen(name ? name : ttml->speaker));
}

static void
end_paragraph(struct ttml *ttml)
{
	struct block *block = &ttml->block;

	ttml->inside = FALSE;
	settle_times(ttml);
	block->text = ttml->words->str;
	block->text_end = block->text + ttml->words->len;
	if (ttml->counting) {
		captions_count(ttml->captions, block->text, block->text_end,
			       block->line);
		return;
	}
	name_agent(ttml);
	builder_cue(ttml->captions->builder, block->start_ms, block->end_ms, "",
		    0, block->text, ttml->words->len, block->line);
	g_string_append_len(ttml->captions->plain, ttml->words->str,
			    ttml->words->len);
	captions_flush(ttml->captions, block, ttml->speaker != NULL);
}

/* The agent of a span speaks from here on. */
static void
turn_to_agent(struct ttml *ttml)
{
	char *agent = xml_attribute(&ttml->xml, "agent");

	if (!agent || !ttml->inside || !g_strcmp0(agent, ttml->speaker)) {
		g_free(agent);
		return;
	}
	if (strspn(ttml->words->str, " \n") < ttml->words->len) {
		end_paragraph(ttml);
		g_string_truncate(ttml->words, 0);
		ttml->inside = TRUE;
	}
	g_free(ttml->speaker);
	ttml->speaker = agent;
}

static void
end_agent(struct ttml *ttml)
{
	g_strstrip(ttml->words->str);
	if (ttml->agent && *ttml->words->str)
		g_hash_table_replace(ttml->agents, g_strdup(ttml->agent),
				     g_strdup(ttml->words->str));
	ttml->inside = FALSE;
}

static void
read_node(struct ttml *ttml)
{
	struct xml *xml = &ttml->xml;
	gboolean begins =
		xml->type == XML_READER_TYPE_ELEMENT && has_scope(xml);
	gboolean scoped = begins && !xmlTextReaderIsEmptyElement(xml->reader);

	if (xml_starts(xml, "tt")) {
		read_rates(ttml);
	} else if (xml_starts(xml, "agent")) {
		g_free(ttml->agent);
		ttml->agent = xml_attribute(xml, "id");
	} else if (xml_ends(xml, "name") && ttml->agent && ttml->inside) {
		end_agent(ttml);
	} else if (xml_starts(xml, "name") && ttml->agent) {
		g_string_truncate(ttml->words, 0);
		ttml->inside = TRUE;
	} else if (scoped) {
		begin_scope(ttml);
		if (!strcmp(xml->name, "p"))
			begin_paragraph(ttml);
		else if (!strcmp(xml->name, "span"))
			turn_to_agent(ttml);
	} else if (begins) {
		begin_scope(ttml);
		leave_scope(ttml);
	} else if (xml->type == XML_READER_TYPE_END_ELEMENT && has_scope(xml)) {
		if (ttml->inside && !strcmp(xml->name, "p"))
			end_paragraph(ttml);
		end_scope(ttml);
	} else if (xml_starts(xml, "br") && ttml->inside) {
		g_string_append_c(ttml->words, '\n');
	} else if (ttml->inside && xml_text(xml)) {
		hear_text(ttml, xml_text(xml));
	}
}

static gboolean
read_document(struct ttml *ttml, const struct source *source, GError **error)
{
	const struct scope whole = { .begin = -1, .end = -1 };
	GError *fault = NULL;

	ttml->inside = FALSE;
	g_array_set_size(ttml->scopes, 0);
	g_array_append_val(ttml->scopes, whole);
	if (xml_open(&ttml->xml, source, source->text, source->len, TRUE,
		     &fault))
		while (xml_next(&ttml->xml, &fault))
			read_node(ttml);
	xml_close(&ttml->xml);
	if (fault)
		g_propagate_error(error, fault);
	return !fault;
}

static int
ttml_sniff(const struct source *source)
{
	const char *p = source->text, *end = p + MIN(source->len, 4096);

	if (p == end || *p != '<')
		return 0;
	return g_strstr_len(p, end - p, "<tt ") ||
			       g_strstr_len(p, end - p, "<tt:tt ") ||
			       g_strstr_len(p, end - p, "<tt>") ?
		       100 :
		       0;
}

static gboolean
ttml_parse(const struct source *source, struct builder *builder, GError **error)
{
	g_autoptr(Labels) labels = labels_new();
	struct captions captions;
	struct ttml ttml = { .captions = &captions,
			     .frame_rate = 30,
			     .tick_rate = 1,
			     .counting = TRUE };
	gboolean ok;

	builder->timed = builder->captions = TRUE;
	captions_init(&captions, builder, labels);
	ttml.words = g_string_new(NULL);
	ttml.scopes = g_array_new(FALSE, FALSE, sizeof(struct scope));
	ttml.agents =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	ok = read_document(&ttml, source, error);
	captions_settle(&captions);
	ttml.counting = FALSE;
	ok = ok && read_document(&ttml, source, error);
	captions_report(&captions);
	captions_clear(&captions);
	g_hash_table_unref(ttml.agents);
	g_string_free(ttml.words, TRUE);
	g_array_unref(ttml.scopes);
	g_free(ttml.agent);
	g_free(ttml.speaker);
	return ok;
}

const struct reader reader_ttml = {
	.name = "ttml",
	.description = "Timed Text captions (TTML, DFXP)",
	.endings = "ttml dfxp xml",
	.sniff = ttml_sniff,
	.parse = ttml_parse,
};
