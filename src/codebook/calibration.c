/*
 * codebook/calibration.c: the file of thresholds for raters.
 */
#include "codebook/calibration.h"
#include "codebook/fields.h"

#include <math.h>

#define MEMBER(m) G_STRUCT_OFFSET(struct calibration, m)
#define MONTHS_MOST 120

static const struct key_reading calibration_fields[] = {
	{ "calibration", field_id, MEMBER(id), NULL, TRUE },
	{ "version", field_id, MEMBER(version), NULL, TRUE },
	{ "name", field_text, MEMBER(name), NULL, FALSE },
	{ "rubric", field_id, MEMBER(rubric), NULL, TRUE },
	{ "sessions-at-least", field_number, MEMBER(sessions), NULL, TRUE },
	{ "valid-months", field_number, MEMBER(valid_months), NULL, TRUE },
	{ "icc-at-least", field_decimal, MEMBER(icc), NULL, FALSE },
	{ "within-one-at-least", field_decimal, MEMBER(within_one), NULL,
	  FALSE },
	{ "exact-at-least", field_decimal, MEMBER(exact), NULL, FALSE },
	{ "technique-f1-at-least", field_decimal, MEMBER(technique_f1), NULL,
	  FALSE },
	{ "critical-missed-at-most", field_number, MEMBER(critical_missed),
	  NULL, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

/* What would qualify everybody, or for ever. */
static void
check_sense(struct yaml_reader *reader, const struct node *root,
	    const struct calibration *calibration)
{
	static const char *const shares[] = { "icc-at-least",
					      "within-one-at-least",
					      "exact-at-least",
					      "technique-f1-at-least" };
	const double asked[] = { calibration->icc, calibration->within_one,
				 calibration->exact,
				 calibration->technique_f1 };
	const struct node *sessions = node_get(root, "sessions-at-least");
	const struct node *months = node_get(root, "valid-months");
	gboolean any = FALSE;

	for (guint i = 6; calibration_fields[i].key; i++)
		any |= node_get(root, calibration_fields[i].key) != NULL;
	if (!any)
		reader_error(reader, root->place,
			     "no threshold is set: give at least one of "
			     "icc-at-least, within-one-at-least, "
			     "exact-at-least, technique-f1-at-least, "
			     "critical-missed-at-most");
	for (guint i = 0; i < G_N_ELEMENTS(shares); i++) {
		if (asked[i] <= 0)
			reader_error(
				reader, node_get(root, shares[i])->place,
				"'%s' of 0 or less asks for nothing; leave "
				"the line out",
				shares[i]);
	}
	if (sessions && calibration->sessions < 2)
		reader_error(reader, sessions->place,
			     "'sessions-at-least' should be 2 or more: one "
			     "session tells nothing of another");
	if (months && (calibration->valid_months < 1 ||
		       calibration->valid_months > MONTHS_MOST))
		reader_error(reader, months->place,
			     "'valid-months' should be 1 to %d", MONTHS_MOST);
}

struct calibration *
calibration_parse(const char *text, gsize len, const char *file,
		  GPtrArray *diagnostics)
{
	g_autoptr(Calibration) calibration = g_new0(struct calibration, 1);
	g_autoptr(Tree) tree = NULL;
	struct yaml_reader reader;

	calibration->icc = calibration->within_one = NAN;
	calibration->exact = calibration->technique_f1 = NAN;
	calibration->critical_missed = G_MAXUINT;
	reader_init(&reader, text, len, file, diagnostics);
	calibration->file = g_strdup(reader.file);
	calibration->sha256 = base_sha256(text, len);
	tree = yaml_parse(&reader);
	if (tree && fields_read(&reader, tree->root, calibration_fields,
				calibration, "a file of thresholds"))
		check_sense(&reader, tree->root, calibration);
	reader_finish(&reader);
	return reader.errors || !tree ? NULL : g_steal_pointer(&calibration);
}

void
calibration_free(struct calibration *calibration)
{
	if (!calibration)
		return;
	g_free(calibration->id);
	g_free(calibration->version);
	g_free(calibration->name);
	g_free(calibration->rubric);
	g_free(calibration->file);
	g_free(calibration->sha256);
	g_free(calibration);
}
