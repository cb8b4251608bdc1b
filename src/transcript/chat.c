/*
 * chat.c: CHAT transcripts (CLAN, TalkBank).
 *
 * "*THE:" and a tab begin an utterance, "%mor:" and its like comment on it,
 * a tab continues the line above.  Codes among the words are the business of
 * chat_words.c.
 */
#include "transcript/bytes.h"
#include "transcript/chat.h"
#include "transcript/reader.h"

#define PEOPLE_MAX 8192 /* bytes of @Participants that anybody fills */

static int
chat_sniff(const struct source *source)
{
	const char *head = source->text;
	gsize len = MIN(source->len, 4096);

	return g_strstr_len(head, len, "@Begin") &&
			       (g_strstr_len(head, len, "@Participants:") ||
				g_strstr_len(head, source->len, "\n*")) ?
		       100 :
		       0;
}

/* End of the tier that begins at p: lines that begin with a tab belong. */
static const char *
tier_end(const char *p, const char *end)
{
	const char *eol = line_end(p, end);

	while (eol + 1 < end && eol[1] == '\t')
		eol = line_end(eol + 1, end);
	return eol;
}

/*
 * What a role of CHAT says of ours.  An investigator, an interviewer or a
 * participant is somebody in a study: who of them treats whom it does not say
 * (UNKNOWN).
 */
static enum turn_role
role_in_chat(const char *role)
{
	static const struct {
		const char *name;
		enum turn_role role;
	} names[] = {
		{ "Therapist", TURN_THERAPIST },
		{ "Clinician", TURN_THERAPIST },
		{ "Patient", TURN_PATIENT },
		{ "Client", TURN_PATIENT },
		{ "Investigator", TURN_UNKNOWN },
		{ "Interviewer", TURN_UNKNOWN },
		{ "Participant", TURN_UNKNOWN },
		{ "Subject", TURN_UNKNOWN },
		{ "Informant", TURN_UNKNOWN },
		{ "Speaker", TURN_UNKNOWN },
		{ "Adult", TURN_UNKNOWN },
		{ "Female", TURN_UNKNOWN },
		{ "Male", TURN_UNKNOWN },
		{ "Uncertain", TURN_UNKNOWN },
		{ "Unidentified", TURN_UNKNOWN },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (!g_ascii_strcasecmp(names[i].name, role))
			return names[i].role;
	return TURN_OTHER;
}

/* "@Participants: THE Anna Therapist, PAT Patient": code [name] role. */
static void
read_participants(struct builder *builder, const char *p, const char *end)
{
	g_autofree char *list = g_strndup(p, end - p);
	g_auto(GStrv) people =
		g_strsplit(g_strdelimit(list, "\t\n", ' '), ",", 64);

	for (guint i = 0; people[i]; i++) {
		g_auto(GStrv) words = g_strsplit(g_strstrip(people[i]), " ", 0);
		guint n = g_strv_length(words);
		const char *role = n > 1 ? words[n - 1] : "";
		g_autofree char *reason =
			g_strdup_printf("@Participants says %s", role);

		if (n > 1 && role_in_chat(role) != TURN_UNKNOWN)
			builder_tell_role(builder, words[0], strlen(words[0]),
					  role_in_chat(role), reason);
	}
}

static void
read_header(struct builder *builder, const char *p, const char *end)
{
	static const char participants[] = "Participants";
	const char *colon = memchr(p, ':', end - p);

	if (!colon)
		return;
	if ((gsize)(colon - p) == sizeof(participants) - 1 &&
	    !memcmp(p, participants, colon - p) && end - colon < PEOPLE_MAX)
		read_participants(builder, colon + 1, end);
	else
		builder_header(builder, p, colon - p, colon + 1,
			       end - colon - 1);
}

static void
read_utterance(struct builder *builder, struct chat_words *said, const char *p,
	       const char *end, guint line)
{
	struct utterance u = { .label = p, .line = line };
	const char *colon = memchr(p, ':', end - p);

	if (!colon) {
		builder_warn(builder, line,
			     "a speaker line without a colon is "
			     "left out");
		return;
	}
	u.label_len = colon - p;
	chat_words_read(colon + 1, end, said);
	u.start_ms = said->start_ms;
	u.end_ms = said->end_ms;
	u.text = said->words->str;
	u.len = said->words->len;
	if (u.start_ms >= 0)
		builder_cue(builder, u.start_ms, u.end_ms, p, u.label_len,
			    u.text, u.len, line);
	builder_say(builder, &u);
}

static gboolean
chat_parse(const struct source *source, struct builder *builder,
	   G_GNUC_UNUSED GError **error)
{
	g_autoptr(GString) words = g_string_new(NULL);
	struct chat_words said = { .words = words };
	const char *p = source->text, *end = p + source->len;
	guint line = 1;

	builder->timed = TRUE;
	while (p < end) {
		const char *stop = tier_end(p, end);

		if (*p == '*')
			read_utterance(builder, &said, p + 1, stop, line);
		else if (*p == '@')
			read_header(builder, p + 1, stop);
		else if (*p != '%' && skip_blanks(p, stop) < stop)
			builder_warn(builder, line,
				     "neither speech nor a "
				     "header; left out");
		for (; p < stop; p++)
			line += *p == '\n';
		p = MIN(stop + 1, end);
		line++;
	}
	return TRUE;
}

const struct reader reader_cha = {
	.name = "cha",
	.description = "CHAT transcript (CLAN, TalkBank)",
	.endings = "cha",
	.sniff = chat_sniff,
	.parse = chat_parse,
};
