//! A part of the view: it makes what is behind a name when a template asks for it. All parts at
//! once, made and unmade, took more time than the templates, and more memory than the catalogue.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

/// A part with names.
pub(super) trait Part: Send + Sync + Sized + 'static {
    /// Every name that a template may use.
    const NAMES: &'static [&'static str];

    /// What is behind a name: `None` for a name that there is not.
    fn get(&self, name: &str) -> Option<Value>;

    /// The part, as a template takes it.
    fn value(self) -> Value {
        Value::from_object(Named(self))
    }
}

/// A list of parts, each made when its turn comes.
pub(super) fn list<P: Part>(
    length: usize,
    at: impl Fn(usize) -> P + Send + Sync + 'static,
) -> Value {
    Value::from_object(List { length, at: Box::new(move |index| at(index).value()) })
}

struct Named<P>(P);

struct List {
    length: usize,
    at: Box<dyn Fn(usize) -> Value + Send + Sync>,
}

impl<P: Part> Object for Named<P> {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.0.get(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.get(key)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(P::NAMES)
    }
}

impl Object for List {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let index = key.as_usize().filter(|index| *index < self.length)?;
        Some((self.at)(index))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.length)
    }
}

impl<P: Part> fmt::Debug for Named<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(P::NAMES).finish()
    }
}

impl fmt::Debug for List {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a list of {}", self.length)
    }
}
