//! Catalogues as people may write them: in both styles of YAML, with any indentation, quotes,
//! comments wherever one may stand, blank lines, anchors, both line ends.

/// A catalogue that somebody wrote.
#[derive(Debug)]
pub struct Written {
    pub text: String,
    /// Whether a part of it is an alias, which cannot be changed by itself.
    pub has_alias: bool,
}

/// Writes a catalogue by these choices. Each comment has a number of its own.
pub fn catalogue(choices: &[u8]) -> Written {
    let mut author = Author::new(choices);
    author.write();
    let Author { mut text, has_alias, is_crlf, .. } = author;
    if is_crlf {
        text = text.replace('\n', "\r\n");
    }
    Written { text, has_alias }
}

struct Author<'a> {
    choices: &'a [u8],
    text: String,
    comments: usize,
    talks: usize,
    has_alias: bool,
    /// The last anchor of a recording.
    anchor: Option<String>,
    is_crlf: bool,
    step: usize,
    dash: usize,
    item: usize,
}

const VIDEOS: [&str; 4] = [
    "https://youtu.be/qhAYUfQlYfo",
    "https://www.youtube.com/watch?v=_RlcKW0sZ80",
    "https://youtu.be/pYl9bBcQA-M?t=3",
    "https://vimeo.com/12345",
];

/// What stands before everything.
const STARTS: [&str; 7] =
    ["", "", "", "\u{feff}", "---\n", "%YAML 1.2\n---\n", "# c0: top\n---  # c00: x\n"];

impl<'a> Author<'a> {
    fn new(choices: &'a [u8]) -> Self {
        let mut author = Self {
            choices,
            text: String::new(),
            comments: 0,
            talks: 0,
            has_alias: false,
            anchor: None,
            is_crlf: false,
            step: 2,
            dash: 2,
            item: 2,
        };
        author.is_crlf = author.one_of(3) == 0;
        author.step = [2, 4, 1, 3][author.one_of(4)];
        author.dash = [2, 0, 4, 1][author.one_of(4)];
        author.item = [2, 4, 3][author.one_of(3)];
        author
    }

    /// A number below this one.
    fn one_of(&mut self, number: usize) -> usize {
        let Some((first, rest)) = self.choices.split_first() else { return 0 };
        self.choices = rest;
        usize::from(*first) % number
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        format!("# c{}: [it's] {{\"x\" &y", self.comments)
    }

    /// The end of a line, perhaps with a comment.
    fn end(&mut self) {
        match self.one_of(4) {
            0 => {
                let comment = self.comment();
                self.text += &format!("  {comment}\n");
            }
            1 => self.text += "  \n",
            _ => self.text += "\n",
        }
    }

    /// Lines between two others, perhaps.
    fn between(&mut self, indent: usize) {
        match self.one_of(6) {
            0 => {
                let comment = self.comment();
                let indent = [indent, 0, indent + 2][self.one_of(3)];
                self.text += &format!("{:indent$}{comment}\n", "");
            }
            1 => self.text += "\n",
            _ => {}
        }
    }

    fn scalar(&mut self, text: &str) -> String {
        match self.one_of(4) {
            0 => format!("\"{text}\""),
            1 => format!("'{}'", text.replace('\'', "''")),
            _ if text.contains(": ") => format!("\"{text}\""),
            _ => text.to_owned(),
        }
    }

    fn line(&mut self, indent: usize, key: &str, value: &str) {
        let value = self.scalar(value);
        let space = ["", "  "][self.one_of(2)];
        let key = match self.one_of(12) {
            0 => format!("\"{key}\""),
            1 => format!("'{key}'"),
            _ => key.to_owned(),
        };
        self.text += &format!("{:indent$}{key}: {space}{value}", "");
        self.end();
    }

    fn write(&mut self) {
        let start = self.one_of(STARTS.len());
        self.text += STARTS[start];
        self.between(0);
        self.text += "series:";
        self.end();
        let step = self.step;
        self.between(step);
        self.line(step, "id", "s");
        self.line(step, "title", "S");
        self.between(step);
        self.line(step, "url", "https://example.org/");
        self.line(step, "timezone", "Europe/Copenhagen");
        self.between(step);
        self.events();
        self.between(0);
        if self.one_of(8) == 0 {
            self.text += "...\n";
        }
        if self.one_of(3) == 0 {
            let kept = self.text.trim_end_matches('\n').len();
            self.text.truncate(kept);
        }
    }

    fn events(&mut self) {
        let number = self.one_of(4);
        if number == 0 {
            let empty = ["[]", "[ ]"][self.one_of(2)];
            self.text += &format!("events: {empty}");
            return self.end();
        }
        if self.one_of(6) == 0 {
            return self.flow_events(number);
        }
        self.text += "events:";
        self.end();
        let gap = self.one_of(2);
        for index in 0..number {
            if gap == 1 && index > 0 {
                self.text += "\n";
            }
            self.between(self.dash);
            self.event(index);
        }
    }

    fn flow_events(&mut self, number: usize) {
        let is_long = self.one_of(2) == 1;
        self.text += "events: [";
        for index in 0..number {
            if is_long {
                self.end();
                self.text += "    ";
            }
            let talks = self.flow_talks();
            self.text += &format!("{{id: E{index}, start: TBA{talks}}}");
            if index + 1 < number || self.one_of(2) == 0 {
                self.text += ",";
            }
        }
        if is_long {
            self.end();
            self.text += "  ";
        }
        self.text += "]";
        self.end();
    }

    fn flow_talks(&mut self) -> String {
        match self.one_of(5) {
            0 => String::new(),
            1 => ", talks: []".to_owned(),
            2 => ", talks: ".to_owned(),
            number => {
                let talks: Vec<_> = (2..number).map(|_| self.flow_talk()).collect();
                format!(", talks: [{}]", talks.join(", "))
            }
        }
    }

    fn flow_talk(&mut self) -> String {
        self.talks += 1;
        let id = format!("id: T{}", self.talks);
        let url = VIDEOS[self.one_of(4)];
        match self.one_of(5) {
            0 => format!("{{{id}}}"),
            1 => format!("{{ {id}, title: 'a, }} b', }}"),
            2 => format!("{{video: {url}, {id}}}"),
            3 => format!("{{{id}, video: {{url: {url}, title: \"x, y\"}}, title: z}}"),
            _ => format!("{{{id}, video: }}"),
        }
    }

    fn event(&mut self, index: usize) {
        let (dash, item) = (self.dash, self.item);
        let keys = dash + item;
        if self.one_of(7) == 0 {
            let talks = self.flow_talks();
            self.text += &format!("{:dash$}- {{id: E{index}, start: TBA{talks}}}", "");
            return self.end();
        }
        let before = self.text.len();
        self.line(keys, "id", &format!("E{index}"));
        self.text
            .replace_range(before..before + keys, &format!("{:dash$}-{:2$}", "", "", item - 1));
        self.line(keys, "start", "18 September 2023 at 1pm CEST");
        self.between(keys);
        self.optional(keys);
        self.talk_list(keys);
        if self.one_of(3) == 0 {
            self.line(keys, "location", "Zoom it's");
        }
    }

    fn optional(&mut self, keys: usize) {
        let (inner, deeper) = (keys + self.step, keys + self.step + 2);
        match self.one_of(8) {
            0 => {
                self.text += &format!(
                    "{:keys$}description: |\n{:inner$}One\n\n{:inner$}# no comment\n",
                    "", "", ""
                )
            }
            1 => {
                self.text += &format!(
                    "{:keys$}description: >-\n{:inner$}Folded\n{:inner$}text\n\n",
                    "", "", ""
                )
            }
            2 => {
                self.text += &format!("{:keys$}description: plain\n{:deeper$}over lines\n", "", "")
            }
            3 => self.text += &format!("{:keys$}description: |+\n{:inner$}kept\n\n\n", "", ""),
            4 => {
                self.text +=
                    &format!("{:keys$}title: &name{index} Named\n", "", index = self.text.len())
            }
            5 => self.text += &format!("{:keys$}tags: [a, 'b, c']\n", ""),
            _ => {}
        }
    }

    fn talk_list(&mut self, keys: usize) {
        match self.one_of(6) {
            0 => {}
            1 => {
                let empty = ["", " []", " ~", " null"][self.one_of(4)];
                self.text += &format!("{:keys$}talks:{empty}", "");
                self.end();
                self.between(keys + 1);
            }
            2 => {
                let talk = self.flow_talk();
                self.text += &format!("{:keys$}talks: [{talk}]", "");
                self.end();
            }
            number => {
                self.text += &format!("{:keys$}talks:", "");
                self.end();
                for _ in 2..number {
                    self.between(keys + self.dash);
                    self.talk(keys + self.dash);
                }
            }
        }
    }

    fn talk(&mut self, dash: usize) {
        if self.one_of(5) == 0 {
            let talk = self.flow_talk();
            self.text += &format!("{:dash$}- {talk}", "");
            return self.end();
        }
        self.talks += 1;
        let keys = dash + self.item;
        let before = self.text.len();
        self.line(keys, "id", &format!("T{}", self.talks));
        let bullet = format!("{:dash$}-{:2$}", "", "", self.item - 1);
        self.text.replace_range(before..before + keys, &bullet);
        if self.one_of(2) == 0 {
            self.line(keys, "title", "A talk: # no");
        }
        self.between(keys);
        self.video(keys);
        self.optional_of_talk(keys);
    }

    fn optional_of_talk(&mut self, keys: usize) {
        let inner = keys + self.step;
        match self.one_of(8) {
            3 => {
                let number = self.talks;
                self.text += &format!("{:keys$}speakers: &who{number} [Ada, 'Ben']", "");
                self.end();
                self.text += &format!("{:keys$}? paper\n{:keys$}: https://example.org/p\n", "", "");
            }
            4 => {
                self.text += &format!(
                    "{:keys$}speakers:\n{:inner$}- Ada\n{:inner$}-   name: Ben",
                    "", "", ""
                );
                self.end();
            }
            5 => {
                self.text += &format!("{:keys$}\"slides\":   !!str https://example.org/a", "");
                self.end();
                self.between(inner + 4);
            }
            0 => {
                self.text +=
                    &format!("{:keys$}abstract: |\n{:inner$}One\n\n{:inner$}two\n", "", "", "")
            }
            1 => self.text += &format!("{:keys$}abstract: |-\n{:inner$}One\n\n", "", ""),
            2 => {
                self.text += &format!("{:keys$}speakers: [A, {{name: B}}]", "");
                self.end();
            }
            _ => {}
        }
    }

    fn video(&mut self, keys: usize) {
        let inner = keys + self.step;
        let url = VIDEOS[self.one_of(4)];
        match self.one_of(9) {
            0 => self.line(keys, "video", url),
            1 => {
                self.text += &format!("{:keys$}video:", "");
                self.end();
                self.between(inner);
                self.line(inner, "url", url);
                if self.one_of(2) == 0 {
                    self.line(inner, "published", "2023-03-16");
                }
                self.between(inner);
                if self.one_of(2) == 0 {
                    self.line(inner, "title", "Old");
                }
            }
            2 => {
                self.text += &format!("{:keys$}video: {{url: '{url}', title: Old}}", "");
                self.end();
            }
            3 => {
                let empty = ["", " ~"][self.one_of(2)];
                self.text += &format!("{:keys$}video:{empty}", "");
                self.end();
            }
            4 => {
                self.text += &format!("{:keys$}video:\n{:inner$}{url}", "", "");
                self.end();
            }
            5 => {
                self.text += &format!("{:keys$}recording: none", "");
                self.end();
            }
            6 => {
                let anchor = format!("v{}", self.talks);
                self.text += &format!("{:keys$}video: &{anchor} {url}", "");
                self.end();
                self.anchor = Some(anchor);
            }
            7 => {
                let Some(anchor) = self.anchor.clone() else { return };
                self.text += &format!("{:keys$}video: *{anchor}", "");
                self.end();
                self.has_alias = true;
            }
            _ => {}
        }
    }
}
