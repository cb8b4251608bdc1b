"""Reads a workbook back with openpyxl and holds it against the JSON export of
the same sessions: sheets, counts, links both ways, formulas with their
results, matched words in bold, properties, and what makes it printable.

    check_workbook.py FILE.xlsx FILE.json

Prints every fault; exits 1 when there was one.
"""
import functools
import json
import math
import re
import statistics
import sys
import xml.etree.ElementTree as ET
import zipfile

import openpyxl

SHEETS = ['Cover', 'Summary', 'Ratings', 'Evidence', 'Transcript', 'Audit',
          'Lists']
TABLES = ['Ratings', 'Evidence', 'Transcript', 'Audit']
MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
faults = []


def check(good, *what):
    if not good:
        faults.append(' '.join(str(w) for w in what))
    return good


def rows_of(sheet):
    """Rows of a sheet that is one table, as dictionaries by head."""
    rows = sheet.iter_rows(values_only=True)
    heads = next(rows)
    return [dict(zip(heads, row)) for row in rows if row[0] is not None]


def check_sheets(book, data):
    expected = [name for name in SHEETS if name != 'Transcript' or
                any('turns' in s for s in data['sessions'])]
    check(book.sheetnames == expected, 'sheets:', book.sheetnames)
    check(book['Lists'].sheet_state == 'hidden', 'Lists can be seen')
    for name in set(TABLES) & set(expected):
        sheet = book[name]
        check(sheet.freeze_panes == 'A2', name, 'head is not frozen')
        check(sheet.print_title_rows in ('1:1', '$1:$1'), name,
              'head is not repeated:', sheet.print_title_rows)
        check(sheet.page_setup.orientation == 'landscape', name, 'is upright')
        check(sheet.page_setup.fitToHeight == 0, name, 'does not fit')
        check(sheet.oddFooter.right.text, name, 'has no page numbers')
        last = max(sheet.max_row, 2)
        check(sheet.auto_filter.ref and
              sheet.auto_filter.ref.endswith(str(last)) or
              sheet.max_row == 1, name, 'filter:', sheet.auto_filter.ref)
        check(sheet.column_dimensions['A'].customWidth, name, 'no widths')


def check_counts(book, data):
    sessions = data['sessions']
    tags = sum(len(s['tags']) for s in sessions)
    check(len(rows_of(book['Evidence'])) == tags, 'Evidence rows:',
          len(rows_of(book['Evidence'])), 'tags:', tags)
    rated = sum(len(s['suggestions']) * max(1, len(s['ratings']))
                for s in sessions)
    check(len(rows_of(book['Ratings'])) == rated, 'Ratings rows:',
          len(rows_of(book['Ratings'])), 'live items:', rated)
    events = sum(len(s['events']) for s in sessions)
    check(len(rows_of(book['Audit'])) == events, 'Audit rows')
    if 'Transcript' in book.sheetnames:
        turns = sum(len(s['turns']) for s in sessions)
        check(len(rows_of(book['Transcript'])) == turns, 'Transcript rows')


def check_ratings(book, data):
    rows = iter(rows_of(book['Ratings']))
    for session in data['sessions']:
        for rating in session['ratings'] or [None]:
            lines = {line['item']: line
                     for line in (rating['items'] if rating else [])}
            for suggestion in session['suggestions']:
                row, line = next(rows), lines.get(suggestion['item'])
                where = ('Ratings', session['session'], suggestion['item'])
                check(row['Item'] == suggestion['item'], *where, row['Item'])
                extent = line and ('N/A' if line['not_applicable'] else
                                   line['extent'])
                check(row['Extent'] == extent, *where, row['Extent'], extent)
                check(row['Quality'] == (line and line['quality']), *where,
                      row['Quality'])
                check(row['Rater'] == (rating['rater'] if rating else
                                       'not rated yet'), *where)
                if suggestion['extent']:
                    check(row['Suggested'] == suggestion['extent'], *where)


def cells_with_links(sheet):
    return [cell for row in sheet.iter_rows() for cell in row
            if cell.hyperlink]


@functools.cache
def last_row(sheet):
    return sheet.max_row


def target(book, cell):
    """The cell a link leads to; None after a complaint."""
    link = cell.hyperlink
    where = f'{cell.parent.title}!{cell.coordinate}'
    if not check(link.location and not link.target, where,
                 'leads out of the workbook'):
        return None
    sheet, _, place = link.location.partition('!')
    if not check(sheet in book.sheetnames, where, 'leads to no sheet'):
        return None
    aim = book[sheet][place]
    check(aim.row <= last_row(book[sheet]), where, 'leads below', sheet)
    return aim


def check_links(book):
    evidence, ratings = book['Evidence'], book['Ratings']
    heads = {name: {c.value: c.column for c in book[name][1]}
             for name in ('Evidence', 'Ratings')}
    there = back = 0
    for cell in cells_with_links(ratings):
        aim = target(book, cell)
        if not aim or aim.parent is not evidence:
            continue
        there += 1
        row = aim.row
        check(evidence.cell(row, 1).value == ratings.cell(cell.row, 1).value,
              'link of', cell.coordinate, 'leads to another session')
        first = int(re.match(r'\d+', cell.value)[0])
        turn = evidence.cell(row, heads['Evidence']['Turn']).value
        check(int(turn) == first, 'Ratings', cell.coordinate, 'leads to turn',
              turn, 'and names', first)
        items = evidence.cell(row, heads['Evidence']['Items']).value or ''
        item = ratings.cell(cell.row, heads['Ratings']['Item']).value
        check(item in items.split(', '), 'Evidence row', row,
              'does not speak for', item)
    for cell in cells_with_links(evidence):
        aim = target(book, cell)
        if not aim or aim.parent is not ratings:
            continue
        back += 1
        item = ratings.cell(aim.row, heads['Ratings']['Item']).value
        check(item == cell.value.split(', ')[0], 'Evidence', cell.coordinate,
              'leads to item', item)
        check(ratings.cell(aim.row, 1).value ==
              evidence.cell(cell.row, 1).value, 'Evidence', cell.coordinate,
              'leads to another session')
    for name in ('Cover', 'Summary'):
        for cell in cells_with_links(book[name]):
            target(book, cell)
    return there, back


def check_formulas(book, results):
    """Only Summary computes, only over Ratings, with results that are
    there."""
    found = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != 'f':
                    continue
                found += 1
                where = f'{sheet.title}!{cell.coordinate}'
                check(sheet.title == 'Summary', where, 'is a formula')
                words = re.sub(r'"[^"]*"', '', cell.value)
                names = set(re.findall(r'([A-Za-z]+)[(!]', words))
                check(names <= {'IF', 'SUMIFS', 'COUNTIFS', 'COUNTIF',
                                'SUMPRODUCT', 'SQRT', 'MAX', 'ROWS',
                                'Ratings'}, where, 'calls', names)
                value = results[sheet.title][cell.coordinate].value
                check(value is not None or 'IF(' in cell.value, where,
                      'has no result')
    for sheet in results:
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                check(not re.match(r'#(REF|NAME|VALUE|DIV|NUM|N/A)',
                                   str(value)), sheet.title, value)
    return found


def standard_error(values):
    if len(values) < 2:
        return None
    return statistics.stdev(values) / math.sqrt(len(values))


def near(value, expected):
    if expected is None:
        return value in (None, '')
    return isinstance(value, (int, float)) and abs(value - expected) < 1e-9


def score_rows(sheet):
    """The rows of the table of scores, by place."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(i for i, row in enumerate(rows) if row[0] == 'Scores') + 2
    heads = rows[start - 1]
    found = []
    for row in rows[start:]:
        if row[0] is None:
            break
        found.append((heads, row))
    return found


def check_scores(results, data):
    """The results of the formulas, computed once more from the rows of
    Ratings and compared with the JSON as well."""
    ratings = iter(rows_of(results['Ratings']))
    scores = iter(score_rows(results['Summary']))
    for session in data['sessions']:
        for rating in session['ratings'] or [None]:
            block = [next(ratings) for _ in session['suggestions']]
            heads, row = next(scores)
            if not rating:
                continue
            score = rating['score']
            for head, key, classes, column in (
                    ('Adherence', 'adherence', 'UE', 'Extent'),
                    ('Quality', 'quality', 'UEC', 'Quality'),
                    ('IPT specific', 'specificity', 'U', 'Extent')):
                at = heads.index(head)
                values = [line[column] for line in block
                          if line['Class'] in classes and
                          isinstance(line[column], int)]
                mean = statistics.mean(values) if values else None
                where = ('Summary', session['session'], rating['rater'], head)
                check(near(row[at], mean), *where, row[at], mean)
                check(row[at + 1] == len(values), *where, 'n')
                check(near(row[at + 2], standard_error(values)), *where, 'SE',
                      row[at + 2])
                check(row[at + 1] == score[key]['n'], *where, 'n in JSON')
            off = sum(line['Extent'] - 1 for line in block
                      if line['Class'] == 'P' and
                      isinstance(line['Extent'], int))
            check(row[heads.index('Off-model sum')] == off, 'off-model sum')
            counted = [line for line in block if line['Extent'] != 'N/A']
            share = (sum(isinstance(line['Extent'], int) for line in counted) /
                     len(counted) if counted else 0)
            check(near(row[heads.index('Live items rated')], share), 'share')
            check(row[heads.index('Decision')] == score['decision'],
                  'decision:', row[heads.index('Decision')])
            for reason in score['reasons']:
                check(reason in row[heads.index('Why')], 'no reason:', reason)


def rich_strings(archive):
    """Shared strings that have bold runs, text -> list of bold texts; and
    those texts that stand there several times, bold in other places."""
    tree = ET.fromstring(archive.read('xl/sharedStrings.xml'))
    found, shared = {}, set()
    for string in tree.iter(MAIN + 'si'):
        runs = string.findall(MAIN + 'r')
        if runs:
            text = ''.join(run.find(MAIN + 't').text for run in runs)
            if text in found:
                shared.add(text.strip())
            found[text] = [run.find(MAIN + 't').text for run in runs
                           if run.find(f'{MAIN}rPr/{MAIN}b') is not None]
    return found, shared


def check_excerpts(archive, book, data):
    """What has matched words shows some in bold, and nothing else is bold."""
    rich, shared = rich_strings(archive)
    rows = iter(rows_of(book['Evidence']))
    bold = 0
    for session in data['sessions']:
        for tag in session['tags']:
            excerpt = next(rows)['Excerpt (matched words in bold)'] or ''
            pieces = [piece for piece in rich.get(excerpt, [])
                      if piece.strip()]
            if not tag['words'] or '_x00' in excerpt:
                continue
            bold += len(pieces) > 0
            check(pieces, session['session'], tag['turn'], tag['technique'],
                  'has no bold words:', tag['words'])
            # Two tags of a turn may rest on other words of the same text.
            words = ' '.join(tag['words'].split())
            for piece in pieces if excerpt.strip() not in shared else []:
                check(' '.join(piece.split()) in words, session['session'],
                      tag['turn'], piece, 'is bold and not in', words)
    return bold


def check_properties(archive, book, data):
    check(book.properties.title, 'no title')
    check(book.properties.subject, 'no subject')
    custom = archive.read('docProps/custom.xml').decode()
    for what in ('rubric', 'codebook'):
        check(data[what]['sha256'] in custom, 'no hash of the', what)
        check(data[what]['id'] in custom, 'no id of the', what)
    cover = [str(cell) for row in book['Cover'].iter_rows(values_only=True)
             for cell in row if cell is not None]
    for what in ('rubric', 'codebook'):
        check(data[what]['sha256'] in cover, 'Cover has no hash of the', what)
    check(any('words of patients' in text for text in cover), 'no warning')
    check(any('a person rates' in text for text in cover), 'no promise')
    check(any('not endorsed' in text for text in cover), 'no standing')
    for session in data['sessions']:
        check(session['source_sha256'] in cover, 'Cover: no source hash')


def check_choices(book):
    rules = book['Ratings'].data_validations.dataValidation
    check({rule.formula1 for rule in rules} <=
          {'Lists!$A$2:$A$7', 'Lists!$B$2:$B$6'}, 'choices of Ratings')
    values = [book['Lists'].cell(row, 1).value for row in range(2, 8)]
    check(values == [1, 2, 3, 4, 5, 'N/A'], 'Lists:', values)
    last = max(last_row(book['Ratings']), 2)
    check({str(rule.sqref) for rule in rules} ==
          {f'H2:H{last}', f'I2:I{last}'}, 'choices reach',
          [str(rule.sqref) for rule in rules])
    return len(rules)


def check_charts(archive, data):
    charts = [name for name in archive.namelist()
              if re.match(r'xl/charts/chart\d+\.xml$', name)]
    for name in charts:
        text = archive.read(name).decode()
        check(re.search(r'<c:v>[1-9]', text), name, 'is empty')
    wanted = any(s['tags'] for s in data['sessions'])
    check(charts or not wanted, 'no chart')
    return len(charts)


def main():
    path, data_path = sys.argv[1:3]
    with open(data_path, encoding='utf-8') as file:
        data = json.load(file)
    archive = zipfile.ZipFile(path)
    check(archive.testzip() is None, 'damaged archive')
    book = openpyxl.load_workbook(path)
    results = openpyxl.load_workbook(path, data_only=True)
    check_sheets(book, data)
    check_counts(book, data)
    check_ratings(book, data)
    there, back = check_links(book)
    formulas = check_formulas(book, results)
    check_scores(results, data)
    bold = check_excerpts(archive, book, data)
    check_properties(archive, book, data)
    choices = check_choices(book)
    charts = check_charts(archive, data)
    for fault in faults[:40]:
        print(fault)
    print(f'{len(data["sessions"])} sessions, {there} links to Evidence, '
          f'{back} back, {formulas} formulas, {bold} excerpts with bold '
          f'words, {choices} choices, {charts} charts, {len(faults)} faults')
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
