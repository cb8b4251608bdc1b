/*
 * codebook/calibration.h: the part of the door that is about what a rater has
 * to reach before their ratings count as those of a qualified one.
 */
#ifndef CODEBOOK_CALIBRATION_H
#define CODEBOOK_CALIBRATION_H

#include "codebook/codebook.h"

/* A figure that is NAN, and a number that is G_MAXUINT, is not asked for. */
struct calibration {
	char *id;
	char *version;
	char *name;
	char *rubric; /* id of the rubric it is for */
	char *file;
	char *sha256; /* of the file */
	double icc;   /* these are the least, 0..1 */
	double within_one;
	double exact;
	double technique_f1;
	guint critical_missed; /* the most */
	guint sessions;	       /* the least */
	guint valid_months;
};

/* As rubric_parse(). */
struct calibration *calibration_parse(const char *text, gsize len,
				      const char *file, GPtrArray *diagnostics);
void calibration_free(struct calibration *calibration);
typedef struct calibration Calibration;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Calibration, calibration_free)

#endif
