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
            '&' => folded.push_str(" and "),
            c if c.is_alphanumeric() => folded.push(base(c)),
            _ => folded.push(' '),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A Latin letter without its marks.
fn base(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'æ' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŉ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'þ' => 'p',
        other => other,
    }
}

/// A name without titles.
pub(crate) fn bare(name: &str) -> String {
    let is_title = |word: &&str| {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).replace('.', "");
        TITLES.contains(&plain.to_lowercase().as_str())
    };
    name.split_whitespace().filter(|word| !is_title(word)).collect::<Vec<_>>().join(" ")
}

/// The longest name for which a similar one is looked for.
const LONGEST_NAME: usize = 64;

/// The known name that was probably meant.
pub(crate) fn similar<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let lower = name.to_lowercase();
    known
        .map(|known| (strsim::damerau_levenshtein(&lower, &known.to_lowercase()), known))
        .filter(|(distance, known)| *distance <= 1 + known.len().min(name.len()) / 4)
        .min()
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_compared_without_titles_accents_and_hyphens() {
        assert_eq!(bare("Prof. Dr. Amelia Jiménez-Sánchez, PhD"), "Amelia Jiménez-Sánchez,");
        assert_eq!(folded("Amelia Jiménez-Sánchez,"), "amelia jimenez sanchez");
        assert_eq!(folded("Ægir Bjärne, ß"), "agir bjarne ss");
        assert_eq!(folded("Jime\u{301}nez & Łukasz"), "jimenez and lukasz");
    }
}
