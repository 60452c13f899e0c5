//! The history, state by state.
