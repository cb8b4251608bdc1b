/*
 * What the name of a file says: case, number, planned sessions, therapist.
 *
 * The user's pattern ("C{case}_s{number}") becomes one regular expression in
 * which everything but the braces stands for itself.
 */
#include "app/private.h"
#include "app/values.h"

#include <string.h>

struct name_pattern {
	char *text;
	GRegex *regex;
	guint parts; /* of the path that are looked at */
};

static const struct {
	const char *name;
	const char *regex;
} holders[] = {
	{ "case", "(?<case>[^/]+?)" },
	{ "number", "0*(?<number>[1-9][0-9]{0,3})" },
	{ "planned", "0*(?<planned>[1-9][0-9]{0,3})" },
	{ "therapist", "(?<therapist>[^/]+?)" },
	{ "*", "[^/]*?" },
};

/* More than this many {*} help nobody and take for ever. */
#define MOST_STARS 4

void
name_pattern_free(struct name_pattern *pattern)
{
	if (!pattern)
		return;
	g_free(pattern->text);
	g_clear_pointer(&pattern->regex, g_regex_unref);
	g_free(pattern);
}

static gboolean
fail_pattern(GError **error, const char *text, const char *why)
{
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "the pattern of names '%s' %s", text, why);
	return FALSE;
}

static gboolean
fail_holder(GError **error, const char *text, const char *word)
{
	const char *names[G_N_ELEMENTS(holders) + 1] = { NULL };
	g_autofree char *why = NULL;
	const char *near;

	for (guint i = 0; i < G_N_ELEMENTS(holders); i++)
		names[i] = holders[i].name;
	near = base_did_you_mean(word, names);
	why = near ? g_strdup_printf("has '{%s}' (did you mean '{%s}'?)", word,
				     near) :
		     g_strdup_printf("has '{%s}' (there are {case}, {number}, "
				     "{planned}, {therapist} and {*})",
				     word);
	return fail_pattern(error, text, why);
}

/* One placeholder into the expression; used counts each. */
static gboolean
add_holder(GString *regex, const char *text, const char *word, guint *used,
	   GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(holders); i++) {
		gboolean star = *holders[i].name == '*';

		if (strcmp(holders[i].name, word))
			continue;
		g_string_append(regex, holders[i].regex);
		return ++used[i] <= (star ? MOST_STARS : 1) ||
		       fail_pattern(error, text,
				    star ? "has more than four {*}" :
					   "has the same placeholder twice");
	}
	return fail_holder(error, text, word);
}

static void
add_plain(GString *regex, const char *text, gsize len)
{
	g_autofree char *plain = g_regex_escape_string(text, (int)len);

	g_string_append(regex, plain);
}

static gboolean
build(GString *regex, const char *text, GError **error)
{
	guint used[G_N_ELEMENTS(holders)] = { 0 };
	const char *at = text;
	guint holds = 0;

	while (*at) {
		gsize plain = strcspn(at, "{}");
		const char *close;
		g_autofree char *word = NULL;

		add_plain(regex, at, plain);
		at += plain;
		if (!*at)
			break;
		close = *at == '{' ? strchr(at, '}') : NULL;
		if (!close)
			return fail_pattern(error, text,
					    "has a brace without its partner");
		word = g_strndup(at + 1, (gsize)(close - at - 1));
		if (!add_holder(regex, text, word, used, error))
			return FALSE;
		holds += *word != '*';
		at = close + 1;
	}
	return holds || fail_pattern(error, text,
				     "takes nothing from a name; put {case} or "
				     "{number} where they stand");
}

struct name_pattern *
name_pattern_new(const char *text, GError **error)
{
	g_autoptr(GString) regex = g_string_new("^");
	struct name_pattern *pattern;

	if (!g_utf8_validate(text, -1, NULL)) {
		fail_pattern(error, "", "is not valid UTF-8");
		return NULL;
	}
	if (!build(regex, text, error))
		return NULL;
	g_string_append_c(regex, '$');
	pattern = g_new0(struct name_pattern, 1);
	pattern->text = g_strdup(text);
	pattern->regex = g_regex_new(regex->str, G_REGEX_CASELESS, 0, NULL);
	g_assert(pattern->regex);
	pattern->parts = 1;
	for (const char *at = text; *at; at++)
		pattern->parts += *at == '/';
	return pattern;
}

const char *
name_pattern_text(const struct name_pattern *pattern)
{
	return pattern->text;
}

/* The last parts of the path, which the pattern speaks of. */
static const char *
tail_of(const char *path, guint parts)
{
	const char *at = path + strlen(path);

	while (at > path && (at[-1] != '/' || --parts > 0))
		at--;
	return at;
}

static gboolean
take_name_match(const GMatchInfo *match, struct name_facts *facts)
{
	g_autofree char *number = g_match_info_fetch_named(match, "number");
	g_autofree char *planned = g_match_info_fetch_named(match, "planned");

	facts->case_code = g_match_info_fetch_named(match, "case");
	facts->therapist = g_match_info_fetch_named(match, "therapist");
	if (number)
		app_number_parse(number, &facts->number);
	if (planned)
		app_number_parse(planned, &facts->planned);
	return TRUE;
}

static gboolean
match_one(const struct name_pattern *pattern, const char *name,
	  struct name_facts *facts)
{
	g_autoptr(GMatchInfo) match = NULL;

	return g_regex_match(pattern->regex, name, 0, &match) &&
	       take_name_match(match, facts);
}

gboolean
name_pattern_match(const struct name_pattern *pattern, const char *path,
		   struct name_facts *facts)
{
	g_autofree char *name =
		g_filename_display_name(tail_of(path, pattern->parts));
	const char *slash = strrchr(name, '/');
	char *dot = strrchr(name, '.');

	memset(facts, 0, sizeof(*facts));
	if (match_one(pattern, name, facts))
		return TRUE;
	/* Few write the ending into the pattern. */
	if (!dot || dot == (slash ? slash + 1 : name))
		return FALSE;
	*dot = '\0';
	return match_one(pattern, name, facts);
}

void
name_facts_clear(struct name_facts *facts)
{
	g_free(facts->case_code);
	g_free(facts->therapist);
	memset(facts, 0, sizeof(*facts));
}
