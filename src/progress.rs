//! How far a long piece of work has come.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Into how many parts the work is divided for those who look on.
const PARTS: usize = 100;

/// A piece of work of a known size, of which any thread does some.
pub(crate) struct Progress<'a> {
    /// How much there is to do, in whatever unit.
    all: usize,
    done: AtomicUsize,
    /// Called each time that another one of so many equal parts is done.
    tell: &'a (dyn Fn(usize) + Sync),
}

impl<'a> Progress<'a> {
    pub(crate) fn new(all: usize, tell: &'a (dyn Fn(usize) + Sync)) -> Self {
        Self { all, done: AtomicUsize::new(0), tell }
    }

    /// Of work that nobody looks at.
    pub(crate) fn unseen() -> Self {
        Self::new(0, &|_| ())
    }

    /// So much more is done; all in all no more than `most`, since what turns out to be in vain is done
    /// again.
    pub(crate) fn add(&self, more: usize, most: usize) {
        let with_more = |done: usize| done.max(most.min(done.saturating_add(more)));
        let step = |done| Some(with_more(done));
        let before = self.done.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step);
        let (Ok(before) | Err(before)) = before;
        let parts = |done: usize| done.min(self.all) * PARTS / self.all.max(1);
        (parts(before)..parts(with_more(before))).for_each(|_| (self.tell)(PARTS));
    }

    /// How much is left to do.
    pub(crate) fn left(&self) -> usize {
        self.all.saturating_sub(self.done.load(Ordering::Relaxed))
    }

    /// So much is done, at least.
    pub(crate) fn reach(&self, done: usize) {
        self.add(done, done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_told_once_whatever_the_steps_are() {
        for step in [1, 7, 250, 5000] {
            let told = AtomicUsize::new(0);
            let tell = |parts| {
                assert_eq!(parts, PARTS);
                told.fetch_add(1, Ordering::Relaxed);
            };
            let progress = Progress::new(1000, &tell);
            (0..1000).step_by(step).for_each(|_| progress.add(step, 1000));
            assert_eq!(told.load(Ordering::Relaxed), PARTS, "{step}");
            progress.add(step, 2000);
            assert_eq!(told.load(Ordering::Relaxed), PARTS, "{step}");
        }
    }

    #[test]
    fn what_was_left_out_is_made_up_for() {
        let told = AtomicUsize::new(0);
        let tell = |_| {
            told.fetch_add(1, Ordering::Relaxed);
        };
        let progress = Progress::new(200, &tell);
        progress.add(30, 100);
        progress.reach(100);
        progress.add(30, 100);
        progress.reach(50);
        assert_eq!(told.load(Ordering::Relaxed), 50);
    }

    #[test]
    fn no_work_is_done_at_once() {
        Progress::new(0, &|_| panic!("there is nothing to tell")).reach(0);
    }
}
