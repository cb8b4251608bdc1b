/* The json reader; see fuzz_transcript.h. */
#define FORMAT "json"
#include "fuzz_transcript.h"
