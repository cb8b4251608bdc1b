/*
 * What is listed, column by column: every member has a value of its own, so
 * that a heading over another's cell, a cell too many or too few, or a column
 * that is gone is seen.
 */
#include "app/app.h"

/* JSON on one line, or a table. */
static char *
as_json(const struct column *columns, const void *thing, const void *about)
{
	struct printer *printer = printer_new();
	g_autofree char *json = NULL;
	g_auto(GStrv) lines = NULL;

	columns_json(printer, NULL, columns, thing, about);
	json = printer_finish(printer);
	lines = g_strsplit(g_strchomp(json), "\n", -1);
	for (char **line = lines; *line; line++)
		g_strchug(*line);
	return g_strjoinv(" ", lines);
}

static char *
as_table(const struct column *columns, void *thing)
{
	g_autoptr(GPtrArray) things = g_ptr_array_new();

	g_ptr_array_add(things, thing);
	return table_finish(columns_table(columns, things, NULL));
}

static void
assert_json(const struct column *columns, const void *thing, const void *about,
	    const char *wanted)
{
	g_autofree char *json = as_json(columns, thing, about);

	g_assert_cmpstr(json, ==, wanted);
}

static void
assert_table(const struct column *columns, void *thing, const char *wanted)
{
	g_autofree char *text = as_table(columns, thing);

	g_assert_cmpstr(text, ==, wanted);
}

static void
test_session(void)
{
	struct session_info info = {
		.session = 12,
		.case_code = "C21",
		.therapist = "T04",
		.source_name = "s.vtt",
		.facts = { .number = 6,
			   .planned = 16,
			   .phase = PHASE_MIDDLE,
			   .focus = FOCUS_DISPUTE },
		.phase_suggested = TRUE,
		.turns = 201,
		.tags = 102,
		.undecided = 33,
		.ratings = 4,
		.imported_at = "2026-11-30T10:00:00Z",
	};

	assert_json(session_columns, &info, NULL,
		    "{ \"session\": 12, \"case\": \"C21\", \"number\": 6, "
		    "\"planned\": 16, \"phase\": \"middle\", "
		    "\"phase_suggested\": true, \"focus\": \"role-dispute\", "
		    "\"therapist\": \"T04\", \"source\": \"s.vtt\", "
		    "\"imported_at\": \"2026-11-30T10:00:00Z\", "
		    "\"turns\": 201, \"tags\": 102, \"undecided\": 33, "
		    "\"ratings\": 4 }");
	assert_table(session_columns, &info,
		     "id  case  no    phase   focus         turns  tags  open"
		     "  rated  file\n"
		     "12  C21   6/16  middle  role dispute    201   102    33"
		     "      4  s.vtt\n");
	info.facts.planned = 0;
	assert_table(session_columns, &info,
		     "id  case  no  phase   focus         turns  tags  open"
		     "  rated  file\n"
		     "12  C21   6   middle  role dispute    201   102    33"
		     "      4  s.vtt\n");
}

static void
test_case_and_person(void)
{
	struct case_info info = { .code = "C21",
				  .focus = FOCUS_GRIEF,
				  .planned = 16,
				  .sessions = 3,
				  .note = "so" };
	struct person_info person = {
		.code = "RL", .role = "supervisor", .name = "Ruth", .ratings = 7
	};
	struct case_purged purged = {
		.sessions = 1, .turns = 2, .decisions = 3, .ratings = 4
	};
	struct label_role speaker = { "Anna", TURN_PATIENT };

	assert_json(case_columns, &info, NULL,
		    "{ \"case\": \"C21\", \"focus\": \"grief\", "
		    "\"planned\": 16, \"sessions\": 3, \"note\": \"so\" }");
	assert_table(case_columns, &info,
		     "case  focus  planned  sessions  note\n"
		     "C21   grief       16         3  so\n");
	info.planned = 0;
	assert_table(case_columns, &info,
		     "case  focus  planned  sessions  note\n"
		     "C21   grief        ?         3  so\n");
	assert_json(person_columns, &person, NULL,
		    "{ \"person\": \"RL\", \"role\": \"supervisor\", "
		    "\"name\": \"Ruth\", \"ratings\": 7 }");
	assert_table(person_columns, &person,
		     "person  role        name  ratings\n"
		     "RL      supervisor  Ruth        7\n");
	assert_json(case_purged_columns, &purged, "C21",
		    "{ \"purged\": \"C21\", \"sessions\": 1, "
		    "\"decisions\": 3, \"ratings\": 4 }");
	assert_json(label_role_columns, &speaker, NULL,
		    "{ \"label\": \"Anna\", \"role\": \"patient\" }");
}

static void
test_import(void)
{
	GError failed = { .message = "no" };
	struct import_result result = { .path = "a.txt",
					.session = 1,
					.known = TRUE,
					.copy_of = "b.txt",
					.case_code = "C2",
					.number = 3,
					.planned = 4,
					.phase = PHASE_INITIAL,
					.turns = 5,
					.therapist_turns = 6,
					.words = 7,
					.tags = 8,
					.format = "txt" };

	assert_json(import_columns, &result, NULL,
		    "{ \"path\": \"a.txt\", \"session\": 1, \"known\": true, "
		    "\"copy_of\": \"b.txt\", \"case\": \"C2\", \"number\": 3, "
		    "\"planned\": 4, \"phase\": \"initial\", "
		    "\"format\": \"txt\", \"turns\": 5, "
		    "\"therapist_turns\": 6, \"words\": 7, \"tags\": 8, "
		    "\"warnings\": [], \"speakers\": [] }");
	result.error = &failed;
	assert_json(import_failed_columns, &result, NULL,
		    "{ \"path\": \"a.txt\", \"session\": null, "
		    "\"error\": \"no\" }");
}

static void
test_change(void)
{
	struct change_of of = { 12, TRUE };
	struct moved_decision moved = { .technique = "COMM",
					.rater = "RL",
					.verdict = VERDICT_REJECT,
					.from = 8,
					.to = 9 };
	g_autoptr(GPtrArray) decisions = g_ptr_array_new();
	g_autoptr(GPtrArray) says = g_ptr_array_new();
	struct turn_change change = { .turn = 5,
				      .turns_before = 1,
				      .turns_now = 2,
				      .decisions = decisions,
				      .says = says };
	struct tag_tally tally = { 1, 2, 3, 4 };

	g_ptr_array_add(decisions, &moved);
	g_ptr_array_add(says, "done");
	assert_json(turn_change_columns, &change, &of,
		    "{ \"session\": 12, \"turn\": 5, \"turns_before\": 1, "
		    "\"turns_now\": 2, \"dry_run\": true, \"decisions\": [ { "
		    "\"technique\": \"COMM\", \"verdict\": \"reject\", "
		    "\"rater\": \"RL\", \"from\": 8, \"to\": 9 } ], "
		    "\"says\": [ \"done\" ] }");
	assert_json(tag_tally_columns, &tally, NULL,
		    "{ \"sessions\": 1, \"appeared\": 2, \"vanished\": 3, "
		    "\"strength\": 4 }");
}

static void
test_rules(void)
{
	struct rule_use use = { .rule = "comm.say",
				.technique = "COMM",
				.fired = 9,
				.accepted = 3,
				.rejected = 1,
				.precision = 0.75,
				.low = 0.3,
				.high = 0.95,
				.below_floor = TRUE };

	assert_json(rule_use_columns, &use, NULL,
		    "{ \"rule\": \"comm.say\", \"technique\": \"COMM\", "
		    "\"fired\": 9, \"accepted\": 3, \"rejected\": 1, "
		    "\"precision\": 0.75, \"low\": 0.3, \"high\": 0.95, "
		    "\"below_floor\": true }");
	assert_table(rule_use_columns, &use,
		     "rule      fired  accepted  rejected  precision  95 %\n"
		     "comm.say      9         3         1       0.75  "
		     "0.30-0.95  below the floor\n");
	use.accepted = use.rejected = use.below_floor = 0;
	assert_table(rule_use_columns, &use,
		     "rule      fired  accepted  rejected  precision  95 %\n"
		     "comm.say      9         0         0\n");
}

static void
test_diff(void)
{
	struct tag_change tag = { .session = 1,
				  .turn = 2,
				  .technique = "COMM",
				  .kind = TAG_CHANGES_STRENGTH,
				  .before = STRENGTH_HINT,
				  .after = STRENGTH_PROBABLE,
				  .decided = TRUE };
	struct extent_change extent = {
		.session = 3, .item = "C3", .before = 4, .look_after = TRUE
	};
	struct old_name name = { .name = "OLD", .now = "NEW", .decisions = 5 };
	struct codebook_diff diff = { g_ptr_array_new(), g_ptr_array_new(),
				      g_ptr_array_new() };

	g_ptr_array_add(diff.tags, &tag);
	g_ptr_array_add(diff.extents, &extent);
	g_ptr_array_add(diff.names, &name);
	assert_json(codebook_diff_columns, &diff, NULL,
		    "{ \"tags\": [ { \"session\": 1, \"turn\": 2, "
		    "\"technique\": \"COMM\", \"change\": \"strength\", "
		    "\"before\": \"hint\", \"after\": \"probable\", "
		    "\"decided\": true } ], "
		    "\"extents\": [ { \"session\": 3, \"item\": \"C3\", "
		    "\"before\": 4, \"after\": null, \"look_before\": false, "
		    "\"look_after\": true } ], "
		    "\"old_names\": [ { \"name\": \"OLD\", \"now\": \"NEW\", "
		    "\"decisions\": 5 } ] }");
	tag.kind = TAG_VANISHES;
	g_ptr_array_set_size(diff.extents, 0);
	g_ptr_array_set_size(diff.names, 0);
	assert_json(codebook_diff_columns, &diff, NULL,
		    "{ \"tags\": [ { \"session\": 1, \"turn\": 2, "
		    "\"technique\": \"COMM\", \"change\": \"vanishes\", "
		    "\"decided\": true } ], \"extents\": [], "
		    "\"old_names\": [] }");
	g_ptr_array_unref(diff.tags);
	g_ptr_array_unref(diff.extents);
	g_ptr_array_unref(diff.names);
}

static void
test_agreement(void)
{
	struct session_count count = { 0, 28, 31 };
	struct technique_agreement technique = {
		.technique = "COMM",
		.n = 40,
		.precision = 0.11,
		.recall = 0.12,
		.f1 = 0.13,
		.f1_low = 0.14,
		.f1_high = 0.15,
		.kappa = 0.16,
		.ac1 = 0.17,
		.positive = 0.18,
		.precision_in = { 0.19, 0.21 },
		.recall_in = { 0.22, 0.23 },
		.kappa_in = { 0.24, 0.25 },
		.ac1_in = { 0.26, 0.27 },
		.session_spearman = 0.28,
		.counts = g_array_new(FALSE, FALSE, sizeof count),
	};
	struct item_signal item = { "C3", 2, 0.5, 0.25 };
	struct evaluation evaluation = { .names = g_ptr_array_new() };

	g_array_append_val(technique.counts, count);
	g_ptr_array_add(evaluation.names, "s21");
	assert_table(technique_agreement_columns, &technique,
		     "code   n  prec.  recall    F1          95 %  kappa   AC1"
		     "   rho\n"
		     "COMM  40   0.11    0.12  0.13  0.14 to 0.15   0.16  0.17"
		     "  0.28\n");
	assert_table(item_signal_columns, &item,
		     "item  sessions   rho  mean error\n"
		     "C3           2  0.50        0.25\n");
	evaluation.sessions = 1;
	evaluation.turns = 2;
	evaluation.items = &item;
	evaluation.n_items = 1;
	evaluation.machine = g_ptr_array_new();
	g_ptr_array_add(evaluation.machine,
			&(struct rater_agreement){
				.rater = "DV",
				.turns = 3,
				.sessions = 4,
				.micro_f1 = 0.31,
				.micro_low = 0.32,
				.micro_high = 0.33,
				.macro_f1 = 0.34,
				.macro_in = { 0.35, 0.36 },
				.micro_precision = 0.37,
				.micro_recall = 0.38,
				.firm_precision = 0.39,
				.techniques = g_ptr_array_new(),
			});
	g_ptr_array_add(((struct rater_agreement *)evaluation.machine->pdata[0])
				->techniques,
			&technique);
	assert_json(evaluation_columns, &evaluation, &evaluation,
		    "{ \"sessions\": 1, \"turns\": 2, \"raters\": [], "
		    "\"machine\": { \"DV\": { \"turns\": 3, \"sessions\": 4, "
		    "\"micro_f1\": 0.31, \"micro_low\": 0.32, "
		    "\"micro_high\": 0.33, \"macro_f1\": 0.34, "
		    "\"macro_low\": 0.35, \"macro_high\": 0.36, "
		    "\"micro_precision\": 0.37, \"micro_recall\": 0.38, "
		    "\"firm_precision\": 0.39, \"techniques\": { \"COMM\": { "
		    "\"n\": 40, \"precision\": 0.11, \"recall\": 0.12, "
		    "\"f1\": 0.13, \"f1_low\": 0.14, \"f1_high\": 0.15, "
		    "\"kappa\": 0.16, \"ac1\": 0.17, \"positive\": 0.18, "
		    "\"precision_interval\": [ 0.19, 0.21 ], "
		    "\"recall_interval\": [ 0.22, 0.23 ], "
		    "\"kappa_interval\": [ 0.24, 0.25 ], "
		    "\"ac1_interval\": [ 0.26, 0.27 ], "
		    "\"session_spearman\": 0.28, "
		    "\"counts\": { \"s21\": [ 28, 31 ] } } } } }, "
		    "\"ceiling\": {}, \"items\": { \"C3\": { \"n\": 2, "
		    "\"spearman\": 0.5, \"mae\": 0.25 } } }");
	g_ptr_array_unref(
		((struct rater_agreement *)evaluation.machine->pdata[0])
			->techniques);
	g_ptr_array_unref(evaluation.machine);
	g_ptr_array_unref(evaluation.names);
	g_array_unref(technique.counts);
}

static void
test_disagreement(void)
{
	struct disagreement disagreement = { .session = "s21",
					     .turn = 4,
					     .rater = "DV",
					     .technique = "COMM",
					     .missed = TRUE,
					     .text = "so" };

	assert_json(disagreement_columns, &disagreement, NULL,
		    "{ \"session\": \"s21\", \"turn\": 4, \"rater\": \"DV\", "
		    "\"technique\": \"COMM\", \"kind\": \"missed\", "
		    "\"text\": \"so\" }");
}

static void
test_statistic(void)
{
	struct statistic figure = { .name = "gwet_ac1",
				    .options = (char *)"weights=unweighted",
				    .of = { 1. / 3, .25, -.125, .75, .0625 },
				    .n = 40,
				    .note = (char *)"rough" };
	struct statistic none = { .name = "cohen_kappa",
				  .options = (char *)"",
				  .of = NO_ESTIMATE,
				  .note = (char *)"one rater" };
	struct report report = {
		.units = 40, .raters = 2, .ratings = 79, .missing = 1
	};

	assert_json(statistic_columns, &figure, NULL,
		    "{ \"name\": \"gwet_ac1\", "
		    "\"options\": \"weights=unweighted\", "
		    "\"value\": 0.333333333333333, \"se\": 0.25, "
		    "\"lower\": -0.125, \"upper\": 0.75, \"p\": 0.0625, "
		    "\"n\": 40, \"note\": \"rough\" }");
	assert_json(statistic_columns, &none, NULL,
		    "{ \"name\": \"cohen_kappa\", \"options\": \"\", "
		    "\"value\": null, \"se\": null, \"lower\": null, "
		    "\"upper\": null, \"p\": null, \"n\": 0, "
		    "\"note\": \"one rater\" }");
	assert_table(statistic_columns, &figure,
		     "statistic  options             value     SE   lower  "
		     "upper       p   n  note\n"
		     "gwet_ac1   weights=unweighted  0.333  0.250  -0.125  "
		     "0.750  0.0625  40  rough\n");
	assert_json(report_columns, &report, NULL,
		    "{ \"units\": 40, \"raters\": 2, \"ratings\": 79, "
		    "\"missing\": 1, \"rater_names\": [], "
		    "\"statistics\": [], \"notes\": [] }");
}

static void
test_learned(void)
{
	struct learned_row row = { .technique = "COMM",
				   .labelled = 40,
				   .precision = 0.11,
				   .recall = 0.12,
				   .f1 = 0.13,
				   .firm_precision = 0.14 };
	struct weights_learned learned = { .sessions = 1,
					   .turns = 2,
					   .clues = 3,
					   .rows = g_ptr_array_new(),
					   .micro_f1 = 0.4,
					   .macro_f1 = 0.5,
					   .firm_precision = 0.6 };

	g_ptr_array_add(learned.rows, &row);
	assert_table(learned_columns, &row,
		     "code   n  precision  recall    F1  firm precision\n"
		     "COMM  40       0.11    0.12  0.13            0.14  "
		     "rules alone\n");
	assert_json(weights_learned_columns, &learned, "my.yaml",
		    "{ \"written\": \"my.yaml\", \"table\": null, "
		    "\"sessions\": 1, "
		    "\"turns\": 2, \"clues\": 3, \"micro_f1\": 0.4, "
		    "\"macro_f1\": 0.5, \"firm_precision\": 0.6, "
		    "\"techniques\": { \"COMM\": { \"n\": 40, "
		    "\"learned\": false, \"precision\": 0.11, "
		    "\"recall\": 0.12, \"f1\": 0.13, "
		    "\"firm_precision\": 0.14 } } }");
	g_ptr_array_unref(learned.rows);
}

static void
test_technique(void)
{
	struct tell_apart apart = { .from = "CLAR", .by = "steps" };
	struct rule rule = { .id = "comm.say",
			     .says = "asks",
			     .strength = STRENGTH_PROBABLE };
	struct technique technique = {
		.id = "COMM",
		.name = "Communication analysis of one exchange in full",
		.group = "core",
		.definition = "rebuilt",
		.unit = "sequence",
		.phases = 1u << PHASE_MIDDLE,
		.tell_apart = g_ptr_array_new(),
		.rules = g_ptr_array_new(),
	};

	g_ptr_array_add(technique.tell_apart, &apart);
	g_ptr_array_add(technique.rules, &rule);
	assert_json(technique_columns, &technique, NULL,
		    "{ \"id\": \"COMM\", \"name\": \"Communication analysis "
		    "of one exchange in full\", \"group\": \"core\", "
		    "\"definition\": \"rebuilt\", \"unit\": \"sequence\", "
		    "\"phases\": \"middle\", \"tell_apart\": [ { "
		    "\"from\": \"CLAR\", \"by\": \"steps\" } ], "
		    "\"rules\": [ { \"id\": \"comm.say\", "
		    "\"says\": \"asks\", \"strength\": \"probable\" } ] }");
	assert_table(technique_columns, &technique,
		     "code  technique                             group"
		     "  phases  rules\n"
		     "COMM  Communication analysis of one excha\u2026  core "
		     "  middle      1\n");
	g_ptr_array_unref(technique.tell_apart);
	g_ptr_array_unref(technique.rules);
}

static void
test_item(void)
{
	struct item item = { .id = "C3",
			     .name = "Explores",
			     .text = "long",
			     .item_class = CLASS_ESSENTIAL,
			     .phases = 1u << PHASE_INITIAL,
			     .focuses = 1u << FOCUS_GRIEF,
			     .suggest = SUGGEST_FLAG,
			     .evidence = g_ptr_array_new(),
			     .extent = { NULL, "e1", "e2", "e3", "e4", "e5" } };

	g_ptr_array_add(item.evidence, "COMM");
	g_ptr_array_add(item.evidence, "CLAR");
	assert_json(item_columns, &item, NULL,
		    "{ \"id\": \"C3\", \"name\": \"Explores\", "
		    "\"text\": \"long\", \"class\": \"E\", "
		    "\"phases\": \"initial\", \"focus\": \"grief\", "
		    "\"suggest\": \"flag\", "
		    "\"evidence\": [ \"COMM\", \"CLAR\" ], "
		    "\"extent\": { \"1\": \"e1\", \"2\": \"e2\", "
		    "\"3\": \"e3\", \"4\": \"e4\", \"5\": \"e5\" }, "
		    "\"quality\": null }");
	assert_table(item_columns, &item,
		     "item  class  name      phases   focus  evidence\n"
		     "C3    E      Explores  initial  grief  COMM CLAR\n");
	item.quality[1] = "q1";
	item.quality[5] = "q5";
	{
		g_autofree char *json = as_json(item_columns, &item, NULL);

		g_assert_nonnull(strstr(json, "\"quality\": { \"1\": \"q1\", "
					      "\"2\": null, \"3\": null, "
					      "\"4\": null, \"5\": \"q5\" }"));
	}
	g_ptr_array_unref(item.evidence);
}

static void
test_decision(void)
{
	const gint64 session = 12;
	struct decision decision = { .turn = 5,
				     .technique = "COMM",
				     .verdict = VERDICT_RELABEL,
				     .to = "CLAR",
				     .rater = "RL",
				     .reason = "so" };

	assert_json(decision_columns, &decision, &session,
		    "{ \"session\": 12, \"turn\": 5, "
		    "\"technique\": \"COMM\", \"verdict\": \"relabel\", "
		    "\"to\": \"CLAR\", \"rater\": \"RL\" }");
	assert_json(turn_decision_columns, &decision, NULL,
		    "{ \"rater\": \"RL\", \"verdict\": \"relabel\", "
		    "\"technique\": \"COMM\", \"to\": \"CLAR\", "
		    "\"reason\": \"so\" }");
}

static void
test_rating(void)
{
	struct score_rule rules[] = { { .name = "one" },
				      { .name = "two" },
				      { .name = "three" } };
	guint turns[] = { 25, 27 };
	g_autoptr(GArray) cited = g_array_new(FALSE, FALSE, sizeof(guint));
	g_autoptr(GPtrArray) items = g_ptr_array_new();
	g_autoptr(GPtrArray) remarks = g_ptr_array_new();
	g_autoptr(GPtrArray) missing = g_ptr_array_new();
	g_autoptr(GPtrArray) reasons = g_ptr_array_new();
	struct item_rating line = { .item = "C3",
				    .extent = 4,
				    .quality = 2,
				    .na_reason = "na",
				    .comment = "c",
				    .turns = cited };
	struct item_rating remark = { .item = "C4", .comment = "d" };
	struct signature signature = { .unfinished = "time",
				       .sha256 = "ff",
				       .key_id = "7F",
				       .key_holder = "RL",
				       .fingerprint = "4T0K",
				       .state_of_key = SIGNED_REVOKED };
	struct rating_source source = { .rater = "AK",
					.role = RATER_INDEPENDENT,
					.version = 2,
					.signed_at = 1000000001,
					.sha256 = "0f",
					.later = "anew" };
	g_autoptr(GPtrArray) sources = g_ptr_array_new();
	struct rating rating = { .rater = "RL",
				 .role = RATER_PEER,
				 .version = 3,
				 .made_of = sources,
				 .earlier = TRUE,
				 .signed_at = 1000000000,
				 .meaning = "done",
				 .qualified = "qualified until 2027-01-31",
				 .signature = &signature,
				 .items = items,
				 .remarks = remarks };
	struct session_score score = {
		.adherence = { &rules[0], 0.1, 0.2, 3, 0.4, 0, TRUE },
		.quality = { &rules[1], 0.5, 0.6, 7, 0.8, 0, FALSE },
		.specificity = { &rules[2], 0.9, 1.5, 11, 1.25, 0, TRUE },
		.live = 12,
		.rated = 13,
		.not_applicable = 14,
		.share_rated = 0.15,
		.missing = missing,
		.proscribed = items,
		.proscribed_sum = 16,
		.state = PASS_BORDERLINE,
		.reasons = reasons,
	};
	struct scored_rating scored;

	g_array_append_vals(cited, turns, 2);
	g_ptr_array_add(items, &line);
	g_ptr_array_add(remarks, &remark);
	g_ptr_array_add(sources, &source);
	g_ptr_array_add(missing, "F1");
	g_ptr_array_add(reasons, "Because.");
	scored = scored_rating_of(&rating, &score);
	assert_json(scored_rating_columns, &scored, NULL,
		    "{ \"rater\": \"RL\", \"role\": \"peer\", \"version\": 3, "
		    "\"earlier_version\": true, \"signed\": true, "
		    "\"signed_at\": \"2001-09-09T01:46:40Z\", "
		    "\"meaning\": \"done\", "
		    "\"signed_incomplete_because\": \"time\", "
		    "\"signed_sha256\": \"ff\", "
		    "\"blind\": null, "
		    "\"rater_qualified\": "
		    "\"qualified until 2027-01-31\", "
		    "\"signed_how\": \"key\", \"signed_key\": \"7F\", "
		    "\"signed_key_of\": \"RL\", "
		    "\"signed_fingerprint\": \"4T0K\", "
		    "\"signed_key_state\": \"revoked since\", "
		    "\"made_of\": [ { \"rater\": \"AK\", "
		    "\"role\": \"independent\", \"version\": 2, "
		    "\"signed_at\": \"2001-09-09T01:46:41Z\", "
		    "\"sha256\": \"0f\", \"later\": \"anew\" } ], "
		    "\"corrected_since_signed\": false, "
		    "\"one\": { \"mean\": 0.1, \"n\": 3, \"sum\": 0.2, "
		    "\"se\": 0.4, \"sufficient\": true }, "
		    "\"two\": { \"mean\": 0.5, \"n\": 7, \"sum\": 0.6, "
		    "\"se\": 0.8, \"sufficient\": false }, "
		    "\"three\": { \"mean\": 0.9, \"n\": 11, \"sum\": 1.5, "
		    "\"se\": 1.25, \"sufficient\": true }, "
		    "\"proscribed\": [ { \"item\": \"C3\", "
		    "\"extent\": 4 } ], \"proscribed_sum\": 16, \"live\": 12, "
		    "\"rated\": 13, \"not_applicable\": 14, "
		    "\"share_rated\": 0.15, \"missing\": [ \"F1\" ], "
		    "\"state\": \"borderline\", \"reasons\": [ \"Because.\" ], "
		    "\"items\": [ { \"item\": \"C3\", \"extent\": 4, "
		    "\"quality\": 2, \"na_reason\": \"na\", "
		    "\"comment\": \"c\", \"turns\": [ 25, 27 ] } ], "
		    "\"remarks\": [ { \"item\": \"C4\", \"comment\": \"d\", "
		    "\"turns\": [] } ] }");
}

static void
test_item_state(void)
{
	struct item_state state = {
		.item = { .id = "C3",
			  .name = "Explores",
			  .item_class = CLASS_UNIQUE },
		.suggestion = { .extent = 4, .flag = TRUE, .confirmed = 2 }
	};
	struct session_record record = { .case_code = "C21",
					 .facts = { 6, 16, PHASE_MIDDLE,
						    FOCUS_GRIEF },
					 .phase_suggested = TRUE };

	assert_json(item_state_columns, &state, NULL,
		    "{ \"id\": \"C3\", \"name\": \"Explores\", "
		    "\"class\": \"U\", \"live\": false, "
		    "\"suggested\": 4, \"flag\": true, "
		    "\"suggestion_turns\": [], \"confirmed\": 2 }");
	assert_json(course_columns, &record, NULL,
		    "{ \"case\": \"C21\", \"number\": 6, \"planned\": 16, "
		    "\"phase\": \"middle\", \"phase_suggested\": true, "
		    "\"focus\": \"grief\" }");
}

static void
test_episode(void)
{
	char *components[] = { "tone", NULL },
	     *relations[] = { "sister", NULL };
	struct episode_row episode = { .id = "comm",
				       .technique = "COMM",
				       .first_turn = 2,
				       .last_turn = 9,
				       .carriers = 3,
				       .complete = TRUE,
				       .components = components,
				       .relations = relations };

	assert_json(episode_columns, &episode, NULL,
		    "{ \"id\": \"comm\", \"technique\": \"COMM\", "
		    "\"first_turn\": 2, \"last_turn\": 9, "
		    "\"carriers\": 3, \"complete\": true, "
		    "\"components\": [ \"tone\" ], "
		    "\"relations\": [ \"sister\" ] }");
}

static void
test_speaker(void)
{
	struct speaker speaker = { .label = "Anna",
				   .role = TURN_PATIENT,
				   .guessed = TRUE,
				   .reason = "asks less",
				   .turns = 5,
				   .words = 60,
				   .questions = 7 };
	struct cue cue = {
		.start_ms = 1000, .end_ms = -1, .id = { 0, 2 }, .text = { 3, 6 }
	};
	struct transcript transcript = { .cue_text = "id text" };

	assert_json(heard_speaker_columns, &speaker, NULL,
		    "{ \"label\": \"Anna\", \"role\": \"patient\", "
		    "\"guessed\": true, \"reason\": \"asks less\", "
		    "\"turns\": 5, \"words\": 60, \"questions\": 7 }");
	assert_table(heard_speaker_columns, &speaker,
		     "speaker  role               turns  words  questions"
		     "  because\n"
		     "Anna     patient (a guess)      5     60          7"
		     "  asks less\n");
	assert_json(speaker_columns, &speaker, NULL,
		    "{ \"label\": \"Anna\", \"role\": \"patient\", "
		    "\"guessed\": true, \"reason\": \"asks less\", "
		    "\"turns\": 5, \"words\": 60 }");
	assert_table(speaker_columns, &speaker,
		     "speaker  role     turns  words  why\n"
		     "Anna     patient      5     60  asks less\n");
	assert_json(cue_columns, &cue, &transcript,
		    "{ \"start_ms\": 1000, \"end_ms\": null, "
		    "\"id\": \"id\", \"text\": \"tex\" }");
}

static void
test_record(void)
{
	struct measure_value measure = { .name = "PHQ-9",
					 .score = 14.5,
					 .band = "moderate" };
	struct audit_event event = { 7, 1000000000, "RL", "rate", "C3" };
	struct observed observed = { .id = "risk-voiced",
				     .says = "so",
				     .kind = OBSERVATION_RISK,
				     .first_turn = 3,
				     .last_turn = 4 };

	assert_json(measure_columns, &measure, NULL,
		    "{ \"name\": \"PHQ-9\", \"score\": 14.5, "
		    "\"band\": \"moderate\" }");
	assert_table(measure_columns, &measure,
		     "measure  score  band\n"
		     "PHQ-9     14.5  moderate\n");
	assert_json(event_columns, &event, NULL,
		    "{ \"id\": 7, \"at\": \"2001-09-09T01:46:40Z\", "
		    "\"who\": \"RL\", \"verb\": \"rate\", "
		    "\"detail\": \"C3\" }");
	assert_json(observed_columns, &observed, NULL,
		    "{ \"id\": \"risk-voiced\", \"kind\": \"risk\", "
		    "\"says\": \"so\", \"first_turn\": 3, "
		    "\"last_turn\": 4 }");
	observed.words = "w";
	assert_json(observed_columns, &observed, NULL,
		    "{ \"id\": \"risk-voiced\", \"kind\": \"risk\", "
		    "\"says\": \"so\", \"first_turn\": 3, "
		    "\"last_turn\": 4, \"words\": \"w\" }");
}

static void
test_tag(void)
{
	static const char text[] =
		"# session: 1\nT: What did you say to him then?\nP: No.\n";
	struct transcript_options options = { .name = "a.txt" };
	struct transcript *transcript =
		transcript_parse(text, sizeof text - 1, &options, NULL);
	g_autoptr(GPtrArray) hits = g_ptr_array_new();
	struct machine_hit hit = { .rule = "comm.say",
				   .span = { 9, 16 },
				   .context = 7,
				   .says = "asks",
				   .weak = FALSE };
	struct decision decision = { .technique = "COMM",
				     .verdict = VERDICT_RELABEL,
				     .to = "CLAR",
				     .rater = "RL" };
	struct machine_tag machine = { .turn = 1,
				       .technique = "COMM",
				       .strength = STRENGTH_SEQUENCE,
				       .bridged = TRUE,
				       .episode = "comm 1-9",
				       .hits = hits };
	struct session_record record = { .transcript = transcript };
	struct listed_tag listed = { .tag = { .turn = 1,
					      .technique = "COMM",
					      .machine = &machine,
					      .decision = &decision,
					      .rejected = TRUE },
				     .record = &record,
				     .mark = ">",
				     .room = 6 };

	g_ptr_array_add(hits, &hit);
	listed.machine = machine;
	assert_json(listed_tag_columns, &listed, &listed,
		    "{ \"turn\": 1, \"technique\": \"COMM\", "
		    "\"strength\": \"sequence\", \"rule\": \"comm.say\", "
		    "\"words\": \"you say\", \"rules\": [ \"comm.say\" ], "
		    "\"hits\": [ { \"rule\": \"comm.say\", \"start\": 9, "
		    "\"end\": 16, \"words\": \"you say\", "
		    "\"says\": \"asks\", \"weak\": false, "
		    "\"context\": 7 } ], \"episode\": \"comm 1-9\", "
		    "\"bridged\": true, \"below_floor\": false, "
		    "\"verdict\": \"relabel\", \"relabelled_to\": \"CLAR\", "
		    "\"relabelled_from\": null, \"confirmed\": false }");
	assert_table(listed_tag_columns, &listed,
		     "turn     technique  strength  rule      words   verdict\n"
		     "   1  >  COMM       sequence  comm.say  you s\u2026  "
		     "relabel to CLAR\n");
	listed.machine.below_floor = TRUE;
	listed.tag.rejected = FALSE;
	assert_table(listed_tag_columns, &listed,
		     "turn     technique  strength     rule      words   "
		     "verdict\n"
		     "   1  >  COMM       below floor  comm.say  you s\u2026  "
		     "relabel from COMM\n");
	transcript_free(transcript);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/app/columns/session", test_session);
	g_test_add_func("/app/columns/case-and-person", test_case_and_person);
	g_test_add_func("/app/columns/import", test_import);
	g_test_add_func("/app/columns/change", test_change);
	g_test_add_func("/app/columns/rules", test_rules);
	g_test_add_func("/app/columns/diff", test_diff);
	g_test_add_func("/app/columns/agreement", test_agreement);
	g_test_add_func("/app/columns/disagreement", test_disagreement);
	g_test_add_func("/app/columns/statistic", test_statistic);
	g_test_add_func("/app/columns/learned", test_learned);
	g_test_add_func("/app/columns/technique", test_technique);
	g_test_add_func("/app/columns/item", test_item);
	g_test_add_func("/app/columns/decision", test_decision);
	g_test_add_func("/app/columns/rating", test_rating);
	g_test_add_func("/app/columns/item-state", test_item_state);
	g_test_add_func("/app/columns/episode", test_episode);
	g_test_add_func("/app/columns/speaker", test_speaker);
	g_test_add_func("/app/columns/record", test_record);
	g_test_add_func("/app/columns/tag", test_tag);
	return g_test_run();
}
