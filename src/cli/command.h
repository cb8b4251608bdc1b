/*
 * command: the table of commands.
 *
 * The one idea: a command is a row.  Its row says how it is called, what it
 * takes and what it needs; dispatch, help, man page and completion are made
 * from the rows, so that a command is described in one place only.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/base.h"

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
	cmd_person_merge, cmd_measure_set, cmd_measure_list, cmd_transcript,
	cmd_tag, cmd_tags, cmd_show, cmd_decide, cmd_codebook_list,
	cmd_codebook_show, cmd_codebook_check, cmd_codebook_test,
	cmd_codebook_explain, cmd_codebook_diff, cmd_codebook_stats,
	cmd_codebook_learn, cmd_codebook_points, cmd_rubric_list,
	cmd_rubric_show, cmd_rubric_check, cmd_rate, cmd_sign, cmd_score,
	cmd_export, cmd_evaluate, cmd_log, cmd_review, cmd_config, cmd_play,
	cmd_casebook_check, cmd_casebook_backup, cmd_casebook_restore, cmd_help,
	cmd_completion, cmd_version, cmd_turn_text, cmd_turn_role,
	cmd_turn_split, cmd_turn_merge, cmd_turn_undo, cmd_case_forget,
	cmd_case_purge, cmd_session_speakers;
extern const struct command cmd_bundle_pack, cmd_bundle_show, cmd_bundle_verify,
	cmd_bundle_open;
extern const struct command cmd_seal, cmd_reveal, cmd_consensus,
	cmd_consensus_list, cmd_consensus_settle, cmd_merge, cmd_merge_settle;
extern const struct command cmd_key_new, cmd_key_list, cmd_key_show,
	cmd_key_trust, cmd_key_revoke, cmd_key_passwd;
extern const struct command cmd_assign, cmd_assign_list, cmd_assign_withdraw,
	cmd_assign_draw;

/* The row at path, or NULL. */
const struct command *command_find(const char *path);
/* The row that these words begin with; *used tells how many.  NULL with an
 * error of kind USAGE. */
const struct command *command_get(const GPtrArray *words, guint *used,
				  GError **error);

const char *program_version(void);

#endif
