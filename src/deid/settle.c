/*
 * settle: marks and what patterns found become proposals; what was kept and
 * could be a name is counted.
 */
#include "deid/talk.h"

#include <string.h>

static void
proposal_clear(gpointer data)
{
	struct deid_proposal *proposal = data;

	g_free(proposal->form);
	g_free(proposal->relation);
}

static void
left_clear(gpointer data)
{
	struct deid_left *left = data;

	g_free(left->form);
	g_free(left->shown);
}

void
deid_findings_free(struct deid_findings *findings)
{
	if (!findings)
		return;
	g_array_unref(findings->proposals);
	g_array_unref(findings->left);
	g_free(findings);
}

/* -- proposals ------------------------------------------------------------ */

static void
add_found(struct deid_talk *talk, const struct deid_found *found,
	  GArray *proposals)
{
	const char *text = talk_text(talk, found->turn) + found->span.start;
	struct deid_proposal proposal = { .turn = found->turn,
					  .span = found->span,
					  .category = found->category,
					  .confidence = found->confidence,
					  .why = found->why };

	proposal.form = deid_form(text, span_length(found->span));
	g_array_append_val(proposals, proposal);
}

/* "uncle": of a title that tells who somebody is. */
static const char *
relation_of(const struct deid_talk *talk, guint first, guint end)
{
	for (guint i = first; i < end; i++) {
		const struct wordform *form =
			word_form(talk, talk_word(talk, i));

		if (form->relation)
			return form->relation;
	}
	return word_form(talk, talk_word(talk, first))->kinds & FORM_RELATION &&
			       end > first + 1 ?
		       text_beside(talk, first, 0) :
		       NULL;
}

/* The words without a title, so that "Mrs Utting" and "Utting" are one. */
static char *
form_of_marks(const struct deid_talk *talk, guint first, guint end)
{
	g_autoptr(GString) form = g_string_new(NULL);

	while (first + 1 < end &&
	       word_form(talk, talk_word(talk, first))->kinds &
		       (FORM_TITLE | FORM_TITLE_CAPITAL))
		first++;
	for (guint i = first; i < end; i++) {
		if (i > first)
			g_string_append_c(form, ' ');
		g_string_append(form, text_beside(talk, i, 0));
	}
	return g_string_free(g_steal_pointer(&form), FALSE);
}

static guint
mark_end(const struct deid_talk *talk, guint first)
{
	guint end = first + 1;

	while (end < talk->words->len && talk_word(talk, end)->joined &&
	       talk_word(talk, end)->category ==
		       talk_word(talk, first)->category)
		end++;
	return end;
}

static gboolean
is_saint(const struct deid_talk *talk, guint i)
{
	static const char *const saints[] = { "st", "saint", NULL };

	return text_is_any(text_beside(talk, i, 0), saints);
}

/* "St James's" is the name of a house. */
static guint32
after_genitive(const struct deid_talk *talk, const struct wordtoken *word)
{
	const char *text = talk_text(talk, word->turn) + word->span.end;
	static const char *const endings[] = { "'s", "\342\200\231s" };

	for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
		if (g_str_has_prefix(text, endings[i]))
			return word->span.end + strlen(endings[i]);
	}
	return word->span.end;
}

/* The stop of "Mrs. H." belongs to it. */
static gboolean
ends_in_initial(const struct deid_talk *talk, const struct wordtoken *word)
{
	const struct said *said = speech_turn(&talk->speech, word->turn);

	return word->flags & WORD_CAPITAL && word->category == DEID_NAME &&
	       g_utf8_strlen(word_form(talk, word)->text, -1) == 1 &&
	       word->span.end < span_length(said->text) &&
	       talk_text(talk, word->turn)[word->span.end] == '.';
}

static void
add_marks(struct deid_talk *talk, guint first, guint end, GArray *proposals)
{
	const struct wordtoken *word = talk_word(talk, first);
	const struct wordtoken *last = talk_word(talk, end - 1);
	struct deid_proposal proposal = { .turn = word->turn,
					  .category = word->category,
					  .why = word->why };

	proposal.span.start = word->span.start;
	proposal.span.end = last->span.end;
	if (is_saint(talk, first) && last->flags & WORD_OWNER)
		proposal.span.end = after_genitive(talk, last);
	if (ends_in_initial(talk, last))
		proposal.span.end++;
	proposal.confidence = MAX(word->certainty, last->certainty) / 100.0;
	proposal.form = form_of_marks(talk, first, end);
	if (proposal.category == DEID_NAME)
		proposal.relation = g_strdup(relation_of(talk, first, end));
	g_array_append_val(proposals, proposal);
}

static int
compare_proposals(gconstpointer a, gconstpointer b)
{
	const struct deid_proposal *x = a, *y = b;

	if (x->turn != y->turn)
		return x->turn < y->turn ? -1 : 1;
	return x->span.start < y->span.start ? -1 :
					       x->span.start > y->span.start;
}

/* -- what is left --------------------------------------------------------- */

/* Kept, and perhaps a name: no common word; a first name that stands where a
 * name can stand; a capital inside a sentence of what is never written without
 * one. */
static gboolean
is_left(const struct deid_talk *talk, guint i)
{
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordform *form = word_form(talk, word);
	gboolean inner =
		word->flags & WORD_CAPITAL && !(word->flags & WORD_START);

	if (word->category >= 0 || !word_is_namely(talk, i) ||
	    form->kinds & FORM_CAPITAL)
		return FALSE;
	if (!(form->kinds & FORM_WORD))
		return !(form->kinds & FORM_MONTH);
	if (form->kinds & FORM_FIRST)
		return inner || !(form->kinds & (FORM_MODAL | FORM_MONTH) ||
				  word_is_plain(talk, i));
	return inner && form->lower == 0;
}

static int
compare_left(gconstpointer a, gconstpointer b)
{
	return strcmp(((const struct deid_left *)a)->form,
		      ((const struct deid_left *)b)->form);
}

static void
gather_left(struct deid_talk *talk, GArray *all)
{
	g_autofree guint *at = g_new0(guint, talk->forms->len + 1);

	for (guint i = 0; i < talk->words->len; i++) {
		const struct wordtoken *word = talk_word(talk, i);
		const struct wordform *form = word_form(talk, word);
		struct deid_left left = { .turn = word->turn,
					  .span = word->span,
					  .count = 1 };

		if (!is_left(talk, i))
			continue;
		if (at[word->form]) {
			g_array_index(all, struct deid_left, at[word->form] - 1)
				.count++;
			continue;
		}
		left.form = g_strdup(form->text);
		left.shown = g_strndup(talk_text(talk, word->turn) +
					       word->span.start,
				       span_length(word->span));
		left.listed = form->kinds & (FORM_FIRST | FORM_LAST);
		g_array_append_val(all, left);
		at[word->form] = all->len;
	}
	g_array_sort(all, compare_left);
}

struct deid_findings *
deid_settle(struct deid_talk *talk)
{
	struct deid_findings *findings = g_new0(struct deid_findings, 1);
	GArray *proposals =
		g_array_new(FALSE, FALSE, sizeof(struct deid_proposal));

	g_array_set_clear_func(proposals, proposal_clear);
	findings->proposals = proposals;
	findings->left = g_array_new(FALSE, FALSE, sizeof(struct deid_left));
	g_array_set_clear_func(findings->left, left_clear);
	findings->unfinished = talk->unfinished;
	for (guint i = 0; i < talk->found->len; i++)
		add_found(talk,
			  &g_array_index(talk->found, struct deid_found, i),
			  proposals);
	for (guint i = 0; i < talk->words->len;) {
		const struct wordtoken *word = talk_word(talk, i);
		guint end = mark_end(talk, i);

		if (word->category >= 0 && !(word->flags & WORD_TAKEN))
			add_marks(talk, i, end, proposals);
		else
			end = i + 1;
		i = end;
	}
	g_array_sort(proposals, compare_proposals);
	gather_left(talk, findings->left);
	return findings;
}
