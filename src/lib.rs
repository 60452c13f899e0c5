//! seminar
pub mod model;
pub mod zone;
mod edition;
#[cfg(test)]
mod sample;
