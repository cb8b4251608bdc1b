/*
 * patterns: all that are searched for, each compiled once.
 *
 * Equal texts share a matcher.  The literals of all go into two filters: one
 * for the therapist's turns, one for the others.
 */
#include "match/pattern.h"

#include <string.h>

#define THERAPIST (1u << TURN_THERAPIST)

struct patterns *
patterns_new(void)
{
	struct patterns *patterns = g_new0(struct patterns, 1);

	patterns->matchers =
		g_ptr_array_new_with_free_func((GDestroyNotify)matcher_free);
	patterns->by_text = g_hash_table_new(g_str_hash, g_str_equal);
	return patterns;
}

void
patterns_free(struct patterns *patterns)
{
	if (!patterns)
		return;
	g_hash_table_unref(patterns->by_text);
	g_ptr_array_unref(patterns->matchers);
	filter_free(patterns->filters[0]);
	filter_free(patterns->filters[1]);
	g_free(patterns->always);
	g_free(patterns);
}

struct matcher *
patterns_matcher(const struct patterns *patterns, guint id)
{
	return patterns->matchers->pdata[id];
}

int
patterns_add(struct patterns *patterns, const struct pattern *pattern,
	     guint roles, char **message, gsize *offset)
{
	guint id = GPOINTER_TO_UINT(
		g_hash_table_lookup(patterns->by_text, pattern->expanded));
	struct matcher *matcher;

	g_assert(!patterns->always);
	if (id) {
		patterns_matcher(patterns, id - 1)->roles |= roles;
		return id - 1;
	}
	matcher = matcher_new(pattern, message, offset);
	if (!matcher)
		return -1;
	matcher->roles = roles;
	g_ptr_array_add(patterns->matchers, matcher);
	g_hash_table_insert(patterns->by_text, pattern->expanded,
			    GUINT_TO_POINTER(patterns->matchers->len));
	return patterns->matchers->len - 1;
}

static struct filter *
filter_of(const struct patterns *patterns, guint roles)
{
	struct filter *filter = filter_new(patterns->matchers->len);

	for (guint i = 0; i < patterns->matchers->len; i++) {
		const struct matcher *matcher = patterns_matcher(patterns, i);

		if (!(matcher->roles & roles))
			continue;
		if (matcher->need.best)
			filter_add(filter, i, matcher->need.best);
		if (matcher->need.head)
			filter_add_heads(filter, i, matcher->need.head);
	}
	filter_build(filter);
	return filter;
}

void
patterns_make_ready(struct patterns *patterns)
{
	guint n = patterns->matchers->len;

	patterns->always = g_new0(guint64, BIT_WORDS(n) + 1);
	for (guint i = 0; i < n; i++) {
		if (!patterns_matcher(patterns, i)->need.best)
			bit_set(patterns->always, i);
	}
	patterns->filters[0] = filter_of(patterns, THERAPIST);
	patterns->filters[1] = filter_of(patterns, ~THERAPIST);
}

const struct filter *
patterns_filter(const struct patterns *patterns, enum turn_role role)
{
	return patterns->filters[role == TURN_THERAPIST ? 0 : 1];
}

guint
patterns_count(const struct patterns *patterns)
{
	return patterns->matchers->len;
}

const struct pattern *
patterns_get(const struct patterns *patterns, guint id)
{
	return patterns_matcher(patterns, id)->pattern;
}

struct pattern_need
patterns_need(const struct patterns *patterns, guint id)
{
	const struct need *need = &patterns_matcher(patterns, id)->need;
	struct pattern_need told = {
		.always = !need->best,
		.never = need->never,
		.frequency = 1,
	};

	if (need->best) {
		told.frequency = literals_frequency(need->best);
		told.common = literals_commonest(need->best);
	}
	return told;
}

double
match_frequency(const char *words, gsize len)
{
	g_autoptr(GPtrArray) one = g_ptr_array_new();
	g_autoptr(GString) plain = filter_text(words, len);

	g_ptr_array_add(one, plain->str);
	return literals_frequency(one);
}
