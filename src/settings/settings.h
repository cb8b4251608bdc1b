/*
 * settings: what a person has set for themselves in config.yaml.
 *
 * Who rates, what plays recordings, how the screen looks and which keys it
 * has.  Reads text that is handed in; which actions and colours there are,
 * only the screen knows, so those are kept as they were written, with their
 * places.
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "codebook/codebook.h"

/* A line of the sections `keys` and `colours`. */
struct setting {
	char *name;
	char *value; /* of a list: the texts, a blank between */
	struct place name_place, place;
};

struct settings {
	char *file; /* name given to settings_parse() */
	char *text; /* the whole file */
	char *rater;
	GStrv player;	       /* the words of the command, or NULL */
	GPtrArray *recordings; /* char * patterns */
	double idle_minutes;   /* 0: never */
	gboolean mouse;
	GPtrArray *keys;    /* struct setting: action, its keys */
	GPtrArray *colours; /* struct setting: role, its look */
};

/* What may be set, in the order it is told of. */
struct setting_kind {
	const char *name;
	const char *example; /* as it would be written */
	const char *help;
};

extern const struct setting_kind setting_kinds[]; /* ends with NULL */

/*
 * text (the whole file) -> settings, caller frees; an empty one sets nothing.
 * Every fault is added to diagnostics; what is not at fault is there, so that
 * the screen can look for more.
 */
struct settings *settings_parse(const char *text, gsize len, const char *file,
				GPtrArray *diagnostics);
void settings_free(struct settings *settings);
typedef struct settings Settings;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Settings, settings_free)

/* Adds a fault found at a place of the file. */
void settings_complain(const struct settings *settings, GPtrArray *diagnostics,
		       struct place place, const char *format, ...)
	G_GNUC_PRINTF(4, 5);
/* "unknown WHAT 'WORD' (did you mean 'X'?)"; names is NULL-terminated. */
void settings_unknown(const struct settings *settings, GPtrArray *diagnostics,
		      struct place place, const char *what, const char *word,
		      const char *const *names);

/* What {case}, {number} and {name} stand for in the name of a recording. */
struct recording_facts {
	const char *case_code;
	guint number;	  /* 0 unknown */
	const char *name; /* of the transcript's file */
};

/*
 * The files (char *) a recording may be, in the order they are looked for:
 * of {number} first 6, then 06.  "~/" is home.  Patterns whose facts are not
 * known are left out.  NULL with an error when a fact cannot stand in the
 * name of a file ("..", "/").
 */
GPtrArray *settings_recordings(const struct settings *settings,
			       const char *home,
			       const struct recording_facts *facts,
			       GError **error);
/* The words of the player's command for a file, at a time. */
GStrv settings_player(const struct settings *settings, const char *file,
		      gint64 ms);

#endif
