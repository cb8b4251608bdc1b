/* The csv reader; see fuzz_transcript.h. */
#define FORMAT "csv"
#include "fuzz_transcript.h"
