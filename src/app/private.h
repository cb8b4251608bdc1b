/*
 * app, inside: what is open, and the small helpers the verbs share.
 */
#ifndef APP_PRIVATE_H
#define APP_PRIVATE_H

#include "app/app.h"

struct app {
	char *casebook_path;
	gboolean existing;
	char *codebook_path;
	char *rubric_path;
	char *user;
	char *command;
	char *spare;
	gint64 now;
	struct store *store;
	struct codebook *codebook;
	gboolean looking;
	struct codebook *tags_by; /* when the codebook is a light one */
	GThread *digesting;	  /* of the codebook, or NULL */
	struct tagger *tagger;
	struct rubric *rubric;
	guint neutral;		   /* number of the last neutral case given */
	GStringChunk *codes;	   /* of people and cases, as spelled first */
	GHashTable *old_rubrics;   /* sha256 -> struct rubric, as used */
	GHashTable *old_codebooks; /* sha256 -> struct codebook, as used */
	GPtrArray *told;	   /* char *: for app_told() */
};

struct store_options app_store_options(const struct app *app);
/* The casebook, opened on first use. */
struct store *app_store(struct app *app, GError **error);
/* The app's codebook made ready to run. */
struct tagger *app_tagger(struct app *app, GError **error);
/* A codebook of its own with its tagger; both are the caller's.  FALSE with
 * the first complaint. */
gboolean app_tagger_load(const char *path, struct codebook **codebook,
			 struct tagger **tagger, GError **error);

/* A whole file.  Refuses folders, what is missing, and more than 512 MiB. */
gboolean app_file_read(const char *path, char **bytes, gsize *len,
		       GError **error);

/* number, planned, phase, focus of the header lines; what cannot be read is
 * left unknown and, with a list, warned of. */
void app_header_facts(const struct transcript *transcript, const char *name,
		      struct session_facts *facts, GPtrArray *warnings);
/* A whole number of 1 to 9999; FALSE otherwise. */
gboolean app_number_parse(const char *text, guint *number);
/* As focus_parse(), but "deficits/sensitivity" style pairs are understood by
 * their first half. */
gboolean app_focus_parse(const char *text, enum focus *focus);

/* The app's rubric read apart from its codebook, so that one that lacks
 * techniques of the rubric can be tried all the same.  Caller frees. */
struct rubric *app_rubric_apart(struct app *app, GError **error);

/* Kinds of observations made: mask of 1 << enum observation_kind. */
guint app_observed(const struct codebook *codebook,
		   const struct tagging *tagging);
/* The tags of a tagging by their names: struct machine_tag. */
GPtrArray *app_machine_tags(const struct codebook *codebook,
			    const struct tagging *tagging);

/* Ids of rules below the codebook's floor: people decided on enough of what
 * they gave, and took too much of it away. */
GHashTable *app_doubted_rules(struct app *app, GError **error);
/* Rule id -> struct rule_use, of any codebook; `of` makes the use of a rule
 * that has none yet. */
GHashTable *rule_uses_new(void);
struct rule_use *rule_uses_of(GHashTable *uses, const char *rule);
/* Adds what became of the tags of a session. */
gboolean rule_uses_count(struct app *app, gint64 session, GHashTable *uses,
			 GError **error);
/* Precision, interval and floor from the counts. */
void rule_use_conclude(struct rule_use *use, const struct codebook *codebook);
/* A record by who has asked for the doubted rules already, because that takes
 * longer than a record; NULL: they are asked for. */
struct session_record *app_record_knowing(struct app *app, gint64 session,
					  GHashTable *doubted, GError **error);
/* Which signs are weak, which stands first, and which tags rest on doubted
 * rules alone and are hints: said of tags as they came from the casebook. */
void app_signs_settle(const struct codebook *codebook, GHashTable *doubted,
		      GPtrArray *machine_tags);

/* The tags of a stored session after people had their say. */
struct verdicts {
	GPtrArray *tags;      /* struct machine_tag */
	GPtrArray *decisions; /* struct decision */
	GPtrArray *effective; /* struct effective_tag, borrows from both */
};

/* rater as in effective_tags_build().  Clear it in either case. */
gboolean verdicts_load(struct app *app, gint64 session, const char *rater,
		       struct verdicts *verdicts, GError **error);
void verdicts_clear(struct verdicts *verdicts);

/* Runs work(i, data) for every i below n on all processors; returns when all
 * are done. */
void app_parallel(guint n, void (*work)(guint i, void *data), void *data);

/* The rubric a rating was made on, from the casebook when it is not the
 * app's; the app's when that text cannot be read any more.  Borrowed. */
const struct rubric *app_rubric_of(struct app *app,
				   const struct rating *rating);

/* The rater's newest rating in this role, its current version: on that rubric,
 * or with NULL on any and with something rated in it.  Caller frees; NULL with
 * an error NOT_FOUND. */
struct rating *app_rating_find(struct app *app, gint64 session,
			       const char *rater, enum rater_role role,
			       const struct rubric *on, GError **error);

/* The ratings of these sessions (struct rating, current versions), to be looked
 * at again after a change within the same transaction.  Caller frees. */
/* "A3 4/4", "C2 3", "D1 n/a", "D2 not rated" for an event. */
void app_value_describe(GString *text, const struct item_rating *item);
/* Before the first values of a rating on the rubric at hand are saved: those of
 * the one that was begun on an earlier version of it, but for what is given
 * now, which a score there was may join.  Tells (app_told()). */
gboolean app_carry_over(struct app *app, const struct session_info *info,
			const char *rater, enum rater_role role,
			const GPtrArray *given, GError **error);
/* Is the rubric the only one of its name and version, here and of those that
 * came with the program?  INPUT when not. */
gboolean rubric_check_name(struct app *app, const struct rubric *rubric,
			   GError **error);

/* Fills in the role_fault of ratings of a session of this therapist (NULL: not
 * known). */
void app_roles_settle(const char *therapist, const GPtrArray *ratings);
/* Tells (app_told()) of ratings that were signed in a role which their raters
 * do not have any more; `before`: as they were. */
gboolean roles_tell(struct app *app, gint64 session, const GPtrArray *before,
		    GError **error);

GPtrArray *versions_watch(struct app *app, const gint64 *sessions, guint n,
			  GError **error);
/* Says and notes in the history where a version has begun beside one that was
 * signed, or one stands again. */
gboolean versions_note(struct app *app, const GPtrArray *watched,
		       GError **error);

/* Sessions or files are done in batches: side by side, then saved. */
#define BATCH 100

/* "session 3, turn 12: rule comm.x ..." for every limit reached. */
void app_limits_list(const struct tagging *tagging,
		     const struct codebook *codebook, const char *where,
		     GPtrArray *limits);

/* Fills in the suggested phase where nobody set one. */
void app_facts_settle(struct session_facts *facts, gboolean *suggested);
gboolean app_facts_same(const struct session_facts *a,
			const struct session_facts *b);

/* A session with its text, facts and tagging, made and tagged apart. */
struct tag_job {
	gint64 session;
	struct transcript *transcript;
	struct session_facts facts;
	struct tagging *tagging;
};

void tag_job_clear(struct tag_job *job);
/* Loads text and settled facts. */
gboolean tag_job_load(struct app *app, gint64 session, struct tag_job *job,
		      GError **error);
/* Tags them side by side. */
void tag_jobs_run(struct tagger *tagger, struct tag_job *jobs, guint n);

/* Tags stored sessions again within the open transaction. */
gboolean app_retag(struct app *app, const gint64 *sessions, guint n,
		   GPtrArray *limits, struct tag_tally *tally, GError **error);

/* DENIED with the mend when a file must not be written over by an export; force:
 * then only when it is a casebook. */
gboolean app_target_check(const struct app *app, const char *path,
			  gboolean force, GError **error);

/* Reads decisions under the names that their techniques have in the codebook
 * now; decision.was tells the one they were stored under. */
void app_decisions_rename(const struct codebook *codebook,
			  GPtrArray *decisions);
/* The same of tags that another codebook gave. */
void app_tags_rename(const struct codebook *codebook, GPtrArray *machine_tags);

/* NOT_FOUND when there is no such session. */
gboolean app_session_there(struct app *app, gint64 session, GError **error);
/* The ids asked for, or all when n is 0.  Caller frees; NULL with an
 * error. */
GArray *app_ids(struct app *app, const gint64 *sessions, guint n,
		GError **error);

/* An error made like printf; always FALSE. */
gboolean app_fail(GError **error, enum base_error kind, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

/* Adds an event with a detail made like printf. */
gboolean app_note(struct app *app, const char *verb, gint64 session,
		  GError **error, const char *format, ...) G_GNUC_PRINTF(5, 6);
/* The same of a case. */
gboolean app_note_case(struct app *app, const char *verb, const char *code,
		       GError **error, const char *format, ...)
	G_GNUC_PRINTF(5, 6);

/* A label such as "Speaker 1", which every file gives anew. */
gboolean who_is_numbered(const char *label);

/* A code of a case or person: 1 to 100 characters, no controls, no blanks at
 * its ends. */
gboolean app_code_check(const char *what, const char *code, GError **error);

/* -- values --------------------------------------------------------------- */

/* Values as people write them; FALSE with the mend.  "none" and "-" give 0
 * or UNKNOWN. */
gboolean app_is_none(const char *value);
gboolean app_count_set(const char *key, const char *value, guint *count,
		       GError **error);
gboolean app_focus_set(const char *value, enum focus *focus, GError **error);
/* "a session has no 'fokus' (did you mean 'focus'?)"; always FALSE. */
gboolean app_fail_key(const char *what, const char *key,
		      const char *const *keys, GError **error);
gboolean app_fail_value(const char *key, const char *value, const char *mend,
			GError **error);

/* -- evaluation ----------------------------------------------------------- */

/* What one view (a rater, the machine) says of a session: a cell for each
 * turn (from 1) and technique. */
struct view {
	guint turns, techniques;
	guint8 *yes;  /* turn * techniques + technique */
	guint8 *seen; /* turn: this view says something of it */
};

struct view *view_new(guint turns, guint techniques);
void view_free(struct view *view);
guint8 *view_cell(const struct view *view, guint turn, guint technique);

/* A session with what people said of it. */
struct gold {
	char *name;
	struct transcript *transcript;
	struct session_facts facts;
	GHashTable *views;    /* rater name -> struct view */
	GPtrArray *ratings;   /* struct item_rating, or NULL */
	struct view *machine; /* all tags that count */
	struct view *firm;    /* probable and sequence tags */
	GPtrArray *suggested; /* struct suggestion, or NULL */
};

void gold_free(struct gold *gold);

/* The sessions of a folder (struct gold by name); NULL with an error that
 * names file and line.  *rubric is loaded when somebody rated, and the
 * caller's. */
GPtrArray *gold_read(struct app *app, const char *dir,
		     const struct codebook *codebook, const char *const *only,
		     struct rubric **rubric, GError **error);

/* A view against another over sessions: techniques of each session as
 * two-by-two tables, rows by session. */
struct comparison {
	guint sessions, techniques;
	guint *names;		  /* session -> its place among all */
	struct two_by_two *cells; /* session * techniques + technique */
	guint64 turns;
};

/* truth and judged give the views of session i, NULL where it has none. */
struct comparison *comparison_new(const struct view *const *truth,
				  const struct view *const *judged,
				  guint sessions, guint techniques);
void comparison_free(struct comparison *comparison);
/* The numbers of a comparison, named. */
struct rater_agreement *agreement_build(const struct comparison *comparison,
					const struct codebook *codebook,
					const char *name,
					const struct evaluate_options *options);
void agreement_free(struct rater_agreement *agreement);
double comparison_precision(const struct comparison *comparison);

/* Item suggestions against ratings, into evaluation->items. */
void evaluate_items(struct evaluation *evaluation, const GPtrArray *golds,
		    const struct rubric *rubric,
		    const struct codebook *codebook);

#endif
