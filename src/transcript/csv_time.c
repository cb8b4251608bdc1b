/*
 * csv_time.c: what stands in a column of times.
 */
#include "transcript/bytes.h"
#include "transcript/csv.h"
#include "transcript/heading.h"

#define DIGITS_MAX 30

gboolean
csv_number(const struct field *field, double *number)
{
	const char *p = field->start, *end = field->end;
	char digits[DIGITS_MAX + 2], *after;

	trim(&p, &end);
	if (end > p && (end[-1] == 's' || end[-1] == 'S'))
		end--;
	if (p == end || end - p > DIGITS_MAX || !g_ascii_isdigit(*p))
		return FALSE;
	memcpy(digits, p, end - p);
	digits[end - p] = '\0';
	g_strdelimit(digits, ",", '.');
	*number = g_ascii_strtod(digits, &after);
	return !*after && *number < 1e15;
}

gboolean
csv_is_clock(const struct field *field)
{
	const char *p = field->start, *end = field->end;
	gint64 start_ms, end_ms;
	double number;

	if (!p)
		return FALSE;
	trim(&p, &end);
	if (csv_frame(field) >= 0 || csv_number(field, &number))
		return TRUE;
	return stamp_range(&p, end, &start_ms, &end_ms) && p == end;
}

/* "00:00:04:10" or "00:00:04;10" at p; what is behind it, or NULL. */
static const char *
read_frames(const char *p, const char *end, gint64 *ms, int *frame)
{
	guint part[4] = { 0 };

	for (int i = 0; i < 4; i++) {
		const char *start = p;

		while (p < end && g_ascii_isdigit(*p) && p - start < 3)
			part[i] = part[i] * 10 + (*p++ - '0');
		if (p == start || (p < end && g_ascii_isdigit(*p)))
			return NULL;
		if (i == 3)
			break;
		if (p == end || (*p != ':' && !(i == 2 && *p == ';')))
			return NULL;
		p++;
	}
	if (part[1] > 59 || part[2] > 59)
		return NULL;
	*ms = ((gint64)part[0] * 3600 + part[1] * 60 + part[2]) * 1000;
	*frame = part[3];
	return p;
}

int
csv_frame(const struct field *field)
{
	const char *p = field->start, *end = field->end;
	gint64 ms;
	int frame;

	trim(&p, &end);
	return read_frames(p, end, &ms, &frame) ? frame : -1;
}

guint
csv_frame_rate(guint highest)
{
	static const guint rates[] = { 24, 25, 30, 50, 60, 100, 120 };

	for (gsize i = 0; i < G_N_ELEMENTS(rates); i++)
		if (highest < rates[i])
			return rates[i];
	return 1000;
}

static gint64
frame_time(const char **p, const char *end, guint rate)
{
	gint64 ms;
	int frame;
	const char *after = read_frames(*p, end, &ms, &frame);

	if (!after)
		return -1;
	*p = after;
	return ms + (rate ? (frame * 1000 + rate / 2) / rate : 0);
}

gint64
csv_time(const struct field *field, double unit, guint rate, gint64 *range_end)
{
	const char *p = field->start, *end = field->end;
	gint64 ms;
	double number;

	*range_end = -1;
	trim(&p, &end);
	if (p == end)
		return -1;
	ms = frame_time(&p, end, rate);
	if (ms >= 0) {
		p = skip_blanks(p, end);
		while (p < end && (*p == '-' || *p == '>' || *p == ' '))
			p++;
		*range_end = frame_time(&p, end, rate);
		return ms;
	}
	if (csv_number(field, &number))
		return number * unit < 1e15 ? (gint64)(number * unit + 0.5) :
					      -1;
	return stamp_range(&p, end, &ms, range_end) ? ms : -1;
}
