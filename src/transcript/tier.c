/*
 * tier.c: annotation tiers -> utterances; see tier.h.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/labels.h"
#include "transcript/tier.h"

/* Best first; SOUND and worse are never words somebody said. */
enum tier_kind { SPEECH, TRANSLATION, GLOSS, WORD, SOUND, KINDS };

static const struct {
	const char *word;
	enum tier_kind kind;
} kinds[] = {
	{ "translation", TRANSLATION },
	{ "translations", TRANSLATION },
	{ "tolk", TRANSLATION },
	{ "gloss", GLOSS },
	{ "glosses", GLOSS },
	{ "word", WORD },
	{ "words", WORD },
	{ "token", WORD },
	{ "tokens", WORD },
	{ "phone", SOUND },
	{ "phones", SOUND },
	{ "phons", SOUND },
	{ "phon", SOUND },
	{ "phoneme", SOUND },
	{ "phonemes", SOUND },
	{ "phonetic", SOUND },
	{ "syllable", SOUND },
	{ "syllables", SOUND },
	{ "tonicsyllable", SOUND },
	{ "tonicvowel", SOUND },
	{ "vowel", SOUND },
	{ "pitch", SOUND },
	{ "intensity", SOUND },
	{ "tone", SOUND },
	{ "tones", SOUND },
	{ "gesture", SOUND },
	{ "gestures", SOUND },
	{ "gest", SOUND },
	{ "gaze", SOUND },
	{ "head", SOUND },
	{ "hand", SOUND },
	{ "posture", SOUND },
	{ "pos", SOUND },
	{ "morph", SOUND },
	{ "mor", SOUND },
	{ "ftos", SOUND },
	{ "overlap", SOUND },
	{ "comment", SOUND },
	{ "comments", SOUND },
	{ "note", SOUND },
	{ "notes", SOUND },
	{ "remark", SOUND },
	{ "remarks", SOUND },
	{ "noise", SOUND },
	{ "pause", SOUND },
	{ "pauses", SOUND },
	{ "silence", SOUND },
	{ "silences", SOUND },
	{ "vad", SOUND },
};

/* Names of speech tiers that are nobody's name. */
static const char *const nobody[] = {
	"phrase",	 "phrases",  "text",	    "texts", "utterance",
	"utterances",	 "utt",	     "speech",	    "trans", "transcript",
	"transcription", "sentence", "sentences",   "ipu",   "ipus",
	"default",	 "tier",     "orthography",
};

struct tier {
	char *name;
	char *speaker;
	enum tier_kind kind;
	gboolean dependent;
	GArray *notes; /* struct note */
};

struct note {
	gint64 start_ms, end_ms;
	struct span text; /* into tiers.text */
	guint line;
};

struct tiers {
	const struct source *source;
	struct builder *builder;
	GPtrArray *list;
	GString *text;
};

static void
tier_free(struct tier *tier)
{
	g_free(tier->name);
	g_free(tier->speaker);
	g_array_unref(tier->notes);
	g_free(tier);
}

struct tiers *
tiers_new(const struct source *source, struct builder *builder)
{
	struct tiers *tiers = g_new0(struct tiers, 1);

	tiers->source = source;
	tiers->builder = builder;
	tiers->list = g_ptr_array_new_with_free_func((GDestroyNotify)tier_free);
	tiers->text = g_string_new(NULL);
	return tiers;
}

void
tiers_free(struct tiers *tiers)
{
	g_ptr_array_unref(tiers->list);
	g_string_free(tiers->text, TRUE);
	g_free(tiers);
}

static enum tier_kind
kind_of(const char *name)
{
	g_auto(GStrv) words = NULL;
	g_autofree char *lower = g_ascii_strdown(name, -1);
	enum tier_kind kind = SPEECH;

	words = g_strsplit_set(
		g_strdelimit(lower, "_-.@:()[]\"'0123456789/", ' '), " ", 32);
	for (guint w = 0; words[w]; w++)
		for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
			if (!strcmp(kinds[i].word, words[w]))
				kind = MAX(kind, kinds[i].kind);
	return kind;
}

static gboolean
names_nobody(const char *name)
{
	return is_listed(nobody, G_N_ELEMENTS(nobody), name, strlen(name));
}

void
tiers_begin(struct tiers *tiers, const char *name, const char *type,
	    const char *speaker, gboolean dependent)
{
	struct tier *tier = g_new0(struct tier, 1);

	tier->name = g_strdup(name);
	tier->speaker = g_strdup(speaker && *speaker ? speaker :
				 names_nobody(name)  ? "" :
						       name);
	tier->kind = MAX(kind_of(name), type ? kind_of(type) : SPEECH);
	tier->dependent = dependent;
	tier->notes = g_array_new(FALSE, FALSE, sizeof(struct note));
	g_ptr_array_add(tiers->list, tier);
}

/* What aligners write where nobody speaks. */
static gboolean
is_silence(const char *text, gsize len)
{
	static const char *const marks[] = { "sp",     "sil",	    "spn",
					     "<sil>",  "<p>",	    "<p:>",
					     "silent", "<silence>", "#" };

	return is_listed(marks, G_N_ELEMENTS(marks), text, len);
}

void
tiers_add(struct tiers *tiers, gint64 start_ms, gint64 end_ms, const char *text,
	  gsize len, guint line)
{
	const char *end = text + len;
	struct note note = { .start_ms = start_ms,
			     .end_ms = end_ms,
			     .line = line };
	struct tier *tier;

	trim(&text, &end);
	if (text == end || is_silence(text, end - text) || !tiers->list->len)
		return;
	tier = tiers->list->pdata[tiers->list->len - 1];
	note.text.start = tiers->text->len;
	g_string_append_len(tiers->text, text, end - text);
	note.text.end = tiers->text->len;
	g_array_append_val(tier->notes, note);
}

/* The best kind that has annotations; KINDS if none. */
static enum tier_kind
best_kind(const struct tiers *tiers)
{
	enum tier_kind best = KINDS;

	for (guint i = 0; i < tiers->list->len; i++) {
		const struct tier *tier = tiers->list->pdata[i];

		if (tier->notes->len && !tier->dependent)
			best = MIN(best, tier->kind);
	}
	return best;
}

static const struct note *
get_note(const struct tier *tier, guint i)
{
	return &g_array_index(tier->notes, struct note, i);
}

/* A tier that is nobody's may say in its words who speaks: "T: words". */
static void
count_labels(const struct tiers *tiers, const struct tier *tier,
	     struct labels *labels)
{
	for (guint i = 0; i < tier->notes->len; i++) {
		const struct note *note = get_note(tier, i);

		labels_see(labels, tiers->text->str + note->text.start,
			   note->text.end - note->text.start, note->line);
	}
	labels_settle(labels, NULL, NULL);
}

/* "Mia" and "Mia (softly)" are tiers of one person. */
static struct labels *
see_tier_names(const struct tiers *tiers)
{
	struct labels *names = labels_new();

	for (guint i = 0; i < tiers->list->len; i++) {
		const struct tier *tier = tiers->list->pdata[i];

		if (tier->notes->len)
			labels_see_name(names, tier->speaker,
					strlen(tier->speaker),
					get_note(tier, 0)->line);
	}
	labels_settle_names(names);
	return names;
}

static void
say_tier(struct tiers *tiers, const struct tier *tier, struct labels *names)
{
	g_autoptr(Labels) labels = *tier->speaker ? NULL : labels_new();

	if (labels)
		count_labels(tiers, tier, labels);
	for (guint i = 0; i < tier->notes->len; i++) {
		const struct note *note = get_note(tier, i);
		struct utterance u = {
			.label = tier->speaker,
			.label_len = strlen(tier->speaker),
			.start_ms = note->start_ms,
			.end_ms = note->end_ms,
			.text = tiers->text->str + note->text.start,
			.len = note->text.end - note->text.start,
			.line = note->line,
		};

		builder_cue(tiers->builder, u.start_ms, u.end_ms, tier->name,
			    strlen(tier->name), u.text, u.len, u.line);
		if (labels)
			labels_take(labels, &u);
		else
			labels_name(names, &u);
		builder_say(tiers->builder, &u);
	}
}

gboolean
tiers_say(struct tiers *tiers, GError **error)
{
	enum tier_kind best = best_kind(tiers);
	struct builder *builder = tiers->builder;
	g_autoptr(GString) left = g_string_new(NULL);
	g_autoptr(Labels) names = see_tier_names(tiers);

	builder->timed = builder->woven = TRUE;
	for (guint i = 0; i < tiers->list->len; i++) {
		const struct tier *tier = tiers->list->pdata[i];

		if (tier->notes->len && tier->kind == best && best < SOUND &&
		    !tier->dependent)
			say_tier(tiers, tier, names);
		else if (tier->notes->len && left->len < 200)
			g_string_append_printf(left, "%s'%s'",
					       left->len ? ", " : "",
					       tier->name);
	}
	if (best >= SOUND)
		return source_fault(tiers->source, 0, error,
				    "no tier holds "
				    "speech%s%s",
				    left->len ? "; left out: " : "", left->str);
	labels_report_joined(names, builder);
	if (left->len)
		builder_warn(builder, 0,
			     "tiers that are not speech, or "
			     "repeat it, are left out: %s",
			     left->str);
	return TRUE;
}
