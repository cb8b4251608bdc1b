/*
 * Sets of sessions for drills: made, listed, taken back.
 */
#include "app/blind.h"
#include "app/drill.h"
#include "app/drilling.h"

#include <string.h>

static const char *const purposes[] = { "learning", "testing" };

const char *
drill_purpose_print(enum drill_purpose purpose)
{
	g_assert((guint)purpose < G_N_ELEMENTS(purposes));
	return purposes[purpose];
}

gboolean
drill_purpose_parse(const char *text, enum drill_purpose *purpose)
{
	for (guint i = 0; i < G_N_ELEMENTS(purposes); i++) {
		if (g_ascii_strcasecmp(text, purposes[i]) == 0) {
			*purpose = (enum drill_purpose)i;
			return TRUE;
		}
	}
	return FALSE;
}

void
drill_set_free(struct drill_set *set)
{
	if (!set)
		return;
	drill_set_row_free(set->row);
	g_clear_pointer(&set->members, g_ptr_array_unref);
	g_free(set);
}

/* -- listing ------------------------------------------------------------------- */

/* Of who has one under way, their own takings alone. */
static gboolean
count_takes(struct app *app, const struct drills *drills, struct drill_set *set,
	    GError **error)
{
	g_autoptr(GHashTable) raters =
		g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < drills->takes->len; i++) {
		const struct drill_take_row *take = drills->takes->pdata[i];
		g_autoptr(GError) fault = NULL;

		if (take->set != set->row->id)
			continue;
		g_hash_table_add(raters, take->rater);
		set->finished += drills_whole(app, drills, take, &fault);
		if (fault) {
			g_propagate_error(error, g_steal_pointer(&fault));
			return FALSE;
		}
	}
	set->raters = g_hash_table_size(raters);
	return TRUE;
}

static struct drill_set *
set_of_row(struct app *app, const struct drills *drills,
	   const struct drill_set_row *row, GError **error)
{
	g_autoptr(DrillSet) shipped = sample_set(row->name);
	g_autoptr(DrillSet) set = g_new0(struct drill_set, 1);

	set->row = g_memdup2(row, sizeof(*row));
	set->row->name = g_strdup(row->name);
	set->row->purpose = g_strdup(row->purpose);
	set->row->by = g_strdup(row->by);
	set->shipped = shipped != NULL;
	if (!drill_purpose_parse(row->purpose, &set->purpose)) {
		app_fail(error, BASE_ERROR_CORRUPT,
			 "drill %s is for '%s', which is no purpose", row->name,
			 row->purpose);
		return NULL;
	}
	set->members = store_drill_members(app->store, row->id, error);
	return set->members && count_takes(app, drills, set, error) ?
		       g_steal_pointer(&set) :
		       NULL;
}

GPtrArray *
app_drills(struct app *app, GError **error)
{
	g_autoptr(GPtrArray) list =
		g_ptr_array_new_with_free_func((GDestroyNotify)drill_set_free);
	g_autoptr(GPtrArray) names = sample_sets();
	g_auto(Drills) drills = { 0 };

	if (!drills_load(app, &drills, error))
		return NULL;
	for (guint i = 0; i < names->len; i++) {
		if (!drills_named(&drills, names->pdata[i]))
			g_ptr_array_add(list, sample_set(names->pdata[i]));
	}
	for (guint i = 0; i < drills.sets->len; i++) {
		struct drill_set *set =
			set_of_row(app, &drills, drills.sets->pdata[i], error);

		if (!set)
			return NULL;
		g_ptr_array_add(list, set);
	}
	return g_steal_pointer(&list);
}

struct drill_set *
app_drill(struct app *app, const char *name, GError **error)
{
	g_autoptr(GPtrArray) names = sample_sets();
	g_autofree char *shown = base_printable(name, -1);
	g_auto(Drills) drills = { 0 };
	const struct drill_set_row *row;
	struct drill_set *set;
	const char *near;

	if (!drills_load(app, &drills, error))
		return NULL;
	row = drills_named(&drills, name);
	if (row)
		return set_of_row(app, &drills, row, error);
	set = sample_set(name);
	if (set)
		return set;
	for (guint i = 0; i < drills.sets->len; i++) {
		row = drills.sets->pdata[i];
		g_ptr_array_add(names, g_strdup(row->name));
	}
	g_ptr_array_add(names, NULL);
	near = base_did_you_mean(shown, (const char *const *)names->pdata);
	app_fail(error, BASE_ERROR_NOT_FOUND, "there is no drill '%s' (%s%s%s)",
		 shown, near ? "did you mean '" : "see 'iptrate drill list",
		 near ? near : "", near ? "'?" : "'");
	return NULL;
}

/* -- what is in one ------------------------------------------------------------ */

void
drill_part_free(struct drill_part *part)
{
	if (!part)
		return;
	g_free(part->sample);
	g_free(part->rater);
	g_ptr_array_unref(part->techniques);
	g_free(part);
}

/* Has somebody who is at work a taking of it that is not finished? */
static gboolean
is_under_way(struct app *app, const struct drills *drills, gint64 set,
	     gboolean *under_way, GError **error)
{
	*under_way = FALSE;
	for (guint i = 0; i < drills->takes->len; i++) {
		const struct drill_take_row *take = drills->takes->pdata[i];
		g_autoptr(GError) fault = NULL;

		if (take->set != set || !app_is_viewer(app, take->rater))
			continue;
		*under_way |= !drills_whole(app, drills, take, &fault);
		if (fault) {
			g_propagate_error(error, g_steal_pointer(&fault));
			return FALSE;
		}
	}
	return TRUE;
}

static gboolean
tell_whose(struct app *app, const struct drill_member_row *member,
	   struct drill_part *part, GError **error)
{
	g_autoptr(GPtrArray) ratings =
		store_ratings_load(app->store, member->session, NULL, error);

	for (guint i = 0; ratings && i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->id != member->rating)
			continue;
		base_replace(&part->rater, rating->rater);
		part->role = rater_role_print(rating->role);
	}
	return ratings != NULL;
}

static struct drill_part *
part_make(struct app *app, const struct drill_member_row *member,
	  gboolean hidden, GError **error)
{
	g_auto(DrillSource) source = { 0 };
	struct drill_part *part;

	if (!drill_source_load(app, member, &source, error))
		return NULL;
	part = g_new0(struct drill_part, 1);
	part->n = member->n;
	part->phase = source.facts.phase;
	part->focus = source.facts.focus;
	part->techniques = g_ptr_array_new_with_free_func(g_free);
	if (hidden)
		return part;
	part->session = member->session;
	part->sample = g_strdup(member->sample);
	part->items = source.answers->len;
	part->role = "expert";
	for (guint i = 0; i < source.tags->len; i++) {
		const struct drill_tag_row *tag = source.tags->pdata[i];

		if (tag->agreed && !g_ptr_array_find_with_equal_func(
					   part->techniques, tag->technique,
					   g_str_equal, NULL))
			g_ptr_array_add(part->techniques,
					g_strdup(tag->technique));
	}
	if (member->session && !tell_whose(app, member, part, error)) {
		drill_part_free(part);
		return NULL;
	}
	return part;
}

GPtrArray *
app_drill_parts(struct app *app, const struct drill_set *set, GError **error)
{
	g_autoptr(GPtrArray) parts =
		g_ptr_array_new_with_free_func((GDestroyNotify)drill_part_free);
	g_auto(Drills) drills = { 0 };
	gboolean hidden;

	if (!drills_load(app, &drills, error) ||
	    !is_under_way(app, &drills, set->row->id, &hidden, error))
		return NULL;
	for (guint i = 0; i < set->members->len; i++) {
		const struct drill_member_row *member = set->members->pdata[i];
		struct drill_part *part;

		if (member->session && !hidden &&
		    !app_may_see(app, member->session,
				 BLIND_RATINGS | BLIND_PEOPLE,
				 "what was agreed on it is", error))
			return NULL;
		part = part_make(app, member, hidden, error);
		if (!part)
			return NULL;
		g_ptr_array_add(parts, part);
	}
	return g_steal_pointer(&parts);
}
