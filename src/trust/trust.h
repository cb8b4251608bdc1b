/*
 * trust: keys of people, what they sign with them, and what is encrypted for
 * them.
 *
 * Works on buffers and streams: no file is opened here, no casebook known, and
 * who is trusted is the caller's to say.  Owns libsodium.  What goes out of
 * here can be checked and opened with stock tools: signatures and the key line
 * of a public key are minisign's, what is encrypted is age's.
 *
 *	keys.h      key pairs, their public and their secret file, fingerprints
 *	minisign.h  signatures
 *	age.h       streams encrypted for people
 *
 * Text that comes in may be anything: it is bounded, checked, and what is said
 * of it is safe to show.  `name` is what a text is called in complaints, its
 * file for one, and may be NULL.  Kinds of errors, everywhere in this room:
 *
 *	INPUT      not such a thing at all, or cut short or malformed
 *	CORRUPT    it was whole once and has been changed since
 *	VERSION    made by a newer version
 *	DENIED     the passphrase is wrong or missing; not encrypted for this key
 *	NOT_FOUND  made with another key than the one asked about
 *	UNMET      the signature does not fit the key and the text
 *	IO         no memory that can be locked away, or the caller's sink failed
 */
#ifndef TRUST_H
#define TRUST_H

#include "trust/keys.h"
#include "trust/minisign.h"
#include "trust/age.h"

#endif
