//! Texts as they are compared: people write the same name or title with and without accents,
//! capitals, hyphens and academic titles.

/// Words before and behind a name that people gain and lose.
const TITLES: [&str; 14] = [
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "mx",
    "phd",
    "md",
    "msc",
    "bsc",
    "assoc",
    "asst",
    "univ",
];

/// A text without accents, capitals and punctuation.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{300}'..='\u{36f}' | '\'' | '’' => {}
            'ß' => folded.push_str("ss"),
            'æ' | 'ä' => folded.push('a'),
            '&' => folded.push_str(" and "),
            c if c.is_alphanumeric() => folded.push(base(c)),
            _ => folded.push(' '),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A Latin letter without its marks.
fn base(letter: char) -> char {
    const BASES: [(char, &str); 20] = [
        ('a', "àáâãäåāăąǎ"),
        ('c', "çćĉċč"),
        ('d', "ďđð"),
        ('e', "èéêëēĕėęě"),
        ('g', "ĝğġģ"),
        ('h', "ĥħ"),
        ('i', "ìíîïĩīĭįı"),
        ('j', "ĵ"),
        ('k', "ķ"),
        ('l', "ĺļľŀł"),
        ('n', "ñńņňŉ"),
        ('o', "òóôõöøōŏő"),
        ('r', "ŕŗř"),
        ('s', "śŝşšș"),
        ('t', "ţťŧț"),
        ('u', "ùúûüũūŭůűų"),
        ('w', "ŵ"),
        ('y', "ýÿŷ"),
        ('z', "źżž"),
        ('p', "þ"),
    ];
    let found = BASES.iter().find(|(_, marked)| !letter.is_ascii() && marked.contains(letter));
    found.map_or(letter, |(base, _)| *base)
}

/// A name without titles.
pub(crate) fn bare(name: &str) -> String {
    let is_title = |word: &&str| {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).replace('.', "");
        TITLES.contains(&plain.to_lowercase().as_str())
    };
    name.split_whitespace().filter(|word| !is_title(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_compared_without_titles_accents_and_hyphens() {
        assert_eq!(bare("Prof. Dr. Amelia Jiménez-Sánchez, PhD"), "Amelia Jiménez-Sánchez,");
        assert_eq!(folded("Amelia Jiménez-Sánchez,"), "amelia jimenez sanchez");
        assert_eq!(folded("Jime\u{301}nez & Łukasz"), "jimenez and lukasz");
    }
}
