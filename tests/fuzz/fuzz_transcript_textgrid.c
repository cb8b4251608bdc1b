/* The textgrid reader; see fuzz_transcript.h. */
#define FORMAT "textgrid"
#include "fuzz_transcript.h"
