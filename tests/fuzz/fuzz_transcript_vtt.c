/* The vtt reader; see fuzz_transcript.h. */
#define FORMAT "vtt"
#include "fuzz_transcript.h"
