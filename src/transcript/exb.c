/*
 * exb.c: EXMARaLDA's basic transcriptions.
 *
 * Speakers first, then a time line, then tiers of events that point to it.
 * Tiers of type "t" are speech; descriptions and annotations are not.
 */
#include "transcript/reader.h"
#include "transcript/tier.h"
#include "transcript/xml.h"

struct exmaralda {
	struct xml xml;
	struct tiers *tiers;
	GHashTable *times;    /* id -> milliseconds + 1 */
	GHashTable *speakers; /* id -> abbreviation */
	char *speaker;	      /* id of the one being described */
	GString *words;	      /* of the event or abbreviation at hand */
	gboolean inside;
	gint64 start_ms, end_ms;
	guint line;
};

static void
read_point(struct exmaralda *exb)
{
	char *id = xml_attribute(&exb->xml, "id");
	g_autofree char *time = xml_attribute(&exb->xml, "time");
	double seconds = time ? g_ascii_strtod(time, NULL) : -1;

	if (id && seconds >= 0 && seconds < G_MAXINT32 / 1000)
		g_hash_table_replace(
			exb->times, id,
			GSIZE_TO_POINTER((gsize)(seconds * 1000 + 0.5) + 1));
	else
		g_free(id);
}

static gint64
point_ms(struct exmaralda *exb, const char *attribute)
{
	g_autofree char *id = xml_attribute(&exb->xml, attribute);

	return id ? (gint64)GPOINTER_TO_SIZE(
			    g_hash_table_lookup(exb->times, id)) -
			       1 :
		    -1;
}

static void
read_tier(struct exmaralda *exb)
{
	g_autofree char *id = xml_attribute(&exb->xml, "id");
	g_autofree char *name = xml_attribute(&exb->xml, "display-name");
	g_autofree char *type = xml_attribute(&exb->xml, "type");
	g_autofree char *speaker = xml_attribute(&exb->xml, "speaker");
	const char *who =
		speaker ? g_hash_table_lookup(exb->speakers, speaker) : NULL;

	tiers_begin(exb->tiers,
		    name ? name :
		    id	 ? id :
			   "",
		    NULL, who ? who : speaker, type && strcmp(type, "t"));
}

static void
end_speaker(struct exmaralda *exb)
{
	g_strstrip(exb->words->str);
	if (exb->speaker && *exb->words->str)
		g_hash_table_replace(exb->speakers, g_strdup(exb->speaker),
				     g_strdup(exb->words->str));
	exb->inside = FALSE;
}

static void
begin_words(struct exmaralda *exb)
{
	g_string_truncate(exb->words, 0);
	exb->inside = TRUE;
}

static void
read_node(struct exmaralda *exb)
{
	struct xml *xml = &exb->xml;

	if (xml_starts(xml, "speaker")) {
		g_free(exb->speaker);
		exb->speaker = xml_attribute(xml, "id");
	} else if (xml_ends(xml, "abbreviation")) {
		end_speaker(exb);
	} else if (xml_starts(xml, "abbreviation")) {
		begin_words(exb);
	} else if (xml_starts(xml, "tli")) {
		read_point(exb);
	} else if (xml_starts(xml, "tier")) {
		read_tier(exb);
	} else if (xml_ends(xml, "event")) {
		tiers_add(exb->tiers, exb->start_ms, exb->end_ms,
			  exb->words->str, exb->inside ? exb->words->len : 0,
			  exb->line);
		exb->inside = FALSE;
	} else if (xml_starts(xml, "event")) {
		exb->start_ms = point_ms(exb, "start");
		exb->end_ms = point_ms(exb, "end");
		exb->line = xml_line(xml);
		begin_words(exb);
	} else if (exb->inside && xml_text(xml)) {
		g_string_append(exb->words, xml_text(xml));
	}
}

static int
exb_sniff(const struct source *source)
{
	return source->len && *source->text == '<' &&
			       g_strstr_len(source->text,
					    MIN(source->len, 4096),
					    "<basic-transcription") ?
		       100 :
		       0;
}

static gboolean
exb_parse(const struct source *source, struct builder *builder, GError **error)
{
	struct exmaralda exb = { .start_ms = -1, .end_ms = -1 };
	GError *fault = NULL;

	exb.tiers = tiers_new(source, builder);
	exb.times =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	exb.speakers =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	exb.words = g_string_new(NULL);
	if (xml_open(&exb.xml, source, source->text, source->len, TRUE, &fault))
		while (xml_next(&exb.xml, &fault))
			read_node(&exb);
	if (!fault)
		tiers_say(exb.tiers, &fault);
	xml_close(&exb.xml);
	g_string_free(exb.words, TRUE);
	g_free(exb.speaker);
	g_hash_table_unref(exb.speakers);
	g_hash_table_unref(exb.times);
	tiers_free(exb.tiers);
	if (fault)
		g_propagate_error(error, fault);
	return !fault;
}

const struct reader reader_exb = {
	.name = "exb",
	.description = "EXMARaLDA basic transcription",
	.endings = "exb",
	.sniff = exb_sniff,
	.parse = exb_parse,
};
