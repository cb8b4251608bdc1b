/*
 * episodes: techniques that unfold over turns.
 *
 * Each episode of the codebook is watched for on its own, turn by turn: it
 * opens at a hit on prepared ground, is carried by further hits and by weak
 * signs that count only while it is open, and closes.  Whether it was enough
 * is settled when it has closed.
 */
#include "tagging/private.h"

#include <string.h>

struct watch {
	struct session *session;
	const struct ready_episode *ready;
	guint *first_hit;	/* by turn: index of its first ordinary hit */
	guint ordinary;		/* how many hits are ordinary */
	struct stretch *open;	/* NULL when none is */
	guint idle;		/* therapist turns without a carrier */
};

static gboolean
ground_holds(struct session *session, const struct ready_episode *ready,
	     guint turn)
{
	for (guint i = 0; i < ready->ground->len; i++) {
		int context;

		if (look_around(session, ready->ground->pdata[i], turn,
				&context) != ANSWER_YES)
			return FALSE;
	}
	return TRUE;
}

static gboolean
opens(struct watch *watch, guint turn)
{
	const struct said *said = speech_turn(&watch->session->speech, turn);

	return said->role == TURN_THERAPIST &&
	       session_refers(watch->session, &watch->ready->opens, turn,
			      FALSE) &&
	       ground_holds(watch->session, watch->ready, turn);
}

static void
begin(struct watch *watch, guint episode)
{
	watch->open = g_new0(struct stretch, 1);
	watch->open->episode = episode;
	watch->open->carriers = g_array_new(FALSE, FALSE,
					    sizeof(struct carrier));
	watch->open->others = g_array_new(FALSE, FALSE, sizeof(guint));
	watch->idle = 0;
}

static void
end(struct watch *watch)
{
	g_ptr_array_add(watch->session->stretches, watch->open);
	watch->open = NULL;
}

/* Tries the rules that count only in this episode; the hits that carry it go
 * to `carrying`. */
static void
try_inside(struct watch *watch, guint turn, GArray *carrying)
{
	struct session *session = watch->session;
	gsize row = (gsize)turn * session->tagger->rule_row;

	for (guint i = 0; i < watch->ready->inside->len; i++) {
		guint r = g_array_index(watch->ready->inside, guint, i), hit;
		const struct rule *rule = tagger_rule(session->tagger, r)->rule;
		struct verdict verdict;
		enum answer answer;

		if (bit_get(session->inside_rules + row, r))
			continue;
		answer = rule_check(session, r, turn, FALSE, &verdict);
		if (answer == ANSWER_LIMIT)
			session_add_limit(session, r, turn);
		if (answer != ANSWER_YES)
			continue;
		hit = session_add_hit(session, r, turn, &verdict, -1);
		bit_set(session->inside_rules + row, r);
		if (rule->weak || bit_get(watch->ready->carries.rules, r) ||
		    bit_get(watch->ready->ends_last.rules, r))
			g_array_append_val(carrying, hit);
		else
			g_array_append_val(watch->open->others, hit);
	}
}

/* The hits of a turn that open, carry or end the episode. */
static void
add_ordinary(struct watch *watch, guint turn, GArray *carrying)
{
	const struct ready_episode *ready = watch->ready;
	const GArray *hits = watch->session->result->hits;

	for (guint i = watch->first_hit[turn]; i < watch->ordinary; i++) {
		const struct hit *hit = &g_array_index(hits, struct hit, i);

		if (hit->turn != turn + 1)
			break;
		if (bit_get(ready->opens.rules, hit->rule) ||
		    bit_get(ready->carries.rules, hit->rule) ||
		    bit_get(ready->ends_last.rules, hit->rule))
			g_array_append_val(carrying, i);
	}
}

static void
keep(struct watch *watch, const struct carrier *carrier, gboolean last)
{
	guint patience = watch->ready->episode->ends_after;

	if (session_has_own_sign(watch->session, carrier->hits))
		watch->idle = 0;
	else
		watch->idle += carrier->therapist;
	if (carrier->hits->len)
		g_array_append_val(watch->open->carriers, *carrier);
	else
		g_array_unref(carrier->hits);
	if (last || (patience && watch->idle >= patience))
		end(watch);
}

static struct carrier
gather(struct watch *watch, guint turn)
{
	struct carrier carrier = {
		.turn = turn,
		.therapist = speech_turn(&watch->session->speech, turn)->role
			     == TURN_THERAPIST,
		.hits = g_array_new(FALSE, FALSE, sizeof(guint)),
	};

	add_ordinary(watch, turn, carrier.hits);
	try_inside(watch, turn, carrier.hits);
	return carrier;
}

static void
watch_turn(struct watch *watch, guint episode, guint turn)
{
	const struct session *session = watch->session;
	struct carrier carrier;

	if (watch->open) {
		carrier = gather(watch, turn);
		if (!session_refers(session, &watch->ready->ends_at, turn,
				    TRUE)) {
			keep(watch, &carrier,
			     session_refers(session, &watch->ready->ends_last,
					    turn, TRUE));
			return;
		}
		g_array_unref(carrier.hits);
		end(watch);
	}
	if (opens(watch, turn)) {
		begin(watch, episode);
		carrier = gather(watch, turn);
		keep(watch, &carrier, FALSE);
	}
}

/* -- was it enough? ------------------------------------------------------ */

static const char *
component_of(const struct session *session, guint hit)
{
	const struct hit *it = &g_array_index(session->result->hits,
					      struct hit, hit);

	return tagger_rule(session->tagger, it->rule)->rule->component;
}

static void
add_components(const struct session *session, const struct carrier *carrier,
	       GHashTable *set)
{
	for (guint i = 0; i < carrier->hits->len; i++) {
		const char *component = component_of(session,
			g_array_index(carrier->hits, guint, i));

		if (component)
			g_hash_table_add(set, (gpointer)component);
	}
}

/* Does some stretch from carrier `from` on, no longer than `within`, hold
 * all that is needed? */
static gboolean
suffices_from(const struct session *session, const struct stretch *stretch,
	      guint from)
{
	const struct episode *episode =
		tagger_episode(session->tagger, stretch->episode)->episode;
	g_autoptr(GHashTable) components = g_hash_table_new(g_str_hash,
							    g_str_equal);
	guint first = g_array_index(stretch->carriers, struct carrier,
				    from).turn;
	guint turns = 0;

	for (guint i = from; i < stretch->carriers->len; i++) {
		const struct carrier *carrier =
			&g_array_index(stretch->carriers, struct carrier, i);

		if (episode->needs_within &&
		    carrier->turn - first > episode->needs_within)
			return FALSE;
		if (!session_has_own_sign(session, carrier->hits))
			continue;
		turns += carrier->therapist;
		add_components(session, carrier, components);
		if (turns >= episode->needs_turns &&
		    g_hash_table_size(components) >= episode->needs_components)
			return TRUE;
	}
	return FALSE;
}

static gboolean
suffices(const struct session *session, const struct stretch *stretch)
{
	const struct episode *episode =
		tagger_episode(session->tagger, stretch->episode)->episode;
	guint starts = episode->needs_within ? stretch->carriers->len : 1;

	for (guint i = 0; i < starts; i++) {
		if (suffices_from(session, stretch, i))
			return TRUE;
	}
	return FALSE;
}

/* -- order --------------------------------------------------------------- */

static int
compare_strings(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_sorted_keys(GHashTable *set, GPtrArray *list)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, set);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		g_ptr_array_add(list, key);
	g_ptr_array_sort(list, compare_strings);
}

static int
compare_stretches(gconstpointer a, gconstpointer b)
{
	const struct stretch *x = *(struct stretch *const *)a;
	const struct stretch *y = *(struct stretch *const *)b;
	guint first = g_array_index(x->carriers, struct carrier, 0).turn;
	guint other = g_array_index(y->carriers, struct carrier, 0).turn;

	if (first != other)
		return first < other ? -1 : 1;
	return x->episode < y->episode ? -1 : x->episode > y->episode;
}

static int
compare_hits(gconstpointer a, gconstpointer b, gpointer data)
{
	const GArray *hits = data;
	const struct hit *x = &g_array_index(hits, struct hit,
					     *(const guint *)a);
	const struct hit *y = &g_array_index(hits, struct hit,
					     *(const guint *)b);

	if (x->turn != y->turn)
		return x->turn < y->turn ? -1 : 1;
	return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static void
renumber(GArray *list, const guint *number)
{
	for (guint i = 0; i < list->len; i++)
		g_array_index(list, guint, i) =
			number[g_array_index(list, guint, i)];
}

/* Hits by turn and rule, whichever road they came. */
static void
sort_hits(struct session *session)
{
	GArray *hits = session->result->hits;
	g_autofree guint *order = g_new(guint, hits->len + 1);
	g_autofree guint *number = g_new(guint, hits->len + 1);
	GArray *sorted = g_array_sized_new(FALSE, TRUE, sizeof(struct hit),
					   hits->len);

	for (guint i = 0; i < hits->len; i++)
		order[i] = i;
	g_qsort_with_data(order, hits->len, sizeof *order, compare_hits, hits);
	for (guint i = 0; i < hits->len; i++) {
		number[order[i]] = i;
		g_array_append_val(sorted, g_array_index(hits, struct hit,
							 order[i]));
	}
	for (guint i = 0; i < session->stretches->len; i++) {
		struct stretch *stretch = session->stretches->pdata[i];

		renumber(stretch->others, number);
		for (guint c = 0; c < stretch->carriers->len; c++)
			renumber(g_array_index(stretch->carriers,
					       struct carrier, c).hits,
				 number);
	}
	g_array_unref(hits);
	session->result->hits = sorted;
}

/* -- what is told of them ------------------------------------------------ */

static void
add_relations_of_turn(struct session *session, guint matcher, guint turn,
		      GHashTable *set)
{
	const struct said *said = speech_turn(&session->speech, turn);
	struct span all = { 0, span_length(said->text) }, span;
	struct hay hay = session_hay(session, matcher, turn, all);
	gsize from = 0;

	while (from < hay.len &&
	       matcher_find(tagger_matcher(session->tagger, matcher),
			    &session->room, &hay, from, &span) == ANSWER_YES) {
		if (span.end > span.start)
			g_hash_table_add(set, g_ascii_strdown(
				hay.text + span.start, span_length(span)));
		from = MAX(span.end, span.start + 1);
		while (from < hay.len && (hay.text[from] & 0xc0) == 0x80)
			from++;
	}
}

static GPtrArray *
relations_of(struct session *session, const struct stretch *stretch,
	     guint first, guint last)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
	int matcher = tagger_episode(session->tagger,
				     stretch->episode)->relations;
	g_autoptr(GHashTable) set = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint turn = first; matcher >= 0 && turn <= last; turn++) {
		g_autoptr(GHashTable) here = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, NULL);
		GHashTableIter iter;
		gpointer key;

		add_relations_of_turn(session, matcher, turn, here);
		g_hash_table_iter_init(&iter, here);
		while (g_hash_table_iter_next(&iter, &key, NULL)) {
			if (g_hash_table_contains(set, key))
				continue;
			g_hash_table_iter_steal(&iter);
			g_hash_table_add(set, key);
		}
	}
	add_sorted_keys(set, list);
	return list;
}

static void
describe(struct session *session, const struct stretch *stretch)
{
	struct found_episode *found = g_new0(struct found_episode, 1);
	const GArray *carriers = stretch->carriers;
	g_autoptr(GHashTable) components = g_hash_table_new(g_str_hash,
							    g_str_equal);
	guint first = g_array_index(carriers, struct carrier, 0).turn;
	guint last = g_array_index(carriers, struct carrier,
				   carriers->len - 1).turn;

	found->episode = stretch->episode;
	found->first_turn = first + 1;
	found->last_turn = last + 1;
	found->complete = stretch->complete;
	found->components = g_ptr_array_new();
	for (guint i = 0; i < carriers->len; i++) {
		const struct carrier *carrier =
			&g_array_index(carriers, struct carrier, i);

		found->carriers += carrier->therapist;
		add_components(session, carrier, components);
	}
	add_sorted_keys(components, found->components);
	found->relations = relations_of(session, stretch, first, last);
	g_ptr_array_add(session->result->episodes, found);
}

static void
claim(struct session *session, const GArray *list, int episode)
{
	for (guint i = 0; i < list->len; i++) {
		struct hit *hit = &g_array_index(session->result->hits,
			struct hit, g_array_index(list, guint, i));

		if (hit->episode < 0)
			hit->episode = episode;
	}
}

/* A hit names one episode: the first that came to something. */
static void
claim_hits(struct session *session, gboolean complete)
{
	for (guint i = 0; i < session->stretches->len; i++) {
		const struct stretch *stretch = session->stretches->pdata[i];

		if (stretch->complete != complete)
			continue;
		claim(session, stretch->others, i);
		for (guint c = 0; c < stretch->carriers->len; c++)
			claim(session, g_array_index(stretch->carriers,
						     struct carrier, c).hits,
			      i);
	}
}

static guint *
index_hits(const struct session *session)
{
	const GArray *hits = session->result->hits;
	guint *first = g_new(guint, session->turns + 1), at = 0;

	for (guint turn = 0; turn < session->turns; turn++) {
		first[turn] = at;
		while (at < hits->len &&
		       g_array_index(hits, struct hit, at).turn == turn + 1)
			at++;
	}
	return first;
}

void
session_find_episodes(struct session *session)
{
	const GPtrArray *episodes = session->tagger->episodes;
	g_autofree guint *first_hit = index_hits(session);
	guint ordinary = session->result->hits->len;

	for (guint e = 0; e < episodes->len; e++) {
		struct watch watch = {
			.session = session,
			.ready = episodes->pdata[e],
			.first_hit = first_hit,
			.ordinary = ordinary,
		};

		for (guint turn = 0; turn < session->turns; turn++)
			watch_turn(&watch, e, turn);
		if (watch.open)
			end(&watch);
	}
	sort_hits(session);
	g_ptr_array_sort(session->stretches, compare_stretches);
	for (guint i = 0; i < session->stretches->len; i++) {
		struct stretch *stretch = session->stretches->pdata[i];

		stretch->complete = suffices(session, stretch);
		describe(session, stretch);
	}
	claim_hits(session, TRUE);
	claim_hits(session, FALSE);
}
