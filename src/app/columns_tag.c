/*
 * columns_tag: tags with rule and words, as they are listed.
 */
#include "app/app.h"

/* The words under a span of a turn, made printable; NULL for an empty one. */
static char *
words_print(const struct listed_tag *listed, const struct machine_hit *hit)
{
	const struct transcript *transcript = listed->record->transcript;
	const struct turn *turn = transcript_turn(transcript, listed->tag.turn);
	const char *text;
	gsize len;

	if (!turn || hit->span.end <= hit->span.start)
		return NULL;
	text = transcript_turn_text(transcript, turn, &len);
	if (hit->span.end > len)
		return NULL;
	return base_printable(text + hit->span.start, span_length(hit->span));
}

/* The best sign; NULL when its place is all there is. */
static const struct machine_hit *
sign_of(const struct listed_tag *listed)
{
	return listed->tag.machine ? machine_tag_sign(listed->tag.machine) :
				     NULL;
}

/* -- hits: about is the tag ------------------------------------------------ */

static void
fill_hit_words(struct column_value *value, const void *of, const void *about)
{
	value->made = words_print(about, of);
}

static void
fill_hit_says(struct column_value *value, const void *of, const void *about)
{
	const struct listed_tag *listed = about;

	value->text = machine_hit_says(of, listed->codebook);
}

static const struct column hit_columns[] = {
	{ "rule", NULL, TEXT_AT(struct machine_hit, rule) },
	{ "start", NULL, COUNT_AT(struct machine_hit, span.start) },
	{ "end", NULL, COUNT_AT(struct machine_hit, span.end) },
	{ "words", NULL, FILLED(COLUMN_TEXT, fill_hit_words) },
	{ "says", NULL, FILLED(COLUMN_TEXT, fill_hit_says) },
	{ "weak", NULL, FLAG_AT(struct machine_hit, weak) },
	{ "context", NULL, KNOWN_AT(struct machine_hit, context) },
	{ .kind = COLUMNS_END },
};

static void
write_rules(struct printer *printer, const char *key, const void *of,
	    const void *about)
{
	const struct listed_tag *listed = of;
	const GPtrArray *hits = listed->machine.hits;

	(void)about;
	printer_begin_list(printer, key);
	for (guint i = 0; hits && i < hits->len; i++) {
		const struct machine_hit *hit = hits->pdata[i];

		printer_string(printer, NULL, hit->rule);
	}
	printer_end(printer);
}

/* -- strength, rule, words ------------------------------------------------- */

static void
fill_strength(struct column_value *value, const void *of, const void *about)
{
	const struct listed_tag *listed = of;

	(void)about;
	if (listed->tag.machine)
		value->text = strength_print(listed->machine.strength);
}

static void
fill_strength_cell(struct column_value *value, const void *of,
		   const void *about)
{
	const struct listed_tag *listed = of;

	fill_strength(value, of, about);
	if (listed->machine.below_floor)
		value->text = "below floor";
}

/* What is told first of why the tag is there; none: no rule fired. */
static void
fill_rule(struct column_value *value, const void *of, const void *about)
{
	const struct listed_tag *listed = of;
	const GPtrArray *hits = listed->machine.hits;
	const struct machine_hit *first =
		hits && hits->len ? hits->pdata[0] : NULL;

	(void)about;
	value->text = first ? first->rule : NULL;
}

static void
fill_rule_cell(struct column_value *value, const void *of, const void *about)
{
	const struct listed_tag *listed = of;
	const struct machine_hit *sign = sign_of(listed);

	(void)about;
	if (listed->tag.machine)
		value->text = sign ? sign->rule : "(by its place)";
}

static void
fill_words(struct column_value *value, const void *of, const void *about)
{
	const struct machine_hit *sign = sign_of(of);

	(void)about;
	value->made = sign ? words_print(of, sign) : NULL;
}

static void
fill_words_cell(struct column_value *value, const void *of, const void *about)
{
	const struct listed_tag *listed = of;
	g_autofree char *whole = NULL;

	fill_words(value, of, about);
	whole = value->made;
	value->made = whole ? base_cut(whole, listed->room, "…") : NULL;
}

/* -- what people decided --------------------------------------------------- */

static const char *
verdict_of(const struct effective_tag *tag)
{
	return tag->decision ? verdict_print(tag->decision->verdict) : NULL;
}

/* The other half of a relabelling: which of from and to it tells. */
static const char *
relabelled(const struct effective_tag *tag, gboolean to)
{
	const struct decision *decision = tag->decision;

	if (!decision || decision->verdict != VERDICT_RELABEL ||
	    to != tag->rejected)
		return NULL;
	return to ? decision->to : decision->technique;
}

static void
fill_verdict(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->text = verdict_of(&((const struct listed_tag *)of)->tag);
}

static void
fill_relabelled_to(struct column_value *value, const void *of,
		   const void *about)
{
	(void)about;
	value->text = relabelled(&((const struct listed_tag *)of)->tag, TRUE);
}

static void
fill_relabelled_from(struct column_value *value, const void *of,
		     const void *about)
{
	(void)about;
	value->text = relabelled(&((const struct listed_tag *)of)->tag, FALSE);
}

/* "accept", "relabel to CLAR", "relabel from EAFF". */
static void
fill_verdict_cell(struct column_value *value, const void *of, const void *about)
{
	const struct effective_tag *tag = &((const struct listed_tag *)of)->tag;
	const char *other = relabelled(tag, tag->rejected);

	(void)about;
	if (other)
		value->made =
			g_strconcat("relabel ", tag->rejected ? "to " : "from ",
				    other, NULL);
	else
		value->text = verdict_of(tag);
}

const struct column listed_tag_columns[] = {
	{ "turn", "turn", COUNT_AT(struct listed_tag, tag.turn) },
	{ NULL, "", TEXT_AT(struct listed_tag, mark) },
	{ "technique", "technique", TEXT_AT(struct listed_tag, tag.technique) },
	{ "strength", NULL, FILLED(COLUMN_TEXT, fill_strength) },
	{ NULL, "strength", FILLED(COLUMN_TEXT, fill_strength_cell) },
	{ "rule", NULL, FILLED(COLUMN_TEXT, fill_rule) },
	{ NULL, "rule", FILLED(COLUMN_TEXT, fill_rule_cell) },
	{ "words", NULL, FILLED(COLUMN_TEXT, fill_words) },
	{ NULL, "words", FILLED(COLUMN_TEXT, fill_words_cell) },
	{ "rules", NULL, WRITTEN(write_rules) },
	{ "hits", NULL, LIST_AT(struct listed_tag, machine.hits, hit_columns) },
	{ "episode", NULL, TEXT_AT(struct listed_tag, machine.episode) },
	{ "bridged", NULL, FLAG_AT(struct listed_tag, machine.bridged) },
	{ "below_floor", NULL,
	  FLAG_AT(struct listed_tag, machine.below_floor) },
	{ "verdict", NULL, FILLED(COLUMN_TEXT, fill_verdict) },
	{ NULL, "verdict", FILLED(COLUMN_TEXT, fill_verdict_cell) },
	{ "relabelled_to", NULL, FILLED(COLUMN_TEXT, fill_relabelled_to) },
	{ "relabelled_from", NULL, FILLED(COLUMN_TEXT, fill_relabelled_from) },
	{ "confirmed", NULL, FLAG_AT(struct listed_tag, tag.confirmed) },
	{ .kind = COLUMNS_END },
};
