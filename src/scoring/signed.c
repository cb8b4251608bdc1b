/*
 * The text of what somebody signed.
 *
 * One line for each thing: a word, a blank, the value to the end of the line.
 * In texts of people a backslash is written as two, a line break as \n, so
 * that no value can look like another line.  What is not known has no line.
 * Items stand in the order of their codes' bytes.  The first line names this
 * form: whoever changes it gives it a new number and keeps the old one, since
 * what was signed must come out the same for ever.  Form 2 has two lines more:
 * what the signer was blind to, and the hash of the event before, so that a
 * signature vouches for all the history up to it.
 */
#include "scoring/scoring.h"

#include <string.h>

void
signature_free(struct signature *signature)
{
	if (!signature)
		return;
	g_free(signature->signer);
	g_free(signature->name);
	g_free(signature->entered_by);
	g_free(signature->unfinished);
	g_free(signature->source);
	g_free(signature->turns);
	g_free(signature->tags);
	g_free(signature->codebook);
	g_free(signature->state);
	g_free(signature->reasons);
	g_free(signature->sha256);
	g_free(signature->text);
	g_free(signature->history);
	g_free(signature->key_id);
	g_free(signature->minisig);
	g_free(signature->key_holder);
	g_free(signature->fingerprint);
	g_free(signature);
}

guint
rating_blind(const struct rating *rating)
{
	if (rating->signed_at)
		return rating->signature ? rating->signature->blind : 0;
	return rating->signed_before ? 0 : rating->blind;
}

char *
rating_version_print(const struct rating *rating)
{
	guint version = MAX(rating->version, 1);
	g_autofree char *at = NULL;

	if (!rating->signed_at)
		return g_strdup_printf("version %u, not signed", version);
	at = base_time_print(rating->signed_at);
	return g_strdup_printf("version %u, signed %s", version, at);
}

static void
append_value(GString *out, const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++) {
		if (text[i] == '\\')
			g_string_append(out, "\\\\");
		else if (text[i] == '\n')
			g_string_append(out, "\\n");
		else
			g_string_append_c(out, text[i]);
	}
	g_string_append_c(out, '\n');
}

/* Nothing when the value is not known. */
static void
append_signed(GString *out, const char *word, const char *value)
{
	if (!value)
		return;
	g_string_append(out, word);
	g_string_append_c(out, ' ');
	append_value(out, value, strlen(value));
}

static void
append_number(GString *out, const char *word, gint64 value)
{
	if (value)
		g_string_append_printf(out, "%s %" G_GINT64_FORMAT "\n", word,
				       value);
}

static void
append_facts(GString *out, const struct signature *signature)
{
	const struct session_facts *facts = &signature->facts;

	append_signed(out, "source", signature->source);
	append_signed(out, "turns", signature->turns);
	append_signed(out, "tags", signature->tags);
	append_signed(out, "codebook", signature->codebook);
	if (!signature->has_facts)
		return;
	append_number(out, "number", facts->number);
	append_number(out, "planned", facts->planned);
	append_signed(out, "phase", phase_print(facts->phase));
	append_signed(out, "focus", focus_print(facts->focus));
}

/* "item C3 4/3@25,27", "item C9 NA", then its words on lines of their own. */
static void
append_item(GString *out, const struct item_rating *item)
{
	g_string_append_printf(out, "item %s ", item->item);
	if (!item->extent)
		g_string_append(out, "NA");
	else if (!item->quality)
		g_string_append_printf(out, "%u", item->extent);
	else
		g_string_append_printf(out, "%u/%u", item->extent,
				       item->quality);
	for (guint i = 0; item->turns && i < item->turns->len; i++)
		g_string_append_printf(out, "%c%u", i ? ',' : '@',
				       g_array_index(item->turns, guint, i));
	g_string_append_c(out, '\n');
	append_signed(out, "na-reason", item->extent ? NULL : item->na_reason);
	append_signed(out, "comment", item->comment);
}

static int
by_code(const void *a, const void *b)
{
	const struct item_rating *left = *(void *const *)a;
	const struct item_rating *right = *(void *const *)b;

	return strcmp(left->item, right->item);
}

static void
append_verdict(GString *out, const struct signature *signature)
{
	const char *line = signature->reasons;

	append_signed(out, "verdict", signature->state);
	while (line && *line) {
		gsize len = strcspn(line, "\n");

		g_string_append(out, "reason ");
		append_value(out, line, len);
		line += len + (line[len] == '\n');
	}
}

char *
rating_signed_text(const struct rating *rating)
{
	const struct signature *signature = rating->signature;
	g_autoptr(GPtrArray) items = g_ptr_array_new();
	g_autofree char *blind = blindness_print(signature->blind);
	GString *out = g_string_new(NULL);

	g_assert(signature);
	g_string_append_printf(out, "iptrate signed rating %d\n",
			       signature->history ? 2 : 1);
	append_signed(out, "history", signature->history);
	if (signature->history)
		append_signed(out, "blind-to", *blind ? blind : "nothing");
	append_facts(out, signature);
	append_signed(out, "rubric", rating->rubric_sha256);
	append_signed(out, "signer", signature->signer);
	append_signed(out, "name", signature->name);
	append_signed(out, "role", rater_role_print(rating->role));
	append_signed(out, "entered-by", signature->entered_by);
	append_number(out, "version", rating->version);
	append_number(out, "at", rating->signed_at);
	append_signed(out, "meaning", rating->meaning);
	append_signed(out, "unfinished", signature->unfinished);
	append_verdict(out, signature);
	for (guint i = 0; i < rating->items->len; i++)
		g_ptr_array_add(items, rating->items->pdata[i]);
	g_ptr_array_sort(items, by_code);
	for (guint i = 0; i < items->len; i++)
		append_item(out, items->pdata[i]);
	return g_string_free(out, FALSE);
}
