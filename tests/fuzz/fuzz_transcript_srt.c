/* The srt reader; see fuzz_transcript.h. */
#define FORMAT "srt"
#include "fuzz_transcript.h"
