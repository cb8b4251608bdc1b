/*
 * chat.c: CHAT transcripts (CLAN, TalkBank).
 *
 * "*THE:" and a tab begin an utterance, "%mor:" and its like comment on it,
 * a tab continues the line above.  Times stand at the end of the words between
 * two control characters.  CHAT's codes for laughs and pauses stay visible.
 */
#include "transcript/private.h"

#define BULLET '\025'
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

static enum turn_role
role_in_chat(const char *role, gsize len)
{
	static const struct {
		const char *name;
		enum turn_role role;
	} names[] = {
		{ "Therapist", TURN_THERAPIST },
		{ "Investigator", TURN_THERAPIST },
		{ "Interviewer", TURN_THERAPIST },
		{ "Patient", TURN_PATIENT },
		{ "Client", TURN_PATIENT },
		{ "Participant", TURN_PATIENT },
		{ "Subject", TURN_PATIENT },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (strlen(names[i].name) == len &&
		    !g_ascii_strncasecmp(names[i].name, role, len))
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

		if (n > 1)
			builder_tell_role(builder, words[0], strlen(words[0]),
					  role_in_chat(role, strlen(role)),
					  reason);
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

static gint64
number(const char **p, const char *end)
{
	gint64 value = 0;

	while (*p < end && g_ascii_isdigit(**p) && value < G_MAXINT32)
		value = value * 10 + (*(*p)++ - '0');
	return value;
}

/* Copy the words without the time bullets, which give start and end. */
static void
take_words(GString *words, const char *p, const char *end, gint64 *start_ms,
	   gint64 *end_ms)
{
	*start_ms = *end_ms = -1;
	g_string_truncate(words, 0);
	while (p < end) {
		const char *open = memchr(p, BULLET, end - p), *close = NULL;

		g_string_append_len(words, p, (open ? open : end) - p);
		if (open)
			close = memchr(open + 1, BULLET, end - open - 1);
		if (!close)
			break;
		p = open + 1;
		if (g_ascii_isdigit(*p)) {
			gint64 from = number(&p, close);

			*start_ms = *start_ms < 0 ? from : *start_ms;
			p += *p == '_';
			*end_ms = number(&p, close);
		}
		p = close + 1;
	}
}

static void
read_utterance(struct builder *builder, GString *words, const char *p,
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
	take_words(words, colon + 1, end, &u.start_ms, &u.end_ms);
	u.text = words->str;
	u.len = words->len;
	if (u.start_ms >= 0)
		builder_cue(builder, u.start_ms, u.end_ms, p, u.label_len,
			    words->str, words->len, line);
	builder_say(builder, &u);
}

static gboolean
chat_parse(const struct source *source, struct builder *builder,
	   G_GNUC_UNUSED GError **error)
{
	g_autoptr(GString) words = g_string_new(NULL);
	const char *p = source->text, *end = p + source->len;
	guint line = 1;

	builder->timed = TRUE;
	while (p < end) {
		const char *stop = tier_end(p, end);

		if (*p == '*')
			read_utterance(builder, words, p + 1, stop, line);
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
	.sniff = chat_sniff,
	.parse = chat_parse,
};
