//! Work that is shared between the processor's cores.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::{panic, thread};

/// How many items make a thread worth its start, where each takes some microseconds.
pub(crate) const WORTH: usize = 8;

/// Does `work` for each number below `items`, and gives the results in their order. The items are
/// taken up in their order too, so those that take longest belong to the front. Each thread has a
/// `state` of its own, such as a buffer. There are no more of them than have `worth` items each, which
/// make a thread worth its start.
///
/// # Errors
/// Of all that failed, the error of the first item; what was not begun yet is left.
pub(crate) fn share<S, T: Send, E: Send>(
    items: usize,
    worth: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let worker = || {
        let mut state = state();
        let mut done = Vec::new();
        while !failed.load(Ordering::Relaxed) {
            let item = next.fetch_add(1, Ordering::Relaxed);
            if item >= items {
                break;
            }
            let result = work(&mut state, item);
            failed.fetch_or(result.is_err(), Ordering::Relaxed);
            done.push((item, result));
        }
        done
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let others = cores.min(items / worth).saturating_sub(1);
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (0..others).map(|_| scope.spawn(worker)).collect();
        let mut done = worker();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(item, _)| *item);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Does two things, one beside the other.
pub(crate) fn both<A, B: Send>(
    first: impl FnOnce() -> A,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    thread::scope(|scope| {
        let second = scope.spawn(second);
        let first = first();
        (first, second.join().unwrap_or_else(|panic| panic::resume_unwind(panic)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let squares = share(1000, WORTH, || (), |(), item| Ok::<_, ()>(item * item));
        assert_eq!(squares, Ok((0..1000).map(|item| item * item).collect()));
    }

    #[test]
    fn the_first_item_that_fails_is_the_one_that_is_told() {
        for _ in 0..50 {
            let result = share(
                1000,
                WORTH,
                || (),
                |(), item| match item % 100 {
                    17 => Err(item),
                    _ => Ok(()),
                },
            );
            assert_eq!(result, Err(17));
        }
    }

    #[test]
    fn a_panic_is_passed_on() {
        let shared = || share(100, WORTH, || (), |(), _| -> Result<(), ()> { panic!("a bug") });
        assert!(panic::catch_unwind(shared).is_err());
        let both = || both(|| 1, || -> i32 { panic!("a bug") });
        assert!(panic::catch_unwind(both).is_err());
    }

    #[test]
    fn each_of_both_gives_its_own() {
        assert_eq!(both(|| "first", || 2), ("first", 2));
    }
}
