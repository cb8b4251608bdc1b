/*
 * Tags and what goes with them: dropped and built again by each tagging.
 *
 * Stored by names, not by indices into a codebook, so that they can be read
 * when that codebook is gone.
 */
#include "store/private.h"

#include <string.h>

void
observation_row_free(struct observation_row *row)
{
	if (!row)
		return;
	g_free(row->id);
	g_free(row->says);
	g_free(row);
}

void
episode_row_free(struct episode_row *row)
{
	if (!row)
		return;
	g_free(row->id);
	g_free(row->technique);
	g_strfreev(row->components);
	g_strfreev(row->relations);
	g_free(row);
}

static gboolean
clear(struct store *store, gint64 session, GError **error)
{
	static const enum statement parts[] = {
		SQL_HITS_CLEAR,		SQL_TAGS_CLEAR,	  SQL_EPISODES_CLEAR,
		SQL_OBSERVATIONS_CLEAR, SQL_SPEECH_CLEAR,
	};

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		if (!store_run(store, parts[i], error, "i", session))
			return FALSE;
	}
	return TRUE;
}

/* Components and people have blanks in their names, and no commas. */
#define BETWEEN ", "

static char *
join_words(const GPtrArray *words)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; words && i < words->len; i++)
		g_string_append_printf(text, "%s%s", i ? BETWEEN : "",
				       (const char *)words->pdata[i]);
	return g_string_free(text, FALSE);
}

static gboolean
episodes_save(struct store *store, gint64 session,
	      const struct codebook *codebook, const struct tagging *tagging,
	      GError **error)
{
	for (guint i = 0; i < tagging->episodes->len; i++) {
		const struct found_episode *found = tagging->episodes->pdata[i];
		const struct episode *episode =
			codebook->episodes->pdata[found->episode];
		const struct technique *technique =
			codebook->techniques->pdata[episode->technique];
		g_autofree char *components = join_words(found->components);
		g_autofree char *relations = join_words(found->relations);

		if (!store_run(store, SQL_EPISODE_ADD, error, "iittiiitti",
			       session, (gint64)i, episode->id, technique->id,
			       (gint64)found->first_turn,
			       (gint64)found->last_turn,
			       (gint64)found->carriers, components, relations,
			       (gint64)found->complete))
			return FALSE;
	}
	return TRUE;
}

static gboolean
hits_save(struct store *store, gint64 session, const struct codebook *codebook,
	  const struct tagging *tagging, const struct tag *tag,
	  const char *technique, GError **error)
{
	for (guint i = 0; i < tag->hits->len; i++) {
		const struct hit *hit =
			&g_array_index(tagging->hits, struct hit,
				       g_array_index(tag->hits, guint, i));
		const struct rule *rule = codebook->rules->pdata[hit->rule];

		if (!store_run(store, SQL_HIT_ADD, error, "iititiiit", session,
			       (gint64)tag->turn, technique, (gint64)i,
			       rule->id, (gint64)hit->span.start,
			       (gint64)hit->span.end, (gint64)hit->context,
			       tagging_says(tagging, hit)))
			return FALSE;
	}
	return TRUE;
}

static gboolean
tag_save(struct store *store, gint64 session, const struct codebook *codebook,
	 const struct tagging *tagging, const struct tag *tag, GError **error)
{
	const struct technique *technique =
		codebook->techniques->pdata[tag->technique];
	const char *strength = strength_print(tag->strength);
	gboolean ok;

	if (tag->episode >= 0)
		ok = store_run(store, SQL_TAG_ADD, error, "iittii", session,
			       (gint64)tag->turn, technique->id, strength,
			       (gint64)tag->bridged, (gint64)tag->episode);
	else
		ok = store_run(store, SQL_TAG_ADD, error, "iittio", session,
			       (gint64)tag->turn, technique->id, strength,
			       (gint64)tag->bridged, (gint64)0);
	return ok && hits_save(store, session, codebook, tagging, tag,
			       technique->id, error);
}

static gboolean
observations_add(struct store *store, gint64 session,
		 const struct codebook *codebook, const GArray *list, guint n,
		 gboolean answered, GError **error)
{
	for (guint i = 0; i < list->len; i++) {
		const struct observation *seen =
			&g_array_index(list, struct observation, i);
		const struct observation_rule *rule =
			codebook->observations->pdata[seen->rule];

		if (!store_run(store, SQL_OBSERVATION_ADD, error, "iitttiiiii",
			       session, (gint64)n + i, rule->id,
			       rule->says ? rule->says : "",
			       observation_kind_print(rule->kind),
			       (gint64)seen->first_turn,
			       (gint64)seen->last_turn, (gint64)answered,
			       (gint64)seen->span.start,
			       (gint64)seen->span.end))
			return FALSE;
	}
	return TRUE;
}

static gboolean
observations_save(struct store *store, gint64 session,
		  const struct codebook *codebook,
		  const struct tagging *tagging, GError **error)
{
	return observations_add(store, session, codebook, tagging->observations,
				0, FALSE, error) &&
	       observations_add(store, session, codebook, tagging->answered,
				tagging->observations->len, TRUE, error);
}

static gboolean
numbers_save(struct store *store, gint64 session,
	     const struct speech_numbers *numbers, GError **error)
{
	for (guint role = 0; role < G_N_ELEMENTS(numbers->turns); role++) {
		if (!store_run(store, SQL_SPEECH_ADD, error, "itiiiii", session,
			       turn_role_print(role),
			       (gint64)numbers->turns[role],
			       (gint64)numbers->words[role],
			       (gint64)numbers->questions[role],
			       (gint64)numbers->longest_turn[role],
			       (gint64)numbers->longest_turn_n[role]))
			return FALSE;
	}
	return TRUE;
}

gboolean
store_tagging_save(struct store *store, gint64 session,
		   const struct codebook *codebook,
		   const struct tagging *tagging, GError **error)
{
	if (!clear(store, session, error) ||
	    !store_codebook_need(store, codebook, error) ||
	    !episodes_save(store, session, codebook, tagging, error))
		return FALSE;
	for (guint i = 0; i < tagging->tags->len; i++) {
		if (!tag_save(store, session, codebook, tagging,
			      tagging->tags->pdata[i], error))
			return FALSE;
	}
	return observations_save(store, session, codebook, tagging, error) &&
	       numbers_save(store, session, &tagging->numbers, error) &&
	       store_run(store, SQL_SESSION_TAGGED, error, "iti", session,
			 codebook_sha256(codebook), store->now);
}

static gpointer
tag_read(sqlite3_stmt *row)
{
	struct machine_tag *tag = g_new0(struct machine_tag, 1);

	tag->turn = (guint)sqlite3_column_int64(row, 0);
	tag->technique = store_column(row, 1);
	strength_parse(store_text(row, 2), &tag->strength);
	tag->bridged = sqlite3_column_int(row, 3) != 0;
	if (sqlite3_column_type(row, 4) != SQLITE_NULL)
		tag->episode = g_strdup_printf(
			"%s %d-%d", sqlite3_column_text(row, 4),
			sqlite3_column_int(row, 5), sqlite3_column_int(row, 6));
	tag->hits = g_ptr_array_new();
	return tag;
}

static gboolean
hit_belongs(sqlite3_stmt *row, const struct machine_tag *tag)
{
	return tag->turn == (guint)sqlite3_column_int64(row, 0) &&
	       !g_strcmp0(tag->technique, store_text(row, 1));
}

/* Hits come in the order of their tags. */
static gboolean
hits_load(struct store *store, gint64 session, const GPtrArray *tags,
	  GError **error)
{
	sqlite3_stmt *row =
		store_query(store, SQL_HIT_EACH, error, "i", session);
	guint at = 0;
	int more = row ? 1 : -1;

	while (more > 0 && (more = store_step(store, row, error)) > 0) {
		struct machine_hit *hit;

		while (at < tags->len && !hit_belongs(row, tags->pdata[at]))
			at++;
		if (at == tags->len)
			break;
		hit = g_new0(struct machine_hit, 1);
		hit->rule = store_column(row, 2);
		hit->span.start = (guint32)sqlite3_column_int64(row, 3);
		hit->span.end = (guint32)sqlite3_column_int64(row, 4);
		hit->context = sqlite3_column_int(row, 5);
		if (sqlite3_column_type(row, 6) != SQLITE_NULL)
			hit->says = g_ref_string_new_intern(
				(const char *)sqlite3_column_text(row, 6));
		g_ptr_array_add(((struct machine_tag *)tags->pdata[at])->hits,
				hit);
	}
	if (more > 0)
		return store_fail(store, SQLITE_CORRUPT, error);
	return more == 0;
}

GPtrArray *
store_tags_load(struct store *store, gint64 session, GError **error)
{
	g_autoptr(GPtrArray) tags = NULL;

	tags = store_collect(
		store, store_query(store, SQL_TAG_EACH, error, "i", session),
		tag_read, (GDestroyNotify)machine_tag_free, error);
	if (!tags || !hits_load(store, session, tags, error))
		return NULL;
	return g_steal_pointer(&tags);
}

GPtrArray *
store_turn_tags_load(struct store *store, gint64 session, guint turn,
		     GError **error)
{
	return store_collect(store,
			     store_query(store, SQL_TAG_OF_TURN, error, "ii",
					 session, (gint64)turn),
			     tag_read, (GDestroyNotify)machine_tag_free, error);
}

static char **
split(const char *text)
{
	return g_strsplit(text ? text : "", BETWEEN, -1);
}

static gpointer
episode_row_read(sqlite3_stmt *row)
{
	struct episode_row *episode = g_new0(struct episode_row, 1);

	episode->id = store_column(row, 0);
	episode->technique = store_column(row, 1);
	episode->first_turn = (guint)sqlite3_column_int64(row, 2);
	episode->last_turn = (guint)sqlite3_column_int64(row, 3);
	episode->carriers = (guint)sqlite3_column_int64(row, 4);
	episode->components = split(store_text(row, 5));
	episode->relations = split(store_text(row, 6));
	episode->complete = sqlite3_column_int(row, 7) != 0;
	return episode;
}

GPtrArray *
store_episodes_load(struct store *store, gint64 session, GError **error)
{
	return store_collect(
		store,
		store_query(store, SQL_EPISODE_EACH, error, "i", session),
		episode_row_read, (GDestroyNotify)episode_row_free, error);
}

static gpointer
observation_read(sqlite3_stmt *row)
{
	struct observation_row *seen = g_new0(struct observation_row, 1);
	const char *kind = store_text(row, 2);

	seen->id = store_column(row, 0);
	seen->says = store_column(row, 1);
	for (int i = OBSERVATION_MISSED; i <= OBSERVATION_RISK; i++) {
		if (!g_strcmp0(kind, observation_kind_print(i)))
			seen->kind = i;
	}
	seen->first_turn = (guint)sqlite3_column_int64(row, 3);
	seen->last_turn = (guint)sqlite3_column_int64(row, 4);
	seen->answered = sqlite3_column_int64(row, 5) != 0;
	seen->words.start = (gsize)sqlite3_column_int64(row, 6);
	seen->words.end = (gsize)sqlite3_column_int64(row, 7);
	return seen;
}

GPtrArray *
store_observations_load(struct store *store, gint64 session, GError **error)
{
	return store_collect(
		store,
		store_query(store, SQL_OBSERVATION_EACH, error, "i", session),
		observation_read, (GDestroyNotify)observation_row_free, error);
}

gboolean
store_numbers_load(struct store *store, gint64 session,
		   struct speech_numbers *numbers, GError **error)
{
	sqlite3_stmt *row =
		store_query(store, SQL_SPEECH_EACH, error, "i", session);
	enum turn_role role;
	int more = row ? 1 : -1;

	memset(numbers, 0, sizeof(*numbers));
	while (more > 0 && (more = store_step(store, row, error)) > 0) {
		if (!turn_role_parse(store_text(row, 0), &role))
			continue;
		numbers->turns[role] = (guint)sqlite3_column_int64(row, 1);
		numbers->words[role] = (guint)sqlite3_column_int64(row, 2);
		numbers->questions[role] = (guint)sqlite3_column_int64(row, 3);
		numbers->longest_turn[role] =
			(guint)sqlite3_column_int64(row, 4);
		numbers->longest_turn_n[role] =
			(guint)sqlite3_column_int64(row, 5);
	}
	return more == 0;
}
