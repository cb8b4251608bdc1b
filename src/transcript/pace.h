/*
 * pace.h: which unit are times in that do not name one?
 *
 * People say two or three words a second, hardly ever more than ten and over
 * a whole table not less than one in ten seconds.  So words and times
 * together tell seconds from milliseconds; where they do not, that is said.
 */
#ifndef TRANSCRIPT_PACE_H
#define TRANSCRIPT_PACE_H

#include "base/base.h"

struct pace {
	double units; /* of time that were measured, whatever they are */
	double words; /* said in them */
	gboolean fraction;
	gboolean began;	   /* a start without an end is waiting for the next */
	double start;	   /* that start */
	double unmeasured; /* the words said at it */
};

/* Words from start to end as numbers in the file's unit; end -1: unknown. */
void pace_note(struct pace *pace, double start, double end, const char *text,
	       gsize len);
/*
 * Milliseconds in one unit: 1000 or 1.  usual: what is usual for the tool,
 * or 0; it counts where there are too few words to tell.  *doubtful is TRUE
 * when neither unit gives a pace at which people speak.
 */
double pace_unit(const struct pace *pace, double usual, gboolean *doubtful);
/* "seconds" or "milliseconds". */
const char *pace_unit_print(double unit);

#endif
