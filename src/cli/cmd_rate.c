/*
 * rate, sign: a person's scores of a session, and the declaration that they
 * are finished.
 */
#include "cli/private.h"

#include <string.h>

static struct item_rating *
find_item(const GPtrArray *items, const char *id)
{
	for (guint i = 0; i < items->len; i++) {
		struct item_rating *item = items->pdata[i];

		if (strcmp(item->item, id) == 0)
			return item;
	}
	return NULL;
}

static struct item_rating *
copy_item(const struct item_rating *item)
{
	struct item_rating *copy = g_new0(struct item_rating, 1);

	copy->item = g_strdup(item->item);
	copy->extent = item->extent;
	copy->quality = item->quality;
	copy->na_reason = g_strdup(item->na_reason);
	copy->comment = g_strdup(item->comment);
	copy->turns = item->turns ? g_array_copy(item->turns) : NULL;
	return copy;
}

/* What --comment and --evidence speak of: an item of this command, else one
 * the rater has rated before. */
static struct item_rating *
item_to_amend(GPtrArray *items, const struct rating *before, const char *id,
	      const char *option, GError **error)
{
	struct item_rating *item = find_item(items, id);
	const struct item_rating *old =
		item || !before ? NULL : find_item(before->items, id);

	if (item)
		return item;
	if (old) {
		item = copy_item(old);
		g_ptr_array_add(items, item);
		return item;
	}
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "--%s %s: %s is not rated yet (add --set %s=EXTENT/"
		    "QUALITY)",
		    option, id, id, id);
	return NULL;
}

static void
add_item(GPtrArray *items, struct item_rating *item)
{
	struct item_rating *old = find_item(items, item->item);

	if (old)
		g_ptr_array_remove(items, old);
	g_ptr_array_add(items, item);
}

static gboolean
take_file(struct cli *cli, gint64 session, GPtrArray *items, GError **error)
{
	const char *path = args_value(&cli->args, "file");
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	GPtrArray *read;

	if (!path)
		return TRUE;
	read = app_ratings_read(cli->app, session, path, diagnostics, error);
	if (!read) {
		if (error && !*error)
			diagnostics_check(diagnostics, error);
		return FALSE;
	}
	/* Elements go over to items. */
	g_ptr_array_set_free_func(read, NULL);
	for (guint i = 0; i < read->len; i++)
		add_item(items, read->pdata[i]);
	g_ptr_array_unref(read);
	return TRUE;
}

static gboolean
take_sets(const struct args *args, GPtrArray *items, GError **error)
{
	g_autofree const char **sets = args_values(args, "set");
	g_autofree const char **nas = args_values(args, "na");

	for (const char **set = sets; *set; set++) {
		struct item_rating *item = item_rating_parse(*set, error);

		if (!item)
			return FALSE;
		add_item(items, item);
	}
	for (const char **na = nas; *na; na++) {
		struct item_rating *item;
		char *id, *reason;

		if (!args_pair(*na, "ITEM=REASON", &id, &reason, error))
			return FALSE;
		item = g_new0(struct item_rating, 1);
		item->item = id;
		item->na_reason = reason;
		add_item(items, item);
	}
	return TRUE;
}

static gboolean
set_comment(struct item_rating *item, const char *text, GError **error)
{
	(void)error;
	g_free(item->comment);
	item->comment = g_strdup(text);
	return TRUE;
}

static gboolean
set_evidence(struct item_rating *item, const char *text, GError **error)
{
	GArray *turns = args_turns(text, error);

	if (!turns)
		return FALSE;
	g_clear_pointer(&item->turns, g_array_unref);
	item->turns = turns;
	return TRUE;
}

/* Every ITEM=VALUE of an option, put into the item it speaks of. */
static gboolean
amend(const struct args *args, const char *option, GPtrArray *items,
      const struct rating *before,
      gboolean (*set)(struct item_rating *item, const char *value,
		      GError **error),
      GError **error)
{
	g_autofree const char **given = args_values(args, option);

	for (const char **pair = given; *pair; pair++) {
		g_autofree char *id = NULL;
		g_autofree char *value = NULL;
		struct item_rating *item;

		if (!args_pair(*pair, "ITEM=VALUE", &id, &value, error))
			return FALSE;
		item = item_to_amend(items, before, id, option, error);
		if (!item || !set(item, value, error))
			return FALSE;
	}
	return TRUE;
}

/* Everything the options say, as item ratings; NULL with an error. */
static GPtrArray *
take_items(struct cli *cli, gint64 session, const struct rating *before,
	   GError **error)
{
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);

	if (!take_file(cli, session, items, error) ||
	    !take_sets(&cli->args, items, error) ||
	    !amend(&cli->args, "comment", items, before, set_comment, error) ||
	    !amend(&cli->args, "evidence", items, before, set_evidence, error))
		return NULL;
	if (items->len == 0 && !args_has(&cli->args, "sign")) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "nothing to rate: give --file FILE, --set "
				    "ITEM=EXTENT/QUALITY or --na ITEM=REASON");
		return NULL;
	}
	return g_steal_pointer(&items);
}

/* Whose rating of which session a command speaks of. */
struct who {
	gint64 session;
	const char *rater;
	enum rater_role role;
};

static gboolean
read_who(struct cli *cli, struct who *who, GError **error)
{
	const struct args *args = &cli->args;

	if (!args_session(args->words->pdata[0], &who->session, error))
		return FALSE;
	who->rater = cli_rater(cli, error);
	return who->rater && args_role(args, &who->role, error);
}

/* What the rating has come to, after the change. */
static gboolean
print_state(struct cli *cli, const struct who *who, GError **error)
{
	const struct session_score *score = NULL;
	const struct rating *rating;
	g_autoptr(SessionRecord) record = NULL;
	struct printer *printer;

	record = app_record(cli->app, who->session, error);
	if (!record)
		return FALSE;
	rating = record_rating(record, who->rater, who->role, &score);
	if (!rating) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "session %" G_GINT64_FORMAT " has no rating by %s "
			    "(%s)",
			    who->session, who->rater,
			    rater_role_print(who->role));
		return FALSE;
	}
	if (!cli->json) {
		print_score_state(cli, rating, score);
		return TRUE;
	}
	printer = printer_new();
	json_rating(printer, rating, score);
	cli_print_json(cli, printer);
	return TRUE;
}

static const char *
meaning_of(const struct args *args)
{
	const char *meaning = args_value(args, "meaning");

	return meaning ? meaning :
			 "I rated this session myself; the rating is "
			 "finished.";
}

/* Rating and signature together, or neither. */
static gboolean
save(struct cli *cli, const struct who *who, const GPtrArray *items,
     GError **error)
{
	gboolean ok = TRUE;

	if (!app_begin(cli->app, error))
		return FALSE;
	if (items->len > 0)
		ok = app_rate(cli->app, who->session, who->rater, who->role,
			      items, error);
	if (ok && args_has(&cli->args, "sign"))
		ok = app_sign(cli->app, who->session, who->rater, who->role,
			      meaning_of(&cli->args), NULL, error);
	return app_end(cli->app, ok, error);
}

/* --undo or --redo, and nothing else. */
static int
run_undo(struct cli *cli, const struct who *who, GError **error)
{
	static const char *const others[] = { "set",	  "na",	  "comment",
					      "evidence", "file", "sign" };
	gboolean redo = args_has(&cli->args, "redo");
	struct item_rating *now;

	for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
		if (!args_has(&cli->args, others[i]) &&
		    !(redo && args_has(&cli->args, "undo")))
			continue;
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "--undo and --redo go alone: nothing else "
				    "is rated with them");
		return 2;
	}
	now = app_rate_undo(cli->app, who->session, who->rater, who->role, redo,
			    error);
	if (!now)
		return 1;
	item_rating_free(now);
	return print_state(cli, who, error) ? 0 : 1;
}

static int
run_rate(struct cli *cli, GError **error)
{
	g_autoptr(SessionRecord) record = NULL;
	g_autoptr(GPtrArray) items = NULL;
	struct who who;

	if (!read_who(cli, &who, error))
		return 2;
	if (args_has(&cli->args, "undo") || args_has(&cli->args, "redo"))
		return run_undo(cli, &who, error);
	record = app_record(cli->app, who.session, error);
	if (!record)
		return 1;
	items = take_items(cli, who.session,
			   record_rating(record, who.rater, who.role, NULL),
			   error);
	if (!items || !save(cli, &who, items, error))
		return 1;
	return print_state(cli, &who, error) ? 0 : 1;
}

static int
run_sign(struct cli *cli, GError **error)
{
	struct who who;

	if (!read_who(cli, &who, error))
		return 2;
	if (!app_sign(cli->app, who.session, who.rater, who.role,
		      meaning_of(&cli->args), NULL, error))
		return 1;
	return print_state(cli, &who, error) ? 0 : 1;
}

#define ROLE_WORDS "self peer supervisor independent consensus"

static const struct option rate_options[] = {
	{ "rater", 0, "CODE", FALSE,
	  "who rates (else $IPTRATE_RATER, else config.yaml)", NULL },
	{ "role", 0, "ROLE", FALSE,
	  "self, peer, supervisor, independent, consensus", ROLE_WORDS },
	{ "set", 0, "ITEM=E/Q", TRUE, "extent and quality: C3=4/3, G1=1",
	  NULL },
	{ "na", 0, "ITEM=REASON", TRUE, "not called for, and why", NULL },
	{ "comment", 0, "ITEM=TEXT", TRUE, "a remark on an item", NULL },
	{ "evidence", 0, "ITEM=TURNS", TRUE, "the turns behind it: C3=25,27",
	  NULL },
	{ "file", 0, "FILE", FALSE,
	  "ratings of many items: item, extent, quality, by tabs", NULL },
	{ "undo", 0, NULL, FALSE,
	  "take back the value that was given last, to what it was or to not "
	  "rated",
	  NULL },
	{ "redo", 0, NULL, FALSE, "give again what was taken back last", NULL },
	{ "sign", 0, NULL, FALSE, "and sign it", NULL },
	{ "meaning", 0, "TEXT", FALSE, "what the signature says", NULL },
	OPTIONS_END
};

static const struct option sign_options[] = {
	{ "rater", 0, "CODE", FALSE,
	  "who signs (else $IPTRATE_RATER, else config.yaml)", NULL },
	{ "role", 0, "ROLE", FALSE,
	  "self, peer, supervisor, independent, consensus", ROLE_WORDS },
	{ "meaning", 0, "TEXT", FALSE, "what the signature says", NULL },
	OPTIONS_END
};

static const char *const rate_examples[] = {
	"iptrate rate 12 --rater RL --role supervisor --set C3=4/3 "
	"--evidence C3=25,27",
	"iptrate rate 12 --rater RL --role supervisor --na C9='no action was "
	"due'",
	"iptrate rate 12 --rater RL --role supervisor --file s07.ratings.tsv "
	"--sign",
	NULL
};

static const char *const sign_examples[] = {
	"iptrate sign 12 --rater RL --role supervisor", NULL
};

const struct command cmd_rate = {
	.path = "rate",
	.synopsis = "SESSION --role ROLE [--set ITEM=E/Q...|--file FILE]",
	.summary = "rate a session on the rubric",
	.about = "Extent and quality are whole numbers from 1 to 5 (the "
		 "wording: 'iptrate rubric show ITEM'). All that one command "
		 "says is taken, or nothing. Earlier values stay in the "
		 "history; a changed rating has to be signed again.",
	.group = "Ratings and scores",
	.options = rate_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC | LOOKS_FIRST,
	.least = 1,
	.most = 1,
	.run = run_rate,
	.examples = rate_examples,
};

const struct command cmd_sign = {
	.path = "sign",
	.synopsis = "SESSION --role ROLE",
	.summary = "declare a rating finished",
	.group = "Ratings and scores",
	.options = sign_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC | LOOKS_FIRST,
	.least = 1,
	.most = 1,
	.run = run_sign,
	.examples = sign_examples,
};
