/*
 * eaf.c: ELAN annotation files.
 *
 * Time slots first, then tiers of annotations that point to them.  Slots may
 * lack a value; annotations of dependent tiers point to others instead and
 * are not speech of their own.
 */
#include "transcript/reader.h"
#include "transcript/tier.h"
#include "transcript/xml.h"

struct eaf {
	struct xml xml;
	struct tiers *tiers;
	GHashTable *slots; /* id -> milliseconds + 1 */
	GString *value;	   /* of the annotation at hand */
	gboolean inside;   /* in its ANNOTATION_VALUE */
	gint64 start_ms, end_ms;
	guint line;
};

static void
read_slot(struct eaf *elan)
{
	char *id = xml_attribute(&elan->xml, "TIME_SLOT_ID");
	g_autofree char *value = xml_attribute(&elan->xml, "TIME_VALUE");
	gint64 ms = value ? g_ascii_strtoll(value, NULL, 10) : -1;

	if (id && ms >= 0 && ms < G_MAXINT32)
		g_hash_table_replace(elan->slots, id,
				     GSIZE_TO_POINTER((gsize)ms + 1));
	else
		g_free(id);
}

static gint64
slot_ms(struct eaf *elan, const char *attribute)
{
	g_autofree char *id = xml_attribute(&elan->xml, attribute);

	return id ? (gint64)GPOINTER_TO_SIZE(
			    g_hash_table_lookup(elan->slots, id)) -
			       1 :
		    -1;
}

static void
read_tier(struct eaf *elan)
{
	struct xml *xml = &elan->xml;
	g_autofree char *name = xml_attribute(xml, "TIER_ID");
	g_autofree char *type = xml_attribute(xml, "LINGUISTIC_TYPE_REF");
	g_autofree char *speaker = xml_attribute(xml, "PARTICIPANT");
	g_autofree char *parent = xml_attribute(xml, "PARENT_REF");

	tiers_begin(elan->tiers, name ? name : "", type, speaker,
		    parent != NULL);
}

static void
read_node(struct eaf *elan)
{
	struct xml *xml = &elan->xml;

	if (xml_starts(xml, "TIME_SLOT")) {
		read_slot(elan);
	} else if (xml_starts(xml, "TIER")) {
		read_tier(elan);
	} else if (xml_starts(xml, "ALIGNABLE_ANNOTATION") ||
		   xml_starts(xml, "REF_ANNOTATION")) {
		elan->start_ms = slot_ms(elan, "TIME_SLOT_REF1");
		elan->end_ms = slot_ms(elan, "TIME_SLOT_REF2");
		elan->line = xml_line(xml);
	} else if (xml_ends(xml, "ANNOTATION_VALUE")) {
		tiers_add(elan->tiers, elan->start_ms, elan->end_ms,
			  elan->value->str, elan->value->len, elan->line);
		g_string_truncate(elan->value, 0);
		elan->inside = FALSE;
	} else if (xml_starts(xml, "ANNOTATION_VALUE")) {
		elan->inside = TRUE;
	} else if (elan->inside && xml_text(xml)) {
		g_string_append(elan->value, xml_text(xml));
	}
}

static int
eaf_sniff(const struct source *source)
{
	return source->len && *source->text == '<' &&
			       g_strstr_len(source->text,
					    MIN(source->len, 4096),
					    "<ANNOTATION_DOCUMENT") ?
		       100 :
		       0;
}

static gboolean
eaf_parse(const struct source *source, struct builder *builder, GError **error)
{
	struct eaf elan = { .start_ms = -1, .end_ms = -1 };
	GError *fault = NULL;

	elan.tiers = tiers_new(source, builder);
	elan.slots =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	elan.value = g_string_new(NULL);
	if (xml_open(&elan.xml, source, source->text, source->len, TRUE,
		     &fault))
		while (xml_next(&elan.xml, &fault))
			read_node(&elan);
	if (!fault)
		tiers_say(elan.tiers, &fault);
	xml_close(&elan.xml);
	g_string_free(elan.value, TRUE);
	g_hash_table_unref(elan.slots);
	tiers_free(elan.tiers);
	if (fault)
		g_propagate_error(error, fault);
	return !fault;
}

const struct reader reader_eaf = {
	.name = "eaf",
	.description = "ELAN annotation file",
	.endings = "eaf",
	.sniff = eaf_sniff,
	.parse = eaf_parse,
};
