"""Holds what a workbook tells of raters against the JSON of the same casebook.

Usage: check_raters.py WORKBOOK AGREE.json DRIFT.json

Reads the sheets Agreement and Drift back with openpyxl, table by table, and
compares each cell with 'iptrate agree --json' and 'iptrate drift --json'.
Prints a line for each fault; ends with 1 when there is one.
"""
import json
import sys

import openpyxl

faults = []


def check(good, *what):
    if not good:
        faults.append(' '.join(str(w) for w in what))


def is_head(cell):
    return cell.value is not None and cell.fill.fgColor.rgb == 'FF1F4E5F'


def tables(sheet):
    """{title: [rows as dictionaries by head]}; a table stands below its title,
    and ends with an empty row or what is below."""
    found, title, heads, rows = {}, None, None, None
    for row in sheet.iter_rows():
        first = row[0]
        if is_head(first):
            heads = {c.column: c.value for c in row if c.value is not None}
            rows = found.setdefault(title, [])
        elif heads and first.border.left.style and first.value is not None:
            rows.append({heads[c.column]: c.value for c in row
                         if c.column in heads})
        else:
            heads = None
            if first.font.b and first.value:
                title = first.value
    return found


def near(cell, value):
    if value is None:
        return cell is None
    return isinstance(cell, (int, float)) and abs(cell - value) < 1e-9


def check_filled(sheet, found):
    """No column that no row fills, no formula, nothing that is no figure."""
    for title, rows in found.items():
        check(rows, sheet.title, title, 'is empty')
        for head in rows[0] if rows else []:
            check(any(row[head] is not None for row in rows), sheet.title,
                  title, head, 'is never filled')
    for row in sheet.iter_rows():
        for cell in row:
            check(cell.data_type != 'f', cell.coordinate, 'is a formula')
            check(not cell.hyperlink, cell.coordinate, 'is a link')
            check(str(cell.value).lower() not in ('nan', 'inf', '-nan'),
                  cell.coordinate, cell.value)


def check_coverage(found, agree):
    coverage = agree['coverage']
    check([(r['Rater'], r['Sessions'], r['By another, too'], r['Blind'])
           for r in found['Who rated what']] ==
          [(r['rater'], r['sessions'], r['twice'], r['blind'])
           for r in coverage['by_rater']], 'who rated what')
    rows = found['The sessions, and how they were chosen']
    check([(r['Session'], r['Rated by'], r['Raters']) for r in rows] ==
          [(s['name'], ', '.join(s['raters']), len(s['raters']))
           for s in coverage['by_session']], 'sessions')
    check(all(r['How it was chosen'].startswith(s['chosen'])
              for r, s in zip(rows, coverage['by_session'])), 'chosen')


def of_all(statistics, two, more):
    """Of two raters the one, of more the one of all."""
    by = {}
    for s in statistics:
        by.setdefault(s['name'], s)
    one = by.get(two)
    if one and not one['options'].startswith('columns '):
        return one['value']
    return by[more]['value'] if more in by else None


def check_items(found, agree):
    for of in ('extent', 'quality'):
        items = [i for i in agree['items'] if i['of'] == of and i['sessions']]
        rows = found.get('Items: ' + of, [])
        check(len(rows) == len(items), of, len(rows), len(items))
        for row, item in zip(rows, items):
            where = of, item['item']
            check(row['Item'] == item['item'] and row['Name'] == item['name'],
                  *where)
            check(row['Sessions'] == item['sessions'], *where, 'sessions')
            check(row['Pairs'] == item['pairs'], *where, 'pairs')
            check(near(row['The same'], item['same'] / item['pairs']), *where)
            check(near(row['Within 1'], item['within_one'] / item['pairs']),
                  *where)
            check(near(row['Apart'], item['mean_distance']), *where)
            kappa = ac2 = None
            if item['sessions'] >= 20:
                kappa = of_all(item['statistics'], 'weighted_kappa_quadratic',
                               'conger_kappa_general')
                ac2 = of_all(item['statistics'], None, 'gwet_ac2')
            check(near(row.get('Kappa'), kappa), *where, 'kappa', row, kappa)
            check(near(row.get('AC2'), ac2), *where, 'AC2')


def check_figures(title, rows, statistics):
    """Each row is one of the statistics of what it is of."""
    for row in rows:
        same = [s for s in statistics[row['Of']]
                if s['name'] == row['Its name in JSON'] and
                s['n'] == row['Rests on'] and near(row['Value'], s['value'])
                and near(row.get('From (95 %)'), s['lower'])
                and near(row.get('To (95 %)'), s['upper'])
                and row.get('Note') == s['note']]
        check(same, title, 'is not in the JSON:', row)


def check_scores(found, agree):
    scores = {s['score']: s['report']['statistics'] for s in agree['scores']
              if s['sessions']}
    for title in ('Scores: telling sessions apart', 'Scores: severity'):
        check_figures(title, found.get(title, []), scores)
    severe = [s for all_ in scores.values() for s in all_
              if s['name'] == 'rater_severity_ls']
    check(len(found.get('Scores: severity', [])) in (0, len(severe)),
          'severity of whom')
    pairs = [(score, s) for score, all_ in scores.items() for s in all_
             if s['name'] == 'ba_bias']
    rows = found.get('Scores: one rater against another', [])
    check(len(rows) == len(pairs), 'pairs', len(rows), len(pairs))
    for row, (score, bias) in zip(rows, pairs):
        low, high = (next(s['value'] for s in scores[score]
                          if s['name'] == name and
                          s['options'].startswith(bias['options']))
                     for name in ('ba_lower_limit', 'ba_upper_limit'))
        check(row['Score'] == score and row['Sessions'] == bias['n'] and
              bias['options'].endswith(row['First less second']), row, bias)
        check(near(row['Mean'], bias['value']) and
              near(row.get('From (95 %)'), bias['lower']) and
              near(row.get('To (95 %)'), bias['upper']) and
              near(row.get('Lower limit'), low) and
              near(row.get('Upper limit'), high), row, bias)
    together = {i['of']: i['statistics'] for i in agree['all_items']}
    rows = found['All items together']
    check_figures('All items together', rows, together)
    check(len(rows) >= 3, 'All items together has', len(rows))


def check_pass(found, agree):
    decided = agree['pass']
    rows = found.get('The pass decision', [])
    check([(r['First'], r['Second'], r['Both pass'], r['First only'],
            r['Second only'], r['Neither'], r.get('They part on') or '')
           for r in rows] ==
          [(p['first'], p['second'], p['both'], p['first_only'],
            p['second_only'], p['neither'], ', '.join(p['apart']))
           for p in decided['pairs']], 'the pass decision', rows)
    rows = found.get('The pass decision, beyond chance', [])
    check(bool(rows) == (decided['sessions'] >= 20), 'pass beyond chance')
    for row in rows:
        expected = of_all(decided['statistics'], 'cohen_kappa',
                          'conger_kappa_general') \
            if row['Figure'] == 'kappa' else \
            of_all(decided['statistics'], None, 'gwet_ac1')
        check(near(row['Value'], expected), row, expected)


def check_tags(found, agree):
    rows = found.get('Tags: whose decisions are compared', [])
    check([(r['First'], r['Second'], r['Sessions'], r['Therapist turns'],
            r['Coded by one'], r['Tags of one alone']) for r in rows] ==
          [(t['first'], t['second'], t['sessions'], t['therapist_turns'],
            t['coded_turns'], t['by_one_alone']) for t in agree['tags']],
          'tags', rows)
    check([(r['Raters'], r['Technique'], r['Both'], r['First only'],
            r['Second only']) for r in found.get('Tags by technique', [])] ==
          [(f"{t['first']}, {t['second']}", one['technique'],
            *(one['therapist_turns'][k]
              for k in ('both', 'first_only', 'second_only')))
           for t in agree['tags'] for one in t['techniques']], 'techniques')


def said(item):
    """The lines that each rater has in the cell."""
    lines = []
    for one in item['said']:
        value = one['value']
        given = '-'
        if value and value['extent']:
            given = str(value['extent'])
            if value['quality']:
                given += f"/{value['quality']}"
        elif value and value['na_reason']:
            given = 'N/A'
        comment = value and value['comment']
        lines.append(f"{one['rater']} ({one['role']}) {given}" +
                     (f': {comment}' if comment else ''))
        lines += [f"  turn {t['turn']}: \"{t['words']}\""
                  for t in one['evidence']]
    return '\n'.join(lines)


def check_disputes(found, agree):
    items = agree['disputed_items']
    rows = found.get('On what raters part: items', [])
    check(len(rows) == len(items), 'disputes', len(rows), len(items))
    for row, item in zip(rows, items):
        check(row['Session'] == item['name'], row, item['name'])
        check(row['Item'].split('\n')[0] ==
              f"{item['item']} {item['item_name']}", row)
        check(('critical' in row['Item']) == item['critical'] and
              ('on the pass' in row['Item']) == item['pass_apart'], row)
        check(row.get('Extent apart', 0) == item['extent_apart'], row)
        check(row.get('Quality apart', 0) == item['quality_apart'], row)
        check(row['To open it'] == item['open'], row, item['open'])
        told = row['Who gave what (extent/quality), and on what turns']
        check(told == said(item), repr(told), repr(said(item)))
    tags = agree['disputed_tags']
    rows = found.get('On what raters part: tags', [])
    check(len(rows) == len(tags), 'tags', len(rows), len(tags))
    for row, tag in zip(rows, tags):
        check((row['Session'], row['Turn'], row['To open it']) ==
              (tag['name'], tag['turn'], tag['open']), row, tag)
        check(row['Tag'] == f"{tag['technique']} on \"{tag['words']}\"", row)
        check(row['Who decided what, and why'] == '\n'.join(
            f"{s['rater']} {s['verdict']}" +
            (f": {s['reason']}" if s['reason'] else '')
            for s in tag['said']), row)


def check_drift(sheet, found, drift):
    words = [c.value for row in sheet.iter_rows() for c in row
             if isinstance(c.value, str)]
    charted = [r for r in drift['raters'] if r['chart']]
    check(len(sheet._charts) == len(charted), 'charts:', len(sheet._charts))
    for row, rater in zip(found['Severity over the whole time'],
                          drift['raters']):
        severity = rater['severity']
        check(row['Rater'] == rater['rater'] and
              row['Sessions'] == rater['sessions'] and
              row['Months'] == len(rater['months']), row)
        check(near(row.get('Mild (+) or severe (-)'), severity['value']) and
              near(row.get('From (95 %)'), severity['lower']) and
              near(row.get('To (95 %)'), severity['upper']), row, severity)
        check(row['Change over the months'].startswith('yes') ==
              rater['changed'], row)
    keys = {'Mean extent': 'mean', "The others' mean": 'others_mean',
            'Spread in a session': 'within_session',
            "The others' spread": 'others_within_session',
            'Given a 3': 'middle', 'The others, a 3': 'others_middle',
            'Given 1 or 5': 'ends', 'The others, 1 or 5': 'others_ends'}
    for row, rater in zip(found['Spread: halo and range'], drift['raters']):
        for head, key in keys.items():
            check(near(row.get(head), rater['spread'][key]), row, key)
    for rater in drift['raters']:
        rows = found.get(rater['rater'], [])
        check(len(rows) == len(rater['months']), rater['rater'], len(rows))
        for row, month in zip(rows, rater['months']):
            check(row['Month'] == month['month'] and
                  row['Sessions'] == month['sessions'] and
                  near(row['Mild (+) or severe (-)'], month['severity']), row)
            check((row.get('Which run rules hold') or '') ==
                  '; '.join(month['signals']), row, month['signals'])
            check(near(row.get('A run rule holds'), month['severity']
                       if month['signals'] else None), row, 'is marked')
            for head, key in (('Centre', 'centre'), ('Lower limit', 'lower'),
                              ('Upper limit', 'upper')):
                check(near(row.get(head),
                           rater['chart'] and rater['chart'][key]), row, key)
        for sentence in rater['says']:
            check(sentence in words, 'not said:', sentence)


def main():
    book = openpyxl.load_workbook(sys.argv[1])
    agree = json.load(open(sys.argv[2], encoding='utf-8'))
    drift = json.load(open(sys.argv[3], encoding='utf-8'))
    sheet = book['Agreement']
    found = tables(sheet)
    check_filled(sheet, found)
    for one in (check_coverage, check_items, check_scores, check_pass,
                check_tags, check_disputes):
        one(found, agree)
    wanted = any(r['chart'] for r in drift['raters'])
    check(('Drift' in book.sheetnames) == wanted, 'Drift:', book.sheetnames)
    if wanted and 'Drift' in book.sheetnames:
        months = tables(book['Drift'])
        check_filled(book['Drift'], months)
        check_drift(book['Drift'], months, drift)
    for name in {'Agreement', 'Drift'} & set(book.sheetnames):
        check(any(c.value == name and c.hyperlink
                  for row in book['Cover'].iter_rows() for c in row),
              name, 'is not on the cover')
    for fault in faults[:20]:
        print(fault)
    print(f'{len(found)} tables, {len(agree["disputed_items"])} disputed '
          f'items, {len(agree["disputed_tags"])} tags, {len(faults)} faults')
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
