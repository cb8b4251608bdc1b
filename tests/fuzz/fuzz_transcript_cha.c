/* The cha reader; see fuzz_transcript.h. */
#define FORMAT "cha"
#include "fuzz_transcript.h"
