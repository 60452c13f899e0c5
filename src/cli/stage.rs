//! A part of the work: how long it takes and, for somebody who waits at a terminal, how far it is.

use std::fmt;
use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

/// How long a run may take before its progress is shown: a short one must not flicker.
const PATIENCE: Duration = Duration::from_millis(300);
/// How often what is shown of a stage is drawn anew.
const TICK: Duration = Duration::from_millis(100);
/// The length of a full bar.
const BAR: usize = 30;

pub(super) struct Stage {
    name: &'static str,
    start: Instant,
    /// Where somebody looks at it.
    bar: Option<ProgressBar>,
}

impl Stage {
    /// Begins one, of a run that began at a time, where somebody looks at it.
    pub(super) fn begin(name: &'static str, looked_at: Option<Instant>) -> Self {
        let bar = looked_at.map(|begun| {
            let bar = ProgressBar::no_length().with_style(style(begun, name));
            bar.enable_steady_tick(TICK);
            bar
        });
        Self { name, start: Instant::now(), bar }
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// What is to be called each time that another one of so many parts is done.
    pub(super) fn counter(&self) -> Option<impl Fn(usize) + Sync + use<>> {
        let (bar, counting) = (self.bar.clone()?, Once::new());
        Some(move |parts: usize| {
            bar.inc(1);
            counting.call_once(|| bar.set_length(parts as u64));
        })
    }

    /// Clears what was drawn. How long it took.
    pub(super) fn end(self) -> Duration {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
        self.start.elapsed()
    }
}

/// How a stage is drawn of a run that began then. What draws nothing writes nothing.
fn style(begun: Instant, name: &'static str) -> ProgressStyle {
    let draw = move |state: &ProgressState, out: &mut dyn fmt::Write| {
        if begun.elapsed() >= PATIENCE {
            let share = state.len().map(|all| (state.pos(), all));
            let _ = out.write_str(&progress(name, state.elapsed(), share));
        }
    };
    let style = ProgressStyle::with_template("{progress}");
    style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("progress", draw)
}

/// `check 1.2 s`; `write [=====>    ] 60 %`, where it is known how much is done of all.
fn progress(name: &str, taken: Duration, share: Option<(u64, u64)>) -> String {
    let Some((done, all)) = share else {
        return format!("{name} {:.1} s", taken.as_secs_f64());
    };
    let mut bar = "=".repeat((BAR as u64 * done / all.max(1)) as usize);
    bar.extend((bar.len() < BAR).then_some('>'));
    format!("{name} [{bar:BAR$}] {} %", done * 100 / all.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_whose_work_is_counted_shows_how_much_of_it_is_done() {
        let shown = |done, all| progress("write", Duration::ZERO, Some((done, all)));
        assert_eq!(shown(0, 100), "write [>                             ] 0 %");
        assert_eq!(shown(4, 100), "write [=>                            ] 4 %");
        assert_eq!(shown(199, 200), "write [=============================>] 99 %");
        assert_eq!(shown(100, 100), "write [==============================] 100 %");
    }

    #[test]
    fn a_stage_whose_work_is_not_counted_shows_how_long_it_takes() {
        assert_eq!(progress("check", Duration::from_millis(1230), None), "check 1.2 s");
    }
}
