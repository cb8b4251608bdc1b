/*
 * What a command says of items: from a file, --set, --na, --comment and
 * --evidence, put together as item ratings.
 */
#include "cli/output.h"
#include "cli/rating.h"

static struct item_rating *
find_item(const GPtrArray *items, const char *id)
{
	for (guint i = 0; i < items->len; i++) {
		struct item_rating *item = items->pdata[i];

		if (base_code_same(item->item, id))
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

/* What --comment and --evidence speak of: an item of this command, else what
 * the rater has of it so far, and when that is nothing a remark by itself. */
static struct item_rating *
item_to_amend(GPtrArray *items, const struct rating *before, const char *id)
{
	struct item_rating *item = find_item(items, id);
	const struct item_rating *old =
		item || !before ? NULL : find_item(before->items, id);

	if (item)
		return item;
	item = old ? copy_item(old) : g_new0(struct item_rating, 1);
	if (!old)
		item->item = g_strdup(id);
	g_ptr_array_add(items, item);
	return item;
}

static void
give_item(GPtrArray *items, struct item_rating *item)
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
	for (guint i = 0; i < diagnostics->len; i++) {
		const struct diagnostic *warning = diagnostics->pdata[i];

		if (warning->line)
			cli_note(cli, "%s:%u: warning: %s", path, warning->line,
				 warning->message);
		else
			cli_note(cli, "%s: warning: %s", path,
				 warning->message);
	}
	/* Elements go over to items. */
	g_ptr_array_set_free_func(read, NULL);
	for (guint i = 0; i < read->len; i++)
		give_item(items, read->pdata[i]);
	g_ptr_array_unref(read);
	return TRUE;
}

/* A score given by an option, which counts more than the file's; but not two
 * for one item.  Takes the item. */
static gboolean
take_scored(struct cli *cli, GPtrArray *items, GPtrArray *scored,
	    struct item_rating *item, GError **error)
{
	g_autofree char *safe = base_printable(item->item, -1);

	if (find_item(scored, item->item)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "%s is given twice by --set and --na; keep one of "
			    "them",
			    safe);
		item_rating_free(item);
		return FALSE;
	}
	if (find_item(items, item->item))
		cli_note(cli, "%s stands in the file, too; the option counts",
			 safe);
	give_item(items, item);
	g_ptr_array_add(scored, item);
	return TRUE;
}

static gboolean
take_sets(struct cli *cli, GPtrArray *items, GError **error)
{
	g_autofree const char **sets = args_values(&cli->args, "set");
	g_autofree const char **nas = args_values(&cli->args, "na");
	g_autoptr(GPtrArray) scored = g_ptr_array_new();

	for (const char **set = sets; *set; set++) {
		struct item_rating *item = item_rating_parse(*set, error);

		if (!item || !take_scored(cli, items, scored, item, error))
			return FALSE;
	}
	for (const char **na = nas; *na; na++) {
		struct item_rating *item;
		char *id, *reason;

		if (!args_pair(*na, "ITEM=REASON", &id, &reason, error))
			return FALSE;
		item = g_new0(struct item_rating, 1);
		item->item = id;
		item->na_reason = reason;
		if (!take_scored(cli, items, scored, item, error))
			return FALSE;
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
		item = item_to_amend(items, before, id);
		if (!set(item, value, error))
			return FALSE;
	}
	return TRUE;
}

/* What was remarked on an item before it was rated stays with it. */
static void
keep_remarks(GPtrArray *items, const struct rating *before)
{
	for (guint i = 0; before && before->remarks && i < items->len; i++) {
		struct item_rating *item = items->pdata[i];
		const struct item_rating *remark =
			find_item(before->remarks, item->item);

		if (!remark)
			continue;
		if (!item->comment)
			item->comment = g_strdup(remark->comment);
		if (!item->turns && remark->turns->len)
			item->turns = g_array_copy(remark->turns);
	}
}

GPtrArray *
rate_items(struct cli *cli, gint64 session, const struct rating *before,
	   GError **error)
{
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);

	if (!take_file(cli, session, items, error) ||
	    !take_sets(cli, items, error) ||
	    !amend(&cli->args, "comment", items, before, set_comment, error) ||
	    !amend(&cli->args, "evidence", items, before, set_evidence, error))
		return NULL;
	keep_remarks(items, before);
	if (items->len == 0 && !args_has(&cli->args, "sign") &&
	    !args_has(&cli->args, "seal")) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "nothing to rate: give --file FILE, --set "
				    "ITEM=EXTENT/QUALITY or --na ITEM=REASON");
		return NULL;
	}
	return g_steal_pointer(&items);
}
