/*
 * sbv.c: SubViewer captions as YouTube writes them.
 *
 *	0:00:00.599,0:00:04.160
 *	words, to a blank line
 */
#include "transcript/bytes.h"
#include "transcript/captions.h"
#include "transcript/reader.h"

static gboolean
read_times(const char *p, const char *end, gint64 *start_ms, gint64 *end_ms)
{
	return stamp_parse_dotted(&p, end, start_ms) && p < end &&
	       *p++ == ',' && stamp_parse_dotted(&p, end, end_ms) &&
	       skip_blanks(p, end) == end;
}

static int
sbv_sniff(const struct source *source)
{
	const char *p = source->text, *end = p + source->len;
	gint64 start_ms, end_ms;

	while (p < end && is_space(*p))
		p++;
	return read_times(p, line_end(p, end), &start_ms, &end_ms) ? 85 : 0;
}

/* The next caption; words without times are joined to the one before. */
static gboolean
next_caption(const char **p, const char *end, guint *line, struct block *block)
{
	const char *eol;

	for (; *p < end && **p == '\n'; (*p)++)
		(*line)++;
	if (*p >= end)
		return FALSE;
	*block = (struct block){ .kind = BLOCK_BAD_TIME,
				 .start_ms = -1,
				 .end_ms = -1,
				 .line = *line };
	block->text = *p;
	eol = line_end(*p, end);
	if (read_times(*p, eol, &block->start_ms, &block->end_ms)) {
		block->kind = BLOCK_CUE;
		block->text = *p = MIN(eol + 1, end);
		(*line)++;
	}
	block->text_end = block->text;
	while (*p < end && **p != '\n') {
		block->text_end = line_end(*p, end);
		*p = MIN(block->text_end + 1, end);
		(*line)++;
	}
	return TRUE;
}

static gboolean
sbv_parse(const struct source *source, struct builder *builder,
	  G_GNUC_UNUSED GError **error)
{
	g_autoptr(Labels) labels = labels_new();
	const char *p = source->text, *end = p + source->len;
	struct captions captions;
	struct block block;
	guint line = 1;

	builder->timed = builder->captions = TRUE;
	captions_init(&captions, builder, labels);
	while (next_caption(&p, end, &line, &block))
		captions_note(&captions, &block);
	captions_settle(&captions);
	for (p = source->text, line = 1;
	     next_caption(&p, end, &line, &block);) {
		if (block.kind == BLOCK_CUE)
			builder_cue(builder, block.start_ms, block.end_ms, "",
				    0, block.text, block.text_end - block.text,
				    block.line);
		else
			builder_warn(builder, block.line,
				     "words without a "
				     "time; taken as going on from the caption "
				     "before");
		captions_say(&captions, &block);
	}
	captions_report(&captions);
	captions_clear(&captions);
	return TRUE;
}

const struct reader reader_sbv = {
	.name = "sbv",
	.description = "YouTube SBV captions",
	.endings = "sbv",
	.sniff = sbv_sniff,
	.parse = sbv_parse,
};
