/*
 * vtt.c: WebVTT and SRT.
 *
 * One walk over blocks (block.c), one reading of payloads (caption.c).
 * Strict, WebVTT is what the W3C algorithm says it is; lenient, nothing that
 * somebody said is lost: a caption whose time cannot be read keeps its words.
 */
#include "transcript/bytes.h"
#include "transcript/captions.h"
#include "transcript/own_format.h"
#include "transcript/reader.h"

struct cue_walk {
	const struct source *source;
	struct builder *builder;
	struct captions captions;
	gboolean vtt;
	struct block empty; /* a caption whose words stand below a blank line */
};

static gboolean
has_signature(const struct source *source)
{
	return source->len >= 6 && !memcmp(source->text, "WEBVTT", 6) &&
	       (source->len == 6 || strchr(" \t\n", source->text[6]));
}

/* Strict, what has WebVTT's arrows is held to WebVTT's first line. */
static int
vtt_sniff(const struct source *source)
{
	if (has_signature(source))
		return 100;
	return source->strict && find_arrow(source->text,
					    source->text + source->len) ?
		       50 :
		       0;
}

/*
 * SRT is told by its first timing line and by the blank line or number before
 * the second: plain text copied from Teams has stamps with arrows too.
 * Strict, its times have commas; with dots it would be a broken WebVTT.
 */
static int
srt_sniff(const struct source *source)
{
	const char *p = source->text, *end = p + source->len;
	gboolean apart = TRUE;
	guint arrows = 0, lines = 0;
	gint64 start_ms, end_ms;

	for (; p < end && arrows < 2 && lines < 2000; p++, lines++) {
		const char *eol = line_end(p, end), *q = skip_blanks(p, eol);
		gboolean number = q < eol;

		if (q < eol && find_arrow(p, eol) &&
		    stamp_range(&q, eol, &start_ms, &end_ms) && end_ms >= 0) {
			if (!apart ||
			    (source->strict && !memchr(p, ',', q - p)))
				return 0;
			arrows++;
			number = FALSE;
		}
		for (q = p; q < eol; q++)
			number &= g_ascii_isdigit(*q) || is_space(*q);
		apart = p == eol || number;
		p = eol;
	}
	return arrows ? 80 : 0;
}

static gboolean
starts_with(const struct block *block, const char *word)
{
	gsize len = strlen(word);
	const char *p = block->text;

	return (gsize)(block->text_end - p) >= len && !memcmp(p, word, len) &&
	       (p + len == block->text_end || is_space(p[len]));
}

/*
 * A NOTE of one line: "NOTE speaker: Anna" names her for certain (TRUE);
 * "NOTE Anna" may, if the file does so more than once.
 */
static gboolean
note_heading(const struct block *block, struct heading *heading)
{
	static const char word[] = "speaker";
	const char *p = block->text + 4, *end = block->text_end;
	gboolean certain = FALSE;

	*heading = (struct heading){ .kind = HEADING_NONE };
	trim(&p, &end);
	if (p == end || memchr(p, '\n', end - p))
		return FALSE;
	if ((gsize)(end - p) > sizeof(word) &&
	    !g_ascii_strncasecmp(p, word, sizeof(word) - 1) &&
	    strchr(": =", p[sizeof(word) - 1])) {
		certain = TRUE;
		p += sizeof(word) - 1;
		while (p < end && strchr(": =", *p))
			p++;
	}
	if (end - p <= LABEL_REACH)
		heading->kind = HEADING_STAMPED;
	heading->label = p;
	heading->label_len = end - p;
	return certain && p < end;
}

static void
read_note(struct cue_walk *walk, const struct block *block)
{
	struct heading heading;

	if (note_heading(block, &heading) ||
	    (walk->captions.labels &&
	     labels_accept(walk->captions.labels, &heading)))
		captions_name(&walk->captions, heading.label,
			      heading.label_len);
}

/* SRT's number line before words that lost their times. */
static const char *
skip_number(const char *p, const char *end)
{
	const char *q = p;

	while (q < end && g_ascii_isdigit(*q))
		q++;
	return q == end || *q == '\n' ? q : p;
}

/* A block without times: a comment, or words that lost theirs. */
static void
read_text_block(struct cue_walk *walk, struct block *block)
{
	const char *p = block->text, *end = block->text_end;

	if (walk->vtt && starts_with(block, "NOTE")) {
		read_note(walk, block);
		return;
	}
	trim(&p, &end);
	if (p == end || (walk->vtt && (starts_with(block, "STYLE") ||
				       starts_with(block, "REGION"))))
		return;
	block->text = walk->vtt ? p : skip_number(p, end);
	if (block->text == end)
		return;
	if (walk->empty.kind == BLOCK_CUE && walk->empty.line) {
		block->start_ms = walk->empty.start_ms;
		block->end_ms = walk->empty.end_ms;
		walk->empty.line = 0;
		captions_say(&walk->captions, block);
		return;
	}
	builder_warn(walk->builder, block->line, "words without a time; %s",
		     walk->source->strict ?
			     "left out by the standard" :
			     "taken as going on from the caption before");
	if (!walk->source->strict)
		captions_say(&walk->captions, block);
}

static void
read_cue(struct cue_walk *walk, const struct block *block)
{
	if (block->kind == BLOCK_BAD_TIME) {
		builder_warn(walk->builder, block->line,
			     "the times of this "
			     "caption cannot be read; %s",
			     walk->source->strict ?
				     "left out by the standard" :
				     "its words are kept without");
		if (!walk->source->strict)
			captions_say(&walk->captions, block);
		return;
	}
	builder_cue(walk->builder, block->start_ms, block->end_ms, block->id,
		    block->id_end - block->id, block->text,
		    block->text_end - block->text, block->line);
	walk->empty = *block;
	if (block->text < block->text_end || walk->source->strict)
		walk->empty.line = 0;
	captions_say(&walk->captions, block);
}

/* Our own printer marks what WebVTT cannot say: an unknown time. */
static gboolean
id_says(const struct block *block, const char *word)
{
	return g_strstr_len(block->id, block->id_end - block->id, word) != NULL;
}

static void
read_own_cue(struct cue_walk *walk, struct block *block)
{
	builder_cue(walk->builder, block->start_ms, block->end_ms, block->id,
		    block->id_end - block->id, block->text,
		    block->text_end - block->text, block->line);
	if (id_says(block, "no-start"))
		block->start_ms = -1;
	if (id_says(block, "no-end"))
		block->end_ms = -1;
	captions_say(&walk->captions, block);
}

static void
read_header_line(struct cue_walk *walk, const char *p, const char *end)
{
	const char *colon = memchr(p, ':', end - p);
	static const char own[] = "Written-By: iptrate";

	if (!colon)
		return;
	if ((gsize)(end - p) == sizeof(own) - 1 && !memcmp(p, own, end - p))
		walk->builder->verbatim = TRUE;
	else if (!own_role_header(walk->builder, p, colon - p, colon + 1,
				  end - colon - 1))
		builder_header(walk->builder, p, colon - p, colon + 1,
			       end - colon - 1);
}

/* What stands before the first cue: signature line and header block. */
static void
read_header(struct cue_walk *walk, struct blocks *blocks)
{
	struct block block;
	const char *eol = line_end(blocks->p, blocks->end);

	blocks->p = MIN(eol + 1, blocks->end);
	blocks->line = 2;
	if (blocks->p == blocks->end || *blocks->p == '\n')
		return;
	if (!block_next(blocks, TRUE, &block))
		return;
	for (const char *p = block.text; p < block.text_end; p++) {
		eol = line_end(p, block.text_end);
		read_header_line(walk, p, eol);
		p = eol;
	}
}

/* First reading: does the file use voices, and who stands before colons? */
static void
survey(struct cue_walk *walk, struct blocks blocks)
{
	struct block block;

	blocks.skim = TRUE;
	while (block_next(&blocks, FALSE, &block)) {
		struct heading heading;

		if (block.kind != BLOCK_TEXT || !walk->vtt)
			captions_note(&walk->captions, &block);
		else if (starts_with(&block, "NOTE") &&
			 !note_heading(&block, &heading))
			labels_note(walk->captions.labels, &heading, block.line,
				    TRUE);
	}
	captions_settle(&walk->captions);
}

static void
read_blocks(struct cue_walk *walk, struct blocks blocks)
{
	struct block block;

	if (!walk->builder->verbatim)
		survey(walk, blocks);
	while (block_next(&blocks, FALSE, &block)) {
		if (walk->builder->verbatim && block.kind == BLOCK_CUE)
			read_own_cue(walk, &block);
		else if (block.kind == BLOCK_TEXT)
			read_text_block(walk, &block);
		else
			read_cue(walk, &block);
	}
}

static gboolean
parse_captions(const struct source *source, struct builder *builder,
	       gboolean vtt, GError **error)
{
	g_autoptr(Labels) labels = labels_new();
	struct cue_walk walk = { .source = source,
				 .builder = builder,
				 .vtt = vtt };
	struct blocks blocks = { .p = source->text,
				 .end = source->text + source->len,
				 .line = 1,
				 .strict = source->strict && vtt };

	if (vtt && !has_signature(source))
		return source_fault(source, 1, error,
				    "not WebVTT: the first "
				    "line must begin with 'WEBVTT'");
	builder->timed = builder->captions = TRUE;
	captions_init(&walk.captions, builder, labels);
	walk.captions.srt = !vtt;
	if (vtt)
		read_header(&walk, &blocks);
	if (builder->verbatim)
		walk.captions.labels = NULL;
	read_blocks(&walk, blocks);
	captions_report(&walk.captions);
	captions_clear(&walk.captions);
	return TRUE;
}

static gboolean
vtt_parse(const struct source *source, struct builder *builder, GError **error)
{
	return parse_captions(source, builder, TRUE, error);
}

static gboolean
srt_parse(const struct source *source, struct builder *builder, GError **error)
{
	return parse_captions(source, builder, FALSE, error);
}

const struct reader reader_vtt = {
	.name = "vtt",
	.description = "WebVTT captions (Teams, Zoom, YouTube, ...)",
	.endings = "vtt",
	.sniff = vtt_sniff,
	.parse = vtt_parse,
};

const struct reader reader_srt = {
	.name = "srt",
	.description = "SubRip captions",
	.endings = "srt",
	.sniff = srt_sniff,
	.parse = srt_parse,
};
