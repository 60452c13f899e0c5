//! The command `seminar`.

mod cli;

use std::process::ExitCode;

use clap::Parser;

/// The system's own allocator takes longer, since two threads make and drop many small texts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = match cli::Args::try_parse() {
        Ok(args) => args,
        Err(said) => return cli::Terminal::show(&said),
    };
    let mut terminal = cli::Terminal::new(&args);
    let outcome = match &args.command {
        cli::Command::Init(options) => cli::init(&args, options, &mut terminal),
        cli::Command::Build(options) => cli::build(&args, options, &mut terminal),
        cli::Command::Diff(options) => cli::diff(&args, options, &mut terminal),
        cli::Command::Videos(options) => cli::videos(&args, options, &mut terminal),
        cli::Command::Forget(options) => cli::forget(&args, options, &mut terminal),
        cli::Command::Check(options) => cli::check(&args, options, &mut terminal),
        cli::Command::Import(options) => cli::import(&args, options, &mut terminal),
        cli::Command::Explain { code } => cli::explain(code.as_deref(), &mut terminal),
        cli::Command::Schema => cli::schema(&mut terminal),
        cli::Command::New(options) => cli::new(&args, options, &mut terminal),
        cli::Command::Links(options) => cli::links(&args, options, &mut terminal),
        cli::Command::Announce(options) => cli::announce(&args, options, &mut terminal),
        cli::Command::Serve(options) => cli::serve(&args, options, &mut terminal),
        cli::Command::Next => cli::next(&args, &mut terminal),
        cli::Command::Page(options) => cli::page(&args, options, &mut terminal),
        cli::Command::Completions { shell } => cli::completions(*shell, &mut terminal),
    };
    terminal.finish(outcome)
}
