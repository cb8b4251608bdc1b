/*
 * app: the verbs both doors share.
 *
 * Boring on purpose: open the casebook, call the core, save, return a
 * struct.  Prints nothing, never exits.  Reads files and the rubrics folder;
 * the clock and the user come in with struct app_options.  One thread at a
 * time.  What is returned const is app's and good until app_free(); anything
 * else is the caller's, and a list frees its elements unless it says that it
 * borrows them.  NULL and FALSE come with an error, turns count from 1.
 */
#ifndef APP_H
#define APP_H

#include "app/agree.h"
#include "app/assign.h"
#include "app/bundles.h"
#include "app/columns.h"
#include "app/depend.h"
#include "app/draw.h"
#include "app/drift.h"
#include "app/qualify.h"
#include "app/drill.h"
#include "app/consensus.h"
#include "app/evaluation.h"
#include "app/files_out.h"
#include "app/identifiers.h"
#include "app/import.h"
#include "app/keyring.h"
#include "app/lines.h"
#include "app/opening.h"
#include "app/panel.h"
#include "app/panel_agreement.h"
#include "app/ratings.h"
#include "app/rules.h"
#include "app/reveal.h"
#include "app/sealing.h"
#include "app/seen.h"
#include "app/sessions.h"
#include "app/tag_merge.h"
#include "app/tags.h"
#include "app/turns.h"

#endif
