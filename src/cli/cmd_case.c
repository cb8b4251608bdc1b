/*
 * case and person: courses of treatment, and the people who rate them.
 */
#include "cli/case.h"
#include "cli/consent.h"
#include "cli/output.h"

#include <string.h>

typedef gboolean (*set_function)(struct app *app, const char *code,
				 const char *key, const char *value,
				 GError **error);

/* The words after CODE, read into key and value by turns; NULL with an
 * error.  Caller frees. */
static GPtrArray *
read_pairs(const GPtrArray *words, const char *const *keys, GError **error)
{
	g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 1; i < words->len; i++) {
		g_autofree char *list = g_strjoinv(", ", (char **)keys);
		char *key, *value;

		if (!args_pair(words->pdata[i], "KEY=VALUE", &key, &value,
			       error))
			return NULL;
		g_ptr_array_add(pairs, key);
		g_ptr_array_add(pairs, value);
		if (g_strv_contains(keys, key))
			continue;
		fail_unknown(error, BASE_ERROR_USAGE, "key", key,
			     base_did_you_mean(key, keys), list);
		return NULL;
	}
	return g_steal_pointer(&pairs);
}

/* CODE KEY=VALUE...: all are set or none; keys is what may be set. */
static int
set_pairs(struct cli *cli, set_function set, const char *const *keys,
	  GError **error)
{
	const GPtrArray *words = cli->args.words;
	g_autoptr(GPtrArray) pairs = read_pairs(words, keys, error);
	gboolean ok = TRUE;

	if (!pairs || !app_begin(cli->app, error))
		return 1;
	for (guint i = 0; ok && i < pairs->len; i += 2)
		ok = set(cli->app, words->pdata[0], pairs->pdata[i],
			 pairs->pdata[i + 1], error);
	return app_end(cli->app, ok, error) ? 0 : 1;
}

/* What cases and people have in common when they are printed. */
struct kind {
	const char *noun;
	const struct column *columns;
	GPtrArray *(*list)(struct app *app, GError **error);
	GDestroyNotify free;
	const char *(*code)(gconstpointer info);
};

static const char *
case_code(gconstpointer data)
{
	return ((const struct case_info *)data)->code;
}

static const char *
person_code(gconstpointer data)
{
	return ((const struct person_info *)data)->code;
}

static const struct kind kind_case = {
	.noun = "case",
	.columns = case_columns,
	.list = app_cases,
	.free = (GDestroyNotify)case_info_free,
	.code = case_code,
};

static const struct kind kind_person = {
	.noun = "person",
	.columns = person_columns,
	.list = app_people,
	.free = (GDestroyNotify)person_info_free,
	.code = person_code,
};

/* Those whose code it is; only NULL: all.  Borrows. */
static GPtrArray *
pick(const struct kind *kind, const GPtrArray *list, const char *only)
{
	GPtrArray *picked = g_ptr_array_new();

	for (guint i = 0; i < list->len; i++) {
		if (!only || base_code_same(kind->code(list->pdata[i]), only))
			g_ptr_array_add(picked, list->pdata[i]);
	}
	return picked;
}

static void
fail_code(const struct kind *kind, const char *code, GError **error)
{
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "no %s '%s' (see 'iptrate %s list')", kind->noun, code,
		    kind->noun);
}

static int
list_kind(struct cli *cli, const struct kind *kind, const char *only,
	  const char *typed, GError **error)
{
	GPtrArray *list = kind->list(cli->app, error);
	g_autoptr(GPtrArray) picked = NULL;

	if (!list)
		return 1;
	picked = pick(kind, list, only);
	if (only && picked->len == 0)
		fail_code(kind, typed, error);
	else if (only && cli->json)
		cli_print_thing(cli, kind->columns, picked->pdata[0], NULL);
	else if (picked->len == 0 && !cli->json)
		cli_note(cli, "no %s yet", kind->noun);
	else
		cli_print_things(cli, kind->columns, picked, NULL);
	free_list(list, kind->free);
	return 0;
}

static int
run_case_list(struct cli *cli, GError **error)
{
	return list_kind(cli, &kind_case, NULL, NULL, error);
}

static void
print_case(struct cli *cli, const struct case_info *info, GHashTable *roles)
{
	g_autoptr(GArray) speakers = case_speakers(roles);
	g_autoptr(GPtrArray) one = g_ptr_array_new();
	struct printer *printer;

	if (cli->json) {
		printer = printer_new();
		printer_begin_map(printer, NULL);
		columns_json_fields(printer, case_columns, info, NULL);
		columns_json_array(printer, "speakers", label_role_columns,
				   speakers, NULL);
		printer_end(printer);
		cli_print_json(cli, printer);
		return;
	}
	g_ptr_array_add(one, (gpointer)info);
	cli_print_things(cli, case_columns, one, NULL);
	print_case_speakers(cli, speakers);
}

static int
run_case_show(struct cli *cli, GError **error)
{
	const char *code = cli->args.words->pdata[0];
	GPtrArray *list = app_cases(cli->app, error);
	g_autoptr(GHashTable) roles = NULL;
	g_autoptr(GPtrArray) picked = NULL;

	if (!list)
		return 1;
	picked = pick(&kind_case, list, code);
	if (picked->len == 0)
		fail_code(&kind_case, code, error);
	else
		roles = app_case_speakers(cli->app, code, error);
	if (roles)
		print_case(cli, picked->pdata[0], roles);
	free_list(list, kind_case.free);
	return roles ? 0 : 1;
}

static int
run_case_set(struct cli *cli, GError **error)
{
	const char *const keys[] = { "focus", "planned", "note", NULL };

	return cli_may_set_case(cli, error) ?
		       set_pairs(cli, app_case_set, keys, error) :
		       1;
}

static int
run_person_list(struct cli *cli, GError **error)
{
	return list_kind(cli, &kind_person, NULL, NULL, error);
}

static int
run_person_show(struct cli *cli, GError **error)
{
	const char *typed = cli->args.words->pdata[0];
	const char *code = app_person_code(cli->app, "person", typed, error);

	return code ? list_kind(cli, &kind_person, code, typed, error) : 1;
}

static int
run_person_set(struct cli *cli, GError **error)
{
	const char *const keys[] = { "role", "name", NULL };

	return set_pairs(cli, app_person_set, keys, error);
}

static const struct option case_set_options[] = {
	{ "yes", 0, NULL, FALSE, "without being asked where ratings are signed",
	  NULL },
	OPTIONS_END
};

static const char *const case_set_examples[] = {
	"iptrate case set C21 focus=role-dispute planned=16", NULL
};

static const char *const person_set_examples[] = {
	"iptrate person set RL role=supervisor", NULL
};

#define GROUP "Transcripts and sessions"

const struct command cmd_case_list = {
	.path = "case list",
	.synopsis = "",
	.summary = "list the cases",
	.group = GROUP,
	.needs = NEEDS_CASEBOOK,
	.run = run_case_list,
};

const struct command cmd_case_show = {
	.path = "case show",
	.synopsis = "CODE",
	.summary = "tell what is known of a case",
	.about = "Also which speakers' roles are remembered for its next "
		 "files.",
	.group = GROUP,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_case_show,
};

const struct command cmd_case_set = {
	.path = "case set",
	.synopsis = "CODE KEY=VALUE...",
	.summary = "change focus, planned sessions or note of a case",
	.about = "A case that is not there yet is made. Codes are pseudonyms: "
		 "never use a name.",
	.group = GROUP,
	.options = case_set_options,
	.needs = NEEDS_CASEBOOK | BEGINS_CASEBOOK,
	.least = 2,
	.most = G_MAXUINT,
	.words = "focus= planned= note=",
	.run = run_case_set,
	.examples = case_set_examples,
};

const struct command cmd_person_list = {
	.path = "person list",
	.synopsis = "",
	.summary = "list trainees, supervisors and assessors",
	.group = GROUP,
	.needs = NEEDS_CASEBOOK,
	.run = run_person_list,
};

const struct command cmd_person_show = {
	.path = "person show",
	.synopsis = "CODE",
	.summary = "tell what is known of a person",
	.group = GROUP,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_person_show,
};

const struct command cmd_person_set = {
	.path = "person set",
	.synopsis = "CODE KEY=VALUE...",
	.summary = "change role or name of a person",
	.about = "A person who is not there yet is made.",
	.group = GROUP,
	.needs = NEEDS_CASEBOOK | BEGINS_CASEBOOK,
	.least = 2,
	.most = G_MAXUINT,
	.words = "role= name=",
	.run = run_person_set,
	.examples = person_set_examples,
};
