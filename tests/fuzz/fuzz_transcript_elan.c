/* The elan reader; see fuzz_transcript.h. */
#define FORMAT "elan"
#include "fuzz_transcript.h"
