/*
 * speaker.c: labels made clean, and the list of who speaks.
 */
#include "transcript/builder.h"
#include "transcript/heading.h"

#define LABEL_MAX 80	  /* characters kept of a label */
#define SPEAKERS_MAX 1000 /* more than that is not a conversation */

void
speaker_free(struct speaker *speaker)
{
	g_free(speaker->label);
	g_free(speaker->reason);
	g_free(speaker);
}

static gboolean
is_gap(char c)
{
	return (guchar)c <= 0x20 || c == 0x7f;
}

/* Marks that decorate a label without being part of it. */
static gboolean
is_decoration(char c)
{
	return is_gap(c) || strchr(":*#<>[({-", c) != NULL;
}

static gboolean
is_tail(char c, gboolean bracket)
{
	return is_gap(c) || c == ':' || c == '*' ||
	       (bracket && strchr("])}>", c));
}

/* "(555) 010-2233", "[Mia] iPhone": closed before the label ends. */
static gboolean
is_part(const char *p, const char *end)
{
	char sign = *p == '('					       ? ')' :
		    *p == '[' && p + 1 < end && !g_ascii_isdigit(p[1]) ? ']' :
									 '\0';
	const char *close =
		sign && end - p <= LABEL_MAX ? memchr(p, sign, end - p) : NULL;

	for (; close && close < end; close++)
		if (g_ascii_isalnum(*close))
			return TRUE;
	return FALSE;
}

gboolean
label_is_masked(const char *label, gsize len)
{
	const char *p = label, *end = label + len;

	while (p < end && !g_ascii_isalnum(*p))
		p++;
	while (p < end && *p != '*')
		p++;
	while (p < end && !g_ascii_isalnum(*p))
		p++;
	return p < end;
}

/*
 * Cleaning a clean label changes nothing: printed labels read back the same.
 * No colon stays in it and no arrow, which would end a WebVTT header.
 */
char *
label_clean(const char *label, gsize len)
{
	const char *p = label, *end = label + len;
	GString *out = g_string_sized_new(LABEL_MAX + 4);
	gboolean bracket = FALSE;
	gboolean masked = len <= LABEL_MAX && label_is_masked(label, len);
	guint characters = 0;

	for (; p < end && is_decoration(*p) && !is_part(p, end); p++)
		bracket |= strchr("[({<", *p) != NULL;
	while (end > p && is_tail(end[-1], bracket) &&
	       !(masked && end[-1] == '*'))
		end--;
	while (p < end && characters++ < LABEL_MAX) {
		const char *next = g_utf8_next_char(p);

		if (is_gap(*p)) {
			while (p < end && is_gap(*p))
				p++;
			g_string_append_c(out, ' ');
			continue;
		}
		if (*p == ':' ||
		    (*p == '>' && g_str_has_suffix(out->str, "--")))
			g_string_append_c(out, '-');
		else
			g_string_append_len(out, p, next - p);
		p = next;
	}
	while (out->len && is_tail(out->str[out->len - 1], FALSE) &&
	       !(masked && out->str[out->len - 1] == '*'))
		g_string_truncate(out, out->len - 1);
	if (out->len == 0)
		g_string_append(out, UNNAMED);
	return g_string_free(out, FALSE);
}

char *
label_key(const char *label, gsize len)
{
	g_autofree char *clean = label_clean(label, len);

	return g_utf8_casefold(clean, -1);
}

/* The speaker of a label never seen in this spelling. */
static guint
find_spelling(struct builder *builder, const char *label, gsize len)
{
	GPtrArray *speakers = builder->transcript->speakers;
	g_autofree char *clean = label_clean(label, len);
	char *key = g_utf8_casefold(clean, -1);
	guint known =
		GPOINTER_TO_UINT(g_hash_table_lookup(builder->index, key));
	struct speaker *speaker;

	if (known || speakers->len >= SPEAKERS_MAX) {
		g_free(key);
		return known ? known - 1 : SPEAKERS_MAX - 1;
	}
	if (speakers->len == SPEAKERS_MAX - 1) {
		builder_warn(builder, 0,
			     "more than %d speakers; the rest are "
			     "taken together: is the speaker column right?",
			     SPEAKERS_MAX - 1);
		g_free(g_steal_pointer(&clean));
		clean = g_strdup("(further speakers)");
	}
	speaker = g_new0(struct speaker, 1);
	speaker->label = g_steal_pointer(&clean);
	speaker->role = TURN_UNKNOWN;
	g_ptr_array_add(speakers, speaker);
	g_hash_table_insert(builder->index, key,
			    GUINT_TO_POINTER(speakers->len));
	return speakers->len - 1;
}

/* Conversations go back and forth: the last two spellings are remembered. */
guint
builder_speaker(struct builder *builder, const char *label, gsize len)
{
	guint speaker;

	for (int i = 0; i < 2; i++)
		if (builder->recent[i] && builder->recent_len[i] == len &&
		    !memcmp(builder->recent[i], label, len))
			return builder->recent_speaker[i];
	speaker = find_spelling(builder, label, len);
	g_free(builder->recent[1]);
	builder->recent[1] = builder->recent[0];
	builder->recent_len[1] = builder->recent_len[0];
	builder->recent_speaker[1] = builder->recent_speaker[0];
	builder->recent[0] = g_strndup(label, len);
	builder->recent_len[0] = len;
	builder->recent_speaker[0] = speaker;
	return speaker;
}

void
builder_tell_role(struct builder *builder, const char *label, gsize len,
		  enum turn_role role, const char *reason)
{
	struct told *told = g_new0(struct told, 1);

	told->role = role;
	told->reason = g_strdup(reason);
	g_hash_table_replace(builder->told, label_key(label, len), told);
}
