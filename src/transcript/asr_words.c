/*
 * asr_words.c: recognisers that give words, not passages.
 *
 * Words gather until the speaker changes; then they are one passage.  Who
 * speaks stands in each word, or in a list of its own beside them.
 */
#include "transcript/asr.h"
#include "transcript/bytes.h"

#define FEW 4 /* words that tell nothing about a list */

void
asr_flush(struct asr *asr)
{
	if (asr->first)
		asr_say(asr, asr->start_ms, asr->end_ms, asr->first);
	g_string_truncate(asr->text, 0);
	asr->first = asr->who = NULL;
	asr->start_ms = asr->end_ms = -1;
	asr->loose = FALSE;
}

/* The same string or number, as written. */
static gboolean
same_scalar(const char *a, const char *b)
{
	gsize len;

	if (!a || !b || a == b)
		return a == b;
	len = json_skip(a) - a;
	return len == (gsize)(json_skip(b) - b) && !memcmp(a, b, len);
}

static gboolean
ends_sentence(const GString *text)
{
	gsize len = text->len;

	while (len && is_space(text->str[len - 1]))
		len--;
	return len && strchr(".?!", text->str[len - 1]);
}

static gboolean
ends_blank(const GString *text)
{
	return text->len == 0 || is_space(text->str[text->len - 1]);
}

/*
 * Room for a word of this speaker.  A new speaker begins a passage; where
 * nobody is named, so does a new sentence, lest the session be one turn.
 */
static void
begin_word(struct asr *asr, const char *word, const char *label,
	   gint64 start_ms, gint64 end_ms)
{
	gboolean nobody = asr->label->len == 0;

	if (asr->first && (!same_scalar(label, asr->who) ||
			   (nobody && ends_sentence(asr->text))))
		asr_flush(asr);
	if (!asr->first) {
		asr->first = word;
		asr->who = label;
		asr_set_label(asr, label, "Speaker ");
		asr->start_ms = start_ms;
	}
	if (asr->start_ms < 0)
		asr->start_ms = start_ms;
	asr->end_ms = MAX(end_ms, asr->end_ms);
}

void
asr_add_word(struct asr *asr, const char *word, const char *label,
	     gint64 start_ms, gint64 end_ms)
{
	begin_word(asr, word, label, start_ms, end_ms);
	if (!ends_blank(asr->text))
		g_string_append_c(asr->text, ' ');
	json_append(asr->text, word);
}

/* A stop or comma: it belongs to the word before. */
void
asr_add_mark(struct asr *asr, const char *mark)
{
	if (!asr->first)
		asr->first = mark;
	json_append(asr->text, mark);
}

/* Words that bring their blanks with them: " How", or " " between. */
struct manner {
	gboolean spaced;
	gboolean labelled;
};

static gboolean
begins_blank(const char *string)
{
	return json_is_string(string) && string[1] == ' ';
}

static struct manner
manner_of(const char *array)
{
	struct manner manner = { 0 };
	struct asr_item item;
	guint words = 0, blanks = 0;

	for (const char *p = json_first(array); p;) {
		const char *text;

		p = json_next(asr_pick(p, &item));
		text = item.value[ASR_TEXT];
		words++;
		blanks += begins_blank(text) ||
			  (json_is_string(text) && json_skip(text)[-2] == ' ');
		manner.labelled |= item.value[ASR_LABEL] != NULL;
	}
	manner.spaced = blanks * 4 > words;
	return manner;
}

static gboolean
type_is(const struct asr_item *item, const char *prefix)
{
	const char *type = item->value[ASR_TYPE];

	return json_is_string(type) && g_str_has_prefix(type + 1, prefix);
}

static gboolean
is_blank_string(const char *string)
{
	return json_is_string(string) &&
	       string[1 + strspn(string + 1, " ")] == '"';
}

/* A token with its own blanks; sounds get blanks around them. */
static void
add_token(struct asr *asr, const struct asr_item *item, const char *label,
	  gint64 start_ms, gint64 end_ms)
{
	const char *text = item->value[ASR_TEXT];
	gboolean sound = type_is(item, "audio_event");

	if (is_blank_string(text)) {
		if (!ends_blank(asr->text))
			g_string_append_c(asr->text, ' ');
		return;
	}
	begin_word(asr, text, label, start_ms, end_ms);
	if ((sound || asr->loose) && !ends_blank(asr->text) &&
	    !begins_blank(text))
		g_string_append_c(asr->text, ' ');
	json_append(asr->text, text);
	asr->loose = sound;
}

void
asr_read_words(struct asr *asr, const char *array, const char *label,
	       const GArray *turns)
{
	struct manner manner = manner_of(array);
	struct asr_item item;
	const char *after;

	asr_flush(asr);
	for (const char *p = json_first(array); p; p = json_next(after)) {
		const char *who = label, *text;
		gint64 start_ms, end_ms;
		double time;

		after = asr_pick(p, &item);
		text = item.value[ASR_TEXT];
		if (!text)
			text = item.value[ASR_TEXT] = item.value[ASR_NAME];
		if (item.value[ASR_STRUCK] && *item.value[ASR_STRUCK] == 't') {
			asr->struck++;
			continue;
		}
		asr_times(asr, &item, &start_ms, &end_ms);
		if (manner.labelled)
			who = item.value[ASR_LABEL] ? item.value[ASR_LABEL] :
						      label;
		else if (turns && json_number(item.value[ASR_START], &time))
			who = asr_turn_at(turns, time);
		if (!text)
			;
		else if (manner.spaced)
			add_token(asr, &item, who, start_ms, end_ms);
		else if (type_is(&item, "punct"))
			asr_add_mark(asr, text);
		else
			asr_add_word(asr, text, who, start_ms, end_ms);
	}
	asr_flush(asr);
}

/* A bare list of single words, not of passages. */
gboolean
asr_are_words(const char *array)
{
	struct asr_item item;
	guint words = 0;

	for (const char *p = json_first(array); p && words < 50; words++) {
		const char *text;

		p = json_next(asr_pick(p, &item));
		text = item.value[ASR_TEXT];
		if (!json_is_string(text) || is_blank_string(text))
			continue;
		text += 1 + strspn(text + 1, " ");
		if (text[strcspn(text, " \"")] == ' ' &&
		    text[strcspn(text, " \"") + 1] != '"')
			return FALSE;
	}
	return words > FEW;
}

struct talk {
	double start;
	const char *label;
};

static gint
compare_talks(gconstpointer a, gconstpointer b)
{
	const struct talk *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

GArray *
asr_read_turns(const char *array)
{
	GArray *turns = g_array_new(FALSE, FALSE, sizeof(struct talk));
	struct asr_item item;

	for (const char *p = json_first(array); p;) {
		struct talk talk = { 0 };

		p = json_next(asr_pick(p, &item));
		talk.label = item.value[ASR_LABEL] ? item.value[ASR_LABEL] :
						     item.value[ASR_NAME];
		if (talk.label &&
		    json_number(item.value[ASR_START], &talk.start))
			g_array_append_val(turns, talk);
	}
	g_array_sort(turns, compare_talks);
	return turns;
}

/* The last that began: between two turns the speaker before goes on. */
const char *
asr_turn_at(const GArray *turns, double time)
{
	guint low = 0, high = turns->len;

	while (low < high) {
		guint middle = (low + high) / 2;

		if (g_array_index(turns, struct talk, middle).start <=
		    time + 0.0005)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? g_array_index(turns, struct talk, low - 1).label : NULL;
}
