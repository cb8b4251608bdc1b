/*
 * matcher: one pattern, compiled, with its limits.
 *
 * A pattern means what it means in PCRE2's Unicode mode.  Where text and
 * pattern are plain ASCII the byte mode gives the same at half the cost, so
 * each matcher has two forms.  Every match runs under limits; where the fast
 * machine gives up, the interpreter has the last word, so that the answer
 * does not depend on the road.
 */
#include "match/pattern.h"

#include <string.h>

#define MATCH_LIMIT 200000 /* steps back from one starting place */
#define FAST_LIMIT 10000   /* compiled code counts fewer of them */
#define DEPTH_LIMIT 10000
#define HEAP_LIMIT_KIB 20000
#define STACK_BYTES (512 * 1024)
#define LONGEST_PATTERN (1 << 20)
#define PIECE 16384 /* bytes searched at a time */

#define COMMON_OPTIONS \
	(PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY)
#define CHARACTER_OPTIONS (COMMON_OPTIONS | PCRE2_UTF | PCRE2_UCP)

static pcre2_match_context *
limited(guint32 match_limit)
{
	pcre2_match_context *context = pcre2_match_context_create(NULL);

	pcre2_set_match_limit(context, match_limit);
	pcre2_set_depth_limit(context, DEPTH_LIMIT);
	pcre2_set_heap_limit(context, HEAP_LIMIT_KIB);
	return context;
}

void
match_room_init(struct match_room *room)
{
	room->context = limited(MATCH_LIMIT);
	room->fast = limited(FAST_LIMIT);
	room->stack = pcre2_jit_stack_create(32 * 1024, STACK_BYTES, NULL);
	if (room->stack)
		pcre2_jit_stack_assign(room->fast, NULL, room->stack);
	room->data = pcre2_match_data_create(1, NULL);
	room->starts = g_array_new(FALSE, FALSE, sizeof(guint32));
}

void
match_room_clear(struct match_room *room)
{
	pcre2_match_data_free(room->data);
	pcre2_match_context_free(room->context);
	pcre2_match_context_free(room->fast);
	if (room->stack)
		pcre2_jit_stack_free(room->stack);
	g_array_unref(room->starts);
}

static pcre2_code *
compile(const char *regex, guint32 options, int *error, gsize *offset)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	pcre2_code *code;

	pcre2_set_max_pattern_length(context, LONGEST_PATTERN);
	code = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED, options,
			     error, offset, context);
	pcre2_compile_context_free(context);
	return code;
}

/* A pattern that matches nothing at all would hit every turn. */
static gboolean
matches_nothing(pcre2_code *code)
{
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	int rc = pcre2_match(code, (PCRE2_SPTR) "", 0, 0, PCRE2_NO_JIT, data,
			     NULL);

	pcre2_match_data_free(data);
	return rc >= 0;
}

struct matcher *
matcher_new(const struct pattern *pattern, char **message, gsize *offset)
{
	struct matcher *matcher;
	PCRE2_UCHAR reason[160];
	pcre2_code *code;
	int error;

	code = compile(pattern->expanded, CHARACTER_OPTIONS, &error, offset);
	if (!code) {
		pcre2_get_error_message(error, reason, sizeof reason);
		*message = g_strdup((char *)reason);
		return NULL;
	}
	if (matches_nothing(code)) {
		pcre2_code_free(code);
		*offset = 0;
		*message = g_strdup("the pattern matches the empty text, "
				    "so it would match every turn");
		return NULL;
	}
	matcher = g_new0(struct matcher, 1);
	matcher->pattern = pattern;
	matcher->checked = code;
	matcher->ascii =
		text_is_ascii(pattern->expanded, strlen(pattern->expanded));
	matcher->need = literals_required(pattern->expanded);
	return matcher;
}

void
matcher_free(struct matcher *matcher)
{
	if (!matcher)
		return;
	need_clear(&matcher->need);
	pcre2_code_free(matcher->checked);
	for (guint form = 0; form < FORMS; form++)
		pcre2_code_free(matcher->code[form]);
	g_free(matcher);
}

static pcre2_code *
compile_form(struct matcher *matcher, enum form form)
{
	gboolean here = form >= FORM_BYTES_HERE;
	guint32 anchor = here ? PCRE2_ANCHORED : 0;
	pcre2_code *code = NULL;
	gsize offset;
	int error;

	if (form == FORM_BYTES || form == FORM_BYTES_HERE)
		code = compile(matcher->pattern->expanded,
			       COMMON_OPTIONS | anchor, &error, &offset);
	/* what needs Unicode to compile keeps it */
	if (!code)
		code = compile(matcher->pattern->expanded,
			       CHARACTER_OPTIONS | anchor, &error, &offset);
	g_assert(code);
	pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	return code;
}

static pcre2_code *
matcher_code(struct matcher *matcher, gboolean ascii, gboolean here)
{
	enum form form = ascii && matcher->ascii ? FORM_BYTES : FORM_CHARACTERS;

	if (here)
		form += FORM_BYTES_HERE;
	if (g_once_init_enter(&matcher->code[form]))
		g_once_init_leave(&matcher->code[form],
				  compile_form(matcher, form));
	return matcher->code[form];
}

/* Could the text hold a match at all?  Asked without the automaton. */
static gboolean
has_literal(const struct matcher *matcher, const char *text, gsize len)
{
	g_autoptr(GString) alphabet = NULL;

	if (!matcher->need.best)
		return TRUE;
	alphabet = filter_text(text, len);
	for (guint i = 0; i < matcher->need.best->len; i++) {
		if (strstr(alphabet->str, matcher->need.best->pdata[i]))
			return TRUE;
	}
	return FALSE;
}

static enum answer
find_plainly(struct matcher *matcher, struct match_room *room, const char *text,
	     gsize len, gsize from)
{
	int rc = pcre2_match(matcher->checked, (PCRE2_SPTR)text, len, from,
			     PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, room->data,
			     room->context);

	if (rc >= 0)
		return ANSWER_YES;
	if (rc == PCRE2_ERROR_NOMATCH)
		return ANSWER_NO;
	/* A limit says nothing of a text that cannot match. */
	return has_literal(matcher, text, len) ? ANSWER_LIMIT : ANSWER_NO;
}

/* A piece of a text: from its byte `start` on. */
struct piece {
	const char *text;
	gsize len;
	gsize start;
	gsize from; /* first byte a match may begin at */
};

static enum answer
find_by_search(struct matcher *matcher, struct match_room *room, gboolean ascii,
	       const struct piece *piece)
{
	int rc = pcre2_match(matcher_code(matcher, ascii, FALSE),
			     (PCRE2_SPTR)piece->text, piece->len, piece->from,
			     PCRE2_NO_UTF_CHECK, room->data, room->fast);

	if (rc >= 0)
		return ANSWER_YES;
	if (rc == PCRE2_ERROR_NOMATCH)
		return ANSWER_NO;
	return find_plainly(matcher, room, piece->text, piece->len,
			    piece->from);
}

/* -- matching where a head stands ---------------------------------------- */

/* The first place that ends at or after `end`. */
static guint
place_from(const struct hay *hay, gsize end)
{
	guint low = 0, high = hay->n_places;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (hay->places[middle].end < end)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Keeps starts in order; they come nearly so. */
static void
add_start(GArray *starts, guint32 start)
{
	guint32 *all;
	guint i = starts->len;

	g_array_append_val(starts, start);
	all = (gpointer)starts->data;
	for (; i > 0 && all[i - 1] > start; i--)
		all[i] = all[i - 1];
	all[i] = start;
}

/* Where in the piece a match may begin, in bytes of the piece. */
static void
gather_starts(const struct matcher *matcher, const struct hay *hay,
	      const struct piece *piece, GArray *starts)
{
	gsize base = hay->offset + piece->start;
	gsize low = base + piece->from, high = base + piece->len;

	g_array_set_size(starts, 0);
	for (guint i = place_from(hay, low); i < hay->n_places; i++) {
		const struct place_found *place = &hay->places[i];
		gsize first = matcher->need.sharp ? place->last : place->first;

		if (place->end > high)
			return;
		for (gsize at = MAX(first, low); at <= place->last && at < high;
		     at++) {
			if ((piece->text[at - base] & 0xc0) != 0x80)
				add_start(starts, at - base);
		}
	}
}

static enum answer
find_by_heads(struct matcher *matcher, struct match_room *room,
	      const struct hay *hay, const struct piece *piece)
{
	pcre2_code *code;
	const guint32 *starts;

	gather_starts(matcher, hay, piece, room->starts);
	if (room->starts->len == 0)
		return ANSWER_NO;
	code = matcher_code(matcher, hay->ascii, TRUE);
	starts = (gpointer)room->starts->data;
	for (guint i = 0; i < room->starts->len; i++) {
		int rc;

		if (i > 0 && starts[i] == starts[i - 1])
			continue;
		rc = pcre2_match(code, (PCRE2_SPTR)piece->text, piece->len,
				 starts[i], PCRE2_NO_UTF_CHECK, room->data,
				 room->fast);
		if (rc >= 0)
			return ANSWER_YES;
		if (rc != PCRE2_ERROR_NOMATCH)
			return find_plainly(matcher, room, piece->text,
					    piece->len, piece->from);
	}
	return ANSWER_NO;
}

/* -- long texts ---------------------------------------------------------- */

/* Where the piece that begins at start ends: between words, which are never
 * as long as a piece. */
static gsize
piece_end(const char *text, gsize len, gsize start)
{
	gsize end = start + PIECE;

	if (len - start <= PIECE)
		return len;
	while (end > start + 1 && char_class[(guchar)text[end]] & LETTER)
		end--;
	return end;
}

static enum answer
find_in_piece(struct matcher *matcher, struct match_room *room,
	      const struct hay *hay, const struct piece *piece)
{
	if (hay->plainly)
		return find_plainly(matcher, room, piece->text, piece->len,
				    piece->from);
	if (hay->sifted && matcher->need.head)
		return find_by_heads(matcher, room, hay, piece);
	return find_by_search(matcher, room, hay->ascii, piece);
}

enum answer
matcher_find(struct matcher *matcher, struct match_room *room,
	     const struct hay *hay, gsize from, struct span *span)
{
	for (gsize start = 0, end; start < hay->len; start = end) {
		struct piece piece = {
			.text = hay->text + start,
			.start = start,
			.from = from > start ? from - start : 0,
		};
		enum answer answer;
		const gsize *found;

		end = piece_end(hay->text, hay->len, start);
		piece.len = end - start;
		if (from >= end)
			continue;
		answer = find_in_piece(matcher, room, hay, &piece);
		if (answer == ANSWER_NO)
			continue;
		found = pcre2_get_ovector_pointer(room->data);
		if (answer == ANSWER_YES) {
			span->start = start + found[0];
			span->end = start + MAX(found[0], found[1]);
		}
		return answer;
	}
	return ANSWER_NO;
}
