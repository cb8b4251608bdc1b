/*
 * block.c: the blocks of a WebVTT or SRT file.
 *
 * Follows "collect a WebVTT block" and "collect WebVTT cue timings" of
 * https://www.w3.org/TR/webvtt1/#file-parsing step by step.  Because lines end
 * in LF only by now, a cue's payload is one stretch of the source.
 */
#include "transcript/block.h"
#include "transcript/bytes.h"
#include "transcript/heading.h"

#define HOURS_MAX G_GINT64_CONSTANT(999999999)

const char *
find_arrow(const char *p, const char *end)
{
	for (const char *q = p; q < end; q++) {
		q = memchr(q, '>', end - q);
		if (!q)
			return NULL;
		if (q - p >= 2 && q[-1] == '-' && q[-2] == '-')
			return q - 2;
	}
	return NULL;
}

static gint64
digits(const char **p, const char *end, guint *n)
{
	const char *start = *p;
	gint64 value = 0;

	while (*p < end && g_ascii_isdigit(**p)) {
		value = MIN(value * 10 + (**p - '0'), HOURS_MAX);
		(*p)++;
	}
	*n = *p - start;
	return value;
}

static gboolean
expect(const char **p, const char *end, char c)
{
	if (*p == end || **p != c)
		return FALSE;
	(*p)++;
	return TRUE;
}

/* "Collect a WebVTT timestamp." */
static gboolean
strict_stamp(const char **p, const char *end, gint64 *ms)
{
	gint64 v1, v2, v3, v4;
	guint n;
	gboolean hours;

	v1 = digits(p, end, &n);
	if (!n)
		return FALSE;
	hours = n != 2 || v1 > 59;
	if (!expect(p, end, ':'))
		return FALSE;
	v2 = digits(p, end, &n);
	if (n != 2)
		return FALSE;
	if (hours || (*p < end && **p == ':')) {
		if (!expect(p, end, ':'))
			return FALSE;
		v3 = digits(p, end, &n);
		if (n != 2)
			return FALSE;
	} else {
		v3 = v2;
		v2 = v1;
		v1 = 0;
	}
	if (!expect(p, end, '.'))
		return FALSE;
	v4 = digits(p, end, &n);
	if (n != 3 || v2 > 59 || v3 > 59)
		return FALSE;
	*ms = ((v1 * 60 + v2) * 60 + v3) * 1000 + v4;
	return TRUE;
}

static gboolean
is_vtt_space(char c)
{
	return c == ' ' || c == '\t' || c == '\f';
}

static void
skip_vtt_space(const char **p, const char *end)
{
	while (*p < end && is_vtt_space(**p))
		(*p)++;
}

/* "Collect WebVTT cue timings and settings"; settings are of no use here. */
static gboolean
read_timings(const struct blocks *blocks, const char *p, const char *end,
	     struct block *block)
{
	gboolean (*stamp)(const char **, const char *, gint64 *) =
		blocks->strict ? strict_stamp : stamp_parse_recorder;

	skip_vtt_space(&p, end);
	if (!stamp(&p, end, &block->start_ms))
		return FALSE;
	skip_vtt_space(&p, end);
	if (!expect(&p, end, '-') || !expect(&p, end, '-') ||
	    !expect(&p, end, '>'))
		return FALSE;
	skip_vtt_space(&p, end);
	return stamp(&p, end, &block->end_ms) &&
	       (blocks->strict || p == end || is_space(*p));
}

static gboolean
is_number_line(const char *p, const char *end)
{
	trim(&p, &end);
	if (p == end)
		return FALSE;
	for (; p < end; p++)
		if (!g_ascii_isdigit(*p))
			return FALSE;
	return TRUE;
}

/*
 * A new timing line inside a block: without a blank line between, SRT's
 * number of the next cue hangs at the end of this one's words.
 */
static void
take_back_number(struct blocks *blocks, struct block *block)
{
	const char *last = block->text_end;

	while (last > block->text && last[-1] != '\n')
		last--;
	if (!is_number_line(last, block->text_end))
		return;
	blocks->id = last;
	blocks->id_end = block->text_end;
	block->text_end = last > block->text ? last - 1 : last;
}

static void
begin_cue(struct blocks *blocks, struct block *block, const char *p,
	  const char *eol)
{
	block->id = block->text;
	block->id_end = block->text_end;
	if (blocks->id && block->id == block->id_end) {
		block->id = blocks->id;
		block->id_end = blocks->id_end;
	}
	block->kind = BLOCK_CUE;
	if (!blocks->skim && !read_timings(blocks, p, eol, block)) {
		block->kind = BLOCK_BAD_TIME;
		block->start_ms = block->end_ms = -1;
	}
	block->text = block->text_end = MIN(eol + 1, blocks->end);
}

/* "Collect a WebVTT block"; FALSE at the end of the file. */
gboolean
block_next(struct blocks *blocks, gboolean in_header, struct block *block)
{
	gboolean seen_arrow = FALSE;
	guint count = 0;

	while (!in_header && blocks->p < blocks->end && *blocks->p == '\n') {
		blocks->p++;
		blocks->line++;
	}
	if (blocks->p >= blocks->end)
		return FALSE;
	*block = (struct block){ .kind = BLOCK_TEXT,
				 .start_ms = -1,
				 .end_ms = -1,
				 .line = blocks->line };
	block->text = block->text_end = blocks->p;
	while (blocks->p < blocks->end) {
		const char *p = blocks->p, *eol = line_end(p, blocks->end);

		count++;
		if (find_arrow(p, eol)) {
			if (in_header || seen_arrow || count > 2) {
				if (!blocks->strict && !in_header)
					take_back_number(blocks, block);
				break;
			}
			seen_arrow = TRUE;
			begin_cue(blocks, block, p, eol);
			blocks->id = NULL;
		} else if (p == eol) {
			blocks->p = MIN(eol + 1, blocks->end);
			blocks->line++;
			break;
		} else {
			block->text_end = eol;
		}
		blocks->p = MIN(eol + 1, blocks->end);
		blocks->line++;
	}
	return TRUE;
}
