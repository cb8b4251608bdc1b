/*
 * csv_columns.c: columns told by name, in the many ways programs and people
 * call them; of several names that fit, the one earlier in the list wins.
 */
#include "transcript/bytes.h"
#include "transcript/csv.h"
#include "transcript/heading.h"

#define NAMES_MAX 64

/* Best name first; compared without case, accents, blanks, "_" and units. */
static const char *const column_names[COLUMNS][NAMES_MAX] = {
	[SPEAKER] = { "speaker",       "speakername",
		      "speakerlabel",  "speakerid",
		      "name",	       "who",
		      "participant",   "participantname",
		      "displayname",   "person",
		      "voice",	       "talker",
		      "spk",	       "interlocutor",
		      "tier",	       "tiername",
		      "sprecher",      "sprecherin",
		      "sprecherinnen", "sprechername",
		      "sprechende",    "sprechendeperson",
		      "teilnehmer",    "teilnehmerin",
		      "wer",	       "locuteur",
		      "locutrice",     "intervenant",
		      "interlocuteur", "orateur",
		      "personne",      "participante",
		      "quien",	       "hablante",
		      "orador",	       "persona",
		      "nombre",	       "nom",
		      "parlante",      "oratore",
		      "interlocutore", "falante",
		      "locutor",       "pessoa",
		      "nome",	       "spreker",
		      "persoon",       "deelnemer",
		      "mowca",	       "mo\305\202wca",
		      "m\303\263wca",  "rozmowca",
		      "osoba",	       "talare",
		      "deltagare" },
	[ROLE] = { "role", "speakerrole", "party", "rolle", "rol", "ruolo",
		   "papel", "rola", "roll" },
	[TEXT] = { "text",	 "utterance",	  "utterancetext",
		   "transcript", "transcription", "content",
		   "words",	 "speech",	  "sentence",
		   "message",	 "dialogue",	  "dialog",
		   "caption",	 "subtitle",	  "turntext",
		   "turn",	 "said",	  "value",
		   "what",	 "annotation",	  "annotationvalue",
		   "spoken",	 "spokentext",	  "word",
		   "token",	 "inhalt",	  "au\303\237erung",
		   "aeusserung", "ausserung",	  "wortlaut",
		   "transkript", "transkription", "gesprochenes",
		   "gesagtes",	 "wort",	  "worte",
		   "beitrag",	 "redebeitrag",	  "texte",
		   "contenu",	 "enonce",	  "paroles",
		   "parole",	 "discours",	  "texto",
		   "contenido",	 "enunciado",	  "intervencion",
		   "testo",	 "contenuto",	  "enunciato",
		   "fala",	 "conteudo",	  "tekst",
		   "inhoud",	 "uiting",	  "tresc",
		   "wypowiedz",	 "innehall",	  "yttrande" },
	[START] = { "start",	 "starttime",  "startms",    "begin",
		    "begintime", "timein",     "in",	     "from",
		    "onset",	 "timestamp",  "time",	     "startoffset",
		    "tmin",	 "timecode",   "timespan",   "tc",
		    "tcin",	 "beginn",     "anfang",     "von",
		    "startzeit", "zeit",       "zeitmarke",  "zeitstempel",
		    "zeitpunkt", "zeitspanne", "uhrzeit",    "debut",
		    "temps",	 "heure",      "horodatage", "inicio",
		    "comienzo",	 "tiempo",     "hora",	     "inizio",
		    "tempo",	 "orario",     "tijd",	     "begintijd",
		    "poczatek",	 "czas",       "tid",	     "starttid",
		    "borjan",	 "tidpunkt" },
	[END] = { "end",     "endtime", "endms", "stop",     "stoptime",
		  "timeout", "out",	"to",	 "offset",   "endoffset",
		  "tmax",    "finish",	"tcout", "ende",     "endzeit",
		  "bis",     "schluss", "fin",	 "final",    "fine",
		  "fim",     "einde",	"eind",	 "eindtijd", "koniec",
		  "slut",    "sluttid" },
	[DURATION] = { "duration", "length", "dur", "dauer", "duree",
		       "duracion", "durata", "duracao", "duur", "czastrwania",
		       "varaktighet", "langd" },
	[SESSION] = { "session", "sessionid", "transcriptid", "file",
		      "filename", "video", "videoid", "recording", "sitzung" },
};

/* "Start Time (ms)" and "start_time_ms" are "starttimems", "Début" "debut". */
static char *
squeeze(const struct field *field)
{
	g_autofree char *apart = g_utf8_normalize(
		field->start, MIN(field->end - field->start, 80),
		G_NORMALIZE_NFD);
	GString *out = g_string_new(NULL);

	for (const char *p = apart; p && *p && out->len < 40;
	     p = g_utf8_next_char(p)) {
		gunichar c = g_unichar_tolower(g_utf8_get_char(p));

		if (c == 0x142)
			c = 'l';
		if (g_unichar_isalnum(c))
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

struct unit {
	const char *suffix;
	double ms; /* 0: a clock time, it needs none */
};

/* ELAN's first: "Begin Time - ss.msec" is in seconds. */
static const struct unit units[] = {
	{ "hhmmssmsec", 0 }, { "hhmmssms", 0 },	    { "hhmmssff", 0 },
	{ "hhmmss", 0 },     { "mmss", 0 },	    { "ssmsec", 1000 },
	{ "ssms", 1000 },    { "milliseconds", 1 }, { "millisekunden", 1 },
	{ "millis", 1 },     { "msec", 1 },	    { "ms", 1 },
	{ "seconds", 1000 }, { "sekunden", 1000 },  { "secs", 1000 },
	{ "sec", 1000 },     { "sek", 1000 },	    { "s", 1000 },
};

/* "start (s)" and "start_s", not "starts". */
static gboolean
in_seconds(const struct field *field)
{
	const char *p = field->start, *end = field->end;

	while (end > p && !g_ascii_isalnum(end[-1]))
		end--;
	return end - p > 2 && end[-1] == 's' && !g_ascii_isalnum(end[-2]);
}

/* "starttimems" is "starttime" in milliseconds. */
static gboolean
strip_unit(char *name, const struct field *field, double *ms)
{
	gsize whole = strlen(name);

	if (whole > 1 && in_seconds(field)) {
		name[whole - 1] = '\0';
		*ms = 1000;
		return TRUE;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
		gsize len = strlen(name), unit = strlen(units[i].suffix);

		if (len <= unit || !g_str_has_suffix(name, units[i].suffix))
			continue;
		name[len - unit] = '\0';
		*ms = units[i].ms;
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
layout_clear(struct layout *layout)
{
	*layout = (struct layout){ .voices = 0 };
	for (int c = 0; c < COLUMNS; c++)
		layout->column[c] = -1;
}

/* Of names that rank alike the first column has it: a clock before numbers. */
static void
place(struct layout *layout, int i, const char *name, double ms, int *best)
{
	for (int c = 0; c < COLUMNS; c++) {
		int rank = name_rank(c, name);

		if (rank < 0 || rank >= best[c])
			continue;
		best[c] = rank;
		layout->column[c] = i;
		layout->unit[c] = ms;
		if (g_str_has_suffix(name, "ms"))
			layout->unit[c] = 1;
	}
}

gboolean
csv_name_columns(struct layout *layout, const struct field *fields, guint n)
{
	int best[COLUMNS];
	gboolean any = FALSE;

	layout_clear(layout);
	for (int c = 0; c < COLUMNS; c++)
		best[c] = G_MAXINT;
	for (guint i = 0; i < n; i++) {
		g_autofree char *name = squeeze(&fields[i]);
		double ms = 0;

		place(layout, i, name, ms, best);
		if (strip_unit(name, &fields[i], &ms))
			place(layout, i, name, ms, best);
	}
	for (int c = 0; c < COLUMNS; c++)
		any |= layout->column[c] >= 0;
	return any;
}

gboolean
csv_name_voices(struct layout *layout, const struct field *fields, guint n)
{
	layout->voices = 0;
	for (guint i = 0; i < n && layout->voices < VOICES_MAX; i++) {
		const char *p = fields[i].start, *end = fields[i].end;

		trim(&p, &end);
		if (p < end && end[-1] == ':')
			end--;
		if (p < end && label_shape(p, end - p) == LABEL_ROLE)
			layout->voice[layout->voices++] = i;
	}
	if (layout->voices < 2)
		layout->voices = 0;
	return layout->voices >= 2;
}
