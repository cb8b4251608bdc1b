/*
 * csv_columns.c: columns told by name, in the many ways programs call them;
 * of several names that fit, the one earlier in the list wins.
 */
#include "transcript/csv.h"

#define NAMES_MAX 24

/* Best name first; compared without case, blanks, "_" and units. */
static const char *const column_names[COLUMNS][NAMES_MAX] = {
	[SPEAKER] = { "speaker", "speakername", "speakerlabel", "speakerid",
		      "name", "who", "participant", "participantname",
		      "displayname", "person", "voice", "talker", "spk",
		      "sprecher", "sprecherin", "locuteur", "hablante" },
	[ROLE] = { "role", "speakerrole", "interlocutor", "party" },
	[TEXT] = { "text", "utterance", "utterancetext", "transcript",
		   "transcription", "content", "words", "speech", "sentence",
		   "message", "dialogue", "dialog", "caption", "subtitle",
		   "turntext", "turn", "said", "texte", "texto" },
	[START] = { "start", "starttime", "startms", "begin", "begintime",
		    "timein", "in", "from", "onset", "timestamp", "time",
		    "startoffset", "tmin", "timecode", "timespan", "tc", "tcin",
		    "zeit" },
	[END] = { "end", "endtime", "endms", "stop", "stoptime", "timeout",
		  "out", "to", "offset", "endoffset", "tmax", "finish" },
	[DURATION] = { "duration", "length", "dur" },
	[SESSION] = { "session", "sessionid", "transcriptid", "file",
		      "filename", "video", "videoid", "recording" },
};

/* "Start Time (ms)" and "start_time_ms" are "starttimems". */
static char *
squeeze(const struct field *field)
{
	GString *out = g_string_new(NULL);

	for (const char *p = field->start; p < field->end && out->len < 40; p++)
		if (g_ascii_isalnum(*p))
			g_string_append_c(out, g_ascii_tolower(*p));
	return g_string_free(out, FALSE);
}

/* "starttimems" is "starttime" in milliseconds. */
static gboolean
strip_unit(char *name, gboolean *ms)
{
	static const char *const units[] = { "milliseconds", "millis",	"msec",
					     "ms",	     "seconds", "secs",
					     "sec",	     "s" };

	for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
		gsize len = strlen(name), unit = strlen(units[i]);

		if (len <= unit || !g_str_has_suffix(name, units[i]))
			continue;
		name[len - unit] = '\0';
		*ms = i < 4;
		return TRUE;
	}
	return FALSE;
}

static int
name_rank(enum column column, const char *name)
{
	for (int i = 0; i < NAMES_MAX && column_names[column][i]; i++)
		if (!strcmp(column_names[column][i], name))
			return i;
	return -1;
}

void
csv_find_columns(struct table *table)
{
	int best[COLUMNS];

	for (int c = 0; c < COLUMNS; c++) {
		table->column[c] = -1;
		best[c] = G_MAXINT;
	}
	for (guint i = 0; i < table->n; i++) {
		g_autofree char *name = squeeze(&table->fields[i]);
		gboolean ms = FALSE, again = TRUE;

		for (int tries = 0; again && tries < 2; tries++) {
			for (int c = 0; c < COLUMNS; c++) {
				int rank = name_rank(c, name);

				if (rank < 0 || rank >= best[c])
					continue;
				best[c] = rank;
				table->column[c] = i;
				table->ms[c] =
					ms || g_str_has_suffix(name, "ms");
				again = FALSE;
			}
			again = again && strip_unit(name, &ms);
		}
	}
}
