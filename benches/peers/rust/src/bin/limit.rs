//! What no program that does the same can be faster than: reads a catalogue, and writes as many
//! files of as many bytes as a build of it does.

use std::error::Error;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::{env, iter};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<_> = env::args().skip(1).collect();
    let [catalogue, files, folder] = &words[..] else {
        return Err("usage: limit CATALOGUE FILES FOLDER".into());
    };
    let catalogue = fs::read(catalogue)?;
    // A line for each file: how many bytes, and its name.
    for line in fs::read_to_string(files)?.lines() {
        let (length, name) = line.split_once(' ').ok_or("a line without a name")?;
        let mut file = File::create(Path::new(folder).join(name))?;
        let mut missing: usize = length.parse()?;
        for text in iter::repeat(&catalogue[..]) {
            let part = &text[..missing.min(text.len())];
            file.write_all(part)?;
            missing -= part.len();
            if missing == 0 {
                break;
            }
        }
    }
    Ok(())
}
