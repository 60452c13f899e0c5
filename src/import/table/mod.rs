//! A table with the names of its columns in the first row: a form's answers, or a spreadsheet saved
//! as CSV (RFC 4180), with commas, semicolons or tabs. A row is a talk; rows of one event, or of one
//! time where no column names events, are one event.

mod column;
mod consent;
mod figures;
mod row;

use super::{Found, Given, Place, Remark};
use crate::diagnostic::Source;
use column::{Column, Columns};
use figures::{Order, Orders};
use row::Rows;

/// Reads a table.
pub(super) fn read(source: &Source, given: &Given) -> Found {
    let mut found = Found::default();
    if let Some(remark) = unclosed(source) {
        found.remarks.push(remark);
        return found;
    }
    let mut records = records(source).into_iter();
    let Some((line, header)) = records.next() else {
        let remark = Remark::mistake("the table is empty").at(&place(source, 1));
        found.remarks.push(remark.help("its first row names the columns, such as `Date`"));
        return found;
    };
    let header: Vec<_> = header.iter().map(String::as_str).collect();
    let columns = Columns::read(&header, given, &place(source, line), &mut found.remarks);
    let has_talks = [Column::Title, Column::Speaker, Column::Event]
        .into_iter()
        .any(|it| columns.index(it).is_some());
    if columns.index(Column::Date).is_none() || !has_talks {
        found.remarks.retain(|remark| remark.kind == super::Kind::Mistake);
        found.remarks.push(unknown(&header, &columns).at(&place(source, line)));
        return found;
    }
    let rows: Vec<_> = records
        .filter(|(line, cells)| is_whole(*line, cells, header.len(), source, &mut found.remarks))
        .collect();
    let Ok(order) = order(&rows, &columns, source, &mut found.remarks) else { return found };
    let mut reading = Rows::new(source.name(), &columns, order);
    rows.iter().for_each(|(line, cells)| reading.row(*line, cells));
    let events = reading.finish();
    found.events = events.events;
    found.remarks.extend(events.remarks);
    found
}

fn place(source: &Source, line: usize) -> Place {
    Place { file: source.name().to_owned(), line }
}

/// Each row with its line and its cells, without the white space around them.
fn records(source: &Source) -> Vec<(usize, Vec<String>)> {
    let text = source.text();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    // The text is UTF-8 and rows may have any length, so no record is refused.
    let records = reader.records().filter_map(Result::ok);
    let row = |record: csv::StringRecord| {
        let start = record.position().map_or(0, |position| position.byte() as usize);
        // Blank lines before a row are read with it.
        let rest = text.get(start..).unwrap_or_default();
        let start = start + (rest.len() - rest.trim_start_matches(['\n', '\r']).len());
        let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
        (source.line(start), cells)
    };
    let rows = records.map(row);
    rows.filter(|(_, cells): &(usize, Vec<String>)| cells.iter().any(|cell| !cell.is_empty()))
        .collect()
}

/// What stands between the names of the columns.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        let count = counts.iter_mut().find(|(delimiter, _)| *delimiter == byte && !quoted);
        if let Some((_, count)) = count {
            *count += 1;
        }
    }
    // Of as many, the first.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}

/// A quote that is never closed takes the rest of the file for one cell.
fn unclosed(source: &Source) -> Option<Remark> {
    let delimiter = char::from(delimiter(source.text()));
    let mut open = None;
    let mut before = delimiter;
    let mut chars = source.text().char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match (c, open) {
            ('"', None) if before == delimiter || before == '\n' => open = Some(at),
            ('"', Some(_)) if chars.peek().is_some_and(|(_, next)| *next == '"') => {
                chars.next();
            }
            ('"', Some(_)) => open = None,
            _ => {}
        }
        before = c;
    }
    let line = source.line(open?);
    let remark =
        Remark::mistake("the quote that begins here is never closed").at(&place(source, line));
    Some(remark.help("close it with `\"`; a quote within a cell is written twice, `\"\"`"))
}

/// A table without what makes an event of a row.
fn unknown(header: &[&str], columns: &Columns) -> Remark {
    let names: Vec<_> = header.iter().map(|name| format!("`{}`", name.trim())).collect();
    let lacks = match columns.index(Column::Date) {
        None => "no column has the dates",
        Some(_) => "no column has titles or speakers",
    };
    let kind = if columns.index(Column::Date).is_none() { "date" } else { "title" };
    let message = format!("{lacks}; the columns are {}", names.join(", "));
    Remark::mistake(message).help(format!("say which one has: `--column \"{kind}=NAME\"`"))
}

/// Whether a row has a cell for each column; what has not is told.
fn is_whole(
    line: usize,
    cells: &[String],
    columns: usize,
    source: &Source,
    remarks: &mut Vec<Remark>,
) -> bool {
    let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    if used <= columns && cells.len() >= columns {
        return true;
    }
    let message = format!("this row has {} cells, and there are {columns} columns", cells.len());
    let help = "a cell with the character in it that separates cells, or with a line break, needs quotes around it";
    remarks.push(Remark::mistake(message).at(&place(source, line)).help(help));
    false
}

/// The order of figures in dates. It is told, and where it is open that is a mistake.
fn order(
    rows: &[(usize, Vec<String>)],
    columns: &Columns,
    source: &Source,
    remarks: &mut Vec<Remark>,
) -> Result<Order, ()> {
    let index = columns.index(Column::Date).unwrap_or_default();
    let cell = |cells: &'_ Vec<String>| cells.get(index).cloned().unwrap_or_default();
    let cells: Vec<_> = rows.iter().map(|(line, cells)| (*line, cell(cells))).collect();
    if let Some((line, cell)) = cells.iter().find(|(_, cell)| figures::is_dotted(cell)) {
        let message = format!("dates with dots are read as day, month, year, such as `{cell}`");
        remarks.push(Remark::note(message).at(&place(source, *line)));
    }
    match figures::order(cells.iter().map(|(_, cell)| cell.as_str())) {
        Orders::None => Ok(Order::DayMonth),
        Orders::One(order, tells) => {
            let words = match order {
                Order::DayMonth => "day, month, year",
                Order::MonthDay => "month, day, year",
            };
            let line = cells.iter().find(|(_, cell)| *cell == tells).map_or(1, |(line, _)| *line);
            let message = format!("dates are read as {words}: `{tells}` can be nothing else");
            remarks.push(Remark::note(message).at(&place(source, line)));
            Ok(order)
        }
        Orders::Open => {
            let open = cells.iter().find(|(_, cell)| figures::is_open(cell));
            let Some((line, cell)) = open else { return Ok(Order::DayMonth) };
            let message =
                format!("`{cell}` may be two days, and no other date of the column tells which");
            let remark = Remark::mistake(message).at(&place(source, *line));
            remarks.push(remark.help("write the dates with the year first, such as `2023-09-18`"));
            Err(())
        }
    }
}
