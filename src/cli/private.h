/*
 * cli/private: what the files of the command line share.
 *
 * The one idea: a command is a row.  Its row says how it is called, what it
 * takes and what it needs; dispatch, help, man page and completion are made
 * from the rows, so that a command is described in one place only.
 */
#ifndef CLI_PRIVATE_H
#define CLI_PRIVATE_H

#include "app/app.h"
#include "base/base.h"
#include "cli/cli.h"

/* -- the table of commands ------------------------------------------------ */

struct option {
	const char *name;  /* "case", without the hyphens */
	char letter;	   /* 'o', or 0 */
	const char *value; /* what its value is called; NULL: a switch */
	gboolean many;	   /* may be given more than once */
	const char *help;  /* one line */
	const char *words; /* blank-separated values to complete, or NULL */
};

#define OPTIONS_END                              \
	{                                        \
		NULL, 0, NULL, FALSE, NULL, NULL \
	}

enum needs {
	NEEDS_NOTHING = 0,
	NEEDS_CASEBOOK = 1,
	NEEDS_CODEBOOK = 2,
	NEEDS_RUBRIC = 4,
	/* The file must be known; it is read apart from the codebook, which
	 * may lack techniques of it. */
	NEEDS_RUBRIC_APART = 8,
	BEGINS_CASEBOOK = 16, /* makes one where there is none */
};

struct cli;

struct command {
	const char *path;     /* "session list" */
	const char *synopsis; /* what follows the path, or "" */
	const char *summary;  /* one line, no full stop */
	const char *about;    /* paragraphs, or NULL */
	const char *group;    /* heading it stands under in the overview */
	const struct option *options;
	guint needs;	   /* mask of enum needs: opened before run */
	guint least, most; /* arguments besides options */
	const char *words; /* values of arguments to complete, or NULL */
	/* Appends to cli->out.  Returns the exit code; when error is set the
	 * caller prints it and the code comes from its kind. */
	int (*run)(struct cli *cli, GError **error);
	const char *const *examples; /* "iptrate import a.txt", ... NULL */
};

extern const struct option cli_globals[];
extern const struct command *const cli_commands[]; /* ends with NULL */

extern const struct command cmd_import, cmd_session_list, cmd_session_show,
	cmd_session_set, cmd_session_remove, cmd_case_list, cmd_case_show,
	cmd_case_set, cmd_person_list, cmd_person_show, cmd_person_set,
	cmd_measure_set, cmd_measure_list, cmd_transcript, cmd_tag, cmd_tags,
	cmd_show, cmd_decide, cmd_codebook_list, cmd_codebook_show,
	cmd_codebook_check, cmd_codebook_test, cmd_codebook_explain,
	cmd_codebook_diff, cmd_codebook_stats, cmd_codebook_learn,
	cmd_codebook_points, cmd_rubric_list, cmd_rubric_show, cmd_rubric_check,
	cmd_rate, cmd_sign, cmd_score, cmd_export, cmd_evaluate, cmd_log,
	cmd_review, cmd_config, cmd_play, cmd_casebook_check,
	cmd_casebook_backup, cmd_casebook_restore, cmd_help, cmd_completion,
	cmd_version, cmd_turn_text, cmd_turn_role, cmd_turn_split,
	cmd_turn_merge, cmd_turn_undo, cmd_case_forget, cmd_case_purge,
	cmd_session_speakers;

/* -- arguments ------------------------------------------------------------ */

struct args {
	const struct command *command; /* NULL: none was named */
	GPtrArray *words;	       /* arguments besides options, borrowed */
	GArray *given;		       /* options in the order given */
};

/* Sorts argv into command, arguments and options; options may stand
 * anywhere.  FALSE with an error of kind USAGE. */
gboolean args_parse(struct args *args, int argc, char **argv, GError **error);
void args_clear(struct args *args);
gboolean args_has(const struct args *args, const char *option);
/* The last value given, or NULL. */
const char *args_value(const struct args *args, const char *option);
/* All values, NULL-terminated and borrowed; caller frees the array alone. */
const char **args_values(const struct args *args, const char *option);
/* FALSE with an error when the number of arguments does not fit the row. */
gboolean args_check_count(const struct args *args, GError **error);

/* A session named by its number, case and number or file, as
 * app_session_find(). */
gboolean args_session(struct cli *cli, const char *word, gint64 *session,
		      GError **error);
gboolean args_number(const char *word, const char *what, guint *number,
		     GError **error);
/* "25,27,30-32" -> turns (guint) in the order given; caller frees. */
GArray *args_turns(const char *word, GError **error);
/* Program and options of this run, NULL-terminated, to put a command behind;
 * caller frees. */
GPtrArray *cli_begin_line(const struct cli *cli);
/* Options of this run that a command typed in the same shell needs as well, or
 * NULL; caller frees. */
char *cli_shell_tail(const struct cli *cli);
/* Who decides by a command that does not say it, or NULL. */
const char *cli_shell_rater(const struct settings *settings);
/* "--to --reason"; caller frees. */
char *cli_options_print(const struct command *command);
/* Open tags (struct effective_tag, the record's) of these turns, as --strength
 * and techniques ("A,B" or NULL) choose; NULL with an error when there is
 * none. */
GPtrArray *decide_open_tags(struct cli *cli,
			    const struct session_record *record,
			    const GArray *turns, const char *techniques,
			    GError **error);
/* Sessions named by the arguments from word `first` on, and by --case; empty:
 * all. */
GArray *args_sessions(struct cli *cli, guint first, GError **error);
/* "unknown verdict 'acept' (did you mean 'accept'?)": what it is, the word,
 * and the nearest known one; `otherwise` in the brackets when near is NULL. */
void fail_unknown(GError **error, enum base_error kind, const char *what,
		  const char *word, const char *near, const char *otherwise);
/* "NAME=VALUE" -> the two halves (caller frees); FALSE with an error. */
gboolean args_pair(const char *word, const char *what, char **name,
		   char **value, GError **error);
/* Role named by --role; FALSE with an error when missing or unknown. */
gboolean args_role(const struct args *args, enum rater_role *role,
		   GError **error);
/* The row at path, or NULL. */
const struct command *command_find(const char *path);
/* The row that these words begin with; *used tells how many.  NULL with an
 * error of kind USAGE. */
const struct command *command_get(const GPtrArray *words, guint *used,
				  GError **error);

/* -- one run of the program ----------------------------------------------- */

struct cli {
	const struct world *world;
	struct args args;
	struct app *app;     /* NULL until something needs it */
	const char *rubrics; /* folder, or NULL when none was found */
	const char *casebook;
	const char *config;	   /* the person's own file, there or not */
	struct settings *settings; /* NULL until something needs them */
	GString *out;		   /* standard output, written at the end */
	gboolean json;
	gboolean ascii;
	gboolean color;
	gboolean quiet;
	gboolean terminal; /* standard output is one */
	guint width;	   /* columns */
	guint height;	   /* lines, 0 unknown */
	gboolean paged;	   /* output longer than the screen is paged */
};

/* What config.yaml sets; NULL with an error, its first complaint. */
const struct settings *cli_settings(struct cli *cli, GError **error);
/* The same with all complaints; NULL without an error then. */
struct settings *cli_settings_read(const struct cli *cli,
				   GPtrArray *diagnostics, GError **error);
/* --rater, else $IPTRATE_RATER, else the settings'; NULL with an error when
 * these cannot be read, and without one when nobody is named. */
const char *cli_find_rater(struct cli *cli, GError **error);
/* The same, but somebody must be named. */
const char *cli_rater(struct cli *cli, GError **error);

void cli_print(struct cli *cli, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Text of files or people, made safe. */
void cli_print_safe(struct cli *cli, const char *text);
/* "iptrate: ..." on standard error, made safe; not with --quiet. */
void cli_note(const struct cli *cli, const char *format, ...)
	G_GNUC_PRINTF(2, 3);
/* The same for what must not be overlooked, and for a failure: always said. */
void cli_warn(const struct cli *cli, const char *message);
void cli_complain(const struct cli *cli, const char *message);
/* Once in a session of the shell: that others can read the casebook. */
void cli_tell_readers(const struct cli *cli);
/* An app_progress: one line on standard error when it is a terminal. */
void cli_progress(guint done, guint total, const char *what, void *cli);
/* Appends what table_finish() gives. */
void cli_print_table(struct cli *cli, struct table *table);
void cli_print_json(struct cli *cli, struct printer *printer);
/* Things by their columns: a table, or with --json a list. */
void cli_print_things(struct cli *cli, const struct column *columns,
		      const GPtrArray *things, const void *about);
/* One thing as JSON. */
void cli_print_thing(struct cli *cli, const struct column *columns,
		     const void *thing, const void *about);
/* Complaints of a file: to out, with the place and a caret. */
void cli_print_diagnostics(struct cli *cli, const GPtrArray *diagnostics);
/* The file named, --codebook, or the one that comes with the program.  Caller
 * frees. */
char *codebook_path(const struct cli *cli, GError **error);
/* "file", "ok", "diagnostics" of a check. */
void json_check_head(struct printer *printer, const char *path,
		     const GPtrArray *diagnostics);
/* What a check of a file found; tried: examples run, or NULL. */
void print_check(struct cli *cli, const char *path, const guint *tried,
		 const GPtrArray *diagnostics);
/* Writes cli->out; FALSE with an error (no error: the reader went away). */
gboolean cli_flush(struct cli *cli, GError **error);
int exit_code(const GError *error);
/* Frees a list whose elements the caller owns. */
void free_list(GPtrArray *list, GDestroyNotify each);

/* -- looks ---------------------------------------------------------------- */

enum ink {
	INK_PLAIN,
	INK_BOLD,
	INK_DIM,
	INK_GOOD,
	INK_WARN,
	INK_BAD,
	INK_MARK
};

/* The escape that begins this ink, "" without colour. */
const char *cli_ink(const struct cli *cli, enum ink ink);

enum glyph {
	GLYPH_ACCEPTED,
	GLYPH_UNDECIDED,
	GLYPH_HINT,
	GLYPH_REJECTED,
	GLYPH_ADDED,
	GLYPH_DOT,
	GLYPH_BAR,
	GLYPH_DASH,
	GLYPH_RELABELLED
};

const char *cli_glyph(const struct cli *cli, enum glyph glyph);
enum glyph glyph_of_tag(const struct effective_tag *tag);
/* "█████···": value of 0..most in `width` columns; caller frees. */
char *cli_bar(const struct cli *cli, double value, double most, guint width);

/*
 * Lines of at most `width` columns, broken at blanks (inside words that are
 * longer).  \x02 and \x03 mark matched words: they become "[" and "]" and
 * count as one column each.  text must otherwise be printable.
 */
GPtrArray *text_wrap(const char *text, guint width);
/* `text` and blanks up to `width` columns appended. */
void text_pad(GString *out, const char *text, guint width);
/* "2.4", "–" when not known; caller frees. */
char *text_real(double value, guint digits);
/* `text` begins every line of the paragraph wrapped into `width`. */
void text_paragraphs(GString *out, const char *text, const char *indent,
		     guint width);

/* -- shared by commands --------------------------------------------------- */

/* One head line of a session, with newline. */
void print_session_head(struct cli *cli, const struct session_record *record);
/* Says what a rating came to: means, state, reasons, missing items. */
void print_score_state(struct cli *cli, const struct rating *rating,
		       const struct session_score *score);
/* Everything the options of `rate` say, as struct item_rating; before: what the
 * rater has so far, or NULL.  Caller frees; NULL with an error. */
GPtrArray *rate_items(struct cli *cli, gint64 session,
		      const struct rating *before, GError **error);
/* Is somebody at a terminal to be asked, who has not said --yes? */
gboolean cli_asks(const struct cli *cli);
/* Asks on the terminal; TRUE without asking where cli_asks() says no. */
gboolean cli_confirm(const struct cli *cli, const char *question);
/* Asks before something is changed of sessions (n 0: all) that signed ratings
 * hang on; where: what begins a new version beside them, as in "where the tags
 * come out otherwise". */
gboolean cli_may_touch(const struct cli *cli, const gint64 *sessions, guint n,
		       const char *where, GError **error);
/* The same before phase, focus, place in the course or therapist are set. */
gboolean cli_may_set(const struct cli *cli, const gint64 *sessions, guint n,
		     GError **error);
/* The same before what the words of `case set` say. */
gboolean cli_may_set_case(struct cli *cli, GError **error);
/* All that is to be signed, on standard error. */
void cli_show_signing(const struct cli *cli, const struct signing *signing,
		      const char *meaning);

/* In any case of letters; NULL with an error that names the nearest. */
const struct technique *find_technique(const struct codebook *codebook,
				       const char *word, GError **error);
void json_rating(struct printer *printer, const struct rating *rating,
		 const struct session_score *score);
/* "ratings": each with its score. */
void json_ratings(struct printer *printer, const GPtrArray *ratings,
		  const GPtrArray *scores);
/* Roles of labels (app_case_speakers()) of a case: struct label_role by
 * label, borrowed; caller frees the array. */
GArray *case_speakers(GHashTable *roles);
/* That older copies of the casebook still hold what was taken out. */
void note_old_copies(struct cli *cli);
void print_case_speakers(struct cli *cli, const GArray *speakers);
/* The effective tag on (turn, technique), or NULL. */
const struct effective_tag *record_tag(const struct session_record *record,
				       guint turn, const char *technique);
/* The effective tags of one turn, borrowed; caller frees the array. */
GPtrArray *record_tags(const struct session_record *record, guint turn);
/* Under a turn: with --why its rules, what people decided, what is worth a
 * look. */
void show_notes(struct cli *cli, const struct session_record *record,
		guint turn, gboolean timed);
/* Every rating, item by item. */
void show_ratings(struct cli *cli, const struct session_record *record);
/* One turn with its tags; timed: with a column for the time. */
void show_turn(struct cli *cli, const struct session_record *record,
	       const struct turn *turn, gboolean timed);
gboolean show_has_times(const struct transcript *t);
/* Lines at the head: was risk asked about, was it voiced and left? */
void print_risk(struct cli *cli, const struct codebook *codebook,
		const struct session_record *record);
/* What is worth a look, with its turns, and who spoke how much. */
void print_observed(struct cli *cli, const struct codebook *codebook,
		    const struct session_record *record);
/* The same: "risk", "observations" and "speech". */
void json_observed(struct printer *printer, const struct codebook *codebook,
		   const struct session_record *record);
/* Decisions under names that the codebook lacks. */
void note_old_names(const struct cli *cli, const GPtrArray *names);
/* "expected_unseen": techniques the phase lets one expect, without a tag. */
void json_unseen(struct printer *printer, const struct codebook *codebook,
		 const struct session_record *record);
/* Stretches with their components and the people named (app_episodes()), but
 * for those that fell short. */
void print_episodes(struct cli *cli, const GPtrArray *episodes);
void show_summary(struct cli *cli, const struct codebook *codebook,
		  const struct session_record *record,
		  const GPtrArray *episodes);
/* What became of many files (struct import_result), case by case. */
void import_table_print(struct cli *cli, const GPtrArray *results,
			gboolean dry_run);
/* Says what a correction did, or with --dry-run would do, and frees it; the
 * exit code, 1 for NULL. */
int tell_change(struct cli *cli, gint64 session, struct turn_change *change);
/* Options that say who speaks, shared by transcript and import. */
GHashTable *speaker_roles(const struct args *args, GError **error);

/* -- made from the table -------------------------------------------------- */

void help_overview(const struct cli *cli, GString *out);
void help_command(const struct cli *cli, const struct command *command,
		  GString *out);
/* Rows of a noun ("session"); FALSE when there are none. */
gboolean help_family(const struct cli *cli, const char *noun, GString *out);
void help_man(GString *out);
/* FALSE when the shell is not known. */
gboolean completion_print(const char *shell, GString *out);
/* Help of an option or summary as a sentence: capital and full stop. */
char *help_sentence(const char *text);
/* "-o, --output FILE"; caller frees. */
char *help_option_name(const struct option *option);
const char *program_version(void);

void json_explanation(struct cli *cli, gint64 session,
		      const struct explanation *explanation);

#endif
