/*
 * How fast sessions are tagged, as ratios within one run.
 *
 *   ours    the whole road: matchable text, filter, rules with their context,
 *           episodes, suppression, observations
 *   naive   the match patterns of all rules on each of the therapist's turns,
 *           PCRE2 with JIT; nothing else
 *   python  the same with Python's re, on a part of the turns (scaled)
 *
 * "rules alone" is ours without the weights.  Times are those of the processor.
 * The naive roads do less work than ours
 * and are counted as if they did all of it.  Sessions are made up here:
 * sentences of ordinary talk with here and there one a rule may be after.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../unit/test_shipped.h"
#include "tagging/tagging.h"

#define SESSIONS 200
#define TURNS 400
#define PYTHON_TURNS 600
#define CODEBOOK SHIPPED

static guint32 seed = 20261122;

static guint
any(guint n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static const char *const people[] = {
	"my mother",   "Daniel",
	"my sister",   "the manager",
	"her dad",     "my husband",
	"Auntie Rose", "the neighbour",
	"Priya",       "my son",
	"the foreman", "his wife",
	"our Karen",   "the girls at work",
	"Tom",
};

static const char *const places[] = {
	"in the kitchen",
	"at the bus stop",
	"on the landing",
	"after tea",
	"on Sunday",
	"outside the school",
	"in the car park",
	"at the wake",
	"by the photocopier",
	"on the phone",
	"half way up the stairs",
	"the night before",
	"in front of everybody",
	"at the surgery",
};

static const char *const doings[] = {
	"left the plates in the sink",
	"walked straight past me",
	"sold the piano",
	"put the heating up again",
	"never rang back",
	"stood there with the coat still on",
	"went through the post",
	"made a joke of it",
	"asked about the money",
	"slammed the gate",
	"folded the same towel three times",
	"sat with the light off",
	"took the long way round",
	"ate the last of the cake",
};

static const char *const told[] = {
	"So %s %s %s.",
	"And then %s %s, and that was %s.",
	"I don't know, %s just %s %s, like it was nothing.",
	"It was %s again, really. %s, %s, the usual.",
	"Well, um, %s %s %s, you know, and I let it go.",
	"Because %s %s %s and nobody said a word.",
	"We were all right until %s %s %s.",
	"You should have seen it, %s %s %s.",
	"What I can't get over is that %s %s %s.",
};

static const char *const small[] = {
	"Yeah.",
	"Mm.",
	"I suppose so.",
	"No, not really.",
	"Right.",
	"It's been a long week, to be honest.",
	"I was tired, that's all.",
	"I keep going over it at night.",
	"It was raining, of course.",
	"The kettle's broken as well.",
	"I felt a bit sick, actually.",
	"I was furious and I was ashamed of being furious.",
	"He goes, I'm not doing this now, and I said, fine.",
	"I haven't slept properly since the funeral.",
	"She was like, suit yourself. (laughs)",
	"[long pause] Sorry.",
};

static const char *const asked[] = {
	"And what did you say to him then?",
	"How did that leave you feeling?",
	"Mm-hm.",
	"Tell me a bit more about that evening.",
	"Go on.",
	"So the mood dipped after the row, is that how you see it?",
	"Could we try it here? I'll be her and you start.",
	"What else could you do, if you had a free hand?",
	"How has your sleep been since we last met?",
	"And you?",
	"We have four sessions left, and I wonder how that sits with you.",
	"It makes sense that you'd be hurt by that.",
	"Have you had any thoughts of harming yourself?",
	"Who else was there?",
	"Let's look at next Thursday, same time?",
	"That took some courage, saying it to her face.",
	"You say it's fine, and you're gripping the chair.",
};

static const char *const said[] = {
	"The rain held off, anyway.",
	"I can picture the hallway.",
	"So there's the coat, and the plates, and nobody speaking.",
	"I was thinking about the allotment while you said that.",
	"You mentioned the stairs before.",
	"Take your time with it.",
	"That was the same week as the piano, if I have it right.",
	"It sounds a busy house.",
	"There's a lot in that.",
	"I'd like to stay with the Sunday for a minute.",
	"The first part you told very fast, the second part slowly.",
	"And the others carried on eating.",
	"I see.",
	"Okay.",
};

#define ANY(list) list[any(G_N_ELEMENTS(list))]

static void
tell(GString *out)
{
	const char *format = ANY(told);
	const char *slots[3] = { ANY(people), ANY(doings), ANY(places) };
	guint slot = 0;

	for (; *format; format++) {
		if (format[0] == '%' && format[1] == 's') {
			g_string_append(out, slots[slot++]);
			format++;
		} else {
			g_string_append_c(out, *format);
		}
	}
}

static void
speak(GString *out, gboolean therapist)
{
	guint sentences = 1 + any(therapist ? 4 : 8);

	for (guint i = 0; i < sentences; i++) {
		guint kind = any(10);

		if (i)
			g_string_append_c(out, ' ');
		if (kind < 4)
			tell(out);
		else if (therapist)
			g_string_append(out, kind < 6 ? ANY(asked) : ANY(said));
		else
			g_string_append(out, ANY(small));
	}
}

static struct transcript *
make_session(void)
{
	struct transcript *transcript = g_new0(struct transcript, 1);
	GString *text = g_string_new(NULL);

	transcript->turns = g_array_new(FALSE, TRUE, sizeof(struct turn));
	for (guint i = 0; i < TURNS; i++) {
		struct turn turn = {
			.n = i + 1,
			.role = i % 2 ? TURN_PATIENT : TURN_THERAPIST,
			.text.start = text->len,
		};

		speak(text, i % 2 == 0);
		turn.text.end = text->len;
		g_array_append_val(transcript->turns, turn);
	}
	transcript->text_len = text->len;
	transcript->text = g_string_free(text, FALSE);
	return transcript;
}

static void
free_session(gpointer data)
{
	struct transcript *transcript = data;

	g_array_unref(transcript->turns);
	g_free(transcript->text);
	g_free(transcript);
}

/* Of this process: other work on the machine counts less. */
static double
cpu_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* -- ours ---------------------------------------------------------------- */

static double
time_ours(const struct codebook *codebook, const GPtrArray *sessions,
	  gsize *tags)
{
	g_autoptr(GPtrArray) faults = diagnostics_new();
	double start = cpu_ms();
	g_autoptr(Tagger) tagger = tagger_new(codebook, faults);
	struct session_facts facts = { 0 };

	g_assert(tagger);
	printf("making the tagger ready    %8.1f ms\n", cpu_ms() - start);
	start = cpu_ms();
	for (guint i = 0; i < sessions->len; i++) {
		g_autoptr(Tagging) tagging =
			tagger_run(tagger, sessions->pdata[i], &facts);

		*tags += tagging->tags->len;
	}
	return (cpu_ms() - start) / 1e3;
}

/* -- naive --------------------------------------------------------------- */

static GPtrArray *
compile_all(const struct codebook *codebook)
{
	GPtrArray *list =
		g_ptr_array_new_with_free_func((GDestroyNotify)pcre2_code_free);

	for (guint r = 0; r < codebook->rules->len; r++) {
		const struct rule *rule = codebook->rules->pdata[r];

		for (guint i = 0; i < rule->self.match->len; i++) {
			const struct pattern *pattern =
				rule->self.match->pdata[i];
			gsize offset;
			int error;
			pcre2_code *code = pcre2_compile(
				(PCRE2_SPTR)pattern->expanded,
				PCRE2_ZERO_TERMINATED,
				PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP, &error,
				&offset, NULL);

			g_assert(code);
			pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
			g_ptr_array_add(list, code);
		}
	}
	return list;
}

static double
time_naive(const struct codebook *codebook, const GPtrArray *sessions,
	   gsize *found)
{
	g_autoptr(GPtrArray) codes = compile_all(codebook);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	double start = cpu_ms();

	for (guint s = 0; s < sessions->len; s++) {
		const struct transcript *it = sessions->pdata[s];

		for (guint t = 0; t < it->turns->len; t += 2) {
			struct span span =
				g_array_index(it->turns, struct turn, t).text;

			for (guint p = 0; p < codes->len; p++)
				*found += pcre2_match(codes->pdata[p],
						      (PCRE2_SPTR)it->text +
							      span.start,
						      span.end - span.start, 0,
						      PCRE2_NO_UTF_CHECK, data,
						      NULL) > 0;
		}
	}
	pcre2_match_data_free(data);
	return (cpu_ms() - start) / 1e3;
}

/* -- Python -------------------------------------------------------------- */

static char *
write_lines(GString *lines)
{
	char *name = NULL;
	int fd = g_file_open_tmp("bench-XXXXXX", &name, NULL);

	g_assert(fd >= 0);
	close(fd);
	g_assert(g_file_set_contents(name, lines->str, lines->len, NULL));
	g_string_free(lines, TRUE);
	return name;
}

static char *
pattern_file(const struct codebook *codebook)
{
	GString *lines = g_string_new(NULL);

	for (guint r = 0; r < codebook->rules->len; r++) {
		const struct rule *rule = codebook->rules->pdata[r];

		for (guint i = 0; i < rule->self.match->len; i++) {
			const struct pattern *pattern =
				rule->self.match->pdata[i];

			g_string_append_printf(lines, "%s\n",
					       pattern->expanded);
		}
	}
	return write_lines(lines);
}

static char *
turn_file(const GPtrArray *sessions, guint turns)
{
	GString *lines = g_string_new(NULL);

	for (guint i = 0; i < turns; i++) {
		const struct transcript *it =
			sessions->pdata[i * 2 / TURNS % sessions->len];
		struct span span =
			g_array_index(it->turns, struct turn, i * 2 % TURNS)
				.text;

		g_string_append_len(lines, it->text + span.start,
				    span.end - span.start);
		g_string_append_c(lines, '\n');
	}
	return write_lines(lines);
}

/* Seconds for all turns, from a part; 0 without Python. */
static double
time_python(const struct codebook *codebook, const GPtrArray *sessions)
{
	g_autofree char *patterns = pattern_file(codebook);
	g_autofree char *turns = turn_file(sessions, PYTHON_TURNS);
	const char *argv[] = { "python3", "tests/bench/naive.py", patterns,
			       turns, NULL };
	g_autofree char *out = NULL;
	double seconds = 0;

	if (g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL,
			 NULL, &out, NULL, NULL, NULL) &&
	    out)
		seconds = g_ascii_strtod(out, NULL);
	remove(patterns);
	remove(turns);
	return seconds * sessions->len * TURNS / 2 / PYTHON_TURNS;
}

static void
print_row(const char *name, double seconds, double megabytes, double ours)
{
	printf("%-10s %10.3f s %10.2f MB/s %10.1f x\n", name, seconds,
	       megabytes / seconds, seconds / ours);
}

int
main(void)
{
	g_autoptr(GPtrArray) faults = diagnostics_new();
	g_autoptr(GPtrArray) sessions =
		g_ptr_array_new_with_free_func(free_session);
	g_autofree char *text = NULL;
	g_autoptr(Codebook) codebook = NULL, rules = NULL;
	gsize len, bytes = 0, tags = 0, found = 0, rule_tags = 0;
	double ours, alone, naive, python;

	text = shipped_text();
	if (!text) {
		printf("bench_tagging: no %s here\n", CODEBOOK);
		return 0;
	}
	len = strlen(text);
	codebook = codebook_parse(text, len, CODEBOOK, faults);
	rules = codebook_parse(text, codebook_rules_length(text, len), CODEBOOK,
			       faults);
	g_assert(codebook && rules);
	for (guint i = 0; i < SESSIONS; i++) {
		struct transcript *transcript = make_session();

		bytes += transcript->text_len;
		g_ptr_array_add(sessions, transcript);
	}
	printf("%u sessions of %u turns, %.1f MB, %u rules\n", SESSIONS, TURNS,
	       bytes / 1e6, codebook->rules->len);
	ours = time_ours(codebook, sessions, &tags);
	alone = time_ours(rules, sessions, &rule_tags);
	naive = time_naive(codebook, sessions, &found);
	python = time_python(codebook, sessions);
	print_row("ours", ours, bytes / 1e6, ours);
	print_row("rules alone", alone, bytes / 1e6, ours);
	print_row("naive", naive, bytes / 1e6, ours);
	printf("naive against rules alone, which do the same work: %.1f x\n",
	       naive / alone);
	if (python > 0)
		print_row("python", python, bytes / 1e6, ours);
	printf("python: from %u turns, scaled; %" G_GSIZE_FORMAT
	       " tags, naive found %" G_GSIZE_FORMAT " matches\n",
	       PYTHON_TURNS, tags, found);
	return 0;
}
