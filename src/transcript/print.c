/*
 * print.c: a transcript as our plain format or as WebVTT.
 *
 * What is written says that we wrote it, so that reading it back gives the
 * same turns: same speakers, words and known times (see own_format.c and vtt.c).
 */
#include "transcript/heading.h"

#define HOUR_MS (60 * 60 * 1000)

static void
append_stamp(GString *out, gint64 ms)
{
	g_string_append_printf(out, "%02" G_GINT64_FORMAT ":%02d:%02d.%03d",
			       ms / HOUR_MS, (int)(ms / 60000 % 60),
			       (int)(ms / 1000 % 60), (int)(ms % 1000));
}

/* Roles the label alone does not give, and that somebody stated. */
static void
append_roles(GString *out, const struct transcript *transcript,
	     const char *prefix)
{
	for (guint i = 0; i < transcript->speakers->len; i++) {
		const struct speaker *s = transcript->speakers->pdata[i];

		if (s->guessed || s->role == TURN_UNKNOWN ||
		    s->role == role_of_label(s->label, strlen(s->label)))
			continue;
		g_string_append_printf(out, "%s%s: %s\n", prefix,
				       turn_role_print(s->role), s->label);
	}
}

static gint
compare_header_keys(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* One line each, in the order of their keys; no arrow may end the header. */
static void
append_headers(GString *out, const struct transcript *transcript,
	       const char *prefix)
{
	guint n;
	g_autofree gpointer *keys =
		g_hash_table_get_keys_as_array(transcript->headers, &n);

	qsort(keys, n, sizeof(*keys), compare_header_keys);
	for (guint i = 0; i < n; i++) {
		const char *value =
			g_hash_table_lookup(transcript->headers, keys[i]);
		enum turn_role role;

		if (turn_role_parse(keys[i], &role) ||
		    !strcmp(keys[i], "written-by") || strstr(keys[i], "-->") ||
		    strstr(value, "-->"))
			continue;
		g_string_append_printf(out, "%s%s: %s\n", prefix,
				       (char *)keys[i], value);
	}
}

char *
transcript_print_txt(const struct transcript *transcript)
{
	GString *out = g_string_new("# written-by: iptrate\n");

	append_headers(out, transcript, "# ");
	append_roles(out, transcript, "# ");
	for (guint i = 0; i < transcript->turns->len; i++) {
		const struct turn *turn = transcript_turn(transcript, i + 1);
		const struct speaker *s = transcript_speaker(transcript, turn);
		gsize len;
		const char *text = transcript_turn_text(transcript, turn, &len);

		if (turn->start_ms >= 0 || turn->end_ms >= 0)
			g_string_append_c(out, '[');
		if (turn->start_ms >= 0)
			append_stamp(out, turn->start_ms);
		if (turn->end_ms >= 0) {
			g_string_append(out,
					turn->start_ms >= 0 ? " - " : "- ");
			append_stamp(out, turn->end_ms);
		}
		if (turn->start_ms >= 0 || turn->end_ms >= 0)
			g_string_append(out, "] ");
		g_string_append_printf(out, "%s: ", s->label);
		g_string_append_len(out, text, len);
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

static void
append_escaped(GString *out, const char *text, gsize len)
{
	for (const char *p = text, *end = text + len; p < end; p++) {
		if (*p == '&')
			g_string_append(out, "&amp;");
		else if (*p == '<')
			g_string_append(out, "&lt;");
		else if (*p == '>')
			g_string_append(out, "&gt;");
		else
			g_string_append_c(out, *p);
	}
}

/*
 * WebVTT wants times: an unknown one is the neighbour's, and the id says so.
 * A label that ends in hyphens must not make an arrow with its bracket.
 */
static void
append_cue(GString *out, const struct transcript *transcript,
	   const struct turn *turn, gint64 *clock)
{
	const struct speaker *s = transcript_speaker(transcript, turn);
	gint64 start = turn->start_ms >= 0 ? turn->start_ms : *clock;
	gint64 end = turn->end_ms >= 0 ? turn->end_ms : start;
	gsize len;
	const char *text = transcript_turn_text(transcript, turn, &len);

	g_string_append_printf(out, "\nturn %u%s%s\n", turn->n,
			       turn->start_ms < 0 ? " no-start" : "",
			       turn->end_ms < 0 ? " no-end" : "");
	append_stamp(out, start);
	g_string_append(out, " --> ");
	append_stamp(out, end);
	g_string_append(out, "\n<v ");
	append_escaped(out, s->label, strlen(s->label));
	g_string_append(out, g_str_has_suffix(s->label, "-") ? " >" : ">");
	append_escaped(out, text, len);
	g_string_append_c(out, '\n');
	*clock = MAX(*clock, end);
}

char *
transcript_print_vtt(const struct transcript *transcript)
{
	GString *out = g_string_new("WEBVTT\nWritten-By: iptrate\n");
	gint64 clock = 0;

	append_headers(out, transcript, "");
	append_roles(out, transcript, "");
	for (guint i = 0; i < transcript->turns->len; i++)
		append_cue(out, transcript, transcript_turn(transcript, i + 1),
			   &clock);
	return g_string_free(out, FALSE);
}
