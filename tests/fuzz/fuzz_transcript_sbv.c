/* The sbv reader; see fuzz_transcript.h. */
#define FORMAT "sbv"
#include "fuzz_transcript.h"
