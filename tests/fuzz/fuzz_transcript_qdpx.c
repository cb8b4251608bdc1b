/* The list of a REFI-QDA project; see fuzz_transcript.h. */
#define FORMAT "qdpx"
#define WRAP "project.qde"
#include "fuzz_transcript.h"
