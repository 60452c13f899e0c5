//! Dates in figures, as spreadsheets write them: `9/18/2023`, `18.09.2023`. One alone may be two
//! days; a whole column often can only be read in one way.

/// In which order the figures stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayMonth,
    MonthDay,
}

/// What a column says of the order of its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Orders {
    /// No date is written in such figures, or only with dots.
    None,
    /// Only this order makes all of them days; the cell that tells.
    One(Order, String),
    /// Both orders do, or none.
    Open,
}

/// `18.09.2023` has its day first wherever it is written.
pub(super) fn is_dotted(cell: &str) -> bool {
    let word = cell.split_whitespace().next().unwrap_or_default();
    word.contains('.') && figures(word).is_some()
}

/// The two figures before a year, and the year.
fn figures(cell: &str) -> Option<(u32, u32, &str)> {
    let word = cell.split_whitespace().next()?.trim_end_matches(',');
    let parts: Vec<_> = word.split(['/', '.', '-']).collect();
    let [first, second, year] = parts[..] else { return None };
    let number = |text: &str| {
        let is_one =
            (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_one.then(|| text.parse().ok()).flatten()
    };
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    Some((number(first)?, number(second)?, year)).filter(|_| is_year)
}

/// The order in which all cells of a column are days.
pub(super) fn order<'a>(cells: impl Iterator<Item = &'a str>) -> Orders {
    let cells = cells.filter(|cell| !is_dotted(cell));
    let written: Vec<_> = cells.filter_map(|cell| Some((cell, figures(cell)?))).collect();
    let is_day = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    let forward = written.iter().all(|(_, (first, second, _))| is_day(*first, *second));
    let backward = written.iter().all(|(_, (first, second, _))| is_day(*second, *first));
    let tells = |wrong: &dyn Fn(u32, u32) -> bool| {
        written
            .iter()
            .find(|(_, (first, second, _))| wrong(*first, *second))
            .map(|(cell, _)| (*cell).to_owned())
    };
    match (forward, backward) {
        _ if written.is_empty() => Orders::None,
        (true, false) => {
            Orders::One(Order::DayMonth, tells(&|first, _| first > 12).unwrap_or_default())
        }
        (false, true) => {
            Orders::One(Order::MonthDay, tells(&|_, second| second > 12).unwrap_or_default())
        }
        _ => Orders::Open,
    }
}

/// A cell with its date in the order of ISO 8601; what is not written in figures stays.
pub(super) fn sorted(cell: &str, order: Order) -> String {
    let Some((first, second, year)) = figures(cell) else { return year_first(cell) };
    let (day, month) = match order {
        Order::MonthDay if !is_dotted(cell) => (second, first),
        _ => (first, second),
    };
    // Neither a day nor another date: told as it is written.
    if !(1..=12).contains(&month) {
        return cell.to_owned();
    }
    let rest = cell.trim_start().split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    format!("{year}-{month:02}-{day:02} {rest}").trim_end().to_owned()
}

/// `2023/09/18` is one day only.
fn year_first(cell: &str) -> String {
    let (word, rest) = cell.split_once(' ').unwrap_or((cell, ""));
    let dashed = word.replace(['/', '.'], "-");
    let is_date =
        dashed.len() == 10 && chrono::NaiveDate::parse_from_str(&dashed, "%Y-%m-%d").is_ok();
    if is_date { format!("{dashed} {rest}").trim_end().to_owned() } else { cell.to_owned() }
}

/// Whether a cell has a date that may be two days.
pub(super) fn is_open(cell: &str) -> bool {
    figures(cell).filter(|_| !is_dotted(cell)).is_some_and(|(first, second, _)| first != second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_tells_the_order_of_its_figures() {
        let order = |cells: &[&str]| order(cells.iter().copied());
        let one = |order, cell: &str| Orders::One(order, cell.to_owned());
        assert_eq!(order(&["5/6/2023", "27/02/2023"]), one(Order::DayMonth, "27/02/2023"));
        assert_eq!(
            order(&["9/18/2023 13:00:00", "1/2/2023"]),
            one(Order::MonthDay, "9/18/2023 13:00:00")
        );
        assert_eq!(order(&["5/6/2023"]), Orders::Open);
        assert_eq!(order(&["13/1/2023", "1/13/2023"]), Orders::Open);
        assert_eq!(order(&["2023-09-18", "TBA", "05.06.2023"]), Orders::None);
        let with_dots = ["03.09.2026", "09/17/2026"];
        assert_eq!(order(&with_dots), one(Order::MonthDay, "09/17/2026"));
        assert_eq!(order(&["18.09.2023", "5/6/2023"]), Orders::Open);
    }

    #[test]
    fn figures_are_put_in_order_and_all_else_stays() {
        assert_eq!(sorted("9/18/2023 1:00:00 PM", Order::MonthDay), "2023-09-18 1:00:00 PM");
        for order in [Order::DayMonth, Order::MonthDay] {
            assert_eq!(sorted("03.09.2026 15:00", order), "2026-09-03 15:00");
        }
        assert_eq!(sorted("09.17.2026", Order::MonthDay), "09.17.2026");
        assert_eq!(sorted("2023/09/18 13:00", Order::DayMonth), "2023-09-18 13:00");
        assert_eq!(sorted("18 Sep 2023", Order::DayMonth), "18 Sep 2023");
    }
}
