//! Diagnostics as SARIF (OASIS, version 2.1.0), for code scanning and for editors: one run of one
//! tool, with a rule for each code (3.49), a result for each diagnostic (3.27) and, where a repair
//! is known, its fix (3.55).
//!
//! Not supported: fingerprints (GitHub makes its own), and the history of a result.

use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Code, Diagnostic, Repair, Source};

/// What may stand in a path of a URI (RFC 3986, 3.3) as it is; a colon may not, since it would end
/// a scheme.
const OUTSIDE_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The diagnostics as a SARIF log. Lines and columns count from 1; columns count characters, and
/// the end is exclusive.
pub fn sarif(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": Code::ALL.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": diagnostics.iter().map(|it| result(source, it)).collect::<Vec<_>>(),
        }],
    });
    // Strings and numbers always serialise.
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": {"text": code.summary()},
        "help": {"text": code.explanation(), "markdown": code.explanation()},
        "defaultConfiguration": {"level": code.severity().name()},
    })
}

fn result(source: &Source, diagnostic: &Diagnostic) -> Value {
    let sentences = [Some(&diagnostic.message), diagnostic.help.as_ref()];
    let message = sentences.into_iter().flatten().cloned().collect::<Vec<_>>().join("\nhelp: ");
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == diagnostic.code),
        "level": diagnostic.severity().name(),
        "message": {"text": message},
        "locations": [location(source, &diagnostic.span)],
    });
    if let Some((span, label)) = &diagnostic.related {
        let mut related = location(source, span);
        related["message"] = json!({"text": label});
        result["relatedLocations"] = json!([related]);
    }
    if let Some(repair) = &diagnostic.repair {
        result["fixes"] = json!([fix(source, repair)]);
    }
    result
}

fn fix(source: &Source, repair: &Repair) -> Value {
    json!({"artifactChanges": [{
        "artifactLocation": {"uri": uri(source.name())},
        "replacements": [{
            "deletedRegion": region(source, &repair.span),
            "insertedContent": {"text": repair.replacement},
        }],
    }]})
}

fn location(source: &Source, span: &Range<usize>) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(source.name())},
        "region": region(source, span),
    }})
}

fn region(source: &Source, span: &Range<usize>) -> Value {
    let (line, column) = source.position(span.start);
    let (end_line, end_column) = source.position(span.end);
    json!({
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
    })
}

/// A file's name as a URI reference (RFC 3986, 4.1); that of an absolute path begins with its
/// scheme.
fn uri(name: &str) -> String {
    let path = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    let encoded = utf8_percent_encode(&path, OUTSIDE_PATHS);
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Source {
        Source::new("talk series/a:b.yaml", "series:\n  title: 👀 x\n".to_owned())
    }

    fn log(diagnostics: &[Diagnostic]) -> Value {
        serde_json::from_str(&sarif(&source(), diagnostics)).expect("JSON")
    }

    /// Fails unless an object has these properties and no others (SARIF forbids others).
    fn has(object: &Value, required: &[&str], optional: &[&str]) {
        let object = object.as_object().expect("an object");
        for name in required {
            assert!(object.contains_key(*name), "{name} in {object:?}");
        }
        for name in object.keys() {
            assert!([required, optional].concat().contains(&name.as_str()), "{name}");
        }
    }

    /// What sections 3.13 to 3.57 of the standard require of the objects that are written.
    fn assert_is_sarif(log: &Value) {
        has(log, &["version", "runs"], &["$schema"]);
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        has(run, &["tool", "results"], &["columnKind"]);
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        has(&run["tool"], &["driver"], &[]);
        has(&run["tool"]["driver"], &["name"], &["semanticVersion", "rules"]);
        for rule in run["tool"]["driver"]["rules"].as_array().expect("rules") {
            has(rule, &["id"], &["shortDescription", "help", "defaultConfiguration"]);
            has(&rule["help"], &["text"], &["markdown"]);
        }
        for result in run["results"].as_array().expect("results") {
            let optional = ["locations", "relatedLocations", "fixes", "ruleIndex"];
            has(result, &["message", "ruleId", "level"], &optional);
            has(&result["message"], &["text"], &[]);
            let rule = result["ruleIndex"].as_u64().expect("an index") as usize;
            assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
            assert!(["error", "warning"].contains(&result["level"].as_str().expect("a level")));
            for location in result["locations"].as_array().expect("locations") {
                has(location, &["physicalLocation"], &["message"]);
                let physical = &location["physicalLocation"];
                has(physical, &["artifactLocation", "region"], &[]);
                has(&physical["artifactLocation"], &["uri"], &[]);
            }
        }
    }

    fn full() -> Diagnostic {
        Diagnostic::new(Code::UnusualOffset, 22..23, "off")
            .help("write it out")
            .related(0..6, "there")
            .repair(22..23, "y")
    }

    #[test]
    fn a_log_has_what_the_standard_requires() {
        assert_is_sarif(&log(&[]));
        assert_is_sarif(&log(&[full(), Diagnostic::new(Code::Yaml, 0..1, "broken")]));
    }

    #[test]
    fn a_result_tells_the_place_in_characters_and_the_next_step() {
        let log = log(&[full()]);
        let result = &log["runs"][0]["results"][0];
        assert_eq!(result["message"]["text"], "off\nhelp: write it out");
        let region = json!({"startLine": 2, "startColumn": 12, "endLine": 2, "endColumn": 13});
        let physical = &result["locations"][0]["physicalLocation"];
        assert_eq!(physical["region"], region);
        assert_eq!(physical["artifactLocation"]["uri"], "talk%20series/a%3Ab.yaml");
        assert_eq!(result["relatedLocations"][0]["message"]["text"], "there");
        let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(replacement["deletedRegion"], region);
        assert_eq!(replacement["insertedContent"]["text"], "y");
    }

    #[test]
    fn every_code_is_a_rule_with_its_explanation() {
        let log = log(&[]);
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules").clone();
        assert_eq!(rules.len(), Code::ALL.len());
        for (rule, code) in rules.iter().zip(Code::ALL) {
            assert_eq!(rule["id"], code.name());
            assert_eq!(rule["defaultConfiguration"]["level"], code.severity().name());
            assert_eq!(rule["help"]["text"], code.explanation());
        }
    }

    #[test]
    #[cfg(unix)]
    fn an_absolute_path_is_an_absolute_address() {
        assert_eq!(uri("/home/a b/events.yaml"), "file:///home/a%20b/events.yaml");
    }
}
