//! Templates: the built-in ones, and those that go before them.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value};

use super::escape;
use super::language::Language;
use crate::error::{Action, Error};

/// The templates that are built in, and the files that they include.
const BUILT_IN: [(&str, &str); 7] = [
    ("index-event.html", include_str!("templates/index-event.html")),
    ("index-people.html", include_str!("templates/index-people.html")),
    ("index.html", include_str!("templates/index.html")),
    ("page.md", include_str!("templates/page.md")),
    ("script.js", include_str!("templates/script.js")),
    ("style.css", include_str!("templates/style.css")),
    ("talks.md", include_str!("templates/talks.md")),
];

/// The words of a page's language.
const LANGUAGE: &str = "language.json";

const LANGUAGE_HELP: &str = "it has keys of src/render/page/languages/en.json, as many as you like";

/// The templates as the engine runs them, or what is wrong with one of them.
pub(super) type Compiled<'a> = Result<Environment<'a>, minijinja::Error>;

/// The templates of the pages. The default is the built-in ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    /// Those that go before the built-in ones, by name.
    own: BTreeMap<String, Template>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Template {
    path: PathBuf,
    text: String,
}

impl Templates {
    /// Reads the files of a folder: each goes before the built-in template of its name, and may be
    /// included by others. A folder that is not there has none.
    ///
    /// # Errors
    /// Where one of them cannot be read, or is not UTF-8.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let mut templates = Self::default();
        if !folder.is_dir() {
            return Ok(templates);
        }
        for entry in fs::read_dir(folder).map_err(Error::cannot(Action::Read, folder))? {
            let path = entry.map_err(Error::cannot(Action::Read, folder))?.path();
            if path.is_file() && !name(&path).starts_with('.') {
                templates.add(&path)?;
            }
        }
        Ok(templates)
    }

    /// Reads one more file, which goes before others of its name. Gives the name.
    ///
    /// # Errors
    /// Where it cannot be read, or is not UTF-8.
    pub fn add(&mut self, path: &Path) -> Result<String, Error> {
        let text = fs::read_to_string(path).map_err(Error::cannot(Action::Read, path))?;
        let name = name(path);
        self.own.insert(name.clone(), Template { path: path.to_owned(), text });
        Ok(name)
    }

    /// The files that were read, by name, with their texts.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.own.iter().map(|(name, file)| (name.as_str(), file.text.as_str()))
    }

    /// The words that go before those of the built-in languages.
    pub(super) fn language(&self) -> Option<&str> {
        self.own.get(LANGUAGE).map(|file| file.text.as_str())
    }

    /// What is wrong with those words.
    pub(super) fn broken_language(&self, error: &serde_json::Error) -> Error {
        Error::broken(&self.path(LANGUAGE), error.to_string(), LANGUAGE_HELP)
    }

    /// A mistake in those words that leaves them as they are without it: a name that nothing looks for.
    fn unknown_name(&self) -> Option<Error> {
        let is_used =
            |word: &str| self.files().any(|(name, text)| name != LANGUAGE && text.contains(word));
        let (name, meant) = Language::unknown(self.language()?, is_used).ok()??;
        let help = match meant {
            Some(meant) if name.starts_with("words.") => {
                format!(
                    "did you mean `{meant}`? a word of your own is one that a template beside uses"
                )
            }
            Some(meant) => format!("did you mean `{meant}`?"),
            None => LANGUAGE_HELP.to_owned(),
        };
        Some(Error::broken(&self.path(LANGUAGE), format!("there is no `{name}`"), help))
    }

    /// Writes what a template makes of the view.
    pub(super) fn render(
        &self,
        compiled: &Compiled<'_>,
        name: &str,
        view: &Value,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if let Some(error) = self.unknown_name() {
            return Err(error.through_io());
        }
        let broken = |error: &_| self.broken(name, error).through_io();
        let environment = compiled.as_ref().map_err(broken)?;
        let template = environment.get_template(name).map_err(|error| broken(&error))?;
        let mut out = BufWriter::new(Remembering { out, failure: None });
        let rendered = template.render_captured_to(view, &mut out).map(drop);
        if rendered.is_ok() && out.flush().is_ok() {
            return Ok(());
        }
        let (out, _) = out.into_parts();
        Err(match (out.failure, rendered) {
            (Some(failure), _) => failure,
            (None, Err(error)) => broken(&error),
            (None, Ok(())) => io::ErrorKind::Other.into(),
        })
    }

    /// Compiles all of them, which is a third of what the build of a small series takes.
    pub(super) fn compile(&self) -> Compiled<'_> {
        let mut environment = Environment::new();
        // What the error says needs this: the name that is missing.
        environment.set_debug(true);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(escape::kind);
        environment.set_formatter(escape::write);
        environment.add_filter("address", escape::address);
        environment.add_filter("yaml", escape::yaml);
        environment.set_syntax(
            SyntaxConfig::builder()
                .trim_blocks(true)
                .lstrip_blocks(true)
                .keep_trailing_newline(true)
                .build()?,
        );
        for (name, text) in BUILT_IN.into_iter().chain(self.files()) {
            if name != LANGUAGE {
                environment.add_template(name, text)?;
            }
        }
        Ok(environment)
    }

    /// Where a template is; a built-in one is where it is to be replaced.
    fn path(&self, name: &str) -> PathBuf {
        let own = self.own.get(name).map(|file| file.path.clone());
        own.unwrap_or_else(|| Path::new("templates").join(name))
    }

    /// File, line and reason, with the name that is missing where that is the reason.
    fn broken(&self, name: &str, error: &minijinja::Error) -> Error {
        let error = cause(error);
        let name = error.name().unwrap_or(name);
        let line = error.line().map_or_else(String::new, |line| format!("line {line}: "));
        let excerpt = || error.template_source()?.get(error.range()?);
        let reason = match (error.kind(), error.detail(), excerpt()) {
            (ErrorKind::UndefinedError, _, Some(missing)) => {
                format!("there is no `{}`", missing.trim())
            }
            (kind, detail, _) => detail.map_or_else(|| kind.to_string(), str::to_owned),
        };
        let help = "the built-in templates show every name that there is";
        Error::broken(&self.path(name), format!("{line}{reason}"), help)
    }
}

/// What is wrong in a template that another one includes, where that is what is wrong with it.
fn cause(error: &minijinja::Error) -> &minijinja::Error {
    let within = match error.kind() {
        ErrorKind::BadInclude => error.source().and_then(|source| source.downcast_ref()),
        _ => None,
    };
    within.map_or(error, cause)
}

/// A writer that remembers why it could not write: the engine only tells that it could not.
struct Remembering<'a> {
    out: &'a mut dyn Write,
    failure: Option<io::Error>,
}

impl Write for Remembering<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes).map_err(|failure| {
            let kind = failure.kind();
            self.failure = Some(failure);
            io::Error::from(kind)
        })?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The name of a file.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
