/*
 * inside.c: turns that begin in the middle of a line.
 *
 * "How was it? P: Up and down. T: And then?" typed into one paragraph.  A head
 * can only stand behind the end of a sentence, and is short.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"

#define HEAD_MAX 48

/* Where a head that ends in the colon would begin, or NULL. */
static const char *
head_start(const char *p, const char *colon)
{
	const char *far = MAX(p, colon - HEAD_MAX);

	for (const char *q = colon; q > far; q--) {
		const char *s = q;

		if (!is_space(q[-1]))
			continue;
		while (s > far && is_space(s[-1]))
			s--;
		while (s > far && strchr("\"')]", s[-1]))
			s--;
		if (s > far && strchr(".?!", s[-1]) &&
		    !(s - 2 >= p && g_ascii_isupper(s[-2]) &&
		      (s - 2 == p || !g_ascii_isalpha(s[-3]))))
			return q;
		if (s - 3 >= far && (!memcmp(s - 3, "\342\200\246", 3) ||
				     !memcmp(s - 3, "\342\200\235", 3)))
			return q;
	}
	return NULL;
}

gboolean
heading_inside(const char *p, const char *end, struct heading *out)
{
	const char *from = p;

	while ((p = memchr(p, ':', end - p)) != NULL) {
		const char *start;

		if (p + 1 < end && is_space(p[1]) &&
		    (start = head_start(from, p)) != NULL && start < p) {
			*out = (struct heading){
				.kind = HEADING_INSIDE,
				.label = start,
				.label_len = p - start,
				.start_ms = -1,
				.end_ms = -1,
				.text = skip_blanks(p + 1, end),
			};
			return TRUE;
		}
		p++;
	}
	return FALSE;
}

/*
 * "(T: Mhm.)", "[Ben: yes]" and noScribe's "//S00: Mhm.//" are said into
 * somebody's words and stay in them.
 */
gboolean
heading_aside(const char *p, const char *end, struct heading *out)
{
	const char *from = p;

	while ((p = memchr(p, ':', end - p)) != NULL) {
		const char *far = MAX(from, p - HEAD_MAX), *q = p;

		while (q > far && !strchr("([/{", q[-1]))
			q--;
		if (q > far && q < p) {
			*out = (struct heading){
				.kind = HEADING_COLON,
				.label = q,
				.label_len = p - q,
				.start_ms = -1,
				.end_ms = -1,
				.text = p + 1,
			};
			return TRUE;
		}
		p++;
	}
	return FALSE;
}
