/*
 * nobody.c: what stands where a speaker should and is none.
 *
 * One rule in all formats: where nobody is named, the speech goes on with the
 * speaker before; where the file says that it does not know who speaks, it
 * stays unknown; and a pause is nobody.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"

static const char *const missing[] = {
	"", "-", "--", "n/a", "na", "nan", "none", "null", "nil",
};

static const char *const unknown[] = {
	"?",
	"??",
	"???",
	"uu",
	"unk",
	"ukn",
	"unknown",
	"unbekannt",
	"inconnu",
	"desconocido",
	"speaker_unknown",
	"unknown speaker",
	"unknown_speaker",
	"speaker ?",
	"unidentified",
	"unidentified speaker",
	"speaker unknown",
};

static const char *const pauses[] = {
	"pause",     "pauses",	"silence",  "silent",	"long pause", "stille",
	"schweigen", "pausa",	"silencio", "silenzio", "stilte",     "pauze",
	"cisza",     "tystnad", "paus",	    "silêncio", "noise",      "music",
};

enum label_presence
label_presence(const char *label, gsize len)
{
	const char *p = label, *end = label + len;
	gboolean bracket;

	trim(&p, &end);
	while (end > p && end[-1] == ':')
		end--;
	if (is_listed(missing, G_N_ELEMENTS(missing), p, end - p))
		return LABEL_MISSING;
	if (is_listed(unknown, G_N_ELEMENTS(unknown), p, end - p))
		return LABEL_UNKNOWN;
	bracket = strchr("[(<{", *p) != NULL;
	while (p < end && strchr("[(<{", *p))
		p++;
	while (bracket && end > p && strchr("])>}", end[-1]))
		end--;
	if (p == end || is_listed(pauses, G_N_ELEMENTS(pauses), p, end - p))
		return LABEL_MISSING;
	return LABEL_SOMEBODY;
}
