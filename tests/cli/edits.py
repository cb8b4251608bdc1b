"""Edits of a casebook by other tools, and how the check names each.

    edits.py PROGRAM CASEBOOK GROUP     tries those of a group
    edits.py --edit CASEBOOK SQL...     makes these and no more
    edits.py --triggers-out CASEBOOK    leaves them out

The triggers are out of the way while an edit is made, and put back.
"""
import os
import shutil
import sqlite3
import subprocess
import sys

ONE, AMONG = "and nothing else", "among others"

EDITS = [
    ("ratings: all qualities set to 5",
     AMONG,
     "value 1 (rating 1, A1): quality is not what event ",
     ["UPDATE rating_item SET quality = 5 WHERE extent IS NOT NULL"]),
    ("ratings: one extent changed",
     ONE,
     "value 2 (rating 1, A2): extent is not what event",
     ["UPDATE rating_item SET extent = 5 WHERE id = 2"]),
    ("ratings: a comment changed",
     ONE,
     "value 1 (rating 1, A1): comment is not what",
     ["UPDATE rating_item SET comment = 'poor' WHERE id = 1"]),
    ("ratings: a reason for N/A changed",
     ONE,
     "(rating 1, B2): na reason is not what",
     ["UPDATE rating_item SET na_reason = 'no' WHERE item = 'B2'"]),
    ("ratings: N/A made a value",
     ONE,
     "(rating 1, B2): extent, quality and na reason are not",
     ["UPDATE rating_item SET extent = 5, quality = 5, na_reason = NULL "
      "WHERE item = 'B2'"]),
    ("ratings: evidence moved to another turn",
     ONE,
     "cited turn 5 of value 1 is not what event",
     ["UPDATE rating_evidence SET turn = 5 WHERE turn = 3"]),
    ("ratings: evidence put in",
     ONE,
     "value 1 has 3 cited turns where event",
     ["INSERT INTO rating_evidence VALUES (1, 9)"]),
    ("ratings: where evidence stands changed",
     ONE,
     "place of a cited turn 3 of value 1 is not",
     ["UPDATE evidence_place SET place = 7 WHERE rating_item_id = 1 AND "
      "turn = 3"]),
    ("ratings: a value taken out",
     ONE,
     "value 4 is gone, which event",
     ["DELETE FROM rating_item WHERE id = 4"]),
    ("ratings: a value put in",
     AMONG,
     "no event tells of it",
     ["INSERT INTO rating_item (rating_id, item, extent, quality, at) "
      "VALUES (1, 'C3', 5, 5, 9)"]),
    ("ratings: roles changed",
     ONE,
     "rating 2 (session 1, supervisor): role is not what",
     ["UPDATE rating SET role = 'supervisor' WHERE id = 2"]),
    ("ratings: the rater changed",
     ONE,
     "rating 2 (session 1, peer): rater is not what",
     ["UPDATE rating SET rater_id = (SELECT rater_id FROM rating WHERE id = "
      "1) WHERE id = 2"]),
    ("ratings: the session changed",
     ONE,
     "rating 2 (session 2, peer): session is not what",
     ["UPDATE rating SET session_id = 2 WHERE id = 2"]),
    ("ratings: a whole rating taken out",
     AMONG,
     "rating 2 is gone, which event",
     ["DELETE FROM rating_item WHERE rating_id = 2",
      "DELETE FROM rating WHERE id = 2"]),
    ("signatures: made up",
     AMONG,
     "put in outside iptrate: no event tells of it",
     ["INSERT INTO signature (rating_id, last_item, meaning, at) VALUES (2, "
      "4, 'finished', 1790000000)"]),
    ("signatures: taken out",
     AMONG,
     "signature 1 is gone, which event",
     ["DELETE FROM signature"]),
    ("signatures: the date changed",
     ONE,
     "signature 1 (rating 1): at is not what event",
     ["UPDATE signature SET at = at - 86400"]),
    ("signatures: given to another rating",
     ONE,
     "signature 1 (rating 2): rating is not what",
     ["UPDATE signature SET rating_id = 2"]),
    ("signatures: the meaning changed",
     ONE,
     "signature 1 (rating 1): meaning is not what",
     ["UPDATE signature SET meaning = 'passed with honours'"]),
    ("signatures: the verdict changed",
     ONE,
     "signature 1 (rating 1): state is not what",
     ["UPDATE signature SET state = 'excellent'"]),
    ("signatures: the version that was signed says so, too",
     AMONG,
     "version 1 of RL's rating (supervisor) of session 1 is not what was "
     "signed",
     ["UPDATE rating_item SET extent = 5 WHERE id = 2"]),
    ("signatures: a signed value taken from under one",
     ONE,
     "signature 1 has 2 signed values where event",
     ["DELETE FROM signed_item WHERE rating_item_id = 1"]),
    ("decisions: made up",
     AMONG,
     "no event tells of it",
     ["INSERT INTO decision (session_id, turn, place, technique, verdict, "
      "rater_id, at) VALUES (1, 7, 7, 'CLAR', 'add', 2, 9)"]),
    ("decisions: taken out",
     ONE,
     "decision 1 is gone, which event",
     ["DELETE FROM decision WHERE id = 1"]),
    ("decisions: a verdict turned",
     ONE,
     "decision 1 (session 1, turn 3, CLAR): verdict is not what event",
     ["UPDATE decision SET verdict = 'reject' WHERE id = 1"]),
    ("decisions: the rater changed",
     ONE,
     "decision 2 (session 1, turn 5, EAFF): rater is not what",
     ["UPDATE decision SET rater_id = (SELECT rater_id FROM decision WHERE "
      "id = 1) WHERE id = 2"]),
    ("decisions: the reason changed",
     ONE,
     "decision 1 (session 1, turn 3, CLAR): reason is not what",
     ["UPDATE decision SET reason = 'because' WHERE id = 1"]),
    ("decisions: the technique changed",
     ONE,
     "decision 1 (session 1, turn 3, COMM): technique is not what",
     ["UPDATE decision SET technique = 'COMM' WHERE id = 1"]),
    ("decisions: moved to another turn",
     ONE,
     "place is not what event",
     ["UPDATE decision SET place = 7 WHERE id = 1"]),
    ("people: a code changed",
     ONE,
     "(XX): code is not what event",
     ["UPDATE person SET code = 'XX' WHERE code = 'RL'"]),
    ("people: names changed",
     ONE,
     "(RL): name is not what event",
     ["UPDATE person SET name = 'Nobody' WHERE code = 'RL'"]),
    ("people: a role changed",
     ONE,
     "(TK): role is not what event",
     ["UPDATE person SET role = 'assessor' WHERE code = 'TK'"]),
    ("people: one taken for another",
     ONE,
     "(TK): into is not what event",
     ["UPDATE person SET into_id = (SELECT id FROM person WHERE code = 'RL') "
      "WHERE code = 'TK'"]),
    ("people: put in",
     AMONG,
     "no event tells of it",
     ["INSERT INTO person (code) VALUES ('YY')"]),
    ("turns: a text changed",
     ONE,
     "turn 4 of session 1 is not what event",
     ["UPDATE turn SET text = 'No.' WHERE session_id = 1 AND n = 4"]),
    ("turns: the speaker's role changed",
     ONE,
     "turn 4 of session 2 is not what event",
     ["UPDATE turn SET role = 'therapist' WHERE session_id = 2 AND n = 4"]),
    ("turns: times changed",
     ONE,
     "turn 5 of session 2 is not what event",
     ["UPDATE turn SET start_ms = 5000 WHERE session_id = 2 AND n = 5"]),
    ("turns: one taken out",
     ONE,
     "session 2 has 11 turns where event",
     ["DELETE FROM turn WHERE session_id = 2 AND n = 12"]),
    ("turns: all taken out",
     ONE,
     "session 2 has 0 turns where event",
     ["DELETE FROM turn WHERE session_id = 2"]),
    ("turns: what one said before its correction changed",
     ONE,
     "earlier turn 1 of correction 1 is not what",
     ["UPDATE correction_turn SET text = 'x'"]),
    ("turns: a correction taken out",
     AMONG,
     "correction 1 is gone, which event",
     ["DELETE FROM correction_turn",
      "DELETE FROM correction_evidence",
      "DELETE FROM correction"]),
    ("speakers: a role changed",
     ONE,
     "speaker 1 of session 1 is not what event",
     ["UPDATE speaker SET role = 'other' WHERE session_id = 1 AND n = 1"]),
    ("speakers: a label changed",
     ONE,
     "speaker 0 of session 2 is not what event",
     ["UPDATE speaker SET label = 'Q' WHERE session_id = 2 AND n = 0"]),
    ("sources: bytes changed",
     ONE,
     "source of session 1: bytes is not what event",
     ["UPDATE source SET bytes = x'00' WHERE session_id = 1"]),
    ("sources: bytes and their hash changed",
     ONE,
     "source of session 2: sha256 and bytes are not what event",
     ["UPDATE source SET bytes = x'00', sha256 = "
      "'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d' "
      "WHERE session_id = 2"]),
    ("sources: a file's name changed",
     ONE,
     "source of session 2: name is not what event",
     ["UPDATE source SET name = 'c.txt' WHERE session_id = 2"]),
    ("versions: the rubric's text changed",
     AMONG,
     "(ipt-core ",
     ["UPDATE rubric_version SET text = replace(text, '5', '4')"]),
    ("versions: the codebook's text changed",
     AMONG,
     "(ipt-en ",
     ["UPDATE codebook_version SET text = text || '#'"]),
    ("sessions: a number changed",
     ONE,
     "session 2: number is not what event",
     ["UPDATE session SET number = 9 WHERE id = 2"]),
    ("sessions: the therapist changed",
     ONE,
     "session 1: therapist is not what event",
     ["UPDATE session SET therapist_id = (SELECT id FROM person WHERE code "
      "= 'TK') WHERE id = 1"]),
    ("cases: the focus changed",
     ONE,
     "(C90): focus is not what event",
     ["UPDATE treatment_case SET focus = 'grief-other'"]),
    ("cases: the note changed",
     ONE,
     "(C90): note is not what event",
     ["UPDATE treatment_case SET note = 'x'"]),
    ("measures: a score changed",
     ONE,
     "measure PHQ-9 of session 1 is not what event",
     ["UPDATE measure SET score = 3"]),
    ("measures: taken out",
     AMONG,
     "session 1 has 0 measures where event",
     ["DELETE FROM measure"]),
    ("events: one's words changed",
     ONE,
     'does not say any more what was written ("other words" now)',
     ["UPDATE event SET detail = 'other words' WHERE id = 4"]),
    ("events: who did it changed",
     AMONG,
     "event 4 (",
     ["UPDATE event SET who = 'somebody' WHERE id = 4"]),
    ("events: the time changed",
     AMONG,
     "event 4 (",
     ["UPDATE event SET at = at - 60 WHERE id = 4"]),
    ("events: words removed",
     ONE,
     "the words of event 4 (",
     ["UPDATE event SET detail = NULL WHERE id = 4"]),
    ("events: one taken out of the middle",
     AMONG,
     "event 4 is missing",
     ["DELETE FROM event WHERE id = 4"]),
    ("events: the last ones taken out",
     AMONG,
     "is missing: it was taken out",
     ["DELETE FROM event WHERE id > (SELECT max(id) - 2 FROM event)"]),
    ("events: the last ones taken out, with their hashes",
     AMONG,
     "no event tells of it",
     ["DELETE FROM seal WHERE event_id > 6",
      "DELETE FROM event WHERE id > 6"]),
    ("events: all taken out",
     AMONG,
     "all events were taken out",
     ["DELETE FROM event"]),
    ("events: all taken out, with their hashes",
     AMONG,
     "all events were taken out",
     ["DELETE FROM event",
      "DELETE FROM seal"]),
    ("events: all taken out, as if there had never been any",
     AMONG,
     "no event tells of it",
     ["DELETE FROM event",
      "DELETE FROM seal",
      "DELETE FROM salt",
      "DELETE FROM sqlite_sequence WHERE name = 'event'"]),
    ("events: one put in",
     AMONG,
     "event 99 (",
     ["INSERT INTO event SELECT 99, at, who, verb, session_id, case_id, "
      "scope, detail, detail_sha256, seals, hash FROM event WHERE id = 4"]),
    ("events: a decision made up together with its hash",
     AMONG,
     "tells of the rows was changed",
     ["UPDATE decision SET verdict = 'reject' WHERE id = 1",
      "UPDATE seal SET hash = x'00' WHERE part = 'decision' AND row = '1'"]),
    ("events: a salt changed",
     AMONG,
     "salt s2: bytes is not what",
     ["UPDATE salt SET bytes = x'00' WHERE scope = 's2'"]),
    ("events: a salt taken out",
     AMONG,
     "salt s2 is gone",
     ["DELETE FROM salt WHERE scope = 's2'"]),
    ("schema: a trigger put in",
     ONE,
     "the trigger late is not iptrate's: put in",
     ["CREATE TRIGGER late AFTER INSERT ON decision BEGIN UPDATE rating SET "
      "at = 0; END"]),
    ("schema: a view put in",
     ONE,
     "the view v is not iptrate's",
     ["CREATE VIEW v AS SELECT 1"]),
    ("schema: a table put in",
     ONE,
     "the table t is not iptrate's",
     ["CREATE TABLE t (a)"]),
    ("schema: a column put in",
     ONE,
     "the table rating is not as iptrate makes it",
     ["ALTER TABLE rating ADD COLUMN grade TEXT"]),
    ("schema: an index taken out",
     ONE,
     "the index decision_of_tag is missing",
     ["DROP INDEX decision_of_tag"]),
    ("schema: a table taken out",
     AMONG,
     "the table measure is missing",
     ["DROP TABLE measure"]),
    ("numbers: the last given set back",
     ONE,
     "the last number given to a decision is 0",
     ["UPDATE sqlite_sequence SET seq = 0 WHERE name = 'decision'"]),
    ("numbers: the last given raised",
     ONE,
     "the last number given to a session is 900",
     ["UPDATE sqlite_sequence SET seq = 900 WHERE name = 'session'"]),
    ("numbers: the last given taken out",
     ONE,
     "the last number given to a signature is 0",
     ["DELETE FROM sqlite_sequence WHERE name = 'signature'"]),
    ("references: a rater who is not there",
     AMONG,
     "row 1 of the table decision refers to a person that is not there",
     ["UPDATE decision SET rater_id = 99 WHERE id = 1"]),
]


def edit(path, edits, put_back=True):
    db = sqlite3.connect(path, isolation_level=None)
    triggers = db.execute("SELECT name, sql FROM sqlite_schema"
                          " WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    for sql in edits:
        before = db.total_changes
        db.execute(sql)
        if sql.split()[0] in ("UPDATE", "DELETE", "INSERT"):
            assert db.total_changes > before, f"nothing changed: {sql}"
    for _, sql in triggers if put_back else ():
        db.execute(sql)
    db.close()


def found(program, path):
    """Exit code and what was said of the casebook."""
    done = subprocess.run([program, "casebook", "check", "--casebook", path],
                          capture_output=True, text=True)
    return done.returncode, done.stderr.strip()


def fault(code, says, much, wanted, path):
    """What is wrong with the answer; None: nothing."""
    if code != 5:
        return f"exit code {code}"
    if not says.startswith(f"iptrate: {path}: "):
        return "the casebook is not named"
    if wanted not in says:
        return f'no "{wanted}"'
    lines = [line for line in says.split("\n") if "; compare with" not in line
             and "is not what was signed" not in line]
    if much is ONE and len(lines) > 1:
        return "more than one sentence"
    return None


def main():
    if sys.argv[1].startswith("--"):
        edit(sys.argv[2], sys.argv[3:], sys.argv[1] == "--edit")
        return 0
    program, casebook, group = sys.argv[1:]
    path = os.path.join(os.path.dirname(casebook), "edited.db")
    wrong = tried = 0
    for name, much, wanted, edits in EDITS:
        if not name.startswith(group + ":"):
            continue
        shutil.copy(casebook, path)
        edit(path, edits)
        code, says = found(program, path)
        bad = fault(code, says, much, wanted, path)
        print(f"{name}\n  {says}")
        if bad:
            print(f"  NOT RIGHT: {bad}")
        wrong += bad is not None
        tried += 1
    return wrong > 0 or tried == 0


sys.exit(main())
