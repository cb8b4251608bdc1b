/* The body of a Word document; see fuzz_transcript.h. */
#define FORMAT "docx"
#define WRAP "word/document.xml"
#include "fuzz_transcript.h"
