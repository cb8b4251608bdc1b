/*
 * columns_codebook: techniques, items and rules as they are listed.
 */
#include "app/private.h"

/* -- techniques ------------------------------------------------------------ */

char *
phases_print(phase_mask phases)
{
	const phase_mask all = 1u << PHASE_INITIAL | 1u << PHASE_MIDDLE |
			       1u << PHASE_TERMINATION;
	g_autoptr(GString) text = g_string_new(NULL);

	if ((phases & all) == all)
		return g_strdup("any");
	for (guint p = PHASE_INITIAL; p <= PHASE_TERMINATION; p++) {
		if (phases & (1u << p))
			g_string_append_printf(text, "%s%s",
					       text->len ? ", " : "",
					       phase_print((enum phase)p));
	}
	return g_strdup(text->len ? text->str : "any");
}

static const struct column tell_apart_columns[] = {
	{ "from", NULL, TEXT_AT(struct tell_apart, from) },
	{ "by", NULL, TEXT_AT(struct tell_apart, by) },
	{ .kind = COLUMNS_END },
};

static const struct column rule_columns[] = {
	{ "id", NULL, TEXT_AT(struct rule, id) },
	{ "says", NULL, TEXT_AT(struct rule, says) },
	{ "strength", NULL, NAME_AT(struct rule, strength, strength_print) },
	{ .kind = COLUMNS_END },
};

#define MOST_NAME 36 /* columns of a technique's name in a table */

static void
fill_technique_name(struct column_value *value, const void *of,
		    const void *about)
{
	const struct technique *technique = of;

	(void)about;
	value->made = base_cut(technique->name, MOST_NAME, "…");
}

static void
fill_technique_phases(struct column_value *value, const void *of,
		      const void *about)
{
	const struct technique *technique = of;

	(void)about;
	value->made = phases_print(technique->phases);
}

static void
fill_technique_rules(struct column_value *value, const void *of,
		     const void *about)
{
	const struct technique *technique = of;

	(void)about;
	value->number = technique->rules->len;
}

const struct column technique_columns[] = {
	{ "id", "code", TEXT_AT(struct technique, id) },
	{ "name", NULL, TEXT_AT(struct technique, name) },
	{ NULL, "technique", FILLED(COLUMN_TEXT, fill_technique_name) },
	{ "group", "group", TEXT_AT(struct technique, group) },
	{ "definition", NULL, TEXT_AT(struct technique, definition) },
	{ "unit", NULL, TEXT_AT(struct technique, unit) },
	{ "phases", "phases", FILLED(COLUMN_TEXT, fill_technique_phases) },
	{ "tell_apart", NULL,
	  LIST_AT(struct technique, tell_apart, tell_apart_columns) },
	{ "rules", NULL, LIST_AT(struct technique, rules, rule_columns) },
	{ NULL, "rules", FILLED(COLUMN_COUNT, fill_technique_rules) },
	{ .kind = COLUMNS_END },
};

static void
fill_codebook_sha256(struct column_value *value, const void *of,
		     const void *about)
{
	(void)about;
	value->text = codebook_sha256(of);
}

const struct column codebook_head_columns[] = {
	{ "id", NULL, TEXT_AT(struct codebook, id) },
	{ "version", NULL, TEXT_AT(struct codebook, version) },
	{ "sha256", NULL, FILLED(COLUMN_TEXT, fill_codebook_sha256) },
	{ .kind = COLUMNS_END },
};

/* -- items ----------------------------------------------------------------- */

char *
focuses_print(focus_mask focuses)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint f = FOCUS_GRIEF; f <= FOCUS_DEFICITS; f++) {
		g_autofree char *focus = focus_words_print((enum focus)f);

		if (focuses & (1u << f))
			g_string_append_printf(text, "%s%s",
					       text->len ? ", " : "", focus);
	}
	return g_strdup(text->len ? text->str : "any");
}

/* The wording of each point of a scale, as an item holds it. */
struct anchors {
	char *point[SCALE_POINTS + 1];
};

static const struct column anchor_columns[] = {
	{ "1", NULL, TEXT_AT(struct anchors, point[1]) },
	{ "2", NULL, TEXT_AT(struct anchors, point[2]) },
	{ "3", NULL, TEXT_AT(struct anchors, point[3]) },
	{ "4", NULL, TEXT_AT(struct anchors, point[4]) },
	{ "5", NULL, TEXT_AT(struct anchors, point[5]) },
	{ .kind = COLUMNS_END },
};

static const char *
suggests_print(enum item_suggest suggests)
{
	static const char *const names[] = {
		[SUGGEST_YES] = "yes",
		[SUGGEST_NEVER] = "never",
		[SUGGEST_FLAG] = "flag",
	};

	return names[suggests];
}

static void
fill_item_phases(struct column_value *value, const void *of, const void *about)
{
	const struct item *item = of;

	(void)about;
	value->made = phases_print(item->phases);
}

static void
fill_item_focus(struct column_value *value, const void *of, const void *about)
{
	const struct item *item = of;

	(void)about;
	value->made = focuses_print(item->focuses);
}

static void
fill_item_quality(struct column_value *value, const void *of, const void *about)
{
	const struct item *item = of;

	(void)about;
	value->thing = item->quality[1] ? item->quality : NULL;
}

static void
fill_item_evidence(struct column_value *value, const void *of,
		   const void *about)
{
	const struct item *item = of;

	(void)about;
	value->made = codes_print(item->evidence);
}

char *
codes_print(const GPtrArray *codes)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; codes && i < codes->len; i++)
		g_string_append_printf(text, "%s%s", i > 0 ? " " : "",
				       (char *)codes->pdata[i]);
	return g_strdup(text->str);
}

const struct column item_columns[] = {
	{ "id", "item", TEXT_AT(struct item, id) },
	{ NULL, "class", NAME_AT(struct item, item_class, item_class_print) },
	{ "name", "name", TEXT_AT(struct item, name) },
	{ "text", NULL, TEXT_AT(struct item, text) },
	{ "class", NULL, NAME_AT(struct item, item_class, item_class_print) },
	{ "phases", "phases", FILLED(COLUMN_TEXT, fill_item_phases) },
	{ "focus", "focus", FILLED(COLUMN_TEXT, fill_item_focus) },
	{ "suggest", NULL, NAME_AT(struct item, suggest, suggests_print) },
	{ "evidence", NULL, TEXTS_AT(struct item, evidence) },
	{ NULL, "evidence", FILLED(COLUMN_TEXT, fill_item_evidence) },
	{ "extent", NULL, MAP_AT(struct item, extent, anchor_columns) },
	{ "quality", NULL, FILLED(COLUMN_MAP, fill_item_quality),
	  .inner = anchor_columns },
	{ .kind = COLUMNS_END },
};

const struct column rubric_head_columns[] = {
	{ "id", NULL, TEXT_AT(struct rubric, id) },
	{ "version", NULL, TEXT_AT(struct rubric, version) },
	{ "sha256", NULL, TEXT_AT(struct rubric, sha256) },
	{ .kind = COLUMNS_END },
};

/* -- how often rules were right -------------------------------------------- */

static gboolean
is_decided(const struct rule_use *use)
{
	return use->accepted + use->rejected > 0;
}

static void
fill_precision(struct column_value *value, const void *of, const void *about)
{
	const struct rule_use *use = of;

	(void)about;
	value->real = use->precision;
	value->nothing = !is_decided(use);
}

static void
fill_interval(struct column_value *value, const void *of, const void *about)
{
	const struct rule_use *use = of;

	(void)about;
	if (is_decided(use))
		value->made = g_strdup_printf("%.2f-%.2f", use->low, use->high);
}

static void
fill_floor(struct column_value *value, const void *of, const void *about)
{
	const struct rule_use *use = of;

	(void)about;
	value->text = use->below_floor ? "below the floor" : NULL;
}

const struct column rule_use_columns[] = {
	{ "rule", "rule", TEXT_AT(struct rule_use, rule) },
	{ "technique", NULL, TEXT_AT(struct rule_use, technique) },
	{ "fired", "fired", COUNT_AT(struct rule_use, fired) },
	{ "accepted", "accepted", COUNT_AT(struct rule_use, accepted) },
	{ "rejected", "rejected", COUNT_AT(struct rule_use, rejected) },
	{ "precision", NULL, REAL_AT(struct rule_use, precision) },
	{ NULL, "precision", FILLED(COLUMN_REAL, fill_precision), .digits = 2,
	  .bare = TRUE },
	{ "low", NULL, REAL_AT(struct rule_use, low) },
	{ "high", NULL, REAL_AT(struct rule_use, high) },
	{ NULL, "95 %", FILLED(COLUMN_TEXT, fill_interval) },
	{ "below_floor", NULL, FLAG_AT(struct rule_use, below_floor) },
	{ NULL, "", FILLED(COLUMN_TEXT, fill_floor) },
	{ .kind = COLUMNS_END },
};

/* -- what another codebook would change ------------------------------------ */

const struct column old_name_columns[] = {
	{ "name", NULL, TEXT_AT(struct old_name, name) },
	{ "now", NULL, TEXT_AT(struct old_name, now) },
	{ "decisions", NULL, COUNT_AT(struct old_name, decisions) },
	{ .kind = COLUMNS_END },
};

static void
fill_change(struct column_value *value, const void *of, const void *about)
{
	static const char *const kinds[] = {
		[TAG_APPEARS] = "appears",
		[TAG_VANISHES] = "vanishes",
		[TAG_CHANGES_STRENGTH] = "strength",
	};
	const struct tag_change *change = of;

	(void)about;
	value->text = kinds[change->kind];
}

static const char *
strength_of(const struct tag_change *change, enum strength strength)
{
	return change->kind == TAG_CHANGES_STRENGTH ? strength_print(strength) :
						      NULL;
}

static void
fill_before(struct column_value *value, const void *of, const void *about)
{
	const struct tag_change *change = of;

	(void)about;
	value->text = strength_of(change, change->before);
}

static void
fill_after(struct column_value *value, const void *of, const void *about)
{
	const struct tag_change *change = of;

	(void)about;
	value->text = strength_of(change, change->after);
}

static const struct column tag_change_columns[] = {
	{ "session", NULL, NUMBER_AT(struct tag_change, session) },
	{ "turn", NULL, COUNT_AT(struct tag_change, turn) },
	{ "technique", NULL, TEXT_AT(struct tag_change, technique) },
	{ "change", NULL, FILLED(COLUMN_TEXT, fill_change) },
	{ "before", NULL, FILLED(COLUMN_TEXT, fill_before), .optional = TRUE },
	{ "after", NULL, FILLED(COLUMN_TEXT, fill_after), .optional = TRUE },
	{ "decided", NULL, FLAG_AT(struct tag_change, decided) },
	{ .kind = COLUMNS_END },
};

static const struct column extent_change_columns[] = {
	{ "session", NULL, NUMBER_AT(struct extent_change, session) },
	{ "item", NULL, TEXT_AT(struct extent_change, item) },
	{ "before", NULL, KNOWN_AT(struct extent_change, before) },
	{ "after", NULL, KNOWN_AT(struct extent_change, after) },
	{ "look_before", NULL, FLAG_AT(struct extent_change, look_before) },
	{ "look_after", NULL, FLAG_AT(struct extent_change, look_after) },
	{ .kind = COLUMNS_END },
};

const struct column codebook_diff_columns[] = {
	{ "tags", NULL,
	  LIST_AT(struct codebook_diff, tags, tag_change_columns) },
	{ "extents", NULL,
	  LIST_AT(struct codebook_diff, extents, extent_change_columns) },
	{ "old_names", NULL,
	  LIST_AT(struct codebook_diff, names, old_name_columns) },
	{ .kind = COLUMNS_END },
};
