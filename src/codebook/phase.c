/*
 * codebook/phase.c: phases and focuses, their names, and which phase a
 * session number suggests.
 */
#include "codebook/fields.h"

#include <string.h>

const struct word phase_words[] = {
	{ "initial", 1 << PHASE_INITIAL },
	{ "middle", 1 << PHASE_MIDDLE },
	{ "termination", 1 << PHASE_TERMINATION },
	{ "any", 0 },
	{ NULL, 0 },
};

const struct word focus_words[] = {
	{ "grief", 1 << FOCUS_GRIEF },
	{ "role-dispute", 1 << FOCUS_DISPUTE },
	{ "role-transition", 1 << FOCUS_TRANSITION },
	{ "deficits", 1 << FOCUS_DEFICITS },
	{ "any", 0 },
	{ NULL, 0 },
};

static const char *const phase_names[] = {
	[PHASE_UNKNOWN] = "unknown",
	[PHASE_INITIAL] = "initial",
	[PHASE_MIDDLE] = "middle",
	[PHASE_TERMINATION] = "termination",
};

static const char *const focus_names[] = {
	[FOCUS_UNKNOWN] = "unknown",
	[FOCUS_GRIEF] = "grief",
	[FOCUS_DISPUTE] = "role-dispute",
	[FOCUS_TRANSITION] = "role-transition",
	[FOCUS_DEFICITS] = "deficits",
};

/* Other names people write. */
static const struct {
	const char *name;
	enum focus focus;
} focus_synonyms[] = {
	{ "dispute", FOCUS_DISPUTE },
	{ "role-disputes", FOCUS_DISPUTE },
	{ "transition", FOCUS_TRANSITION },
	{ "role-transitions", FOCUS_TRANSITION },
	{ "sensitivity", FOCUS_DEFICITS },
	{ "interpersonal-sensitivity", FOCUS_DEFICITS },
	{ "interpersonal-deficits", FOCUS_DEFICITS },
	{ "interpersonal-deficit", FOCUS_DEFICITS },
	{ "deficit", FOCUS_DEFICITS },
};

const char *
phase_print(enum phase phase)
{
	return phase_names[phase];
}

const char *
focus_print(enum focus focus)
{
	return focus_names[focus];
}

/* Lower case, trimmed, hyphens for blanks and underscores. */
static char *
plain_name(const char *text)
{
	char *name = g_strstrip(g_ascii_strdown(text, -1));

	return g_strdelimit(name, " _", '-');
}

gboolean
phase_parse(const char *text, enum phase *phase)
{
	g_autofree char *name = plain_name(text);

	for (guint i = 0; i < G_N_ELEMENTS(phase_names); i++) {
		if (strcmp(name, phase_names[i]) == 0) {
			*phase = i;
			return TRUE;
		}
	}
	return FALSE;
}

gboolean
focus_parse(const char *text, enum focus *focus)
{
	g_autofree char *name = plain_name(text);

	for (guint i = 0; i < G_N_ELEMENTS(focus_names); i++) {
		if (strcmp(name, focus_names[i]) == 0) {
			*focus = i;
			return TRUE;
		}
	}
	for (guint i = 0; i < G_N_ELEMENTS(focus_synonyms); i++) {
		if (strcmp(name, focus_synonyms[i].name) == 0) {
			*focus = focus_synonyms[i].focus;
			return TRUE;
		}
	}
	return FALSE;
}

enum phase
phase_suggest(guint number, guint planned)
{
	guint ends;

	if (planned == 0)
		planned = 16;
	/* Beyond the plan a course was prolonged or has passed into
	 * maintenance; the number does not say which. */
	if (number == 0 || number > planned)
		return PHASE_UNKNOWN;
	ends = planned <= 10 ? 2 : 3;
	if (number <= ends)
		return PHASE_INITIAL;
	return number > planned - ends ? PHASE_TERMINATION : PHASE_MIDDLE;
}
