/*
 * asr_passage.c: lists of passages, and who speaks them.
 *
 * A passage has its text, or only words of its own; it names its speaker, or
 * an id that a table of speakers explains, or nobody.
 */
#include "transcript/asr.h"
#include "transcript/builder.h"
#include "transcript/heading.h"

static gboolean
is_number(const char *p)
{
	gsize digits = strspn(p, "0123456789");

	return digits && !p[digits];
}

/* {"id": 1, "name": "Anna"}: the name, or what there is instead. */
static const char *
label_of_object(const char *object)
{
	static const char *const keys[] = {
		"name",	 "displayName", "display_name", "label",
		"spkid", "id",		"speaker_id",	"speakerId",
	};
	const char *v[G_N_ELEMENTS(keys)];

	json_pick(object, keys, v, G_N_ELEMENTS(keys));
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
		if (v[i] && !g_str_has_prefix(v[i], "null") &&
		    !g_str_has_prefix(v[i], "\"\""))
			return v[i];
	return NULL;
}

void
asr_set_label(struct asr *asr, const char *value, const char *prefix)
{
	GString *label = asr->label;
	const char *name;

	g_string_truncate(label, 0);
	json_append(label,
		    json_is_object(value) ? label_of_object(value) : value);
	name = asr->names ? g_hash_table_lookup(asr->names, label->str) : NULL;
	if (name)
		g_string_assign(label, name);
	switch (label_presence(label->str, label->len)) {
	case LABEL_MISSING:
		g_string_truncate(label, 0);
		break;
	case LABEL_UNKNOWN:
		g_string_assign(label, UNNAMED);
		break;
	default:
		if (is_number(label->str))
			g_string_prepend(label, prefix);
	}
}

void
asr_read_names(struct asr *asr, const char *array)
{
	static const char *const keys[] = { "spkid",	    "id",
					    "speaker_id",   "speakerId",
					    "speaker",	    "name",
					    "display_name", "displayName" };
	const char *v[G_N_ELEMENTS(keys)], *after;

	for (const char *p = json_first(array); p; p = json_next(after)) {
		const char *id = NULL, *name;
		g_autoptr(GString) key = g_string_new(NULL);
		g_autoptr(GString) value = g_string_new(NULL);

		after = json_pick(p, keys, v, G_N_ELEMENTS(keys));
		for (int i = 0; i < 5 && !id; i++)
			id = v[i];
		name = v[5] ? v[5] : v[6] ? v[6] : v[7];
		json_append(key, id);
		json_append(value, name);
		if (!key->len || !value->len)
			continue;
		if (!asr->names)
			asr->names = g_hash_table_new_full(
				g_str_hash, g_str_equal, g_free, g_free);
		g_hash_table_replace(asr->names, g_strdup(key->str),
				     g_strdup(value->str));
	}
}

void
asr_say(struct asr *asr, gint64 start_ms, gint64 end_ms, const char *at)
{
	struct utterance u = {
		.start_ms = start_ms,
		.end_ms = end_ms,
		.text = asr->text->str,
		.len = asr->text->len,
	};
	gboolean spoken = strspn(u.text, " \t\r\n") < u.len;

	if (spoken) {
		u.line = asr_line(asr, at);
		if (asr->label->len)
			g_string_assign(asr->before, asr->label->str);
		else if (asr->before->len && asr->unnamed++ == 0)
			asr->unnamed_line = u.line;
		u.label = asr->before->str;
		u.label_len = asr->before->len;
		builder_cue(asr->builder, start_ms, end_ms, "", 0,
			    asr->text->str, asr->text->len, u.line);
		builder_say(asr->builder, &u);
	}
	g_string_truncate(asr->text, 0);
}

/* Do the words of a passage that names nobody say who speaks? */
static gboolean
words_name(const char *words)
{
	struct asr_item item;

	for (const char *p = json_first(words); p;) {
		p = json_next(asr_pick(p, &item));
		if (item.value[ASR_LABEL])
			return TRUE;
	}
	return FALSE;
}

const char *
asr_read_passage(struct asr *asr, const char *object)
{
	struct asr_item item;
	const char *after = asr_pick(object, &item);
	const char *label = item.value[ASR_LABEL], *words;
	gint64 start_ms, end_ms;

	label = label ? label : item.value[ASR_NAME];
	words = item.value[ASR_WORDS];
	if (words &&
	    (item.value[ASR_TEXT] == NULL || (!label && words_name(words)))) {
		asr_read_words(asr, words, label, NULL);
		return after;
	}
	asr_set_label(asr, label, "Speaker ");
	if (!label && asr->channels)
		asr_set_label(asr, item.value[ASR_CHANNEL], "Channel ");
	json_append(asr->text, item.value[ASR_TEXT]);
	if (!asr->text->len)
		json_append(asr->text,
			    json_get(json_first(json_get(object, "nBest")),
				     "display"));
	asr_times(asr, &item, &start_ms, &end_ms);
	asr_say(asr, start_ms, end_ms, object);
	return after;
}

/* Channels tell speakers apart only where there are several. */
static gboolean
has_channels(const char *array)
{
	double first = -1, channel;

	for (const char *p = json_first(array); p;
	     p = json_next(json_skip(p))) {
		if (!json_number(json_get(p, "channel"), &channel))
			return FALSE;
		if (first >= 0 && channel != first)
			return TRUE;
		first = channel;
	}
	return FALSE;
}

void
asr_read_passages(struct asr *asr, const char *array, double usual)
{
	asr->channels = has_channels(array);
	asr_find_unit(asr, array, usual);
	for (const char *p = json_first(array); p;
	     p = json_next(asr_read_passage(asr, p)))
		;
}

/*
 * AssemblyAI calls speakers A, B, C.  A bare "C" would be a client, so where
 * all single letters are of the first few they are spelt out; T and P stay.
 */
static void
spell_letters(GPtrArray *speakers)
{
	for (guint i = 0; i < speakers->len; i++) {
		const struct speaker *s = speakers->pdata[i];

		if (g_ascii_isalpha(*s->label) && !s->label[1] &&
		    (*s->label < 'A' || *s->label > 'H'))
			return;
	}
	for (guint i = 0; i < speakers->len; i++) {
		struct speaker *s = speakers->pdata[i];
		char *spelt;

		if (!g_ascii_isalpha(*s->label) || s->label[1])
			continue;
		spelt = g_strdup_printf("Speaker %s", s->label);
		g_free(s->label);
		s->label = spelt;
	}
}

void
asr_finish(struct asr *asr)
{
	spell_letters(asr->builder->transcript->speakers);
	if (asr->unnamed)
		builder_warn(asr->builder, asr->unnamed_line,
			     "%u passage%s nobody, the first here; taken as "
			     "words of the speaker before",
			     asr->unnamed,
			     asr->unnamed == 1 ? " names" : "s name");
	if (asr->struck)
		builder_warn(asr->builder, 0,
			     "%u word%s struck out, and left out", asr->struck,
			     asr->struck == 1 ? " is" : "s are");
}
