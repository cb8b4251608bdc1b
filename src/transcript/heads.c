/*
 * heads.c: which heads are speakers.
 *
 * Only the whole file tells.  Each candidate gets points for what it looks
 * like, how often it comes, how much of the file heads of its kind begin,
 * where it stands, and for being known from elsewhere; words that names do
 * not hold count against it.  Then the kind of head that names most people
 * settles what the rarer kinds may add.
 */
#include "transcript/heading.h"
#include "transcript/labels.h"

#define ENOUGH 3   /* points of a speaker */
#define COVERED 90 /* of 100 lines: whatever begins them is a speaker */
#define NEVER (-99)

/* May it count towards what heads begin? */
static gboolean
is_plausible(const struct candidate *c, const struct context *x)
{
	if (candidate_is_nobody(c) || (c->prose && !x->desperate))
		return FALSE;
	return candidate_total(c) > 1 || c->shape >= LABEL_NAME || c->coded;
}

static struct candidate *
person_at(const struct labels *labels, const struct mark *mark)
{
	return mark->candidate ?
		       candidate_person(
			       labels->list->pdata[mark->candidate - 1]) :
		       NULL;
}

static void
count_candidates(struct labels *labels, struct context *x)
{
	for (guint i = 0; i < labels->list->len; i++) {
		const struct candidate *c = labels->list->pdata[i];
		enum turn_role role = role_of_label(c->label, strlen(c->label));
		guint n = candidate_total(c);

		if (candidate_is_nobody(c))
			continue;
		if (!c->prose && c->shape >= LABEL_NAME)
			x->inside += c->n[HEADING_INSIDE];
		if (!n)
			continue;
		x->total += n;
		x->therapist |=
			c->shape == LABEL_ROLE && role == TURN_THERAPIST;
		x->patient |= c->shape == LABEL_ROLE && role == TURN_PATIENT;
		if (n < 2 || (c->prose && !x->desperate))
			continue;
		x->recurring++;
		x->named += c->shape > LABEL_DIGITS;
		x->first = MIN(x->first, c->first_mark);
		if (c->root)
			g_hash_table_add(x->roots, c->root);
	}
}

/* How much of the talk begins with heads of each kind. */
static void
count_marks(struct labels *labels, struct context *x)
{
	guint from = x->first == G_MAXUINT ? 0 : x->first;

	for (guint i = 1; i <= from && i < labels->marks->len; i++)
		if (g_array_index(labels->marks, struct mark, i).flags &
		    MARK_LEADS)
			x->apart = i;
	for (guint i = from; i < labels->marks->len; i++) {
		const struct mark *m =
			&g_array_index(labels->marks, struct mark, i);
		const struct candidate *c = person_at(labels, m);
		gboolean leads = m->flags & MARK_LEADS;

		if (m->kind == HEADING_STAMP)
			continue;
		x->lines++;
		x->paragraphs += leads;
		if (!c || !is_plausible(c, x))
			continue;
		x->heads[m->kind]++;
		x->leads[m->kind] += leads;
	}
}

/* Of 100 lines or paragraphs, those that begin with such a head, or with the
 * one that is not among them. */
static guint
coverage(const struct context *x, enum heading_kind kind,
	 const struct candidate *and)
{
	guint heads = x->heads[kind] + (and? and->n[kind] : 0);
	guint leads = x->leads[kind] + (and? and->leads[kind] : 0);
	guint percent = 0;

	if (x->lines)
		percent =
			heads * (kind == HEADING_ALONE ? 200 : 100) / x->lines;
	if (x->paragraphs >= 3)
		percent = MAX(percent, 100 * leads / x->paragraphs);
	return MIN(percent, 100);
}

static int
points_of_shape(const struct candidate *c, enum heading_kind kind,
		const struct context *x)
{
	static const int beside[] = {
		[LABEL_NOT] = NEVER, [LABEL_DIGITS] = -1, [LABEL_ODD] = 0,
		[LABEL_SMALL] = -1,  [LABEL_LOWER] = 0,	  [LABEL_NAME] = 3,
		[LABEL_ROLE] = 20
	};
	static const int alone[] = {
		[LABEL_NOT] = NEVER, [LABEL_DIGITS] = -4, [LABEL_ODD] = -2,
		[LABEL_SMALL] = -3,  [LABEL_LOWER] = -2,  [LABEL_NAME] = 3,
		[LABEL_ROLE] = 6
	};
	int points = kind == HEADING_ALONE ? alone[c->shape] : beside[c->shape];

	if (x->doubt && c->shape == LABEL_NAME)
		points = 0;
	return c->coded && c->shape < LABEL_NAME ? MAX(points, 2) : points;
}

static int
points_of_number(guint n)
{
	return n < 2 ? 0 : n == 2 ? 2 : n < 5 ? 3 : 4;
}

/* What begins all lines is a name, however odd; names need no such proof. */
static int
points_of_cover(const struct candidate *c, enum heading_kind kind,
		const struct context *x)
{
	guint n = c->n[kind], others = x->recurring - (candidate_total(c) > 1);
	guint percent = coverage(x, kind, is_plausible(c, x) ? NULL : c);

	if (kind == HEADING_BRACKET && c->shape == LABEL_NAME)
		return percent >= 50 ? 0 : -3;
	if (c->shape == LABEL_ROLE || (c->shape == LABEL_NAME && !x->doubt))
		return 0;
	if (n == 1 && others > 1)
		return 0;
	if (n > 1 && n * 10 >= x->lines * 3)
		percent += 20;
	return percent >= 118 ? 6 :
	       percent >= 98  ? 4 :
	       percent >= 80  ? 2 :
	       percent >= 50  ? 1 :
				0;
}

/* Above the talk, in a paragraph of its own, and followed by no sentence. */
static gboolean
is_entry(const struct candidate *c, const struct context *x)
{
	return candidate_total(c) == 1 && c->values && x->first != G_MAXUINT &&
	       c->first_mark < x->first &&
	       (c->paths ||
		(x->apart > c->first_mark && x->paragraphs * 2 < x->lines));
}

/* Signs that it is no speaker. */
static int
points_against(const struct candidate *c, enum heading_kind kind,
	       const struct context *x)
{
	guint n = c->n[kind], others = x->recurring - (candidate_total(c) > 1);
	gboolean known_root = c->root && (c->coded || c->shape == LABEL_NAME) &&
			      g_hash_table_contains(x->roots, c->root);
	int points = c->prose && !(x->desperate && n > 1) ? -4 : 0;

	if (c->shape == LABEL_ROLE)
		return points;
	if (x->therapist && x->patient)
		points -= 2;
	if (n == 1 && others > 1 && !known_root &&
	    (c->single || c->shape < LABEL_NAME))
		points -= 4;
	if (n > 1 && c->shape < LABEL_NAME && n * 10 < x->heads[kind])
		points -= 2;
	if (n == 1 && x->total + x->inside < 2)
		points -= 3;
	if (c->shape == LABEL_DIGITS && x->named)
		points -= 4;
	if (is_entry(c, x))
		points -= 8;
	if (kind == HEADING_STAMPED && c->loose * 2 >= n &&
	    coverage(x, kind, NULL) < 80)
		points -= 10; /* "lunch 12:30 with her" */
	if (x->paragraphs >= 3 && x->heads[kind] >= 3 &&
	    x->leads[kind] * 10 >= x->heads[kind] * 8 && c->leads[kind] * 2 < n)
		points -= 3;
	return points;
}

static int
points_for(const struct candidate *c, enum heading_kind kind,
	   const struct context *x)
{
	int points = c->known ? 6 : 0;

	/* A stranger who comes once, where all else is somebody's beginning. */
	if (c->n[kind] == 1 && c->shape == LABEL_NAME && !c->prose &&
	    c->single && x->recurring > 1 && x->lines >= 5 &&
	    coverage(x, kind, NULL) >= (kind == HEADING_ALONE ? 90 : 98))
		points += 4;
	if (c->coded && c->root && c->n[kind] == 1 &&
	    g_hash_table_contains(x->roots, c->root))
		points += 4;
	if (kind == HEADING_ALONE && c->timed[kind] * 2 >= c->n[kind])
		points += 2;
	return points;
}

static int
weigh(const struct candidate *c, enum heading_kind kind,
      const struct context *x)
{
	if (!c->n[kind] || candidate_is_nobody(c))
		return NEVER;
	if (kind == HEADING_BRACKET &&
	    label_is_noise(c->label, strlen(c->label)))
		return NEVER;
	return points_of_shape(c, kind, x) + points_of_number(c->n[kind]) +
	       points_of_cover(c, kind, x) + points_for(c, kind, x) +
	       points_against(c, kind, x);
}

static guint
weigh_all(struct labels *labels, const struct context *x)
{
	static const enum heading_kind kinds[] = {
		HEADING_COLON, HEADING_STAMPED, HEADING_BRACKET, HEADING_ALONE
	};
	guint believed = 0;

	for (guint i = 0; i < labels->list->len; i++) {
		struct candidate *c = labels->list->pdata[i];

		gboolean any = FALSE;

		for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++) {
			c->ok[kinds[k]] = weigh(c, kinds[k], x) >= ENOUGH;
			any |= c->ok[kinds[k]];
		}
		believed += any;
	}
	return believed;
}

/* Do heads begin nearly all of the talk? */
static gboolean
label_is_covered(const struct context *x)
{
	for (int k = HEADING_COLON; k <= HEADING_ALONE; k++)
		if (coverage(x, k, NULL) >= COVERED)
			return TRUE;
	return FALSE;
}

/* One name alone is a heading, two that come again are a conversation. */
static void
check_alone(struct labels *labels)
{
	guint names = 0, sure = 0;

	for (guint i = 0; i < labels->list->len; i++) {
		const struct candidate *c = labels->list->pdata[i];

		if (!c->ok[HEADING_ALONE])
			continue;
		names++;
		sure += c->n[HEADING_ALONE] > 1 || c->shape == LABEL_ROLE ||
			c->timed[HEADING_ALONE] > 0;
		names += c->coded || c->timed[HEADING_ALONE] > 1;
	}
	if (names > 1 && sure)
		return;
	for (guint i = 0; i < labels->list->len; i++) {
		struct candidate *c = labels->list->pdata[i];

		c->ok[HEADING_ALONE] = FALSE;
	}
}

static void
settle_rigid(struct labels *labels, const struct context *x)
{
	if (x->lines >= 4)
		labels->rigid = x->heads[HEADING_COLON] * 100 / x->lines;
}

static void
settle_context(struct labels *labels, struct context *x)
{
	gboolean desperate = x->desperate;

	*x = (struct context){ .first = G_MAXUINT,
			       .desperate = desperate,
			       .doubt = labels->doubt,
			       .roots = x->roots };
	g_hash_table_remove_all(x->roots);
	count_candidates(labels, x);
	count_marks(labels, x);
}

void
labels_settle(struct labels *labels, const char *text, const char *end)
{
	struct context x = { .roots = g_hash_table_new(g_str_hash,
						       g_str_equal) };
	guint believed;

	manners_settle(labels, labels->joined);
	labels_claim(labels);
	settle_context(labels, &x);
	labels_mention(labels, x.first, text, end);
	believed = weigh_all(labels, &x);
	if (believed < 2) {
		x.desperate = TRUE;
		settle_context(labels, &x);
		if (believed && !label_is_covered(&x)) {
			x.desperate = FALSE;
			settle_context(labels, &x);
		}
		weigh_all(labels, &x);
	}
	check_alone(labels);
	settle_rigid(labels, &x);
	labels_find_family(labels);
	labels_restrict(labels, &x);
	labels_settle_inside(labels, &x);
	labels_settle_stamps(labels);
	g_hash_table_unref(x.roots);
	labels->settled = TRUE;
}
