/*
 * ttml.c: Timed Text captions (TTML, DFXP, IMSC).
 *
 * Paragraphs with times are captions.  Who speaks stands before a colon in
 * the words, or is an agent that the head describes.
 */
#include "transcript/csv.h"
#include "transcript/xml.h"

struct ttml {
	struct xml xml;
	struct captions *captions;
	GHashTable *agents; /* xml:id -> name */
	char *agent;	    /* the one being described */
	char *speaker;	    /* agent of the paragraph at hand */
	GString *words;
	gboolean inside; /* a paragraph or an agent's name */
	guint frame_rate;
	double tick_rate;
	struct block block;
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
	return csv_time(&field, 1000, ttml->frame_rate, &none);
}

static double
attribute_rate(const struct ttml *ttml, const char *name, double usual)
{
	g_autofree char *value = xml_attribute(&ttml->xml, name);
	double rate = value ? g_ascii_strtod(value, NULL) : usual;

	return rate >= 1 && rate <= 1e9 ? rate : usual;
}

static void
begin_paragraph(struct ttml *ttml)
{
	gint64 duration = attribute_ms(ttml, "dur");

	ttml->block = (struct block){ .kind = BLOCK_CUE,
				      .start_ms = attribute_ms(ttml, "begin"),
				      .end_ms = attribute_ms(ttml, "end"),
				      .id = "",
				      .line = xml_line(&ttml->xml) };
	ttml->block.id_end = ttml->block.id;
	if (ttml->block.start_ms >= 0 && ttml->block.end_ms < 0 &&
	    duration >= 0)
		ttml->block.end_ms = ttml->block.start_ms + duration;
	g_clear_pointer(&ttml->speaker, g_free);
	ttml->speaker = xml_attribute(&ttml->xml, "agent");
	g_string_truncate(ttml->words, 0);
	ttml->inside = TRUE;
}

/* Runs of blanks and line feeds are one blank, but for those of <br/>. */
static void
add_text(struct ttml *ttml, const char *text)
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

	if (xml_starts(xml, "tt")) {
		ttml->frame_rate = attribute_rate(ttml, "frameRate", 30);
		ttml->tick_rate =
			attribute_rate(ttml, "tickRate", ttml->frame_rate);
	} else if (xml_starts(xml, "agent")) {
		g_free(ttml->agent);
		ttml->agent = xml_attribute(xml, "id");
	} else if (xml_ends(xml, "name") && ttml->agent && ttml->inside) {
		end_agent(ttml);
	} else if (xml_starts(xml, "name") && ttml->agent) {
		g_string_truncate(ttml->words, 0);
		ttml->inside = TRUE;
	} else if (xml_starts(xml, "p") &&
		   !xmlTextReaderIsEmptyElement(xml->reader)) {
		begin_paragraph(ttml);
	} else if (xml_ends(xml, "p") && ttml->inside) {
		end_paragraph(ttml);
	} else if (xml_starts(xml, "br") && ttml->inside) {
		g_string_append_c(ttml->words, '\n');
	} else if (ttml->inside && xml_text(xml)) {
		add_text(ttml, xml_text(xml));
	}
}

static gboolean
read_all(struct ttml *ttml, const struct source *source, GError **error)
{
	GError *fault = NULL;

	ttml->inside = FALSE;
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
			     .tick_rate = 30,
			     .counting = TRUE };
	gboolean ok;

	builder->timed = builder->captions = TRUE;
	captions_init(&captions, builder, labels);
	ttml.words = g_string_new(NULL);
	ttml.agents =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	ok = read_all(&ttml, source, error);
	captions_settle(&captions);
	ttml.counting = FALSE;
	ok = ok && read_all(&ttml, source, error);
	captions_report(&captions);
	captions_clear(&captions);
	g_hash_table_unref(ttml.agents);
	g_string_free(ttml.words, TRUE);
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
