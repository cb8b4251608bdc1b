/*
 * The table of patterns: what is looked for, and how what was found is
 * checked.
 */
#ifndef DEID_FINDERS_H
#define DEID_FINDERS_H

#include "deid/talk.h"

enum pattern_check {
	CHECK_NONE,
	CHECK_ADDRESS, /* of the net */
	CHECK_NUMBER,
	CHECK_CODE,
	CHECK_IBAN,
	CHECK_DAY, /* a day in figures */
	CHECK_MONTH,
	CHECK_STREET,
	CHECK_HANDLE,
};

struct deid_pattern {
	enum deid_category category;
	double confidence;
	enum pattern_check check;
	const char *why;
	struct pattern pattern;
};

extern const struct deid_pattern deid_patterns[];
extern const guint deid_pattern_count;

#endif
