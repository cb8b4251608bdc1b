/*
 * complete: what Tab makes of a command that was begun: the verb, then the
 * names of its options.
 */
#include "tui/private.h"
#include "tui/asking.h"

#include <string.h>

/* The words that begin as text does, and what they have in common. */
struct fits {
	GString *names; /* blank-separated */
	char *common;
	guint n;
};

static void
fit(struct fits *fits, const char *word, const char *text)
{
	gsize same = 0;

	if (!g_str_has_prefix(word, text))
		return;
	fits->n++;
	g_string_append_printf(fits->names, "%s%s",
			       fits->names->len ? "  " : "", word);
	while (fits->common && fits->common[same] &&
	       fits->common[same] == word[same])
		same++;
	if (fits->common)
		fits->common[same] = '\0';
	else
		fits->common = g_strdup(word);
}

/* The options of the verb that the text begins with; NULL: of none. */
static const char *
options_of(const struct tui *tui, const char *text)
{
	const char *const *verbs = tui->options.verbs;
	const char *const *options = tui->options.verb_options;

	for (guint i = 0; options && verbs && verbs[i]; i++) {
		gsize len = strlen(verbs[i]);

		if (strncmp(verbs[i], text, len) == 0 && text[len] == ' ')
			return options[i];
	}
	return NULL;
}

/* Puts what is common in the place of the text from `start` on. */
static void
put_completion(struct prompt *prompt, gsize start, const struct fits *fits)
{
	g_string_truncate(prompt->text, start);
	g_string_append(prompt->text, fits->common);
	if (fits->n == 1)
		g_string_append_c(prompt->text, ' ');
	prompt->caret = prompt->text->len;
}

void
prompt_complete(struct tui *tui)
{
	struct prompt *prompt = &tui->prompt;
	const char *text = prompt->text->str, *verb = text, *word;
	struct fits fits = { g_string_new(NULL), NULL, 0 };
	const char *options;

	if (g_str_has_prefix(verb, "iptrate "))
		verb += strlen("iptrate ");
	options = options_of(tui, verb);
	word = strrchr(verb, ' ');
	if (options && word && word[1] == '-') {
		g_auto(GStrv) names = g_strsplit(options, " ", -1);

		verb = word + 1;
		for (char **name = names; *name; name++)
			fit(&fits, *name, verb);
	} else {
		const char *const *verbs = tui->options.verbs;

		for (; verbs && *verbs; verbs++)
			fit(&fits, *verbs, verb);
	}
	if (fits.n > 0)
		put_completion(prompt, (gsize)(verb - text), &fits);
	if (fits.n > 1)
		prompt->hint = g_strdup(fits.names->str);
	else if (fits.n == 0)
		prompt->hint = g_strdup("nothing begins so");
	g_string_free(fits.names, TRUE);
	g_free(fits.common);
}
