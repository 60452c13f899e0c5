//! The JSON Schema that editors get: it takes every catalogue that we take, and refuses the shapes
//! that we refuse. `SEMINAR_BLESS=1 cargo test --test schema` writes `events.schema.json` anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::examples::{catalogue, fences};
use common::{folder, project, project_file, said};
use jsonschema::Validator;
use seminar::Catalogue;
use serde_json::{Value, json};

fn schema() -> Value {
    serde_json::from_str(&seminar::schema()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

/// A catalogue as any YAML reader hands it to a validator.
fn json_of(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

fn assert_valid(validator: &Validator, yaml: &str) {
    let json = json_of(yaml);
    let errors: Vec<_> = validator.iter_errors(&json).map(|it| it.to_string()).collect();
    assert!(errors.is_empty(), "{yaml}\n{errors:#?}");
}

#[test]
fn the_committed_schema_is_what_the_command_prints() {
    let folder = folder("");
    let (status, printed, _) = said(folder.path(), "schema");
    assert_eq!(status, 0);
    if std::env::var_os("SEMINAR_BLESS").is_some() {
        fs::write(project().join("events.schema.json"), &printed).unwrap();
    }
    assert!(project_file("events.schema.json") == printed, "run `seminar schema`, and commit");
}

#[test]
fn the_schema_is_one() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(jsonschema::meta::is_valid(&schema));
}

#[test]
fn every_example_of_the_documents_is_valid() {
    let validator = validator();
    let mut number = 0;
    for (info, text) in fences(&(project_file("CATALOGUE.md") + &project_file("README.md"))) {
        if let Some(text) = catalogue(info.trim_end_matches(" right"), &text) {
            assert_valid(&validator, &text);
            number += 1;
        }
    }
    assert!(number > 60, "only {number} examples were found");
}

#[test]
fn the_projects_own_catalogue_is_valid_and_names_the_schema_in_its_first_line() {
    let text = project_file("events.yaml");
    assert_valid(&validator(), &text);
    assert_eq!(text.lines().next(), Some("# yaml-language-server: $schema=./events.schema.json"));
}

#[test]
fn what_the_command_reads_without_an_error_is_valid() {
    let validator = validator();
    let odd = "
series: {id: 7, title: 2023, url: HTTPS://example.org, timezone: Europe/Copenhagen,
         description: , organizers: [42, {name: true, bio: }], newsletter: https://example.org}
events:
  - {id: 1, start: tbd, status: , talks: [{id: 4, video: , speakers: [true]}]}
  - {id: 2, start: 2024-01, formerly: 3, tags: [1, yes]}
";
    let read = Catalogue::read("events.yaml", odd.as_bytes());
    assert!(read.series().is_some(), "{:?}", read.diagnostics());
    assert_valid(&validator, odd);
}

/// The kinds of mistakes that are of shape alone.
const OF_SHAPE: [&str; 7] = [
    "unknown-key",
    "wrong-type",
    "missing-key",
    "invalid-value",
    "invalid-url",
    "unknown-zone",
    "invalid-duration",
];

/// Fixtures of those kinds that a schema cannot see through.
const BEYOND: [&str; 6] = [
    // The address is well-formed, but not usable where it stands.
    "invalid-url-folder-with-query",
    // A length, but none; times, but years apart.
    "invalid-duration-zero",
    "invalid-duration-of-ten-years",
    // What is wrong with these is in their letters.
    "invalid-url-password",
    "wrong-type-control-characters",
    // A mapping without keys.
    "missing-key-of-the-newsletter",
];

#[test]
fn every_mistake_of_shape_is_invalid() {
    let validator = validator();
    let mut seen = BTreeSet::new();
    for entry in fs::read_dir(project().join("tests/wrong")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let Some(code) = OF_SHAPE.iter().find(|code| name.starts_with(**code)) else { continue };
        if path.extension().unwrap() != "yaml" {
            continue;
        }
        let json = json_of(&fs::read_to_string(&path).unwrap());
        assert_eq!(validator.is_valid(&json), BEYOND.contains(&&*name), "{name}: {json}");
        seen.insert(*code);
    }
    assert_eq!(seen, BTreeSet::from(OF_SHAPE));
}

#[test]
fn every_key_is_explained() {
    let schema = schema();
    let mut number = 0;
    for definition in schema["$defs"].as_object().unwrap().values().chain([&schema]) {
        for (key, value) in definition["properties"].as_object().into_iter().flatten() {
            let text = value["description"].as_str().unwrap_or_default();
            assert!(text.ends_with('.') && text.len() >= 9, "{key}: {text}");
            number += 1;
        }
    }
    assert!(number > 50, "only {number} keys were found");
    assert_eq!(schema["properties"]["series"]["description"], json!("The series itself."));
}
