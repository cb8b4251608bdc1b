/*
 * What people call things: codes as they were spelled first, and sessions by
 * number, by case and number, or by their file.
 *
 * The one idea: whatever names a session or a person is understood here and
 * nowhere else, so that every command takes the same.
 */
#include "app/private.h"
#include "app/blind.h"
#include "app/values.h"

#include <string.h>

/* -- codes ---------------------------------------------------------------- */

/* The code among those there are that is the same; NULL: none is. */
static const char *
spelled_first(const GPtrArray *codes, const char *code)
{
	const char *found = NULL;

	for (guint i = 0; i < codes->len; i++) {
		const char *other = codes->pdata[i];

		if (!strcmp(other, code))
			return other;
		if (!found && base_code_same(other, code))
			found = other;
	}
	return found;
}

static const char *
spell(struct app *app, const char *what, const char *typed,
      GPtrArray *(*list)(struct store *store, GError **error), GError **error)
{
	g_autofree char *clean = base_code_clean(typed);
	g_autoptr(GPtrArray) codes = NULL;
	const char *first;

	if (!app_code_check(what, clean, error) || !app_store(app, error) ||
	    !(codes = list(app->store, error)))
		return NULL;
	first = spelled_first(codes, clean);
	return g_string_chunk_insert_const(app->codes, first ? first : clean);
}

const char *
app_person_code(struct app *app, const char *what, const char *typed,
		GError **error)
{
	const char *code = spell(app, what, typed, store_person_codes, error);
	g_autoptr(GError) failed = NULL;
	struct person_info *info;

	/* Of one who was merged into another the other's. */
	info = code ? store_person_find(app->store, code, &failed) : NULL;
	if (info)
		code = g_string_chunk_insert_const(app->codes, info->code);
	person_info_free(info);
	if (!failed)
		return code;
	g_propagate_error(error, g_steal_pointer(&failed));
	return NULL;
}

const char *
app_case_code(struct app *app, const char *typed, GError **error)
{
	const char *code = spell(app, "case", typed, store_case_codes, error);
	gboolean copy;

	if (!code || !store_drill_is_case(app->store, code, &copy, error))
		return NULL;
	if (!copy)
		return code;
	app_fail(error, BASE_ERROR_DENIED,
		 "'%s' is no case: under this code goes a copy for a drill",
		 code);
	return NULL;
}

/* -- sessions ------------------------------------------------------------- */

/* A word that should name a session, and those that it fits. */
struct address {
	const char *word; /* made safe */
	GPtrArray *fits;  /* struct session_info, borrowed */
};

/* "C21/6 (s21.txt)" */
static char *
place_print(const struct session_info *info)
{
	if (!info->facts.number)
		return g_strdup_printf("%s, %s", info->case_code,
				       info->source_name);
	return g_strdup_printf("%s/%u, %s", info->case_code, info->facts.number,
			       info->source_name);
}

#define CHOICES 8 /* more of them help nobody */

static gboolean
fail_choice(const struct address *address, const char *why, GError **error)
{
	g_autoptr(GString) list = g_string_new(NULL);

	for (guint i = 0; i < MIN(address->fits->len, CHOICES); i++) {
		const struct session_info *info = address->fits->pdata[i];
		g_autofree char *place = place_print(info);
		g_autofree char *shown = base_printable(place, -1);

		g_string_append_printf(list, "%s%" G_GINT64_FORMAT " (%s)",
				       i ? ", " : "", info->session, shown);
	}
	if (address->fits->len > CHOICES)
		g_string_append_printf(list, " and %u more",
				       address->fits->len - CHOICES);
	return app_fail(error, BASE_ERROR_USAGE,
			"'%s' %s; say which by its number: %s", address->word,
			why, list->str);
}

/* The session's number in its case; 0: the word does not end in one. */
static guint
split_place(const char *word, char **code)
{
	const char *slash = strrchr(word, '/');
	guint number = 0;

	if (!slash || slash == word || !app_number_parse(slash + 1, &number))
		return 0;
	*code = g_strndup(word, (gsize)(slash - word));
	return number;
}

static void
find_place(const GPtrArray *sessions, const char *code, guint number,
	   GPtrArray *fits)
{
	for (guint i = 0; i < sessions->len; i++) {
		struct session_info *info = sessions->pdata[i];

		if (base_code_same(info->case_code, code) &&
		    (!number || info->facts.number == number))
			g_ptr_array_add(fits, info);
	}
}

/* By the file's name, with or without folder and ending. */
static gboolean
is_file(const struct session_info *info, const char *word)
{
	g_autofree char *name = g_path_get_basename(word);
	g_autofree char *stem = g_strdup(info->source_name);
	char *dot = strrchr(stem, '.');

	if (base_code_same(info->source_name, word) ||
	    base_code_same(info->source_name, name))
		return TRUE;
	if (!dot || dot == stem)
		return FALSE;
	*dot = '\0';
	return base_code_same(stem, word) || base_code_same(stem, name);
}

static int
by_place(gconstpointer a, gconstpointer b)
{
	const struct session_info *one = *(struct session_info *const *)a;
	const struct session_info *other = *(struct session_info *const *)b;

	if (one->facts.number != other->facts.number)
		return one->facts.number < other->facts.number ? -1 : 1;
	return one->session < other->session ? -1 : 1;
}

static gboolean
fail_nothing(const struct address *address, const char *code,
	     const GPtrArray *sessions, GError **error)
{
	g_autoptr(GString) numbers = g_string_new(NULL);
	const char *spelled = NULL;

	for (guint i = 0; code && i < sessions->len; i++) {
		const struct session_info *info = sessions->pdata[i];

		if (!base_code_same(info->case_code, code))
			continue;
		spelled = info->case_code;
		if (info->facts.number)
			g_string_append_printf(numbers, "%s%u",
					       numbers->len ? ", " : "",
					       info->facts.number);
	}
	if (spelled && numbers->len)
		return app_fail(error, BASE_ERROR_NOT_FOUND,
				"case %s has no session '%s' (it has %s)",
				spelled, address->word, numbers->str);
	if (spelled)
		return app_fail(error, BASE_ERROR_NOT_FOUND,
				"no session of case %s has a number (iptrate "
				"session list --case %s)",
				spelled, spelled);
	return app_fail(error, BASE_ERROR_USAGE,
			"'%s' is not a session's number, nor CASE/NUMBER as in "
			"C21/6, nor the name of its file (see 'iptrate session "
			"list')",
			address->word);
}

static gboolean
choose(const struct address *address, const char *why, gint64 *session,
       GError **error)
{
	const struct session_info *only;

	if (address->fits->len > 1)
		return fail_choice(address, why, error);
	only = address->fits->pdata[0];
	*session = only->session;
	return TRUE;
}

static gboolean
find_named(const char *word, const GPtrArray *sessions, gint64 *session,
	   GError **error)
{
	g_autofree char *shown = base_printable(word, -1);
	g_autofree char *code = NULL;
	g_autoptr(GPtrArray) fits = g_ptr_array_new();
	struct address address = { shown, fits };
	guint number = split_place(word, &code);

	if (number)
		find_place(sessions, code, number, fits);
	if (fits->len)
		return choose(&address, "is more than one session", session,
			      error);
	for (guint i = 0; i < sessions->len; i++) {
		if (is_file(sessions->pdata[i], word))
			g_ptr_array_add(fits, sessions->pdata[i]);
	}
	if (fits->len)
		return choose(&address, "is the file of more than one session",
			      session, error);
	if (!number)
		find_place(sessions, word, 0, fits);
	if (fits->len)
		return fail_choice(&address, "is a case, not a session", error);
	return fail_nothing(&address, code, sessions, error);
}

/* By the name that it has for a rater, "B-7K3M"; 0: none has that. */
static gboolean
find_assigned(struct app *app, const char *word, gint64 *session,
	      GError **error)
{
	g_autoptr(GPtrArray) all =
		app_store(app, error) ?
			store_assignments_load(app->store, error) :
			NULL;

	*session = 0;
	for (guint i = 0; all && i < all->len; i++) {
		const struct assignment *assignment = all->pdata[i];

		if (base_code_same(assignment->name, word))
			*session = assignment->session;
	}
	return all != NULL;
}

gboolean
app_session_find(struct app *app, const char *word, gint64 *session,
		 GError **error)
{
	g_autofree char *clean = base_code_clean(word);
	g_autoptr(GPtrArray) sessions = NULL;
	guint64 number;

	if (g_ascii_string_to_unsigned(clean, 10, 1, G_MAXINT64, &number,
				       NULL)) {
		*session = (gint64)number;
		return TRUE;
	}
	if (!find_assigned(app, clean, session, error))
		return FALSE;
	if (*session)
		return TRUE;
	sessions = sessions_shown(app, error);
	if (sessions)
		g_ptr_array_sort(sessions, by_place);
	return sessions && find_named(clean, sessions, session, error);
}

/* -- cases ---------------------------------------------------------------- */

GArray *
app_case_sessions(struct app *app, const char *code, GError **error)
{
	g_autoptr(GPtrArray) sessions = NULL;
	g_autoptr(GPtrArray) fits = g_ptr_array_new();
	g_autofree char *shown = base_printable(code, -1);
	GArray *ids;

	if (!(sessions = sessions_shown(app, error)))
		return NULL;
	find_place(sessions, code, 0, fits);
	if (!fits->len) {
		app_fail(error, BASE_ERROR_NOT_FOUND,
			 "there is no session of a case '%s' (see 'iptrate "
			 "case list')",
			 shown);
		return NULL;
	}
	g_ptr_array_sort(fits, by_place);
	ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	for (guint i = 0; i < fits->len; i++) {
		const struct session_info *info = fits->pdata[i];

		g_array_append_val(ids, info->session);
	}
	return ids;
}
