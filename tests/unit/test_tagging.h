/*
 * Small codebooks and small sessions for the tests of tagging.
 *
 * What was found is compared as one line of text: "2:rule" for a hit,
 * "2:AAA/probable" for a tag, "(2:AAA/hint by ID)" for a dropped one.
 */
#ifndef TEST_TAGGING_H
#define TEST_TAGGING_H

#include "tagging/tagging.h"

#include <string.h>

#define HEAD "codebook: x\nversion: 1.0.0\nlanguage: en\n"
#define TECHNIQUES HEAD "techniques:\n"
/* One technique AAA; what follows are items of its list of rules. */
#define RULES                                                      \
	TECHNIQUES "  - id: AAA\n    name: a\n    definition: d\n" \
		   "    rules:\n"

struct small {
	struct codebook *codebook;
	struct tagger *tagger;
};

static inline void
small_clear(struct small *small)
{
	tagger_free(small->tagger);
	codebook_free(small->codebook);
}

static inline void
small_parse(struct small *small, const char *yaml)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autofree char *shown = NULL;

	small->codebook =
		codebook_parse(yaml, strlen(yaml), "small.yaml", diagnostics);
	if (small->codebook)
		small->tagger = tagger_new(small->codebook, diagnostics);
	shown = diagnostics_print(diagnostics);
	if (!small->tagger)
		g_error("%s", shown);
}

static inline enum turn_role
role_of(char letter)
{
	return letter == 'T' ? TURN_THERAPIST :
	       letter == 'P' ? TURN_PATIENT :
	       letter == 'O' ? TURN_OTHER :
			       TURN_UNKNOWN;
}

/* "T: ...\nP: ..." */
static inline struct transcript *
transcript_of(const char *lines)
{
	struct transcript *transcript = g_new0(struct transcript, 1);
	GString *text = g_string_new(NULL);
	g_auto(GStrv) parts = g_strsplit(lines, "\n", -1);

	transcript->turns = g_array_new(FALSE, TRUE, sizeof(struct turn));
	for (guint i = 0; parts[i]; i++) {
		struct turn turn = {
			.n = transcript->turns->len + 1,
			.role = role_of(parts[i][0]),
			.start_ms = -1,
			.end_ms = -1,
			.text.start = text->len,
		};

		if (strlen(parts[i]) < 3)
			continue;
		g_string_append(text, parts[i] + 3);
		turn.text.end = text->len;
		g_array_append_val(transcript->turns, turn);
	}
	transcript->text_len = text->len;
	transcript->text = g_string_free(text, FALSE);
	return transcript;
}

static inline void
transcript_of_free(struct transcript *transcript)
{
	g_array_unref(transcript->turns);
	g_free(transcript->text);
	g_free(transcript);
}

static inline void
add_word(GString *out, const char *format, ...)
{
	va_list args;

	if (out->len)
		g_string_append_c(out, ' ');
	va_start(args, format);
	g_string_append_vprintf(out, format, args);
	va_end(args);
}

static inline char *
print_hits(const struct small *small, const struct tagging *tagging)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < tagging->hits->len; i++) {
		const struct hit *hit =
			&g_array_index(tagging->hits, struct hit, i);
		const struct rule *rule =
			small->codebook->rules->pdata[hit->rule];

		add_word(out, "%u:%s", hit->turn, rule->id);
	}
	return g_string_free(out, FALSE);
}

static inline void
print_tag(const struct small *small, const struct tag *tag, GString *out)
{
	const struct technique *technique =
		small->codebook->techniques->pdata[tag->technique];

	if (tag->dropped_by)
		add_word(out, "(%u:%s/%s by %s)", tag->turn, technique->id,
			 strength_print(tag->strength), tag->dropped_by);
	else
		add_word(out, "%u:%s/%s", tag->turn, technique->id,
			 strength_print(tag->strength));
}

static inline char *
print_tags(const struct small *small, const struct tagging *tagging)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < tagging->tags->len; i++)
		print_tag(small, tagging->tags->pdata[i], out);
	for (guint i = 0; i < tagging->dropped->len; i++)
		print_tag(small, tagging->dropped->pdata[i], out);
	return g_string_free(out, FALSE);
}

static inline char *
print_observations(const struct small *small, const struct tagging *tagging)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < tagging->observations->len; i++) {
		const struct observation *it = &g_array_index(
			tagging->observations, struct observation, i);
		const struct observation_rule *rule =
			small->codebook->observations->pdata[it->rule];

		add_word(out, "%u-%u:%s", it->first_turn, it->last_turn,
			 rule->id);
	}
	return g_string_free(out, FALSE);
}

/* Everything a tagging holds, for comparing two. */
static inline char *
print_tagging(const struct small *small, const struct tagging *tagging)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < tagging->hits->len; i++) {
		const struct hit *hit =
			&g_array_index(tagging->hits, struct hit, i);

		g_string_append_printf(out, "hit %u %u %u-%u %d %d\n",
				       hit->turn, hit->rule, hit->span.start,
				       hit->span.end, hit->context,
				       hit->episode);
	}
	for (guint i = 0; i < tagging->episodes->len; i++) {
		const struct found_episode *it = tagging->episodes->pdata[i];

		g_string_append_printf(out, "episode %u %u-%u %u %d",
				       it->episode, it->first_turn,
				       it->last_turn, it->carriers,
				       it->complete);
		for (guint c = 0; c < it->components->len; c++)
			g_string_append_printf(
				out, " [%s]", (char *)it->components->pdata[c]);
		for (guint r = 0; r < it->relations->len; r++)
			g_string_append_printf(out, " {%s}",
					       (char *)it->relations->pdata[r]);
		g_string_append_c(out, '\n');
	}
	for (guint list = 0; list < 2; list++) {
		const GPtrArray *tags = list ? tagging->dropped : tagging->tags;

		for (guint i = 0; i < tags->len; i++) {
			const struct tag *tag = tags->pdata[i];

			print_tag(small, tag, out);
			g_string_append_printf(out, " %d %d", tag->episode,
					       tag->bridged);
			for (guint h = 0; h < tag->hits->len; h++)
				g_string_append_printf(
					out, " %u",
					g_array_index(tag->hits, guint, h));
			g_string_append_c(out, '\n');
		}
	}
	for (guint i = 0; i < tagging->observations->len; i++) {
		const struct observation *it = &g_array_index(
			tagging->observations, struct observation, i);

		g_string_append_printf(out, "observation %u %u-%u %u-%u\n",
				       it->rule, it->first_turn, it->last_turn,
				       it->span.start, it->span.end);
	}
	for (guint i = 0; i < tagging->limits->len; i++) {
		const struct limit_reached *it = tagging->limits->pdata[i];

		g_string_append_printf(out, "limit %u %u %s\n", it->turn,
				       it->rule, it->message);
	}
	for (guint role = 0; role < 4; role++)
		g_string_append_printf(out, "numbers %u %u %u %u %u\n",
				       tagging->numbers.turns[role],
				       tagging->numbers.words[role],
				       tagging->numbers.questions[role],
				       tagging->numbers.longest_turn[role],
				       tagging->numbers.longest_turn_n[role]);
	return g_string_free(out, FALSE);
}

typedef char *(*tagging_printer)(const struct small *small,
				 const struct tagging *tagging);

/* Tags by both roads, which must agree, and prints the result. */
static inline char *
tag_session(const char *yaml, const char *lines,
	    const struct session_facts *facts, tagging_printer print)
{
	struct small small = { 0 };
	struct transcript *transcript = transcript_of(lines);
	struct session_facts unknown = { 0 };
	struct tagging *fast, *plain;
	g_autofree char *a = NULL, *b = NULL;
	char *out;

	small_parse(&small, yaml);
	if (!facts)
		facts = &unknown;
	fast = tagger_run(small.tagger, transcript, facts);
	plain = tagger_run_plainly(small.tagger, transcript, facts);
	a = print_tagging(&small, fast);
	b = print_tagging(&small, plain);
	g_assert_cmpstr(a, ==, b);
	out = print(&small, fast);
	tagging_free(fast);
	tagging_free(plain);
	transcript_of_free(transcript);
	small_clear(&small);
	return out;
}

#define assert_found(yaml, lines, facts, print, expected)       \
	do {                                                    \
		g_autofree char *found_ =                       \
			tag_session(yaml, lines, facts, print); \
		g_assert_cmpstr(found_, ==, expected);          \
	} while (0)

#define assert_hits(yaml, lines, expected) \
	assert_found(yaml, lines, NULL, print_hits, expected)
#define assert_tags(yaml, lines, expected) \
	assert_found(yaml, lines, NULL, print_tags, expected)

#endif
