/*
 * label.c: how a line begins, and which words before a colon are speakers.
 *
 * People write "T: words", "[00:12:03] Anna: words", "Anna (00:03): words",
 * "Anna Smith  0:12" above the words.  heading_parse() sees the form;
 * whether "Anna" is a speaker and "Note" is not, only the whole file tells:
 * hence counting first.
 */
#include "transcript/private.h"

#define LABEL_REACH 64	    /* bytes in which the colon must come */
#define CANDIDATES_MAX 4096 /* bounds memory on hostile files */

/* Stand before colons in transcripts without being anybody. */
static const char *const matters[] = {
	"note",
	"notes",
	"nb",
	"n.b.",
	"date",
	"time",
	"session",
	"session no",
	"session number",
	"duration",
	"length",
	"location",
	"place",
	"title",
	"subject",
	"topic",
	"recording",
	"recorded",
	"transcript",
	"transcription",
	"transcriber",
	"transcribed by",
	"participants",
	"speakers",
	"speaker",
	"file",
	"filename",
	"source",
	"language",
	"phase",
	"focus",
	"case",
	"case id",
	"id",
	"number",
	"planned",
	"skill",
	"page",
	"version",
	"comment",
	"comments",
	"key",
	"legend",
	"http",
	"https",
	"example",
	"summary",
	"start",
	"end",
	"re",
	"ps",
	"p.s.",
};

gboolean
label_is_matter(const char *label, gsize len)
{
	for (gsize i = 0; i < G_N_ELEMENTS(matters); i++)
		if (strlen(matters[i]) == len &&
		    !g_ascii_strncasecmp(matters[i], label, len))
			return TRUE;
	return FALSE;
}

static gboolean
label_char(gunichar c)
{
	return g_unichar_isalnum(c) || g_unichar_ismark(c) ||
	       (c < 0x80 && strchr(" .'-_()/&,#*+[]", (int)c)) || c == 0x2019 ||
	       c == 0xb7;
}

/* Small words inside a name need no capital. */
static gboolean
is_particle(const char *word, gsize len)
{
	static const char *const particles[] = {
		"de",  "da",  "di", "du", "van", "von", "der", "den", "of",
		"the", "and", "y",  "al", "bin", "el",	"la",  "le",  "ter",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(particles); i++)
		if (strlen(particles[i]) == len &&
		    !memcmp(particles[i], word, len))
			return TRUE;
	return FALSE;
}

enum label_shape
label_shape(const char *label, gsize len)
{
	const char *p = label, *end = label + len;
	guint words = 0, lower = 0;

	trim(&p, &end);
	while (p < end && strchr("*[(", *p))
		p++;
	if (p == end || end - p > 48 || !g_unichar_isalpha(g_utf8_get_char(p)))
		return LABEL_NOT;
	if (role_of_label(p, end - p) != TURN_UNKNOWN && end - p <= 32)
		return LABEL_ROLE;
	while (p < end) {
		const char *word = p;
		gunichar first = g_utf8_get_char(p);

		while (p < end && *p != ' ') {
			if (!label_char(g_utf8_get_char(p)))
				return LABEL_NOT;
			p = g_utf8_next_char(p);
		}
		words++;
		lower += g_unichar_islower(first) &&
			 !(words > 1 && is_particle(word, p - word));
		while (p < end && *p == ' ')
			p++;
	}
	if (words > 5)
		return LABEL_NOT;
	if (lower == 0)
		return LABEL_NAME;
	return words == 1 ? LABEL_LOWER : LABEL_NOT;
}

/*
 * Where a stamp begins that has the colon at q inside or right behind it:
 * "Anna (Guest) [0:03]", "Anna 0:03".  NULL when q belongs to no stamp.
 */
static const char *
stamp_start(const char *p, const char *q)
{
	const char *s = q;

	while (s > p && (g_ascii_isdigit(s[-1]) || strchr(":.,-> ])", s[-1])))
		s--;
	if (s > p && (s[-1] == '[' || s[-1] == '('))
		return s - 1;
	for (s = q; s > p && g_ascii_isdigit(s[-1]); s--)
		;
	return s < q && s > p && is_space(s[-1]) ? s : NULL;
}

/* "Anna (00:03): words", "Anna 0:12", "Anna Smith  0:12 words". */
static gboolean
stamp_after_name(const char *p, const char *q, const char *end,
		 struct heading *out)
{
	const char *stamp = stamp_start(p, q), *after = stamp;
	gint64 start_ms, end_ms;

	if (!stamp || !stamp_range(&after, end, &start_ms, &end_ms))
		return FALSE;
	out->label = p;
	out->label_len = stamp - p;
	out->start_ms = start_ms;
	out->end_ms = end_ms;
	out->spaced =
		stamp - p >= 2 &&
		(stamp[-1] == '\t' || (stamp[-1] == ' ' && stamp[-2] == ' '));
	out->text = skip_blanks(after, end);
	out->kind = HEADING_STAMPED;
	if (out->text < end && *out->text == ':') {
		out->text++;
		out->kind = HEADING_COLON;
	} else if (out->text < end) {
		out->kind = label_shape(p, stamp - p) == LABEL_ROLE ?
				    HEADING_COLON :
				    HEADING_NONE;
	}
	return TRUE;
}

static void
colon_heading(const char *p, const char *q, const char *end,
	      struct heading *out)
{
	const char *after;

	out->kind = HEADING_COLON;
	out->label = p;
	out->label_len = q - p;
	out->text = skip_blanks(q + 1, end);
	while (out->text < end && *out->text == '*')
		out->text = skip_blanks(out->text + 1, end);
	if (out->start_ms >= 0 || out->text == end)
		return;
	after = out->text;
	if ((*after == '[' || *after == '(' || *after == '<') &&
	    stamp_range(&after, end, &out->start_ms, &out->end_ms))
		out->text = after;
}

/*
 * Where the label ends: at a colon, or, when a role stands before it, at a
 * tab (a table cell pasted as text).  NULL when there is no label.
 */
static const char *
label_stop(const char *p, const char *end)
{
	const char *reach = p + MIN(end - p, LABEL_REACH);
	const char *colon = memchr(p, ':', reach - p);
	const char *tab = memchr(p, '\t', (colon ? colon : reach) - p);

	return tab && label_shape(p, tab - p) == LABEL_ROLE ? tab : colon;
}

void
heading_parse(const char *line, const char *end, struct heading *out)
{
	const char *p = skip_blanks(line, end), *q;

	*out = (struct heading){ .start_ms = -1, .end_ms = -1, .text = p };
	while (p < end && (*p == '>' || *p == '*'))
		p = skip_blanks(p + 1, end);
	if (p < end &&
	    (g_ascii_isdigit(*p) || *p == '[' || *p == '(' || *p == '<') &&
	    stamp_range(&p, end, &out->start_ms, &out->end_ms)) {
		while (p < end && (is_space(*p) || *p == '-' || *p == '*'))
			p++;
		out->text = p;
		out->kind = HEADING_STAMP;
		if (p == end)
			return;
		out->kind = HEADING_NONE;
	}
	q = label_stop(p, end);
	if (!q || q == p)
		return;
	if (out->start_ms < 0 && *q == ':' && stamp_after_name(p, q, end, out))
		return;
	if (q + 1 == end || is_space(q[1]) || q[1] == '*' ||
	    label_shape(p, q - p) == LABEL_ROLE)
		colon_heading(p, q, end, out);
}

struct candidate {
	enum label_shape shape;
	gboolean matter;
	gboolean single; /* one word: "Anna", but also "Okay" */
	guint colons;	 /* lines "Name: words" */
	guint stamps;	 /* lines "Name 0:12" */
	guint line;	 /* where it first comes */
	gboolean colon_ok;
	gboolean stamp_ok;
};

struct labels {
	GHashTable *candidates;	     /* raw label -> struct candidate */
	char recent[2][LABEL_REACH]; /* the labels last asked for */
	gsize recent_len[2];
	struct candidate *recent_candidate[2];
	gboolean settled;
};

struct labels *
labels_new(void)
{
	struct labels *labels = g_new0(struct labels, 1);

	labels->candidates =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	return labels;
}

void
labels_free(struct labels *labels)
{
	if (!labels)
		return;
	g_hash_table_unref(labels->candidates);
	g_free(labels);
}

static void
remember(struct labels *labels, const char *label, gsize len,
	 struct candidate *candidate)
{
	if (len > LABEL_REACH)
		return;
	memcpy(labels->recent[1], labels->recent[0], LABEL_REACH);
	labels->recent_len[1] = labels->recent_len[0];
	labels->recent_candidate[1] = labels->recent_candidate[0];
	memcpy(labels->recent[0], label, len);
	labels->recent_len[0] = len;
	labels->recent_candidate[0] = candidate;
}

static struct candidate *
candidate_of(struct labels *labels, const char *label, gsize len)
{
	g_autofree char *key = NULL;
	struct candidate *candidate;

	for (int i = 0; i < 2; i++)
		if (labels->recent_candidate[i] &&
		    labels->recent_len[i] == len &&
		    !memcmp(labels->recent[i], label, len))
			return labels->recent_candidate[i];
	key = g_strndup(label, len);
	g_strstrip(key);
	candidate = g_hash_table_lookup(labels->candidates, key);
	if (!candidate) {
		if (labels->settled ||
		    g_hash_table_size(labels->candidates) >= CANDIDATES_MAX)
			return NULL;
		candidate = g_new0(struct candidate, 1);
		candidate->shape = label_shape(key, strlen(key));
		candidate->single = !strchr(key, ' ');
		candidate->matter = label_is_matter(key, strlen(key));
		g_hash_table_insert(labels->candidates, g_steal_pointer(&key),
				    candidate);
	}
	remember(labels, label, len, candidate);
	return candidate;
}

void
labels_note(struct labels *labels, const struct heading *heading, guint line)
{
	struct candidate *candidate;

	if (heading->kind != HEADING_COLON && heading->kind != HEADING_STAMPED)
		return;
	candidate = candidate_of(labels, heading->label, heading->label_len);
	if (!candidate)
		return;
	if (!candidate->line)
		candidate->line = line;
	if (heading->kind == HEADING_COLON)
		candidate->colons++;
	else
		candidate->stamps += 1 + heading->spaced;
}

struct settling {
	gboolean therapist, patient;
	guint named;	 /* candidates that may be names */
	guint recurring; /* of these, those that come twice */
	guint lines;
};

static void
weigh(const char *label, const struct candidate *c, struct settling *s)
{
	enum turn_role role = role_of_label(label, strlen(label));

	if (c->shape == LABEL_NOT || c->matter)
		return;
	s->therapist |= c->shape == LABEL_ROLE && role == TURN_THERAPIST;
	s->patient |= c->shape == LABEL_ROLE && role == TURN_PATIENT;
	if (c->shape == LABEL_LOWER && c->colons < 2)
		return;
	s->named++;
	s->recurring += c->colons + c->stamps > 1;
	s->lines += c->colons + c->stamps;
}

/*
 * Role words always speak.  Where a therapist and a patient do, another label
 * must come twice; so must a single word where others recur ("Okay: ..."),
 * and the only label of a file: that is prose with a colon.
 */
static void
decide(struct candidate *c, const struct settling *s)
{
	guint need = 1;

	if (c->shape == LABEL_NOT || c->matter)
		return;
	if ((s->therapist && s->patient) || s->lines < 2 ||
	    (c->single && s->recurring > 1))
		need = 2;
	if (c->shape == LABEL_LOWER)
		need++;
	if (c->shape == LABEL_ROLE)
		need = 1;
	c->colon_ok = c->colons >= need;
	c->stamp_ok = c->stamps >= (c->shape == LABEL_ROLE ? 1 : 2);
}

void
labels_settle(struct labels *labels)
{
	struct settling s = { 0 };
	GHashTableIter iter;
	gpointer key, value;

	g_hash_table_iter_init(&iter, labels->candidates);
	while (g_hash_table_iter_next(&iter, &key, &value))
		weigh(key, value, &s);
	g_hash_table_iter_init(&iter, labels->candidates);
	while (g_hash_table_iter_next(&iter, &key, &value))
		decide(value, &s);
	labels->settled = TRUE;
}

void
labels_report(const struct labels *labels, struct builder *builder)
{
	GHashTableIter iter;
	gpointer key, value;

	g_hash_table_iter_init(&iter, labels->candidates);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		const struct candidate *c = value;

		if (c->colons && !c->colon_ok && !c->matter &&
		    c->shape == LABEL_NAME)
			builder_warn(builder, c->line,
				     "'%s:' is taken for "
				     "words, not for a speaker",
				     (char *)key);
	}
}

gboolean
labels_accept(struct labels *labels, const struct heading *heading)
{
	const struct candidate *c;

	if (heading->kind != HEADING_COLON && heading->kind != HEADING_STAMPED)
		return FALSE;
	c = candidate_of(labels, heading->label, heading->label_len);
	return c &&
	       (heading->kind == HEADING_COLON ? c->colon_ok : c->stamp_ok);
}
